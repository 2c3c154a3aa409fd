"""What is registered about a municipality, read back for those who set up the bot."""

from datetime import UTC, datetime

from handlers.municipality import load_municipality
from handlers.municipality.registered import Registered, Room, registered
from handlers.reaching import lose, meet, meet_channel
from store.database import Database
from tests.handlers.municipality.conftest import SHORT

FJORD = Registered(
    name="Fjord kommune",
    language="nn",
    workspaces=("T0FJORD",),
    units=("skulen", "ppt"),
    people=("kari", "ola"),
    arenas=(),
    coordinators=("ola",),
    partners=(),
    without_leader=("skulen", "ppt"),
    without_agreement=(),
    without_service=(),
    without_contact={},
    accounts={"kari": "U0KARI", "ola": "U0OLA"},
    elsewhere=(),
    unmet=("kari", "ola"),
    lost=(),
    rooms=(Room("fjord-samba", "C0FJORD"),),
)
BUP = """
[[units]]
key = "bup"
kind = "outside"
agreement = "2026/12"
name = { nn = "BUP", nb = "BUP" }

[[units]]
key = "klubben"
kind = "outside"
name = { nn = "klubben", nb = "klubben" }

[[people]]
key = "berit"
name = "Berit Vik"
accounts = { slack = "U0BERIT" }
roles = [{ role = "employee", unit = "bup" }]

[[people]]
"""


def read(database: Database, text: str, platform: str = "slack") -> list[Registered]:
    """Load a file, and read back what is registered."""
    with database.session() as session:
        load_municipality(session, text, ("slack",))
    with database.session() as session:
        return registered(session, platform)


def test_everything_stands_by_the_keys_of_the_file(database: Database) -> None:
    assert read(database, SHORT) == [FJORD]


def test_another_platform_reaches_nobody(database: Database) -> None:
    (found,) = read(database, SHORT, "elsewhere")
    assert (found.workspaces, found.accounts, found.rooms) == ((), {}, ())
    assert (found.unmet, found.lost, found.elsewhere, found.without_account) == ((), (), ("kari", "ola"), ())


def test_who_has_an_account_on_another_platform_is_not_without_one(database: Database) -> None:
    text = SHORT.replace('slack = "T0FJORD"', 'slack = "T0FJORD"\nelsewhere = "E0FJORD"', 1)
    text = text.replace('accounts = { slack = "U0OLA" }', 'accounts = { elsewhere = "E0OLA" }')
    with database.session() as session:
        load_municipality(session, text, ("slack", "elsewhere"))
    with database.session() as session:
        (here,), (there,) = registered(session, "slack"), registered(session, "elsewhere")
    assert (here.accounts, here.elsewhere, here.without_account) == ({"kari": "U0KARI"}, ("ola",), ())
    assert (there.accounts, there.elsewhere, there.without_account) == ({"ola": "E0OLA"}, ("kari",), ())


def test_who_has_been_met_and_who_is_lost_is_told(database: Database) -> None:
    read(database, SHORT)
    now, at = datetime(2027, 2, 23, 8, 0, tzinfo=UTC), ("slack", "T0FJORD")
    with database.session() as session:
        meet(session, now, *at, "U0KARI", "a chat")
        meet(session, now, *at, "U0OLA", "another chat")
        lose(session, now, *at, "U0OLA")
        meet_channel(session, now, *at, "C0FJORD", "a room")
    with database.session() as session:
        (found,) = registered(session, "slack")
    assert (found.unmet, found.lost, found.rooms) == ((), ("ola",), (Room("fjord-samba", "C0FJORD", "a room"),))


def test_what_is_out_of_use_does_not_count(database: Database) -> None:
    read(database, SHORT)
    kari = SHORT[SHORT.index('[[people]]\nkey = "kari"') : SHORT.index('[[people]]\nkey = "ola"')]
    (found,) = read(database, SHORT.replace(kari, ""))
    assert (found.people, found.accounts) == (("ola",), {"ola": "U0OLA"})


def test_partners_come_from_outside_with_an_agreement_where_outsiders_are_let_in(database: Database) -> None:
    text = SHORT.replace("[[people]]\n", BUP, 1)
    (open_to_all,) = read(database, text)
    (closed,) = read(database, text.replace('language = "nn"\n', 'language = "nn"\nrefuse_outsiders = true\n', 1))
    assert (open_to_all.partners, open_to_all.without_agreement) == (("berit",), ("klubben",))
    assert (closed.partners, closed.without_agreement) == ((), ())
    assert open_to_all.without_leader == closed.without_leader == ("skulen", "ppt")
