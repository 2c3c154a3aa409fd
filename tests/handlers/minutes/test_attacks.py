"""What could leave a summary where it may not be read, with nobody told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from handlers import preparing, watching
from handlers.rules.audience import Audience
from store.accounts import Channel
from store.deliveries import Delivery, DeliveryState, delivery_by_id
from store.notices import NoticeKind
from store.people import Unit
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.minutes.faulty import posts_fail
from tests.handlers.minutes.test_audience import let_in
from tests.handlers.minutes.test_troubles import NO, YES, trouble
from tests.handlers.minutes.writing import card, channel_id, in_channel, post, write

BEYOND = "Eg når ikkje det som står eller kanskje står i #solvik-samba. Slett det der."


@contextmanager
def cut_off(arranged: Arranged, got_through: bool = True) -> Iterator[None]:
    """The process dies with every message to a channel, after an edit got through or before."""
    town = arranged.town
    deliver = town._lay_in_inbox

    def lay(session: Session, tenant_id: int, prepared: preparing.Prepared) -> None:
        delivery = delivery_by_id(session, tenant_id, prepared.delivery)
        assert delivery is not None
        if delivery.channel_id is None:
            deliver(session, tenant_id, prepared)
        elif got_through and prepared.address:
            town.letters[prepared.address].card = prepared.message.card

    town._lay_in_inbox = lay  # type: ignore[method-assign]
    try:
        yield
    finally:
        del town._lay_in_inbox


def begins_anew(arranged: Arranged) -> None:
    """The process is up again, and the lease on what it died with has run out."""
    arranged.town.now += timedelta(minutes=2)
    arranged.town.deliver()


def leaves(arranged: Arranged, person: str) -> None:
    with arranged.town.world() as world:
        arranged.town.person(world.session, person).active = False


def test_a_post_that_was_on_its_way_when_another_place_was_chosen_is_asked_about(been: Arranged) -> None:
    with cut_off(been):
        write(been, in_channel(been))
        write(been, "parties")
    begins_anew(been)
    assert trouble(been, NoticeKind.POST_UNKNOWN)[-2:] == [YES, NO]
    assert BEYOND in card(been)


def test_a_post_that_was_on_its_way_at_the_withdrawal_is_told_of(been: Arranged) -> None:
    with cut_off(been):
        write(been, in_channel(been))
        been.withdraws()
    begins_anew(been)
    assert BEYOND in card(been)


def test_a_stub_that_could_not_be_placed_after_a_withdrawal_is_told_of_however_late(been: Arranged) -> None:
    write(been, in_channel(been))
    with cut_off(been, got_through=False):
        been.withdraws()
    assert BEYOND not in card(been)
    with posts_fail(been, "not_in_channel"):
        begins_anew(been)
    assert BEYOND in card(been)


def test_a_correction_that_was_taken_back_before_it_was_known_to_be_through_does_not_stay(been: Arranged) -> None:
    write(been, in_channel(been))
    write(been, in_channel(been), text="Eitt")
    with cut_off(been):
        write(been, in_channel(been), text="To")
    assert "To" in words(post(been))
    write(been, in_channel(been), text="Eitt")
    begins_anew(been)
    assert "Eitt" in words(post(been))


def test_what_stands_before_somebody_who_has_left_is_taken_away_and_never_brought_up_to_date(been: Arranged) -> None:
    write(been)
    leaves(been, "hilde")
    write(been, text="Noko anna")
    assert words(been.letter("hilde", NoticeKind.MINUTES_TO_PARTIES)) == [
        "Ei melding frå samba-bot er endra",
        "Kortet gjeld ikkje lenger",
        "Noko er endra sidan då. Møta dine viser kva som gjeld no.",
        "Møta mine",
    ]


def test_a_withdrawal_reaches_what_stands_before_somebody_who_has_left(been: Arranged) -> None:
    write(been)
    leaves(been, "hilde")
    been.withdraws()
    assert "lesinga" not in str([letter.card for letter in been.town.inbox("hilde")])


def test_who_comes_from_an_organisation_without_an_agreement_gets_none(been: Arranged) -> None:
    let_in(been)
    agreement(been, "2026/77")
    write(been)
    assert [been.town.kinds(key) for key in ("partner", "utan")] == [[NoticeKind.MINUTES_TO_PARTIES], []]
    assert "utan fekk ikkje dette om møtet" in str(been.letter("ingrid", NoticeKind.DELIVERY_FAILED))
    agreement(been, None)
    write(been, text="Noko anna")
    assert "Kortet gjeld ikkje lenger" in words(been.letter("partner", NoticeKind.MINUTES_TO_PARTIES))


def agreement(arranged: Arranged, reference: str | None) -> None:
    """What stands of the partner's agreement; both organisations do a service that the consent names."""
    with arranged.town.world() as world:
        for unit in world.session.exec(select(Unit).where(col(Unit.key).in_(("partner", "utan")))):
            unit.service = "ppt"
            unit.agreement = reference if unit.key == "partner" else None
        arranged.town.person(world.session, "per").active = True


def test_who_joins_while_a_post_is_on_its_way_makes_the_channel_be_looked_at(been: Arranged) -> None:
    channel = int(channel_id(been, "solvik-samba"))
    assert [joined(been), looked_at(been, channel)] == [False, False]
    with cut_off(been):
        write(been, in_channel(been))
    assert [joined(been), looked_at(been, channel)] == [True, True]


def test_a_look_while_a_post_is_on_its_way_is_not_the_last(been: Arranged) -> None:
    """The readers were asked for before the post was sent, and who joined in between is found at the next look."""
    channel = int(channel_id(been, "solvik-samba"))
    with cut_off(been):
        write(been, in_channel(been))
    assert joined(been)
    look(been, channel)
    assert next_look(been, channel) == been.town.now + watching.SOON
    with been.town.database.session() as session:
        session.exec(update(Delivery).values(state=DeliveryState.OVERTAKEN))
    look(been, channel)
    assert next_look(been, channel) is None


def look(arranged: Arranged, channel_id: int) -> None:
    with arranged.town.world() as world:
        tenant_id = world.tenant_id
    with arranged.town.database.session() as session:
        watching.channels_to_check(session, arranged.town.now)
        watching.check_channel(session, arranged.town.now, tenant_id, channel_id, Audience(private=True))


def next_look(arranged: Arranged, channel_id: int) -> datetime | None:
    with arranged.town.database.session() as session:
        return session.exec(select(Channel.check_at).where(Channel.id == channel_id)).one()


def joined(arranged: Arranged) -> bool:
    with arranged.town.database.session() as session:
        return watching.channel_changed(session, arranged.town.now, "slack", "T0LYNGVAAG", "C0SOLVIK")


def looked_at(arranged: Arranged, channel_id: int) -> bool:
    """Whether the channel is to be looked at now."""
    with arranged.town.database.session() as session:
        channel = session.get(Channel, channel_id)
        assert channel is not None
        return channel.check_at == arranged.town.now


DELETE_IT = (
    "Oppsummeringa skal ikkje stå der lenger, og eg kan ikkje endre det som står der. Sjå i kanalen, og slett det der."
)


def test_a_post_in_doubt_when_the_consent_is_withdrawn_is_told_of_not_asked_about(been: Arranged) -> None:
    with posts_fail(been, None):
        write(been, in_channel(been))
    been.withdraws()
    assert DELETE_IT in trouble(been, NoticeKind.POST_UNKNOWN)
    assert NO not in trouble(been, NoticeKind.POST_UNKNOWN)


def test_what_only_the_convener_has_seen_standing_is_told_of_when_it_is_to_go(been: Arranged) -> None:
    with posts_fail(been, None):
        write(been, in_channel(been))
    been.press("ingrid", been.letter("ingrid", NoticeKind.POST_UNKNOWN), YES)
    write(been, "parties")
    assert BEYOND in trouble(been, NoticeKind.POST_TAKEN_DOWN)
    assert BEYOND in card(been)


def test_a_channels_new_id_that_is_registered_already_breaks_nothing(been: Arranged) -> None:
    write(been, in_channel(been))
    with been.town.database.session() as session:
        assert watching.channel_changed(session, been.town.now, "slack", "T0LYNGVAAG", "C0SOLVIK", "C0SOLVIKGJEST")
    been.town.deliver()
    assert been.town.posts("solvik-samba")
