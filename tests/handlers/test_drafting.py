"""Whether a form may still be sent in: by whom its draft is, until it is taken."""

from datetime import UTC, datetime

from sqlmodel import select

from handlers import drafting
from handlers.drafting import is_open
from store.people import Person
from tests.town import Town

SLACK = ("slack", "T0LYNGVAAG")


def test_a_form_is_open_to_whom_its_draft_belongs_until_it_is_taken(town: Town) -> None:
    with town.world() as at:
        ctx = at.seen_by(at.session.exec(select(Person).where(Person.key == "ingrid")).one())
        draft = drafting.begin(ctx, "cancel")

        def open_to(account: str, draft_id: str, workspace: str = SLACK[1]) -> bool:
            return is_open(at.session, datetime.now(UTC), SLACK[0], workspace, account, draft_id)

        asked = [("U0INGRID", draft.id), ("U0JONAS", draft.id), ("U0NOBODY", draft.id), ("U0INGRID", "x")]
        assert [open_to(*each) for each in asked] == [True, False, False, False]
        assert not open_to("U0INGRID", draft.id, "T0OTHER")
        assert drafting.consume(ctx, draft)
        assert not open_to("U0INGRID", draft.id)


def test_who_sends_a_form_in_second_gets_what_the_first_one_brought(town: Town) -> None:
    with town.world() as at:
        ctx = at.seen_by(at.session.exec(select(Person).where(Person.key == "ingrid")).one())
        draft = drafting.begin(ctx, "cancel", item=1)
        assert drafting.consume(ctx, draft, made=3)
    with town.world() as later:
        again = later.seen_by(later.session.exec(select(Person).where(Person.key == "ingrid")).one())
        assert not drafting.consume(again, later.session.merge(draft), made=5)
        held = drafting.held(again, "cancel", draft.id)
        assert (held.data, held.consumed_at) == ({"item": 1, "made": 3}, draft.consumed_at)


def test_a_form_without_a_draft_is_open_to_whoever_is_here(town: Town) -> None:
    with town.world() as at:
        who = at.session.exec(select(Person).where(Person.key == "ingrid")).one()
        found = []
        for active in (True, False):
            who.active = active
            at.session.flush()
            found.append(is_open(at.session, datetime.now(UTC), *SLACK, "U0INGRID", ""))
    assert found == [True, False]
    with town.world() as at:
        assert not is_open(at.session, datetime.now(UTC), *SLACK, "U0NOBODY", "")
