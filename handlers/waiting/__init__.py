"""What waits for somebody, on their own page: what is past its deadline first, each with the way to see to it."""

from handlers.waiting.listing import ShowWaiting, show_waiting, waiting_parts

__all__ = ["ShowWaiting", "show_waiting", "waiting_parts"]
