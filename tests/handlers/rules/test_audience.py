"""Whether a summary may stand in a channel, over every mix of those who can read it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.rules.audience import Audience, Reader, Unsafe, judge

PARTY, LEADER, PARTNER, FORMER, STRANGER = "U0PARTY", "U0LEADER", "U0PARTNER", "U0FORMER", "U0STRANGER"
ENTITLED, PARTNERS = {PARTY, LEADER, PARTNER}, {PARTNER}
OWN = (Reader(PARTY), Reader(LEADER))


@pytest.mark.parametrize(
    ("audience", "verdict"),
    [
        (Audience(True, OWN), None),
        (Audience(True), None),
        (Audience(True, (*OWN, Reader(PARTNER, guest=True))), None),
        (Audience(True, (*OWN, Reader(PARTNER, outsider=True))), None),
        (None, Unsafe.UNREADABLE),
        (Audience(True, OWN, archived=True), Unsafe.ARCHIVED),
        (Audience(False, OWN), Unsafe.PUBLIC),
        (Audience(True, OWN, shared=True), Unsafe.SHARED),
        (Audience(True, (Reader(PARTNER, outsider=True),), shared=True), Unsafe.SHARED),
        (Audience(True, OWN, sharing_pending=True), Unsafe.SHARING_PENDING),
        (Audience(True, (Reader(STRANGER, outsider=True),)), Unsafe.OUTSIDERS),
        (Audience(True, (Reader(STRANGER, guest=True),)), Unsafe.OUTSIDERS),
        # A guest account of our own party is none of a registered partner's.
        (Audience(True, (Reader(PARTY, guest=True),)), Unsafe.OUTSIDERS),
        (Audience(True, (*OWN, Reader("B0OTHER", app=True))), Unsafe.APPS),
        (Audience(True, (*OWN, Reader(FORMER))), Unsafe.OTHERS),
        (Audience(True, (*OWN, Reader(STRANGER))), Unsafe.OTHERS),
        # The gravest reason is the one that is told.
        (Audience(False, (Reader(STRANGER, guest=True),), shared=True), Unsafe.PUBLIC),
    ],
)
def test_what_a_channel_is_judged_as(audience: Audience | None, verdict: Unsafe | None) -> None:
    assert judge(audience, ENTITLED, PARTNERS) is verdict


READERS = st.builds(
    Reader, st.sampled_from([PARTY, LEADER, PARTNER, FORMER, STRANGER]), st.booleans(), st.booleans(), st.booleans()
)
AUDIENCES = st.builds(
    Audience, st.booleans(), st.lists(READERS, max_size=4).map(tuple), st.booleans(), st.booleans(), st.booleans()
)


@given(AUDIENCES)
def test_safe_is_exactly_where_everybody_may_read(audience: Audience) -> None:
    everybody_may = all(
        not reader.app and reader.account in (PARTNERS if reader.guest or reader.outsider else ENTITLED)
        for reader in audience.readers
    )
    channel_is_ours = audience.private and not (audience.archived or audience.shared or audience.sharing_pending)
    assert (judge(audience, ENTITLED, PARTNERS) is None) is (everybody_may and channel_is_ours)


@given(AUDIENCES, READERS)
def test_one_reader_more_never_makes_a_channel_safe(audience: Audience, newcomer: Reader) -> None:
    more = Audience(
        audience.private,
        (*audience.readers, newcomer),
        audience.archived,
        audience.shared,
        audience.sharing_pending,
    )
    assert judge(audience, ENTITLED, PARTNERS) is None or judge(more, ENTITLED, PARTNERS) is not None


@given(AUDIENCES)
def test_nobody_is_let_in_by_being_entitled_where_outsiders_are_refused(audience: Audience) -> None:
    foreign = any(reader.guest or reader.outsider for reader in audience.readers)
    assert not (foreign and judge(audience, ENTITLED, set()) is None)
