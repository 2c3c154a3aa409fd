"""A Slack-compatible workspace in the browser: to try the bot without an account, and to test it strictly."""
