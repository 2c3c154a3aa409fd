"""The part of Slack's Web API that a bot of this kind calls, with Slack's own refusals."""
