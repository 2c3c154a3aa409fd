"""What the playground itself says, in nynorsk and bokmål."""

from typing import Literal, cast

Language = Literal["nn", "nb"]

WORDS: dict[str, tuple[str, str]] = {
    # --- as Slack's client ---
    "command_failed": (
        "{command} svara ikkje som venta ({code}). Prøv igjen om litt.",
        "{command} svarte ikke som ventet ({code}). Prøv igjen om litt.",
    ),
    "command_unknown": (
        "{command} er ikkje ein kommando her. Prøv {known}.",
        "{command} er ikke en kommando her. Prøv {known}.",
    ),
    "press_failed": (
        "Boten svara ikkje på trykket. Prøv igjen om litt.",
        "Boten svarte ikke på trykket. Prøv igjen om litt.",
    ),
    "submit_failed": (
        "Boten svara ikkje. Det du har fylt ut, står her framleis. Prøv igjen om litt.",
        "Boten svarte ikke. Det du har fylt ut, står her fortsatt. Prøv igjen om litt.",
    ),
    "gone": ("Dette finst ikkje lenger.", "Dette finnes ikke lenger."),
    "bot_absent": (
        "{bot} er ikkje med i kanalen og såg ikkje meldinga. Skriv /invite @{bot} for å leggje til boten.",
        "{bot} er ikke med i kanalen og så ikke meldingen. Skriv /invite @{bot} for å legge til boten.",
    ),
    "joined": ("{name} er no med i kanalen.", "{name} er nå med i kanalen."),
    "left": ("{name} er ikkje lenger med i kanalen.", "{name} er ikke lenger med i kanalen."),
    "made_public": ("Kanalen er no open for alle i {team}.", "Kanalen er nå åpen for alle i {team}."),
    "organisation_invited": (
        "{organisation} er invitert til å dele kanalen og har ikkje svart enno.",
        "{organisation} er invitert til å dele kanalen og har ikke svart ennå.",
    ),
    "invitation_withdrawn": (
        "Invitasjonen til {organisation} er trekt tilbake.",
        "Invitasjonen til {organisation} er trukket tilbake.",
    ),
    "organisation_shares": ("Kanalen er no delt med {organisation}.", "Kanalen er nå delt med {organisation}."),
    "organisation_gone": (
        "Kanalen er ikkje lenger delt med {organisation}.",
        "Kanalen er ikke lenger delt med {organisation}.",
    ),
    "archived": ("Kanalen er arkivert.", "Kanalen er arkivert."),
    "restored": ("Kanalen er henta fram att frå arkivet.", "Kanalen er hentet fram igjen fra arkivet."),
    "is_archived": (
        "Kanalen er arkivert. Hent kanalen fram att først.",
        "Kanalen er arkivert. Hent den fram igjen først.",
    ),
    "not_connected": (
        "{name} er hos {organisation}. Del kanalen med {organisation} først.",
        "{name} er hos {organisation}. Del kanalen med {organisation} først.",
    ),
    "one_channel_only": (
        "{name} er gjest og kan berre vere med i éin kanal.",
        "{name} er gjest og kan bare være med i én kanal.",
    ),
    "fill_in": ("Fyll ut dette feltet.", "Fyll ut dette feltet."),
    "too_short": ("Skriv minst {count} teikn.", "Skriv minst {count} tegn."),
    "too_long": ("Skriv høgst {count} teikn.", "Skriv høyst {count} tegn."),
    "not_number": ("Skriv eit tal.", "Skriv et tall."),
    "not_whole": ("Skriv eit heilt tal.", "Skriv et helt tall."),
    "too_small": ("Talet må vere minst {count}.", "Tallet må være minst {count}."),
    "too_large": ("Talet kan vere høgst {count}.", "Tallet kan være høyst {count}."),
    "not_email": ("Skriv ei gyldig e-postadresse.", "Skriv en gyldig e-postadresse."),
    "not_url": ("Skriv ei gyldig nettadresse.", "Skriv en gyldig nettadresse."),
    "not_date": ("Skriv datoen slik: 23.02.2027.", "Skriv datoen slik: 23.02.2027."),
    "not_time": ("Skriv klokkeslettet slik: 10.00.", "Skriv klokkeslettet slik: 10.00."),
    "too_many": ("Vel høgst {count}.", "Velg høyst {count}."),
}


def say(key: str, language: Language, **values: object) -> str:
    """The text under `key`, with `values` put in."""
    return WORDS[key][0 if language == "nn" else 1].format(**values)


def as_language(value: str | None) -> Language:
    """The language named, nynorsk when it is neither."""
    return cast(Language, value) if value in ("nn", "nb") else "nn"
