"""What the last form says will happen, and what the booker reads when the time is theirs."""

from sqlmodel import select

from handlers.screens import Button, Buttons, Facts, Finish, Listing, Note, Open, Receipt, Text, value
from store.cases import Case
from store.meetings import Item
from tests.handlers.booking import journey
from tests.town import Town, oslo

MARCH_9 = oslo(2027, 3, 9, 10)


def test_the_last_form_says_who_comes_who_must_consent_and_by_which_day(town: Town) -> None:
    slot = town.give_slot("solvik", MARCH_9)
    draft = journey.start(town, "jonas")
    journey.child(town, "jonas", draft, initiator="professional_outside")
    journey.voice(town, "jonas", draft, heard="takes_part", interpreter=True)
    journey.time(town, "jonas", draft, slot)
    answer = journey.people(town, "jonas", draft)
    assert isinstance(answer, Open)
    facts = next(part for part in answer.form.parts if isinstance(part, Facts))
    assert facts.pairs[2] == (
        "Hvem kommer",
        "Jonas Bakke, Hilde Aase, Erik Sand, Per Instefjord, to foresatte, barnet eller ungdommen, tolk og fagperson "
        "utenfor kommunen",
    )
    assert next(part for part in answer.form.parts if isinstance(part, Listing)).lines == (
        "De som skal være med, får innkalling. Der står det ingenting om saken.",
        "To må samtykke før møtet. Registrer det innen tirsdag 2. mars, så kan saklisten gå ut.",
        "Uten samtykke går tiden til andre fredag 5. mars kl. 14.15.",
        "Du sier fra til familien om tid og sted. Det gjør ikke jeg.",
    )


def test_the_receipt_says_what_stands_in_the_way_of_the_agenda_with_the_button_for_it(town: Town) -> None:
    draft = journey.book(town, town.give_slot("solvik", MARCH_9))
    answer = journey.confirm(town, "ingrid", draft)
    with town.database.session() as session:
        reference, item = session.exec(select(Case)).one().reference, session.exec(select(Item)).one().id
    assert answer == Finish(
        Receipt(
            "Tida er di",
            (
                Text(f"SamBa-møte, sak {reference}: tysdag 9. mars kl. 10.00–10.45. Møterom 2, Solvik skule."),
                Text(
                    f"Saka heiter {reference} her. Noter det i saksystemet til kommunen no. Det er den einaste vegen "
                    "tilbake til barnet."
                ),
                Text("To må samtykkje før møtet. Registrer det innan tysdag 2. mars, så kan saklista gå ut."),
                Buttons(
                    (
                        Button("Registrer samtykke", "consent.open", value(item=item), "primary"),
                        Button("Tekst til familien", "family.text", value(item=item, what="time")),
                    )
                ),
                Note("Sei frå til familien om tid og stad. Det gjer ikkje eg."),
            ),
            "Lukk",
        )
    )
