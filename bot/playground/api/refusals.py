"""How the Web API says no."""

from typing import Any


class Refused(Exception):
    """The call is not carried out. `code` is Slack's own, `more` what stands beside it in the answer."""

    def __init__(self, code: str, messages: list[str] | None = None, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more: dict[str, Any] = {**more, **({"response_metadata": {"messages": messages}} if messages else {})}

    def answer(self) -> dict[str, Any]:
        """The body of the answer."""
        return {"ok": False, "error": self.code, **self.more}
