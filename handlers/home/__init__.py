"""Everybody's own page: what waits, one's weeks, free times, settings, and everything that can be asked for."""

from handlers.home.page import open_home

__all__ = ["open_home"]
