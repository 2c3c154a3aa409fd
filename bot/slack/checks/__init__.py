"""Slack's part of `samba-bot check`: Slack itself is asked, and nothing is sent that anybody sees."""
