"""How quick the bot is, measured beside the smallest thing that answers a platform at all. No part of the program."""
