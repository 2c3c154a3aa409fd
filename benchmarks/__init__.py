"""How quick the bot is, measured beside the smallest thing that answers Slack at all. No part of the program."""
