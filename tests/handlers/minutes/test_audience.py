"""Who can read it is decided when it is sent, whoever is in the channel then."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from handlers import readers
from handlers.rules.audience import Audience, Reader, Unsafe
from store.accounts import Account, Channel, Workspace
from store.attendance import Participant
from store.people import Person, PersonRole, RoleName, Unit, UnitKind
from tests.handlers.attendance.arranged import Arranged, words
from tests.handlers.minutes.test_post import STUB_NN
from tests.handlers.minutes.test_troubles import made_unsafe
from tests.handlers.minutes.writing import channel_id, in_channel, write


@dataclass(frozen=True)
class Somebody:
    """Somebody who may be in a channel, whether they may read, and why not otherwise."""

    reader: Reader
    fault: Unsafe | None


PARTY = Somebody(Reader("U0HILDE"), None)
CONVENER = Somebody(Reader("U0INGRID"), None)
ROLE_HOLDER = Somebody(Reader("U0MARIT"), None)
PARTNER_GUEST = Somebody(Reader("U0PARTNER", guest=True), None)
PARTNER_OUTSIDE = Somebody(Reader("U0PARTNER", outsider=True), None)
FORMER = Somebody(Reader("U0SUNNIVA"), Unsafe.OTHERS)
FORMER_HEAD = Somebody(Reader("U0TURID"), Unsafe.OTHERS)
LEFT = Somebody(Reader("U0PER"), Unsafe.OTHERS)
OTHER_HEAD = Somebody(Reader("U0ASTRID"), Unsafe.OTHERS)
COORDINATOR = Somebody(Reader("U0ANNE"), Unsafe.OTHERS)
UNKNOWN = Somebody(Reader("U0VIKAR"), Unsafe.OTHERS)
GUEST = Somebody(Reader("U0GJEST", guest=True), Unsafe.OUTSIDERS)
PARTY_AS_GUEST = Somebody(Reader("U0ERIK", guest=True), Unsafe.OUTSIDERS)
OUTSIDER = Somebody(Reader("U0BUP", outsider=True), Unsafe.OUTSIDERS)
UNREGISTERED_PARTNER = Somebody(Reader("U0UTAN", outsider=True), Unsafe.OUTSIDERS)
APP = Somebody(Reader("U0APP", app=True), Unsafe.APPS)
EVERYBODY = (
    *(PARTY, CONVENER, ROLE_HOLDER, PARTNER_GUEST, PARTNER_OUTSIDE, FORMER, LEFT, OTHER_HEAD, COORDINATOR, UNKNOWN),
    *(GUEST, PARTY_AS_GUEST, OUTSIDER, UNREGISTERED_PARTNER, APP, FORMER_HEAD),
)
FLAGS = {
    "archived": Unsafe.ARCHIVED,
    "shared": Unsafe.SHARED,
    "sharing_pending": Unsafe.SHARING_PENDING,
}


def let_in(arranged: Arranged) -> None:
    """One from a partner with an agreement and one from an organisation without take part, and Per has left."""
    health, sunniva = arranged.participant("hilde").unit_id, arranged.town.person_id("sunniva")
    with arranged.town.world() as world:
        session, tenant_id = world.session, world.tenant_id
        workspace = session.exec(select(Workspace).where(Workspace.tenant_id == tenant_id)).one()
        for key, agreement, account in (("partner", "2026/77", "U0PARTNER"), ("utan", None, "U0UTAN")):
            unit = Unit(
                tenant_id=tenant_id, key=key, kind=UnitKind.OUTSIDE, name_nn=key, name_nb=key, agreement=agreement
            )
            person = Person(tenant_id=tenant_id, key=key, name=key)
            session.add_all((unit, person))
            session.flush()
            assert unit.id is not None
            assert person.id is not None
            assert workspace.id is not None
            session.add_all(
                (
                    PersonRole(tenant_id=tenant_id, person_id=person.id, unit_id=unit.id, role=RoleName.EMPLOYEE),
                    Account(tenant_id=tenant_id, person_id=person.id, workspace_id=workspace.id, external_id=account),
                    Participant(
                        tenant_id=tenant_id,
                        item_id=arranged.item_id,
                        unit_id=unit.id,
                        person_id=person.id,
                        required=False,
                        joined_at=world.now,
                    ),
                )
            )
        former = Participant(
            tenant_id=tenant_id,
            item_id=arranged.item_id,
            unit_id=health,
            person_id=sunniva,
            required=False,
            joined_at=world.now,
            active=False,
        )
        per = arranged.town.person(session, "per")
        per.active = False
        session.add_all((former, per))


def becomes_head(arranged: Arranged) -> None:
    """Turid, who had nothing to do with the meeting, leads the school."""
    with arranged.town.world() as world:
        session, tenant_id = world.session, world.tenant_id
        workspace = session.exec(select(Workspace).where(Workspace.tenant_id == tenant_id)).one()
        turid = Person(tenant_id=tenant_id, key="turid", name="Turid")
        session.add(turid)
        session.flush()
        assert turid.id is not None
        assert workspace.id is not None
        unit_id, role = arranged.town.unit_id(session, "solvik"), RoleName.HEAD_OF_SCHOOL
        session.add(PersonRole(tenant_id=tenant_id, person_id=turid.id, unit_id=unit_id, role=role))
        account = FORMER_HEAD.reader.account
        session.add(Account(tenant_id=tenant_id, person_id=turid.id, workspace_id=workspace.id, external_id=account))


def steps_down(arranged: Arranged) -> None:
    """Turid works at the school no longer."""
    with arranged.town.world() as world:
        turid = arranged.town.person(world.session, "turid")
        world.session.delete(world.session.exec(select(PersonRole).where(PersonRole.person_id == turid.id)).one())


def test_a_role_counts_while_it_is_held(been: Arranged) -> None:
    becomes_head(been)
    channel, with_turid = int(channel_id(been, "solvik-samba")), Audience(True, (FORMER_HEAD.reader,))
    been.town.audiences["C0SOLVIK"] = with_turid
    write(been, in_channel(been))
    made_unsafe(been, with_turid)
    assert judgement(been, channel, with_turid, refuse=False) is None
    assert STUB_NN not in [words(letter.card) for letter in been.town.posts("solvik-samba")]
    steps_down(been)
    made_unsafe(been, with_turid)
    assert judgement(been, channel, with_turid, refuse=False) is Unsafe.OTHERS
    assert [words(letter.card) for letter in been.town.posts("solvik-samba")] == [STUB_NN]


def test_whoever_is_in_the_channel_the_judgement_is_the_one_a_plain_list_gives(been: Arranged) -> None:
    let_in(been)
    becomes_head(been)
    steps_down(been)
    channel = int(channel_id(been, "solvik-samba"))

    @settings(deadline=None, max_examples=150)
    @given(
        people=st.lists(st.sampled_from(EVERYBODY), max_size=6, unique=True),
        flags=st.sets(st.sampled_from(sorted(FLAGS))),
        private=st.booleans(),
        readable=st.booleans(),
        refuse=st.booleans(),
    )
    def judged_alike(people: list[Somebody], flags: set[str], private: bool, readable: bool, refuse: bool) -> None:
        found = Audience(private, tuple(each.reader for each in people), **dict.fromkeys(flags, True))
        judged = judgement(been, channel, found if readable else None, refuse)
        assert judged is expected(people, flags, private, readable, refuse)

    judged_alike()


def judgement(arranged: Arranged, channel_id: int, found: Audience | None, refuse: bool) -> Unsafe | None:
    """What the handlers say, from what stands in the database."""
    with arranged.town.world() as world:
        world.tenant.refuse_outsiders = refuse
        channel = world.session.get(Channel, channel_id)
        assert channel is not None
        return readers.judge_channel(world, *arranged._in(world.session, world.tenant_id), channel, found)


def expected(people: list[Somebody], flags: set[str], private: bool, readable: bool, refuse: bool) -> Unsafe | None:
    """The first reason that holds, written out."""
    if not readable:
        return Unsafe.UNREADABLE
    faults = {FLAGS[flag] for flag in flags} | {each.fault for each in people if each.fault}
    if not private:
        faults.add(Unsafe.PUBLIC)
    if refuse and (PARTNER_GUEST in people or PARTNER_OUTSIDE in people):
        faults.add(Unsafe.OUTSIDERS)
    return next((reason for reason in Unsafe if reason in faults), None)
