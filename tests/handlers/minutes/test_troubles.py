from urllib.parse import parse_qsl

import pytest

from handlers.entry import Entry
from handlers.errors import OutOfDate
from handlers.minutes.unsafe import REASONS
from handlers.rules.audience import Audience, Reader, Unsafe
from handlers.screens import Answer, ChoiceField, Finish, Home, Replace, Row
from handlers.watching import check_channel
from store.minutes import Destination
from store.notices import NoticeKind
from tests.handlers.attendance.arranged import WHEN_NB, WHEN_NN, Arranged, words
from tests.handlers.minutes.faulty import posts_fail
from tests.handlers.minutes.test_post import STUB_NN
from tests.handlers.minutes.writing import card, channel_id, form_of, in_channel, minutes, opened, send, write
from tests.town import buttons, oslo

MEMBERS = tuple(Reader(account) for account in ("U0INGRID", "U0MARIT", "U0HILDE", "U0ERIK", "U0PER", "U0JONAS"))
SHARED = Audience(private=True, readers=MEMBERS, shared=True)
UNSAFE = {
    Unsafe.ARCHIVED: Audience(private=True, archived=True),
    Unsafe.PUBLIC: Audience(private=False),
    Unsafe.SHARED: SHARED,
    Unsafe.SHARING_PENDING: Audience(private=True, sharing_pending=True),
    Unsafe.OUTSIDERS: Audience(private=True, readers=(Reader("U0GJEST", guest=True),)),
    Unsafe.APPS: Audience(private=True, readers=(Reader("U0APP", app=True),)),
    Unsafe.OTHERS: Audience(private=True, readers=(Reader("U0OLAV"),)),
}
WAYS = ["Vel ein annan kanal", "Send berre til partane", "Ikkje send oppsummeringa"]
SETTLED = "Det er bestemt kvar oppsummeringa skal sendast"


def refused(arranged: Arranged, audience: Audience = SHARED) -> Arranged:
    """The summary was refused in the unit's first channel."""
    arranged.town.audiences["C0SOLVIK"] = audience
    write(arranged, in_channel(arranged))
    return arranged


def trouble(arranged: Arranged, kind: NoticeKind = NoticeKind.POST_REFUSED) -> list[str]:
    return words(arranged.letter("ingrid", kind))


def own_conversation(arranged: Arranged) -> str:
    return (
        "Du kan også lage ein lukka samtale der berre partane er med. Ta meg med, og skriv «samba oppsummering "
        f"{arranged.reference}» til meg der."
    )


def press(arranged: Arranged, kind: NoticeKind, text: str) -> Answer:
    return arranged.press("ingrid", arranged.letter("ingrid", kind), text)


def where(arranged: Arranged, kind: NoticeKind, channel: str) -> Answer:
    form = form_of(press(arranged, kind, WAYS[0]))
    return send(arranged, "where", form.draft, where=in_channel(arranged, channel))


def test_a_shared_channel_is_refused_with_the_reason_and_the_ways_left(been: Arranged) -> None:
    refused(been)
    assert trouble(been) == [
        "Ei oppsummering blei ikkje lagd ut",
        "Oppsummeringa blei ikkje lagd ut",
        f"Sak {been.reference}, møtet {WHEN_NN}, #solvik-samba.",
        "Kanalen er delt med ein annan organisasjon. Då kan andre enn deltakarane lese det som står der. Teksten din "
        "er teken vare på.",
        own_conversation(been),
        *WAYS,
    ]
    assert been.town.posts("solvik-samba") == []
    assert minutes(been).destination is Destination.UNDECIDED
    assert "Oppsummeringa står ikkje i nokon kanal. Vel kvar eg skal sende oppsummeringa." in card(been)


def test_in_bokmal(been: Arranged) -> None:
    with been.town.as_("ingrid") as ctx:
        ctx.actor.language = "nb"
        ctx.session.add(ctx.actor)
    refused(been)
    assert trouble(been) == [
        "En oppsummering ble ikke lagt ut",
        "Oppsummeringen ble ikke lagt ut",
        f"Sak {been.reference}, møtet {WHEN_NB}, #solvik-samba.",
        "Kanalen er delt med en annen organisasjon. Da kan andre enn deltakerne lese det som står der. Teksten din er "
        "tatt vare på.",
        f"Du kan også lage en lukket samtale der bare partene er med. Ta meg med, og skriv «samba oppsummering "
        f"{been.reference}» til meg der.",
        "Velg en annen kanal",
        "Send bare til partene",
        "Ikke send oppsummeringen",
    ]


@pytest.mark.parametrize("reason", UNSAFE)
def test_each_reason_is_told_in_words(been: Arranged, reason: Unsafe) -> None:
    refused(been, UNSAFE[reason])
    with been.town.as_("ingrid") as ctx:
        assert trouble(been)[3] == f"{ctx.t(REASONS[reason])} Teksten din er teken vare på."
    assert been.town.posts("solvik-samba") == []


def test_there_are_words_for_every_reason() -> None:
    assert set(Unsafe) <= REASONS.keys()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("not_in_channel", "Eg er ikkje med i kanalen. Inviter meg dit, eller vel ein annan kanal."),
        ("channel_not_found", "Eg finn ikkje kanalen. Kanskje er kanalen sletta, eller eg er ikkje med der."),
        ("is_archived", "Kanalen er arkivert, og ingen kan skrive der."),
        ("restricted_action_read_only_channel", "Eg har ikkje lov til å skrive i kanalen."),
        ("uninstalled", "Eg slepp ikkje lenger inn i kanalen. Legg meg til på nytt, eller vel ein annan kanal."),
        (
            "not_met",
            "Eg når ikkje kanalen før eg har høyrt noko derifrå. Legg meg til, og skriv «samba» til meg der éin gong.",
        ),
        ("no_platform", "Eg har ikkje kontakt med staden der kanalen er."),
        (
            "msg_too_long",
            "Eg fekk ikkje lagt ut oppsummeringa i kanalen. Prøv ein gong til, eller vel ein annan kanal.",
        ),
    ],
)
def test_what_the_platform_refuses_is_told_in_words_too(been: Arranged, code: str, said: str) -> None:
    with posts_fail(been, code):
        write(been, in_channel(been))
    assert trouble(been)[3] == f"{said} Teksten din er teken vare på."


def test_another_channel_is_chosen_and_the_text_goes_there(been: Arranged) -> None:
    refused(been)
    form = form_of(press(been, NoticeKind.POST_REFUSED, WAYS[0]))
    (field,) = form.fields
    assert isinstance(field, ChoiceField)
    assert (form.title, field.initial) == ("Vel ein annan kanal", ())
    answer = send(been, "where", form.draft, where=in_channel(been, "solvik-2019"))
    assert isinstance(answer, Finish)
    assert send(been, "where", form.draft, where=in_channel(been, "solvik-2019")) == answer
    assert len(been.town.posts("solvik-2019")) == 1
    assert "Vi følgjer opp lesinga" in str(been.town.posts("solvik-2019")[0].card)
    assert trouble(been)[1] == SETTLED
    assert "Oppsummeringa står i #solvik-2019." in card(been)


def test_the_same_channel_can_be_chosen_again_when_it_has_been_put_in_order(been: Arranged) -> None:
    refused(been)
    where(been, NoticeKind.POST_REFUSED, "solvik-samba")
    assert minutes(been).destination is Destination.UNDECIDED
    assert been.town.kinds("ingrid").count(NoticeKind.POST_REFUSED) == 2
    been.town.audiences.clear()
    where(been, NoticeKind.POST_REFUSED, "solvik-samba")
    assert len(been.town.posts("solvik-samba")) == 1


@pytest.mark.parametrize(
    ("way", "destination", "said"),
    [
        (WAYS[1], Destination.PARTIES, "Eg legg ikkje ut oppsummeringa i nokon kanal."),
        (WAYS[2], Destination.NOWHERE, "Eg sender ikkje oppsummeringa nokon stad."),
    ],
)
def test_the_other_ways_are_one_press_and_a_second_changes_nothing(
    been: Arranged, way: str, destination: Destination, said: str
) -> None:
    refused(been)
    stale = been.letter("ingrid", NoticeKind.POST_REFUSED)
    answer = been.press("ingrid", stale, way)
    assert isinstance(answer, Replace)
    assert words(answer.card) == [
        "Det er bestemt kvar ei oppsummering skal sendast",
        SETTLED,
        f"Sak {been.reference}: {WHEN_NN}, Møterom 2, Solvik skule",
        said,
        "Opne møtet",
    ]
    version = been.item().version
    assert been.press("ingrid", stale, way) == answer
    assert (minutes(been).destination, been.item().version) == (destination, version)
    assert trouble(been) == words(answer.card)
    assert been.town.kinds("hilde").count(NoticeKind.MINUTES_TO_PARTIES) == 1


def test_a_stale_card_takes_down_nothing_that_stands(been: Arranged) -> None:
    refused(been)
    stale = been.letter("ingrid", NoticeKind.POST_REFUSED)
    where(been, NoticeKind.POST_REFUSED, "solvik-2019")
    for way in WAYS[1:]:
        answer = been.press("ingrid", stale, way)
        assert isinstance(answer, Replace)
        assert words(answer.card)[1] == SETTLED
    with pytest.raises(OutOfDate) as gone:
        been.press("ingrid", stale, WAYS[0])
    assert gone.value.heading == SETTLED
    assert STUB_NN not in [words(letter.card) for letter in been.town.posts("solvik-2019")]


# ---- Nobody can say whether it stands there ------------------------------------------------------------------------

YES, NO = "Ja, oppsummeringa står der", "Nei, legg ut på nytt"


@pytest.fixture
def doubtful(been: Arranged) -> Arranged:
    """The answer to the post was lost."""
    with posts_fail(been, None):
        write(been, in_channel(been))
    return been


def test_the_convener_is_asked_to_look(doubtful: Arranged) -> None:
    assert trouble(doubtful, NoticeKind.POST_UNKNOWN) == [
        "Kanskje står ei oppsummering i ein kanal",
        "Kanskje står oppsummeringa i kanalen",
        f"Sak {doubtful.reference}, møtet {WHEN_NN}, #solvik-samba.",
        "Eg mista kontakten medan eg la ut oppsummeringa, og veit ikkje om oppsummeringa kom fram. Sjå i kanalen: Står "
        "oppsummeringa der?",
        YES,
        NO,
    ]
    assert "Kanskje står oppsummeringa i #solvik-samba. Eg har bedt deg sjå etter." in card(doubtful)
    assert minutes(doubtful).destination is Destination.CHANNEL


def test_what_does_not_stand_there_is_posted_once_more_however_often_it_is_said(doubtful: Arranged) -> None:
    stale = doubtful.letter("ingrid", NoticeKind.POST_UNKNOWN)
    for answer in (NO, NO, YES):
        doubtful.press("ingrid", stale, answer)
    assert len(doubtful.town.posts("solvik-samba")) == 1
    assert "Oppsummeringa står i #solvik-samba." in card(doubtful)
    assert trouble(doubtful, NoticeKind.POST_UNKNOWN)[1] == SETTLED


def test_what_stands_there_stays_and_the_card_says_that_it_is_out_of_reach(doubtful: Arranged) -> None:
    stale = doubtful.letter("ingrid", NoticeKind.POST_UNKNOWN)
    for answer in (YES, YES, NO):
        doubtful.press("ingrid", stale, answer)
    assert doubtful.town.posts("solvik-samba") == []
    stands = "Oppsummeringa står i #solvik-samba, men eg får ikkje endra det som står der. Det må du gjere sjølv."
    assert stands in card(doubtful)
    assert trouble(doubtful, NoticeKind.POST_UNKNOWN)[3] == stands


def test_a_correction_meanwhile_posts_nothing_beside_it(doubtful: Arranged) -> None:
    write(doubtful, in_channel(doubtful), text="Noko anna")
    assert doubtful.town.posts("solvik-samba") == []


def test_after_a_withdrawal_the_convener_is_asked_to_delete_what_is_out_of_reach(doubtful: Arranged) -> None:
    doubtful.withdraws()
    assert "Eg når ikkje det som står eller kanskje står i #solvik-samba. Slett det der." in card(doubtful)


def test_when_the_channel_is_shared_before_that_is_answered_the_convener_deletes_what_may_stand(
    doubtful: Arranged,
) -> None:
    stale = doubtful.letter("ingrid", NoticeKind.POST_UNKNOWN)
    made_unsafe(doubtful)
    assert trouble(doubtful, NoticeKind.POST_TAKEN_DOWN) == [
        "Kanskje står ei oppsummering i ein kanal",
        "Kanskje står oppsummeringa i kanalen",
        f"Sak {doubtful.reference}, møtet {WHEN_NN}, #solvik-samba.",
        "Kanalen er delt med ein annan organisasjon. Då kan andre enn deltakarane lese det som står der. Teksten din "
        "er teken vare på.",
        "Oppsummeringa skal ikkje stå der lenger, og eg kan ikkje endre det som står der. Sjå i kanalen, og slett det "
        "der.",
        own_conversation(doubtful),
        *WAYS,
    ]
    assert trouble(doubtful, NoticeKind.POST_UNKNOWN)[1] == "Kortet gjeld ikkje lenger"
    assert minutes(doubtful).destination is Destination.UNDECIDED
    made_unsafe(doubtful)
    assert doubtful.town.kinds("ingrid").count(NoticeKind.POST_TAKEN_DOWN) == 1
    doubtful.press("ingrid", stale, YES)
    where(doubtful, NoticeKind.POST_TAKEN_DOWN, "solvik-2019")
    assert len(doubtful.town.posts("solvik-2019")) == 1
    assert "Eg når ikkje det som står eller kanskje står i #solvik-samba. Slett det der." in card(doubtful)


# ---- A channel is no longer safe -----------------------------------------------------------------------------------


def made_unsafe(arranged: Arranged, audience: Audience = SHARED) -> None:
    """The channel is looked at, as it is once an hour."""
    arranged.town.audiences["C0SOLVIK"] = audience
    channel = int(channel_id(arranged, "solvik-samba"))
    with arranged.town.world() as world:
        tenant_id = world.tenant_id
    with arranged.town.database.session() as session:
        check_channel(session, arranged.town.now, tenant_id, channel, audience)
    arranged.town.deliver()


def test_when_it_is_shared_the_summary_is_replaced_and_the_convener_told(been: Arranged) -> None:
    write(been, in_channel(been))
    made_unsafe(been)
    assert [words(letter.card) for letter in been.town.posts("solvik-samba")] == [STUB_NN]
    assert trouble(been, NoticeKind.POST_TAKEN_DOWN) == [
        "Ei oppsummering er teken ut av ein kanal",
        "Oppsummeringa er teken ut av kanalen",
        f"Sak {been.reference}, møtet {WHEN_NN}, #solvik-samba.",
        "Kanalen er delt med ein annan organisasjon. Då kan andre enn deltakarane lese det som står der. Teksten din "
        "er teken vare på.",
        "Det som står der no, seier berre at ei oppsummering er teken bort.",
        own_conversation(been),
        *WAYS,
    ]
    assert minutes(been).destination is Destination.UNDECIDED


def test_what_was_taken_down_stays_down_and_another_channel_gets_it(been: Arranged) -> None:
    write(been, in_channel(been))
    made_unsafe(been)
    been.town.audiences.clear()
    where(been, NoticeKind.POST_TAKEN_DOWN, "solvik-2019")
    been.town.wait_until(oslo(2027, 3, 22, 12))
    assert [words(letter.card) for letter in been.town.posts("solvik-samba")] == [STUB_NN]
    assert len(been.town.posts("solvik-2019")) == 1
    assert trouble(been, NoticeKind.POST_TAKEN_DOWN)[1] == SETTLED


def test_a_stub_that_could_not_be_placed_is_told_of(been: Arranged) -> None:
    write(been, in_channel(been))
    with posts_fail(been, "not_in_channel"):
        made_unsafe(been)
    assert "Eg fekk ikkje bytt ut det som står der. Slett det i kanalen." in trouble(been, NoticeKind.POST_TAKEN_DOWN)


def test_a_correction_that_cannot_reach_the_post_is_told_of_once(been: Arranged) -> None:
    write(been, in_channel(been))
    with posts_fail(been, "not_in_channel"):
        write(been, in_channel(been), text="Noko anna")
        been.town.deliver()
    assert trouble(been)[3:5] == [
        "Eg er ikkje med i kanalen. Inviter meg dit, eller vel ein annan kanal. Teksten din er teken vare på.",
        "Det som står i kanalen, er den gamle teksten, og eg får ikkje endra det. Slett det der.",
    ]
    assert been.town.kinds("ingrid").count(NoticeKind.POST_REFUSED) == 1


def test_a_summary_that_somebody_has_deleted_can_be_posted_again(been: Arranged) -> None:
    write(been, in_channel(been))
    with posts_fail(been, "message_gone"):
        write(been, in_channel(been), text="Noko anna")
    assert trouble(been)[3:6] == [
        "Nokon har sletta oppsummeringa i kanalen. Teksten din er teken vare på.",
        own_conversation(been),
        WAYS[0],
    ]
    where(been, NoticeKind.POST_REFUSED, "solvik-samba")
    assert len(been.town.posts("solvik-samba")) == 2
    assert "Noko anna" in str(been.town.posts("solvik-samba")[-1].card)


def test_no_button_of_the_cards_is_more_than_a_claim(been: Arranged) -> None:
    refused(been)
    about = [each.partition("?") for each in buttons(been.letter("ingrid", NoticeKind.POST_REFUSED)).values()]
    assert [(action, dict(parse_qsl(claims))) for action, _, claims in about] == [
        ("minutes.where", {"item": str(been.item_id)}),
        ("minutes.send", {"item": str(been.item_id), "where": "parties"}),
        ("minutes.send", {"item": str(been.item_id), "where": "nowhere"}),
    ]
    assert opened(been).title == "Rett oppsummeringa"
    assert been.town.asks("ingrid", Entry.ACTION, "minutes.where", item=str(been.item_id))


def test_what_waits_names_it_until_something_is_chosen(been: Arranged) -> None:
    refused(been)
    line = f"Oppsummeringa i sak {been.reference} står ikkje i nokon kanal. Vel kvar eg skal sende oppsummeringa."
    for chosen in (False, True):
        if chosen:
            press(been, NoticeKind.POST_REFUSED, WAYS[1])
        page = been.town.asks("ingrid", Entry.ACTION, "home.open")
        assert isinstance(page, Home)
        rows = {part.text: part.button.action for part in page.parts if isinstance(part, Row)}
        assert rows.get(line) == (None if chosen else "minutes.where")


def test_only_the_card_about_the_last_channel_asks_where_the_summary_is_to_go(been: Arranged) -> None:
    refused(been)
    been.town.audiences["C0SOLVIKGJEST"] = SHARED
    where(been, NoticeKind.POST_REFUSED, "solvik-gjest")
    asked = [words(each.card)[1] for each in been.town.inbox("ingrid") if each.kind is NoticeKind.POST_REFUSED]
    assert asked == ["Kortet gjeld ikkje lenger", "Oppsummeringa blei ikkje lagd ut"]


def test_a_post_in_doubt_waits_on_home_and_is_answered_from_the_card_as_well(been: Arranged) -> None:
    with posts_fail(been, None):
        write(been, in_channel(been))
    page = been.town.asks("ingrid", Entry.ACTION, "home.open")
    assert isinstance(page, Home)
    waiting = [part.text for part in page.parts if isinstance(part, Row)]
    assert f"Oppsummeringa i sak {been.reference} står kanskje i ein kanal. Sjå etter, og sei frå til meg." in waiting
    press(been, NoticeKind.BOOKED, "Ja, oppsummeringa står der")
    assert "Ja, oppsummeringa står der" not in card(been)
    page = been.town.asks("ingrid", Entry.ACTION, "home.open")
    assert isinstance(page, Home)
    assert not [part.text for part in page.parts if isinstance(part, Row) and "kanskje" in part.text]
