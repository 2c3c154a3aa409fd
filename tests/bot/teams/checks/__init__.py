"""`samba-bot check` for Teams."""
