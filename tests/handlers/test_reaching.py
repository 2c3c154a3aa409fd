"""What a platform gives us to write by is kept, and let go."""

from handlers import reaching
from store.accounts import Account, account_known_as, channel_known_as
from tests.town import Town

SLACK = ("slack", "T0LYNGVAAG")


def account(town: Town) -> Account:
    with town.database.session() as session:
        found = account_known_as(session, *SLACK, "U0PER")
        assert found is not None
        return found


def keep(town: Town, who: str, reference: str) -> bool:
    with town.database.session() as session:
        return reaching.meet(session, town.now, *SLACK, who, reference)


def test_where_somebody_was_met_last_is_kept(town: Town) -> None:
    assert keep(town, "U0PER", "one")
    assert keep(town, "U0PER", "two")
    assert (account(town).reference, account(town).unreachable) == ("two", None)


def test_nobody_is_made_known_by_being_met(town: Town) -> None:
    assert not keep(town, "U0NOBODY", "one")
    with town.database.session() as session:
        assert not reaching.meet(session, town.now, "slack", "T0OTHER", "U0PER", "one")
        assert not reaching.is_known(session, town.now, "slack", "T0OTHER")
        assert reaching.is_known(session, town.now, *SLACK)
    assert account(town).reference is None


def test_who_has_removed_us_is_reached_again_when_they_are_met_again(town: Town) -> None:
    keep(town, "U0PER", "one")
    with town.database.session() as session:
        reaching.lose(session, town.now, *SLACK, "U0PER")
    assert (account(town).reference, account(town).unreachable) == (None, "uninstalled")
    keep(town, "U0PER", "two")
    assert (account(town).reference, account(town).unreachable) == ("two", None)


def test_a_channel_is_met(town: Town) -> None:
    with town.database.session() as session:
        assert reaching.meet_channel(session, town.now, *SLACK, "C0SOLVIK", "one")
        assert not reaching.meet_channel(session, town.now, *SLACK, "C0NOWHERE", "one")
    with town.database.session() as session:
        channel = channel_known_as(session, *SLACK, "C0SOLVIK")
    assert channel is not None
    assert channel.reference == "one"
