"""What only Teams knows: whether Microsoft lets the bot in, whether the bot is reached, whom it has met, and where."""

import bot.teams.install  # noqa: F401  before all others here: it keeps the SDK from reading a file `.env`
