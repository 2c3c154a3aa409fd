"""The walks are written in nynorsk; this says the same in bokmål. The catalogues know what the bot says, and a table
what people and the municipality's file say.
"""

from functools import cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parents[2] / "locales"
SAID = {
    "Solvik skule": "Solvik skole",
    "Tysdag": "Tirsdag",
    "Tysdag 30. mars: Påskeferie": "Tirsdag 30. mars: Påskeferie",
    "Tysdag 9. mars kl. 10.00–10.45": "Tirsdag 9. mars kl. 10.00–10.45",
    "Stad (valfritt)": "Sted (valgfritt)",
    "Arkivreferanse eller notat (valfritt)": "Arkivreferanse eller notat (valgfritt)",
    "Med eigne ord (valfritt)": "Med egne ord (valgfritt)",
    "Møterom 2": "Møterom 2",
    "9 år": "9 år",
    "Saka heiter": "Saken heter",
    "Føresett 1: skriftleg, ligg i arkivet": "Foresatt 1: skriftlig, ligger i arkivet",
    "Føresett 2: skriftleg, ligg i arkivet": "Foresatt 2: skriftlig, ligger i arkivet",
    "Helsestasjonen": "Helsestasjonen",
    "PPT": "PPT",
    "Per Instefjord, PPT": "Per Instefjord, PPT",
    "Rettleiing: Per Instefjord, innan fredag 2. april": "Veiledning: Per Instefjord, innen fredag 2. april",
    "Rettleiing: PPT, innan fredag 2. april": "Veiledning: PPT, innen fredag 2. april",
    "Vi prøver ei fast hjelpetid på skulen.": "Vi prøver en fast hjelpetid på skolen.",
    "Kva går bra no?": "Hva går bra nå?",
    "I morgon kl. 10.00: SamBa-møte": "I morgen kl. 10.00: SamBa-møte",
    "Ingen tiltak enno.": "Ingen tiltak ennå.",
    "Solvik skule, veke 10": "Solvik skole, uke 10",
}


def bokmal(nynorsk: str) -> str:
    """What stands on the screen in bokmål where `nynorsk` stands in nynorsk. KeyError where nobody has said."""
    if nynorsk.startswith("#") or not any(letter.isalpha() for letter in nynorsk):
        return nynorsk
    return SAID.get(nynorsk) or _from_catalogues()[nynorsk]


@cache
def _from_catalogues() -> dict[str, str]:
    nynorsk, bokmal = (read_po((CATALOGUES / name / "messages.po").open("rb")) for name in ("nn", "nb"))
    found: dict[str, str] = {}
    for message in nynorsk:
        other = bokmal.get(message.id, message.context)
        if message.id and other is not None:
            found.update(zip(_forms(message), _forms(other), strict=True))
    return found


def _forms(message: Message) -> tuple[str, ...]:
    """What a message says of one and of several, or always."""
    said = message.string
    return (said,) if isinstance(said, str) else tuple(said or ())
