"""Column types that SQLModel's own choice would make hard to live with."""

from enum import StrEnum

from sqlalchemy import Enum

# Room for words to come: a longer one must not need a migration.
WORD_LENGTH = 40


def one_of(words: type[StrEnum]) -> Enum:
    """A column that holds the value of one of `words` as plain text.

    No native type and no CHECK knows the words, so a new one needs no migration. Reading or writing anything else
    raises LookupError.
    """
    return Enum(
        words,
        native_enum=False,
        create_constraint=False,
        length=WORD_LENGTH,
        values_callable=lambda members: [member.value for member in members],
    )
