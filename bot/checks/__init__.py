"""`samba-bot check`: what is set and what is missing, in words, with what to do about it. Nothing is changed."""
