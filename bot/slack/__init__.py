"""Slack: its requests read, its screens drawn, its messages sent. Nothing else knows what Slack is."""
