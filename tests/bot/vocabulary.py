"""Anything that can be said in the vocabulary of screens, for hypothesis: in any script, of any allowed length."""

from datetime import time

from hypothesis import strategies as st

from handlers.screens import (
    LIMITS,
    Button,
    Buttons,
    Card,
    Chart,
    ChoiceField,
    Confirm,
    Copy,
    DateField,
    Facts,
    Form,
    Heading,
    Listing,
    Note,
    Option,
    Row,
    Series,
    Table,
    Text,
    TextField,
    TimeField,
    YesNoField,
)

# Norwegian letters decomposed, a name in Arabic, joined emoji, what mrkdwn takes for markup, entities and line breaks.
PHRASES = (
    "a\u030apne møte",
    "اجتماع",
    "👩‍👩‍👧 🇳🇴",
    "<!channel> <@U1>",
    "*feit* _skeiv_ `kode`",
    "&amp; < >",
    "e\n\nf",
    " ",
    "kl. 10.00–10.45",
)
PIECE = st.sampled_from(PHRASES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def texts(length: int) -> st.SearchStrategy[str]:
    """Texts of up to `length` characters, some of them just that long."""
    joined = st.lists(PIECE, min_size=1, max_size=5).map("".join)
    return st.tuples(joined, st.sampled_from([1, 1, 1, length])).map(lambda pair: (pair[0] * pair[1])[:length])


NAMES = st.sampled_from(["consent.register", "booking.start", "help.show"])
QUERIES = st.dictionaries(st.sampled_from(["item", "draft", "slot"]), st.integers(1, 9999)).map(
    lambda claims: "&".join(f"{key}={claim}" for key, claim in claims.items())
)
CONFIRMS = st.builds(Confirm, texts(200), texts(400), texts(40), texts(40))
STYLES = st.sampled_from(["plain", "primary", "danger"])
BUTTONS = st.builds(
    Button,
    texts(LIMITS.button),
    NAMES,
    QUERIES,
    STYLES,
    st.none() | CONFIRMS,
    st.none() | st.just("https://example.no/a"),
)
PARTS = st.one_of(
    st.builds(Heading, texts(LIMITS.heading)),
    st.builds(Text, texts(LIMITS.text)),
    st.builds(Note, texts(LIMITS.text)),
    st.builds(Copy, texts(LIMITS.text)),
    st.builds(Facts, st.lists(st.tuples(texts(100), texts(300)), max_size=24).map(tuple)),
    st.builds(Listing, st.lists(texts(200), max_size=40).map(tuple), st.booleans()),
    st.builds(Row, texts(500), BUTTONS),
    st.builds(Buttons, st.lists(BUTTONS, max_size=LIMITS.buttons + 5).map(tuple)),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables whose rows are as wide as their headings."""
    width = draw(st.integers(2, LIMITS.columns))
    row = st.lists(texts(LIMITS.label), min_size=width, max_size=width).map(tuple)
    return Table(draw(row), tuple(draw(st.lists(row, max_size=LIMITS.rows))))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Charts whose series are as long as their categories."""
    categories = draw(st.lists(texts(LIMITS.label), max_size=LIMITS.categories).map(tuple))
    values = st.lists(st.integers(0, 10_000), min_size=len(categories), max_size=len(categories)).map(tuple)
    series = st.builds(Series, texts(LIMITS.label), values)
    return Chart(draw(texts(LIMITS.heading)), categories, tuple(draw(st.lists(series, max_size=LIMITS.series))))


PARTS = PARTS | tables() | charts()
CARDS = st.builds(Card, st.lists(PARTS, max_size=LIMITS.parts).map(tuple), texts(200))


@st.composite
def option_lists(draw: st.DrawFn) -> tuple[Option, ...]:
    """No options, a few, or more than a list holds without groups; values differ."""
    count = draw(st.sampled_from([0, 1, 3, 10, 11, 100, 101, 250]))
    labels = draw(st.lists(texts(LIMITS.option), min_size=1, max_size=5))
    return tuple(Option(f"å-{number}", labels[number % len(labels)]) for number in range(count))


@st.composite
def choices(draw: st.DrawFn, name: str) -> ChoiceField:
    """A choice of one or several, with some of it chosen."""
    options = draw(option_lists())
    initial = draw(
        st.lists(st.sampled_from([*(option.value for option in options[:12]), "gone"]), max_size=3, unique=True)
    )
    return ChoiceField(
        name,
        draw(texts(150)),
        options,
        required=draw(st.booleans()),
        many=draw(st.booleans()),
        expanded=draw(st.booleans()),
        hint=draw(texts(150)),
        initial=tuple(initial),
        placeholder=draw(texts(150)),
    )


TIMES = st.times().map(lambda moment: time(moment.hour, moment.minute))


@st.composite
def fields(draw: st.DrawFn, name: str) -> TextField | ChoiceField | DateField | TimeField | YesNoField:
    """A field of any kind, empty or with something in it."""
    label, hint, required = draw(texts(150)), draw(texts(150)), draw(st.booleans())
    match draw(st.sampled_from(["text", "choice", "date", "time", "yes"])):
        case "text":
            length = draw(st.sampled_from([50, 150, 3000]))
            return TextField(
                name, label, required, draw(st.booleans()), length, hint, draw(texts(length)), draw(texts(150))
            )
        case "date":
            return DateField(name, label, required, hint, draw(st.none() | st.dates()))
        case "time":
            return TimeField(name, label, required, hint, draw(st.none() | TIMES))
        case "yes":
            return YesNoField(name, label, draw(texts(LIMITS.option)), draw(st.booleans()), hint)
        case _:
            return draw(choices(name))


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form with fields, and parts to read between them."""
    parts = draw(st.lists(PARTS, max_size=6)) + [
        draw(fields(f"field_{number}")) for number in range(draw(st.integers(0, 8)))
    ]
    title, submit, close = draw(texts(LIMITS.title)), draw(texts(LIMITS.title)), draw(texts(LIMITS.title))
    return Form("booking.step", title, tuple(draw(st.permutations(parts))), submit, close, draft="d" * 36)
