"""The bot's own words: what it says to those who set it up and run it, where platforms have names.

Whatever people read in a chat is said by `handlers`, and stands in `locales`.
"""

from pathlib import Path

from locales import Language, Translator
from locales import translator as translator_of

HERE = Path(__file__).parent


def translator(language: Language, timezone: str = "Europe/Oslo") -> Translator:
    """The translator for a language that knows the bot's own words and all others, with times in `timezone`."""
    return translator_of(language, timezone, HERE)
