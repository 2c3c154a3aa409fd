"""What only Teams knows: whether Microsoft lets the bot in, whether the bot is reached, whom it has met, and where."""
