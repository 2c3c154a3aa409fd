"""Things to try, in an order that tells a story."""

from dataclasses import dataclass
from urllib.parse import urlencode

from bot.playground.conversations import direct_id
from bot.playground.words import Language
from bot.playground.workspace import Workspace


@dataclass(frozen=True)
class Step:
    """One thing to try: who does it, what is put in the composer, and what it is, in nynorsk and bokmål. `channel` is
    where, when it is not the direct message with the bot.
    """

    user: str
    draft: str
    title: tuple[str, str]
    detail: tuple[str, str]
    channel: str = ""


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
        "U0INGRID",
        "/samba flytt",
        ("Flytt møtet", "Flytt møtet"),
        ("Påminningane flyttar seg med.", "Påminnelsene flytter seg med."),
    ),
    Step(
        "U0HILDE",
        "",
        ("Spol fram, og svar som Hilde", "Spol fram, og svar som Hilde"),
        (
            "Vel «Neste hending» i klokka til saklista og påminninga er komne. Prøv «Minn meg på det seinare».",
            "Velg «Neste hendelse» i klokken til saklisten og påminnelsen har kommet. Prøv «Minn meg på det senere».",
        ),
    ),
    Step(
        "U0INGRID",
        "/samba referat",
        ("Skriv oppsummering, og få nei", "Skriv oppsummering, og få nei"),
        (
            "Spol til dagen etter møtet. Gi PPT eit tiltak, og vel #solvik-bup: Kanalen er delt med BUP Vest.",
            "Spol til dagen etter møtet. Gi PPT et tiltak, og velg #solvik-bup: Kanalen er delt med BUP Vest.",
        ),
    ),
    Step(
        "U0INGRID",
        "",
        ("Vel ein trygg kanal", "Velg en trygg kanal"),
        (
            "Vel #solvik-samba på kortet som seier kvifor. Dei andre kanalane i lista viser andre grunnar til nei.",
            "Velg #solvik-samba på kortet som sier hvorfor. De andre kanalene i listen viser andre grunner til nei.",
        ),
    ),
    Step(
        "U0PER",
        "/samba tiltak",
        ("Følg opp tiltaket", "Følg opp tiltaket"),
        (
            "Per i PPT merkjer tiltaket som gjort, eller utset fristen.",
            "Per i PPT merker tiltaket som gjort, eller utsetter fristen.",
        ),
    ),
    Step(
        "U0MARIT",
        "",
        ("Opne kanalen for alle", "Åpne kanalen for alle"),
        (
            "Marit er rektor og les oppsummeringa. Gjer kanalen open, og sjå oppsummeringa bli borte.",
            "Marit er rektor og leser oppsummeringen. Gjør kanalen åpen, og se at den blir borte.",
        ),
        "C0SOLVIK",
    ),
    Step(
        "U0MARIT",
        "/samba statistikk",
        ("Les vekeoppsummeringa", "Les ukeoppsummeringen"),
        (
            "Spol til måndag kl. 07.30. Tala er små her, så dei blir ikkje viste.",
            "Spol til mandag kl. 07.30. Tallene er små her, så de blir ikke vist.",
        ),
    ),
    Step(
        "U0INGRID",
        "/samba bestill",
        ("La Slack svikte", "La Slack svikte"),
        (
            "Slå på ein feil i lista ovanfor, og bestill på nytt. Ingenting blir borte, og ingenting kjem to gonger.",
            "Slå på en feil i listen ovenfor, og bestill på nytt. Ingenting blir borte, og ingenting kommer to ganger.",
        ),
    ),
    Step(
        "U0INGRID",
        "/samba liste",
        ("Trekk samtykket tilbake", "Trekk samtykket tilbake"),
        ("Sjå kva som skjer med det som allereie er sendt.", "Se hva som skjer med det som allerede er sendt."),
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
            target = {
                "person": user.id,
                "channel": step.channel or direct_id(user.id),
                "lang": language,
                "draft": step.draft,
            }
            query = urlencode({name: value for name, value in target.items() if value})
            links.append(StepLink(user.name, step.title[place], step.detail[place], step.draft, f"/?{query}"))
    return links
