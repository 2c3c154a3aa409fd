"""A form with a field of every kind in it, and what may stand between fields: each platform draws the same one."""

from datetime import date, time

from handlers.screens import (
    Button,
    ChoiceField,
    DateField,
    Form,
    Heading,
    Note,
    Option,
    Row,
    TextField,
    TimeField,
    YesNoField,
)

SCHOOLS = (Option("unit, 1", "Lyngvåg skule"), Option("a\u030a", "Ås *skule*"), Option("3", "Nes"))
FORM = Form(
    "booking.case",
    "Bestill møte",
    (
        TextField(
            "words",
            "Barnets ord",
            required=False,
            multiline=True,
            max_length=300,
            hint="Ingen namn",
            placeholder="Kort",
        ),
        ChoiceField("school", "Skule", SCHOOLS, initial=("a\u030a",), placeholder="Vel"),
        ChoiceField("who", "Kven tek initiativ?", SCHOOLS, expanded=True),
        Heading("Kven kjem?"),
        Row("Ingen er valde", Button("Vel andre", "people.pick", "d=1")),
        ChoiceField("themes", "Tema", SCHOOLS, many=True, expanded=True, required=False, initial=("unit, 1", "3")),
        ChoiceField("people", "Folk", SCHOOLS, many=True),
        ChoiceField("nobody", "Andre", ()),
        Note("Ikkje staden for bekymringsmelding."),
        DateField("day", "Dag", initial=date(2027, 3, 9)),
        TimeField("start", "Start", initial=time(8, 5)),
        YesNoField("interpreter", "Tolk", "Det trengst tolk", initial=True),
    ),
    submit="Neste",
    close="Avbryt",
    draft="d1",
)
