"""What people read, as adaptive cards: messages, receipts, and somebody's own page."""

from collections.abc import Iterable, Iterator, Sequence

from microsoft_teams.cards import (
    Action,
    AdaptiveCard,
    CardElement,
    Column,
    ColumnSet,
    Container,
    Fact,
    FactSet,
    TextBlock,
)

from bot.teams import figures
from bot.teams.elements import LEFT_OUT, cut, paragraphs, pressed, written
from bot.teams.seals import Drawing
from handlers.screens import (
    LIMITS,
    Buttons,
    Card,
    Chart,
    Copy,
    Facts,
    Heading,
    Listing,
    Note,
    Part,
    Receipt,
    Row,
    Table,
    Text,
)

# Bytes. Teams takes 28 KB; what the message has around its card is within the rest.
BUDGET = 27 * 1024
# A hard line break where Markdown is read, and a line break where it is not.
BREAK = "  \n"
# What tells, in an element as it is sent, that something is filled in there, or that there is more in it than to read.
FILLED_IN = ('"type":"Input.',)
WORTH_KEEPING = (*FILLED_IN, '"type":"Action.', '"style":"heading"')


def card_of(card: Card, drawing: Drawing) -> AdaptiveCard:
    """A message."""
    return finished(draw(card.parts, drawing), drawing)


def receipt_of(receipt: Receipt, drawing: Drawing) -> AdaptiveCard:
    """What takes a form's place when it is done. In a chat there is nothing to close, and no window to have a title:
    what has happened is the heading where the receipt says it, and not what was pressed.
    """
    said = isinstance(next(iter(receipt.parts), None), Heading)
    parts = receipt.parts if said else (Heading(receipt.title), *receipt.parts)
    return finished(draw(parts, drawing), drawing)


def home_of(parts: Sequence[Part], drawing: Drawing) -> AdaptiveCard:
    """The reader's own page, as a message."""
    return finished(draw(parts, drawing), drawing)


def finished(body: Iterable[CardElement], drawing: Drawing, actions: Sequence[Action] = ()) -> AdaptiveCard:
    """The card, no larger than Teams takes where that can be."""
    return fitted(whole(body, drawing, actions))


def whole(body: Iterable[CardElement], drawing: Drawing, actions: Sequence[Action] = ()) -> AdaptiveCard:
    """The card with all there is in it."""
    return AdaptiveCard(lang=drawing.language, body=list(body), actions=list(actions) or None)


def fitted(card: AdaptiveCard) -> AdaptiveCard:
    """The card, with less in it where it is larger than Teams takes."""
    excess = size(card) - BUDGET
    if excess > 0 and card.body:
        card.body = fit(card.body, excess)
    return card


def size(element: CardElement) -> int:
    """How many bytes it is as it is sent."""
    return len(_sent(element).encode())


def draw(parts: Iterable[Part], drawing: Drawing, *, in_form: bool = False) -> list[CardElement]:
    """The parts; the first heading stands out."""
    drawn: list[CardElement] = []
    headed = False
    for number, part in enumerate(parts):
        first = isinstance(part, Heading) and not headed
        headed = headed or first
        drawn.extend(draw_part(part, drawing, f"ask~{number}", first=first, in_form=in_form))
    return drawn


def draw_part(
    part: Part, drawing: Drawing, place: str, *, first: bool = False, in_form: bool = False
) -> Iterator[CardElement]:
    """One part: nothing when it is empty. `place` is unique on the card, `first` is for its first heading."""
    match part:
        case Heading(text) if text.strip():
            yield heading(text, first=first)
        case Text(text):
            yield from paragraphs(text)
        case Note(text):
            yield from paragraphs(text, subtle=True)
        case Facts(pairs) if pairs:
            yield FactSet(facts=[Fact(title=written(label) or "–", value=_value(value)) for label, value in pairs])
        case Listing(lines, numbered):
            yield from paragraphs("\n".join(_lines(lines, numbered)), within="Small")
        case Copy(text) if text.strip():
            yield _copy(text)
        case Row(text, button):
            yield from _row(text, list(pressed((button,), drawing, place, in_form=in_form)))
        case Buttons(buttons):
            yield from pressed(buttons, drawing, place, in_form=in_form)
        case Table():
            yield from figures.table(part)
        case Chart():
            yield from figures.chart(part)


def heading(text: str, *, first: bool) -> TextBlock:
    """The first heading of a card, or a later one."""
    return TextBlock(
        text=written(cut(text, LIMITS.heading)),
        wrap=True,
        size="Large" if first else "Medium",
        weight="Bolder",
        style="heading",
    )


def _value(text: str) -> str:
    return BREAK.join(written(line) for line in text.splitlines() if line.strip()) or "–"


def _lines(lines: Sequence[str], numbered: bool) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        yield f"{number}. {line}" if numbered else f"•  {line}"


def _copy(text: str) -> Container:
    lines = list(paragraphs(text))
    for line in lines:
        line.font_type = "Monospace"
    return Container(style="emphasis", items=list(lines))


def _row(text: str, drawn: list[CardElement]) -> Iterator[CardElement]:
    # A question is asked under the row, where there is room for it.
    [element] = drawn
    items = element.items if isinstance(element, Container) and element.items else [element]
    actions, *questions = items
    row = ColumnSet(
        columns=[
            Column(width="stretch", vertical_content_alignment="Center", items=list(paragraphs(text)) or [_dash()]),
            Column(width="auto", vertical_content_alignment="Center", items=[actions]),
        ]
    )
    yield Container(items=[row, *questions]) if questions else row


def _dash() -> TextBlock:
    return TextBlock(text="–", wrap=True)


def fit(body: Sequence[CardElement], excess: int) -> list[CardElement]:
    """The body made `excess` bytes smaller, with «…» where something was left out: from the end what is only read,
    headings apart; where that is not enough, simply the end of it. What is filled in stays.
    """
    sent = [_sent(element) for element in body]
    excess += size(_left_out()) + 1
    gone = _spared(sent, excess, WORTH_KEEPING)
    if sum(_taken(sent[index]) for index in gone) < excess:
        gone = _spared(sent, excess, FILLED_IN)
    shown = [element for index, element in enumerate(body) if index not in gone]
    return [*shown[: min(gone)], _left_out(), *shown[min(gone) :]] if gone else shown


def _spared(sent: Sequence[str], excess: int, keep: Sequence[str]) -> set[int]:
    """What goes for `excess` bytes, from the end, by its place; all that may go where that is not enough."""
    gone: set[int] = set()
    for index in reversed(range(len(sent))):
        if excess > 0 and not any(kept in sent[index] for kept in keep):
            gone.add(index)
            excess -= _taken(sent[index])
    return gone


def _taken(sent: str) -> int:
    return len(sent.encode()) + 1


def _left_out() -> TextBlock:
    return TextBlock(text=LEFT_OUT, wrap=True)


def _sent(element: CardElement) -> str:
    return element.model_dump_json(by_alias=True, exclude_none=True)
