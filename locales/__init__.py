"""The words: one translator for each language, read from the catalogues at start.

English is the source text and never reaches a reader: `locales.catalogues check` fails while one message lacks its
nynorsk or bokmål.
"""

from locales.translator import LANGUAGES, Language, Translator, mark, translator

__all__ = ["LANGUAGES", "Language", "Translator", "mark", "translator"]
