"""Things to try, in an order that tells a story."""

from dataclasses import dataclass
from urllib.parse import urlencode

from bot.playground.conversations import direct_id
from bot.playground.words import Language
from bot.playground.workspace import Workspace


@dataclass(frozen=True)
class Step:
    """One thing to try: who does it, what is put in the composer, and what it is, in nynorsk and bokmål."""

    user: str
    draft: str
    title: tuple[str, str]
    detail: tuple[str, str]


STEPS = (
    Step(
        "U0ANNE",
        "/samba tider",
        ("Legg inn tider for Solvik skule", "Legg inn tider for Solvik skole"),
        ("Anne er SamBa-koordinator og legg inn faste tider.", "Anne er SamBa-koordinator og legger inn faste tider."),
    ),
    Step(
        "U0INGRID",
        "/samba bestill",
        ("Bestill tid", "Bestill tid"),
        (
            "Ingrid er kontaktlærar. Saka får ein referanse, og namnet på barnet blir aldri skrive.",
            "Ingrid er kontaktlærer. Saken får en referanse, og navnet på barnet blir aldri skrevet.",
        ),
    ),
    Step(
        "U0INGRID",
        "/samba liste",
        ("Registrer samtykke", "Registrer samtykke"),
        (
            "Opne møtet og registrer at samtykket finst. Samtykket sjølv ligg i arkivet.",
            "Åpne møtet og registrer at samtykket finnes. Selve samtykket ligger i arkivet.",
        ),
    ),
    Step(
        "U0INGRID",
        "/samba sakliste",
        ("Sjå saklista", "Se saklisten"),
        (
            "Saklista kjem også av seg sjølv fem arbeidsdagar før.",
            "Saklisten kommer også av seg selv fem arbeidsdager før.",
        ),
    ),
    Step(
        "U0HILDE",
        "",
        ("Spol fram, og bli Hilde", "Spol fram, og bli Hilde"),
        (
            "Vel «Neste hending» i klokka til saklista og påminninga er komne.",
            "Velg «Neste hendelse» i klokken til saklisten og påminnelsen har kommet.",
        ),
    ),
    Step(
        "U0INGRID",
        "/samba liste",
        ("Trekk samtykket tilbake", "Trekk samtykket tilbake"),
        ("Sjå kva som skjer med det som allereie er sendt.", "Se hva som skjer med det som allerede er sendt."),
    ),
    Step(
        "U0INGRID",
        "/samba flytt",
        ("Flytt møtet", "Flytt møtet"),
        ("Påminningane flyttar seg med.", "Påminnelsene flytter seg med."),
    ),
    Step(
        "U0VIKAR",
        "/samba bestill",
        ("Prøv som ein ukjend", "Prøv som en ukjent"),
        (
            "Ein som boten ikkje kjenner, får eit nei som hjelper vidare.",
            "En som boten ikke kjenner, får et nei som hjelper videre.",
        ),
    ),
)


@dataclass(frozen=True)
class StepLink:
    """A step as the page shows it."""

    who: str
    title: str
    detail: str
    command: str
    href: str


def story_links(ws: Workspace, language: Language) -> list[StepLink]:
    """The steps whose people are in this workspace."""
    place = 0 if language == "nn" else 1
    links = []
    for step in STEPS:
        user = ws.user(step.user)
        if user:
            target = {"person": user.id, "channel": direct_id(user.id), "lang": language, "draft": step.draft}
            query = urlencode({name: value for name, value in target.items() if value})
            links.append(StepLink(user.name, step.title[place], step.detail[place], step.draft, f"/?{query}"))
    return links
