"""What `samba-bot check` says of a place where all is well, in nynorsk, and what a fault changes in that."""

from tests.bot.commands import Outcome

SETTINGS = """\
Innstillingar
  ✓ i orden   Alt boten treng, er sett. Slack når boten gjennom Socket Mode.
"""
DATABASE = """\
Database
  ✓ i orden   Databasen sqlite:///samba-bot.db svarer, og tabellane høyrer til denne versjonen.
  ✓ i orden   Det finst ein nøkkel for tekstane. Ingen er krypterte enno.
"""
MUNICIPALITY = """\
Storfjorden kommune
  ✓ i orden   Einingar: 4. Personar: 4.
  ✓ i orden   Møte med godkjend rutine: samba.
  ✓ i orden   SamBa-koordinator: tone.
  ✓ i orden   Kvar eining har ein leiar.
  ✓ i orden   Kvar teneste har ein kontaktperson for kvar skule og barnehage.
"""
SLACK = """\
Slack
  ✓ i orden   Slack kjenner boten, i arbeidsområdet T1.
  ✓ i orden   Appen har dei løyva boten treng, og ingen andre.
  ✓ i orden   Slack svarer gjennom Socket Mode.
"""
PEOPLE = """\
Folk
  ✓ i orden   Boten når 4 kontoar.
"""
CHANNELS = """\
Kanalar
  ✓ i orden   fjordskulen-samba: Kanalen er privat, og boten er med.
"""
# In bokmål, what is the same on every platform.
DATABASE_NB = """\
Database
  ✓ i orden   Databasen sqlite:///samba-bot.db svarer, og tabellene hører til denne versjonen.
  ✓ i orden   Det finnes en nøkkel for tekstene. Ingen er kryptert ennå.
"""
MUNICIPALITY_NB = """\
Storfjorden kommune
  ✓ i orden   Enheter: 4. Personer: 4.
  ✓ i orden   Møter med godkjent rutine: samba.
  ✓ i orden   SamBa-koordinator: tone.
  ✓ i orden   Hver enhet har en leder.
  ✓ i orden   Hver tjeneste har en kontaktperson for hver skole og barnehage.
"""
WELL = "\n".join([SETTINGS, DATABASE, MUNICIPALITY, SLACK, PEOPLE, CHANNELS, ""])
ALL_WELL, ONE_FAULT, ONE_WARNING = "Alt er i orden.\n", "Éin ting må rettast.\n", "Det er éi åtvaring.\n"


def with_fault(place: str, said: str) -> Outcome:
    """All is well but in one place."""
    assert place in WELL
    return Outcome(1, WELL.replace(place, said) + ONE_FAULT, "")


def with_warning(place: str, said: str) -> Outcome:
    """As `with_fault`; a warning alone hinders nothing."""
    return Outcome(0, with_fault(place, said).said.replace(ONE_FAULT, ONE_WARNING), "")


def fine(text: str) -> str:
    """A line about what is as it should be."""
    return f"  ✓ i orden   {text}\n"


def fault(text: str, remedy: str = "") -> str:
    """A line about what must be put right, and one about how."""
    return f"  ✗ feil      {text}\n" + _arrow(remedy)


def warning(text: str, remedy: str) -> str:
    """A line about what could be better, and one about how."""
    return f"  ! åtvaring  {text}\n" + _arrow(remedy)


def _arrow(remedy: str) -> str:
    return f"              → {remedy}\n" if remedy else ""


def parts(*parts: str, end: str) -> str:
    """Groups with an empty line between them, and the last line."""
    return "\n".join([*parts, end])


def well(said: str = WELL) -> Outcome:
    """Nothing is wrong."""
    return Outcome(0, said + ALL_WELL, "")
