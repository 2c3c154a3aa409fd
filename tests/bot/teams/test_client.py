"""People at clients of Teams, before the smallest bot on the SDK."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.bot.teams.client import Invalid, Person, Teams, WentWrong
from tests.bot.teams.client.markdown import read
from tests.bot.teams.conftest import APP_ID, LYNGVAG
from tests.bot.teams.connector import Connector, User, World, down
from tests.bot.teams.echo import TOKEN, Echo, card, echo, execute, text
from tests.bot.teams.keys import KeyServer, Signer

FILLED_IN = {"title": "Eit møte", "arena": "1", "who": "0,2", "day": "2027-03-01", "at": "09:30", "told": "true"}


@pytest.fixture
async def bot(service: Connector, keys: KeyServer) -> AsyncIterator[tuple[Echo, str]]:
    """The bot, whose token the connector demands."""
    service.demands_token, service.tokens = True, frozenset({TOKEN})
    async with echo(APP_ID, keys.cloud) as running:
        yield running


@pytest.fixture
def teams(service: Connector, bot: tuple[Echo, str], signer: Signer) -> Teams:
    """Teams before the bot."""
    return Teams(service, bot[1], APP_ID, signer)


@pytest.fixture
def heard(bot: tuple[Echo, str]) -> list[Any]:
    """What the SDK read."""
    return bot[0].heard


@pytest.fixture
async def person(teams: Teams, ingrid: User) -> Person:
    """Somebody who has the form before her."""
    sitting = teams.person(ingrid)
    await sitting.say("book")
    return sitting


def fill_in(person: Person) -> None:
    person.fill("Tittel", "Eit møte")
    person.fill("Arena", "SamBa")
    person.fill("Kven", ["Skule", "PPT"])
    person.fill("Dag", "2027-03-01")
    person.fill("Klokka", "09:30")
    person.fill("Foreldra", True)


def put(world: World, at: Person, *body: dict[str, Any], **more: Any) -> None:
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card(*body, **more)}
    world.write(at.at, {"type": "message", "attachments": [attachment]}, None)


async def test_a_line_and_its_answer_stand_on_the_screen_as_they_are_read(person: Person) -> None:
    assert person.screen().split("\n") == [
        "book",
        "Bestill møte",
        "Tittel",
        "Arena",
        "Kven",
        "☐ PPT",
        "☐ BUP",
        "☐ Skule",
        "Dag",
        "Klokka",
        "Foreldra",
        "☐ Dei veit om det",
        "Ingrid",
        "[Ta bort]",
        "Omar",
        "[Ta bort]",
        "[Send]",
        "[Avbryt]",
        "[Rett for alle]",
        "[Ikkje svar]",
        "[Vent]",
        "[Slett]",
        "[Les meir]",
    ]
    assert (person.sees("Bestill møte"), person.sees("**")) == (True, False)
    assert person.notices() == ["Noko ventar på deg"]
    assert person.options("Arena") == ["Ressursteam", "SamBa"]


async def test_what_is_filled_in_is_read_and_sent_as_teams_sends_it(person: Person, heard: list[Any]) -> None:
    fill_in(person)
    assert [person.value(label) for label in ("Tittel", "Arena", "Kven", "Dag", "Klokka", "Foreldra")] == [
        ["Eit møte"],
        ["SamBa"],
        ["☑ PPT", "☐ BUP", "☑ Skule"],
        ["2027-03-01"],
        ["09:30"],
        ["☑ Dei veit om det"],
    ]
    await person.submit("Send")
    sent = heard[-1].value
    assert (sent.action.data, sent.action.verb, sent.trigger) == ({"~seal": "s", **FILLED_IN}, "echo", "manual")


async def test_empty_fields_that_may_be_empty_are_left_out_and_a_box_never(person: Person, heard: list[Any]) -> None:
    fill_in(person)
    for label in ("Kven", "Klokka"):
        person.fill(label, "")
    person.fill("Foreldra", False)
    await person.submit("Send")
    left = {name: value for name, value in FILLED_IN.items() if name not in ("who", "at")}
    assert heard[-1].value.action.data == {"~seal": "s", **left, "told": "false"}


@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        ("Tittel", "", "Fyll ut tittel."),
        ("Tittel", "Elleve teik", "Fyll ut tittel."),
        ("Arena", "", "Fyll ut arena."),
        ("Dag", "2026-12-31", "Fyll ut dag."),
        ("Dag", "2028-01-01", "Fyll ut dag."),
    ],
)
async def test_the_client_sends_nothing_while_a_field_is_wrong(
    person: Person, heard: list[Any], label: str, value: str, said: str
) -> None:
    fill_in(person)
    person.fill(label, value)
    before = len(heard)
    with pytest.raises(Invalid, match=f"^{said}$"):
        await person.submit("Send")
    assert (person.errors(), person.sees(said), len(heard)) == ([said], True, before)
    await person.press("Avbryt")
    assert (person.errors(), len(heard)) == ([], before + 1)
    fill_in(person)
    await person.submit("Send")
    assert (person.errors(), len(heard)) == ([], before + 2)


async def test_a_button_that_leaves_the_fields_out_sends_its_own_data_and_is_never_refused(
    person: Person, heard: list[Any]
) -> None:
    await person.press("Avbryt")
    assert heard[-1].value.action.data == {"~seal": "s"}
    assert person.screen().endswith("[Les meir]\nAvbrote.")
    with pytest.raises(AssertionError, match="leaves the fields out"):
        await person.submit("Avbryt")


@pytest.mark.parametrize(
    ("label", "value"), [("Arena", "Ukjend"), ("Arena", ["SamBa"]), ("Tittel", True), ("Fann ikkje", "")]
)
async def test_nobody_fills_in_what_cannot_be_filled_in(person: Person, label: str, value: Any) -> None:
    with pytest.raises(AssertionError):
        person.fill(label, value)


async def test_an_answer_takes_the_cards_place_for_the_one_who_pressed(
    teams: Teams, ingrid: User, omar: User, world: World
) -> None:
    team = world.team("Skulen", ingrid, omar)
    first, second = teams.person(ingrid), teams.person(omar).look(team.general)
    await first.mention("book", team.general)
    assert second.sees("Bestill møte")
    await first.press("Ta bort", beside="Omar")
    assert (first.screen(), second.sees("Bestill møte")) == ('samba-bot book\n{"~seal": "s"}\nid second', True)
    await second.press("Rett for alle")
    assert (first.screen(), second.screen()) == ('samba-bot book\n{"~seal": "s"}\nid None',) * 2
    [standing] = team.general.from_bot()
    assert len(standing.edits) == 1


async def test_opened_anew_only_what_stands_for_everybody_is_left(person: Person) -> None:
    before = person.screen()
    person.fill("Tittel", "Eit møte")
    await person.press("Ta bort", beside="Omar")
    assert not person.sees("Bestill møte")
    person.reload()
    assert person.screen() == before


async def test_among_buttons_alike_one_says_which(person: Person) -> None:
    with pytest.raises(AssertionError, match="stands 2 times"):
        await person.press("Ta bort")
    await person.press("Ta bort", beside="Ingrid")
    assert person.sees("id first")


async def test_a_question_is_shown_and_answered_by_a_button_of_its_own(person: Person, heard: list[Any]) -> None:
    fill_in(person)
    before = len(heard)
    assert not person.sees("Er du sikker?")
    await person.press("Slett")
    assert person.sees("Er du sikker?")
    await person.press("Nei")
    assert (person.sees("Er du sikker?"), len(heard)) == (False, before)
    await person.press("Slett")
    await person.press("Slett")
    assert len(heard) == before + 1


async def test_a_page_is_opened(person: Person) -> None:
    await person.press("Les meir")
    assert person.opened == ["https://samba.example/"]


async def test_what_cannot_be_seen_cannot_be_pressed(person: Person) -> None:
    with pytest.raises(AssertionError, match=r"no \[Nei\]"):
        await person.press("Nei")


async def test_a_press_without_an_answer_and_one_that_takes_too_long_went_wrong(
    service: Connector, bot: tuple[Echo, str], signer: Signer, ingrid: User
) -> None:
    person = Teams(service, bot[1], APP_ID, signer, patience=0.2).person(ingrid)
    await person.say("book")
    with pytest.raises(WentWrong, match="no answer to a press"):
        await person.press("Ikkje svar")
    with pytest.raises(WentWrong, match="TimeoutError"):
        await person.press("Vent")


async def test_a_bot_that_fails_went_wrong(person: Person, service: Connector) -> None:
    service.faults.plan("send", down(500))
    with pytest.raises(WentWrong, match="500"):
        await person.say("book")


async def test_the_newest_card_is_the_one_that_is_used(person: Person, world: World) -> None:
    put(world, person, text("Nyast"), {"type": "Input.Text", "id": "x", "label": "Tittel", "value": "Her"})
    assert (person.value("Tittel"), person.card()["body"][0]["text"]) == (["Her"], "Nyast")
    person.fill("Arena", "SamBa")
    assert person.value("Arena") == ["SamBa"]


async def test_everything_that_stands_on_a_card_is_read(person: Person, world: World) -> None:
    def cells(*lines: str) -> dict[str, Any]:
        return {"type": "TableRow", "cells": [{"type": "TableCell", "items": [text(line)]} for line in lines]}

    put(
        world,
        person,
        {"type": "Table", "columns": [{"width": 1}, {"width": 1}], "rows": [cells("Veke", "Møte"), cells("9", "4")]},
        {"type": "FactSet", "facts": [{"title": "Stad", "value": "Rom **4**"}]},
        {"type": "RichTextBlock", "inlines": ["Møt ", {"type": "TextRun", "text": "opp"}]},
        {"type": "Chart.VerticalBar", "title": "Møte", "fallback": "drop"},
        text("Løynd", isVisible=False),
        {"type": "Input.Text", "id": "x", "label": "Merknad", "placeholder": "Kort"},
    )
    assert person.newest().lines() == ["Veke | Møte", "9 | 4", "Stad: Rom 4", "Møt opp", "(Møte)", "Merknad", "Kort"]
    put(world, person, {"type": "Media"})
    with pytest.raises(AssertionError, match="no client of ours draws Media"):
        person.screen()


async def test_an_answer_that_teams_does_not_draw_is_no_answer(person: Person, world: World) -> None:
    put(world, person, text("Nyast"), actions=(execute("Bryt", "break"),))
    with pytest.raises(AssertionError, match=r"Teams does not draw the answer: \['id stands twice: a'\]"):
        await person.press("Bryt")
    assert person.newest().lines() == ["Nyast", "[Bryt]"]


async def test_the_clients_speak_as_teams_does(
    person: Person, heard: list[Any], ingrid: User, service: Connector
) -> None:
    activity = heard[0].model_dump(by_alias=True, exclude_none=True, mode="json")
    kept = ("type", "channelId", "from", "recipient", "conversation", "channelData", "text", "textFormat", "locale")
    assert {name: activity[name] for name in kept} == {
        "type": "message",
        "channelId": "msteams",
        "from": {"id": ingrid.id, "name": "Ingrid Solheim", "aadObjectId": ingrid.object_id},
        "recipient": {"id": f"28:{APP_ID}", "name": "samba-bot"},
        "conversation": {"id": person.chat.id, "tenantId": LYNGVAG, "conversationType": "personal"},
        "channelData": {"tenant": {"id": LYNGVAG}},
        "text": "book",
        "textFormat": "plain",
        "locale": "nn-NO",
    }
    assert activity["serviceUrl"] == f"{service.url}/"


async def test_in_a_channel_the_bot_is_mentioned_in_a_thread(
    teams: Teams, heard: list[Any], ingrid: User, world: World
) -> None:
    team = world.team("Skulen", ingrid)
    channel = world.channel(team, "Leiinga", "private", ingrid)
    person = teams.person(ingrid)
    await person.mention("book", channel)
    activity = heard[-1]
    question, answer = channel.messages
    assert (activity.conversation.id, answer.root) == (f"{channel.id};messageid={question.id}", question.id)
    assert activity.text == "<at>samba-bot</at> book"
    assert activity.get_account_mention(f"28:{APP_ID}").text == "<at>samba-bot</at>"
    assert (activity.conversation.is_group, activity.channel_data.channel.type) == (True, "private")
    assert (activity.channel_data.team.id, activity.channel_data.team.aad_group_id) == (team.id, team.group)
    await person.press("Avbryt")
    assert (heard[-1].conversation.id, heard[-1].reply_to_id) == (activity.conversation.id, answer.id)
    await person.mention("meir", channel, thread=question.id)
    assert [each.root for each in channel.messages] == [question.id] * 4


async def test_nobody_writes_where_they_are_not_or_the_bot_is_not(
    teams: Teams, ingrid: User, omar: User, world: World
) -> None:
    team = world.team("Skulen", ingrid)
    with pytest.raises(AssertionError, match="is not in"):
        await teams.person(omar).mention("book", team.general)
    with pytest.raises(AssertionError, match="the bot is not in"):
        await teams.person(omar).say("book")


async def test_what_happens_around_people_is_told(teams: Teams, heard: list[Any], ingrid: User, omar: User) -> None:
    world = teams.world
    await teams.install(omar)
    assert [each.type for each in heard] == ["conversationUpdate", "installationUpdate"]
    assert (heard[1].action, heard[1].from_.aad_object_id, world.personal(omar).has_bot) == (
        "add",
        omar.object_id,
        True,
    )
    await teams.remove(omar)
    assert (heard[2].action, world.personal(omar).has_bot) == ("remove", False)
    team = world.team("Skulen", ingrid)
    private = world.channel(team, "Leiinga", "private", ingrid)
    chat = world.group_chat("Oss", ingrid)
    for at in (team, private, chat):
        await teams.join(omar, at)
        await teams.leave(omar, at)
    await teams.delete_channel(ingrid, private)
    told = [(each.channel_data.event_type, each.members_added, each.members_removed) for each in heard[3:]]
    assert [event for event, _, _ in told] == [
        "teamMemberAdded",
        "teamMemberRemoved",
        "channelMemberAdded",
        "channelMemberRemoved",
        None,
        None,
        "channelDeleted",
    ]
    assert [bool(added) for _, added, _ in told] == [True, False] * 3 + [False]
    assert (team.members, chat.members, private.id in world.conversations) == ([ingrid], [ingrid], False)


async def test_a_person_waits_for_what_comes_later_and_is_told_what_stands_instead(
    person: Person, world: World
) -> None:
    with pytest.raises(AssertionError, match=r"(?s)does not come.*Bestill møte"):
        await person.expects("Seinare", seconds=0.05)
    put(world, person, text("Seinare"))
    await person.expects("Seinare")


async def test_any_request_can_be_sent(person: Person, ingrid: User) -> None:
    activity = person.envelope.message(ingrid, person.chat, "1", "", "book", mentions=False)
    assert await person.post(activity, token="") == (401, {"error": "Unauthorized"})
    assert (await person.post(activity))[0] == 200
    assert (await person.post(activity | {"serviceUrl": "https://elsewhere.example/"}))[0] == 401


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("**Fet** og _skrå_ og *skrå*", "Fet og skrå og skrå"),
        (r"\*ikkje\* \_det\_ 1\. \\", r"*ikkje* _det_ 1. \ ".strip()),
        ("[Les](https://a.example/) &amp; `x`", "Les & `x`"),
        ("to\nlinjer", "to linjer"),
        ("to\n\navsnitt", "to\navsnitt"),
        ("- ei\n- to", "- ei\n- to"),
        ("snake_case_name 2*3*4 5 * 6 * 7", "snake_case_name 234 5 * 6 * 7"),
        ("__Fet__ _ein_, ikkje_ein_", "Fet ein, ikkje_ein_"),
        ("\u2060_\u2060ein\u2060_\u2060\u00a0to", "_ein_ to"),
    ],
)
def test_marks_are_read_away(written: str, seen: str) -> None:
    assert read(written) == seen
