"""What the connector refuses with, as Teams documents it.

https://learn.microsoft.com/en-us/microsoftteams/platform/bots/build-conversational-capability
"""

from typing import Any

KNOWN = {
    "BadSyntax": (400, "Bad syntax"),
    "BotDisabledByAdmin": (403, "The tenant admin disabled this bot"),
    "BotNotInConversationRoster": (403, "The bot is not part of the conversation roster."),
    "ConversationBlockedByUser": (403, "User blocked the conversation with the bot."),
    "ForbiddenOperationException": (403, "Bot is not installed in user's personal scope"),
    "MessageWritesBlocked": (403, "Thread is blocked from message writes."),
    "NotEnoughPermissions": (403, "The bot may change only what it has written."),
    "ActivityNotFoundInConversation": (404, "Conversation not found."),
    "ConversationNotFound": (404, "Conversation not found."),
    "MemberNotFoundInConversation": (404, "Member not found in conversation."),
    "PreconditionFailed": (412, "Precondition failed, please try again."),
    "MessageSizeTooBig": (413, "Message size too large."),
    "Throttled": (429, "Too many requests."),
    "ServiceError": (500, "Unknown"),
}


class Refusal(Exception):
    """A call is refused; nothing has been done. `message` tells more than the usual words, `status` another than the
    usual, `retry_after` is in seconds.
    """

    def __init__(
        self, code: str, message: str = "", *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        usual, words = KNOWN[code]
        super().__init__(f"{code}: {message or words}")
        self.code, self.message, self.status = code, message or words, status or usual
        self.retry_after = retry_after

    @property
    def body(self) -> dict[str, Any]:
        """The answer. A blocked thread is told of in another shape than all else."""
        if self.code == "MessageWritesBlocked":
            told = f'{{\r\n  "subCode": "{self.code}",\r\n  "details": "{self.message}",\r\n  "errorCode": null\r\n}}'
            return {"errorCode": 209, "message": told}
        return {"error": {"code": self.code, "message": self.message}}

    @property
    def headers(self) -> dict[str, str]:
        """What stands beside the answer."""
        return {} if self.retry_after is None else {"Retry-After": f"{self.retry_after:g}"}
