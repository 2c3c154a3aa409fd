"""How a unit enters a sentence: one is at a school, but in a kindergarten."""

from locales import Translator
from store.people import Unit, UnitKind


def at_unit(t: Translator, unit: Unit) -> str:
    """«på Solvik skule», «i Blåklokka barnehage»"""
    if unit.kind is UnitKind.KINDERGARTEN:
        # NB: {unit} is a kindergarten.
        return t.within("kindergarten", "at {unit}", unit=unit.name(t.language))
    return t("at {unit}", unit=unit.name(t.language))
