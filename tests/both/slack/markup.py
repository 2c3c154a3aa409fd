"""What stands in a piece of HTML, as a tree that can be searched, and as the text that is read there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

ALONE = frozenset({"input", "br", "hr", "img", "path", "rect", "line", "circle", "meta", "link"})
INLINE = frozenset({"strong", "em", "s", "code", "a", "span", "time", "label"})
# What stands on the page for those who look at it in other ways.
UNREAD = frozenset({"svg", "select", "textarea", "details", "option", "footer"})
UNREAD_CLASSES = ("unseen", "close")


@dataclass
class Node:
    """An element; what is in it is elements and texts."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list["Node | str"] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute; "" when it is not there."""
        return self.attributes.get(name, "")

    def has_class(self, name: str) -> bool:
        """Whether it is of a class."""
        return name in self.get("class").split()

    def every(self, tag: str = "") -> Iterator["Node"]:
        """Itself and all elements in it in order, of a tag."""
        if tag in ("", self.tag):
            yield self
        for each in self.inside:
            if isinstance(each, Node):
                yield from each.every(tag)

    def marked(self, name: str) -> Iterator["Node"]:
        """The elements that tests find by this name."""
        return (each for each in self.every() if each.get("data-testid") == name)

    def text(self) -> str:
        """What is read in it, a line for each block."""
        lines = "".join(_read(self)).splitlines()
        return "\n".join(line for line in (" ".join(each.split()) for each in lines) if line)


def _read(node: Node) -> Iterator[str]:
    if node.tag in UNREAD or any(map(node.has_class, UNREAD_CLASSES)):
        return
    edge = "" if node.tag in INLINE else "\n"
    yield edge
    for each in node.inside:
        if isinstance(each, Node):
            yield from _read(each)
        else:
            yield each
    yield edge


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("html")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(node)
        if tag not in ALONE:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def parse(html: str) -> Node:
    """The tree."""
    parser = _Parser()
    parser.feed(html)
    return parser.open[0]
