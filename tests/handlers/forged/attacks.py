"""What is honestly asked for on every route: the ground from which each id is forged. A new route needs a line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time

from handlers.entry import Entry
from handlers.screens import FieldValue
from tests.handlers.consent import answers
from tests.handlers.forged.been import MEASURE, OUTCOME
from tests.handlers.forged.scene import SERIES, Scene
from tests.town import oslo

Values = Mapping[str, FieldValue]
AFTER = oslo(2027, 3, 10).isoformat()
DAY = date(2027, 3, 24)
MANAGERS = frozenset({"ingrid", "anne"})


@dataclass(frozen=True)
class Honest:
    """A request that holds. `may` are those who may make it with these very ids; `ids` the fields that are claims."""

    who: str
    values: Callable[[Scene], Values]
    ids: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


def _plain(who: str = "ingrid", **values: FieldValue) -> Honest:
    """What holds no id: everybody may ask."""
    return Honest(who, lambda _: values, may=frozenset({"all"}))


def _leaders(**values: FieldValue) -> Honest:
    """What holds no id, and is answered with what is the asking leader's own."""
    return Honest("marit", lambda _: values, may=frozenset({"marit", "astrid", "liv"}))


def _words(command: str) -> Honest:
    return Honest("ingrid", lambda scene: {"words": f"{command} {scene.secrets[0]}"}, frozenset({"words"}), MANAGERS)


def _reference() -> Honest:
    """The button that does the same as a command: it brings no reference, but a forged one could."""
    return Honest("ingrid", lambda scene: {"words": scene.secrets[0]}, frozenset({"words"}), MANAGERS)


def _about(who: str = "ingrid", *, may: frozenset[str] = frozenset(), **ids: str) -> Honest:
    """What a button carries: ids by their names in the scene; a name beginning with = stands for itself."""

    def values(scene: Scene) -> Values:
        return {name: each[1:] if each.startswith("=") else scene.ids[each] for name, each in ids.items()}

    claims = frozenset(name for name, each in ids.items() if not each.startswith("="))
    return Honest(who, values, claims, may | {who})


def _form(draft: str, who: str = "ingrid", /, **values: FieldValue) -> Honest:
    """A form that was sent in; a value beginning with @ is an id of the scene."""

    def filled(scene: Scene) -> Values:
        found: dict[str, FieldValue] = {"draft": scene.drafts[draft]}
        for name, each in values.items():
            found[name] = _known(scene, each)
        return found

    claims = {name for name, each in values.items() if "@" in str(each)}
    return Honest(who, filled, frozenset({"draft", *claims}), frozenset({who}))


def _known(scene: Scene, given: FieldValue) -> FieldValue:
    if isinstance(given, tuple):
        return tuple(str(_known(scene, each)) for each in given)
    if isinstance(given, str) and "@" in given:
        before, _, name = given.partition("@")
        return before + scene.ids[name]
    return given


PEOPLE: Values = {
    "service_health_station": "@hilde",
    "service_child_welfare": "@erik",
    "service_ppt": "@per",
    "staff": ("@ingrid",),
    "guardians": "2",
}
VOICE: Values = {"decided_by": "both_guardians", "heard": "talked_with", "interpreter": False, "themes": ("wellbeing",)}
NEAR = {
    name: value
    for holder in ("guardian_1", "guardian_2")
    for name, value in answers.values(holder, "written", scope=()).items()
}
POINTS: Values = {"points": ("going_well",), "own": "", "heard": "talked_with", "heard_reason": None}

HONEST: Mapping[tuple[Entry, str], Honest] = {
    (Entry.COMMAND, "help"): _plain(words="help"),
    (Entry.COMMAND, "list"): _plain(words="list"),
    (Entry.COMMAND, "language"): _plain(words="language"),
    (Entry.COMMAND, "settings"): _plain(words="settings"),
    (Entry.COMMAND, "book"): _plain(words="book"),
    (Entry.COMMAND, "move"): _words("move"),
    (Entry.COMMAND, "cancel"): _words("cancel"),
    (Entry.COMMAND, "agenda"): _words("agenda"),
    (Entry.COMMAND, "slots"): Honest("anne", lambda _: {"words": "slots"}, may=frozenset({"anne"})),
    (Entry.ACTION, "help.show"): _plain(),
    (Entry.ACTION, "greeting.show"): _plain(text="hei"),
    # Everybody is told that it is closed; whose it is, is another test's.
    (Entry.ACTION, "form.close"): Honest(
        "ingrid", lambda scene: {"draft": scene.drafts["cancel"]}, frozenset({"draft"}), frozenset({"all"})
    ),
    (Entry.ACTION, "list.show"): _plain(),
    (Entry.ACTION, "home.open"): _plain(),
    (Entry.ACTION, "waiting.show"): _plain(page="0"),
    (Entry.ACTION, "language.choose"): Honest("ingrid", lambda _: {"language": "nn"}, may=frozenset({"all"})),
    (Entry.ACTION, "language.show"): _plain(),
    (Entry.ACTION, "moving.choose"): _reference(),
    (Entry.ACTION, "cancel.choose"): _reference(),
    (Entry.ACTION, "agenda.choose"): _reference(),
    (Entry.ACTION, "settings.show"): _plain(),
    (Entry.ACTION, "settings.hours"): _plain(),
    (Entry.FORM, "settings.hours"): _plain(start="08:00", end="15:00"),
    (Entry.ACTION, "item.show"): _about(item="item"),
    (Entry.ACTION, "booking.start"): _about(follows="been", slot="slot"),
    (Entry.ACTION, "booking.later"): _form("voice", after=AFTER),
    (Entry.ACTION, "booking.wait"): _form("voice"),
    (Entry.FORM, "booking.child"): _form("start", unit="@solvik", initiator="guardian", age="9", case="@case"),
    (Entry.FORM, "booking.voice"): _form("child", **VOICE),
    (Entry.FORM, "booking.time"): _form("voice", slot="@slot"),
    (Entry.FORM, "booking.people"): _form("time", **PEOPLE),
    (Entry.FORM, "booking.consent"): _form("near", **NEAR),
    (Entry.FORM, "booking.confirm"): _form("people"),
    (Entry.ACTION, "moving.open"): _about(item="item", may=MANAGERS),
    (Entry.ACTION, "moving.later"): _form("moving", after=AFTER),
    (Entry.FORM, "moving.time"): _form("moving", slot="@slot"),
    (Entry.FORM, "moving.age"): _form("moving_place", age="9"),
    (Entry.FORM, "moving.place"): _form("moving_place", place="Møterom 4"),
    (Entry.ACTION, "cancel.open"): _about(item="item", may=MANAGERS),
    (Entry.FORM, "cancel.confirm"): _form("cancel", reason="illness"),
    (Entry.ACTION, "waitlist.accept"): _about("jonas", offer="offer"),
    (Entry.ACTION, "waitlist.decline"): _about("jonas", offer="offer"),
    (Entry.ACTION, "waitlist.leave"): _about("jonas", entry="entry"),
    (Entry.ACTION, "agenda.open"): _about(item="item"),
    (Entry.ACTION, "agenda.show"): _about("hilde", item="item", may=frozenset({"ingrid", "jonas", "erik", "per"})),
    (Entry.FORM, "agenda.edit"): _form("agenda", **POINTS),
    (Entry.FORM, "agenda.minutes"): _form("minutes", minutes_1="10"),
    (Entry.ACTION, "attendance.reply"): _about("erik", item="item", sequence="=0", reply="=coming"),
    (Entry.ACTION, "attendance.deputy"): _about("erik", item="item", sequence="=0"),
    (Entry.FORM, "attendance.deputy"): _form("deputy", "erik", chosen="@liv"),
    (Entry.ACTION, "attendance.deputy_show"): _about("sunniva", item="item", participant="deputy"),
    (Entry.ACTION, "attendance.deputy_answer"): _about("sunniva", item="item", participant="deputy", answer="=yes"),
    (Entry.ACTION, "attendance.appoint"): _about(item="item", participant="place", may=MANAGERS),
    (Entry.FORM, "attendance.appoint"): _form("appoint", chosen="@anne"),
    (Entry.ACTION, "attendance.without"): _about(item="item", participant="place"),
    (Entry.ACTION, "attendance.people"): _about(item="item"),
    (Entry.FORM, "attendance.people"): _form("change", change="replace:@place"),
    (Entry.FORM, "attendance.person"): _form("person", chosen="@liv"),
    (Entry.ACTION, "consent.open"): _about(item="item", holder="=guardian_1"),
    (Entry.FORM, "consent.register"): _form("consent", **answers.values("guardian_1", "withdrawn")),
    (Entry.ACTION, "consent.undo"): _about(row="row"),
    (Entry.ACTION, "release.give_up"): _about(item="bare"),
    (Entry.ACTION, "release.keep"): _about(item="bare"),
    (Entry.ACTION, "family.tell"): _about(told="told"),
    (Entry.FORM, "family.told"): _form("told", how="phone", day=date(2027, 3, 9)),
    (Entry.ACTION, "family.coming"): _about(attendee="attendee", coming="=yes"),
    (Entry.ACTION, "family.text"): _about(item="item", what="=time"),
    (Entry.COMMAND, "digest"): _leaders(words="digest"),
    (Entry.ACTION, "digest.show"): _leaders(),
    (Entry.ACTION, "digest.missing"): _leaders(),
    (Entry.ACTION, "digest.choose"): _leaders(),
    (Entry.FORM, "digest.choose"): _leaders(weekday="3", at=time(9)),
    (Entry.COMMAND, "minutes"): Honest(
        "ingrid",
        lambda scene: {"words": f"minutes {scene.ids['been_reference']}"},
        frozenset({"words"}),
        frozenset({"ingrid"}),
    ),
    (Entry.ACTION, "minutes.choose"): _about(words="been_reference"),
    (Entry.ACTION, "minutes.open"): _about(item="been"),
    (Entry.FORM, "minutes.held"): _form("minutes_open", held="yes", reason=None),
    (Entry.FORM, "minutes.outcome"): _form("minutes_held", **OUTCOME),
    (Entry.ACTION, "minutes.list"): _form("minutes_adding"),
    (Entry.ACTION, "minutes.add"): _form("minutes_outcome"),
    (Entry.ACTION, "minutes.remove"): _form("minutes_added", number="0", count="1"),
    (Entry.FORM, "minutes.measure"): _form("minutes_adding", **MEASURE),
    (Entry.FORM, "minutes.measures"): _form("minutes_added"),
    (Entry.FORM, "minutes.confirm"): _form("minutes_added", where="channel:@channel"),
    (Entry.ACTION, "minutes.where"): _about(item="summed"),
    (Entry.FORM, "minutes.where"): _form("where", where="channel:@channel"),
    (Entry.ACTION, "minutes.send"): _about(item="summed", where="=parties"),
    (Entry.ACTION, "minutes.stands"): _about(item="summed", channel="channel", stands="=no"),
    (Entry.ACTION, "minutes.given"): _about(item="summed", party="hilde"),
    (Entry.ACTION, "minutes.documented"): _about(item="summed"),
    (Entry.COMMAND, "todo"): _plain(words="todo"),
    (Entry.ACTION, "todo.show"): _plain(),
    (Entry.ACTION, "measure.done"): _about("per", measure="measure", shown="=measure_due"),
    (Entry.ACTION, "measure.undo"): _about("erik", measure="done_measure", shown="=todo"),
    (Entry.ACTION, "measure.put_off"): _about("per", measure="measure", shown="=measure_given"),
    (Entry.FORM, "measure.put_off"): _form("put_off", "per", reason="time", due=date(2027, 4, 9)),
    (Entry.ACTION, "later.open"): _about(delivery="reminder"),
    (Entry.FORM, "later.choose"): _form("later", when="hour"),
    (Entry.ACTION, "slots.show"): _about("anne", page="=0"),
    (Entry.ACTION, "slots.unit"): _about("anne", unit="solvik", after=f"={AFTER}"),
    (Entry.ACTION, "slots.series"): _about("anne", unit="solvik"),
    (Entry.FORM, "slots.series"): _form("series", "anne", unit="@solvik", **SERIES),
    (Entry.FORM, "slots.series_confirm"): _form("dates", "anne", skip="skip"),
    (Entry.ACTION, "slots.add"): _about("anne", unit="solvik"),
    (Entry.FORM, "slots.add"): _form(
        "add", "anne", unit="@solvik", first=date(2027, 4, 1), start=time(10), length="45", place="Møterom 2", video=""
    ),
    (Entry.ACTION, "slots.remove"): _about("anne", slot="slot", after=f"={AFTER}"),
    (Entry.ACTION, "slots.call_off"): _about("anne", unit="solvik"),
    (Entry.FORM, "slots.call_off"): _form("day", "anne", unit="@solvik", day=DAY, reason="illness"),
    (Entry.FORM, "slots.call_off_confirm"): _form("called", "anne"),
}
