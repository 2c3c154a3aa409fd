"""Slack's part of what is measured."""
