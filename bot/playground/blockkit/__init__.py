"""What Slack accepts as blocks and views, as rules one can read."""
