from handlers.consent import consent_parts
from handlers.screens import Button, Buttons, Heading, Note, Part, Row, Text
from store.meetings import Item, Meeting
from tests.handlers.consent.answers import booked, register, register_all
from tests.town import Town, oslo


def parts(town: Town, item: int, person: str = "ingrid") -> list[Part]:
    with town.as_(person) as ctx:
        held = ctx.session.get(Item, item)
        assert held is not None
        meeting = ctx.session.get(Meeting, held.meeting_id)
        assert meeting is not None
        return consent_parts(ctx, held, meeting)


def check(holder: str, text: str, button: str) -> Row:
    return Row(text, Button(button, "consent.open", f"item=1&holder={holder}"))


def test_the_card_has_a_check_button_for_each_who_decides_and_says_what_a_press_is(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_2")
    assert parts(town, item) == [
        Heading("Samtykke i sak S-7F3K"),
        Text(
            "To må samtykkje før vi kan dele opplysningar i møtet tysdag 9. mars. Dei gir samtykket til deg, ikkje "
            "her. Her registrerer du at du har fått det."
        ),
        check("guardian_1", "Føresett 1: ventar på svar", "Registrer svar"),
        check("guardian_2", "Føresett 2: skriftleg, ligg i arkivet", "Endre svar"),
        Buttons((Button("Angre: Føresett 2", "consent.undo", "row=1"),)),
        Note(
            "Registrer det innan tysdag 2. mars, så kan saklista gå ut. Utan samtykke går tida til andre "
            "fredag 5. mars kl. 14.15."
        ),
    ]


def test_the_card_says_until_when_a_consent_in_place_holds(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    assert parts(town, item)[1:4] == [
        Text("Samtykket er på plass og gjeld til og med måndag 21. februar 2028."),
        check("guardian_1", "Føresett 1: skriftleg, ligg i arkivet", "Endre svar"),
        check("guardian_2", "Føresett 2: skriftleg, ligg i arkivet", "Endre svar"),
    ]


def test_each_answer_has_its_line(town: Town) -> None:
    item = booked(town)
    said = []
    for kind, scope in (
        ("oral", ("child_welfare", "health_station", "ppt", "school")),
        ("refused", ()),
        ("withdrawn", ()),
        ("written", ("health_station", "school")),
    ):
        register(town, item, "guardian_1", kind, scope=scope)
        said += [part.text for part in parts(town, item) if isinstance(part, Row)][:1]
    assert said == [
        "Føresett 1: munnleg, notert",
        "Føresett 1: har sagt nei",
        "Føresett 1: har trekt samtykket tilbake",
        "Føresett 1: samtykket gjeld ikkje for barnevernstenesta og PPT",
    ]


def test_one_who_decides_is_not_two(town: Town) -> None:
    item = booked(town)
    with town.world() as world:
        held = world.session.get(Item, item)
        assert held is not None
        held.decided_by = "one_guardian"
    text = parts(town, item)[1]
    assert text == Text(
        "Éin må samtykkje før vi kan dele opplysningar i møtet tysdag 9. mars. Samtykket blir gitt til deg, ikkje "
        "her. Her registrerer du at du har fått det."
    )


def test_only_who_registered_an_answer_is_offered_to_undo_it(town: Town) -> None:
    item = booked(town)
    register(town, item, "guardian_1")
    assert "consent.undo" in str(parts(town, item))
    assert "consent.undo" not in str(parts(town, item, "hilde"))


def test_a_withdrawn_item_has_no_check_buttons_but_a_slip_can_be_undone(town: Town) -> None:
    item = booked(town)
    register_all(town, item)
    town.wait_until(oslo(2027, 3, 2, 10))
    register(town, item, "guardian_1", "withdrawn")
    assert parts(town, item) == [Buttons((Button("Angre: Føresett 1", "consent.undo", "row=3"),))]
