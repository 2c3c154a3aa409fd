"""The line between the workspace and the bot: what people do, in Slack's payloads, and what the bot answers."""
