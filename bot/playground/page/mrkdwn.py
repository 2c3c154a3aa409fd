"""Slack's markup as HTML. Everything is escaped first; only tags made here are let through."""

import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby

from markupsafe import Markup

from bot.playground.page.emoji import with_emoji

Names = Callable[[str], str]

# Finished pieces of HTML wait behind characters that no text may hold, so that no later step reads inside them
OPEN, CLOSE = "\ue000", "\ue001"
SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
BULLET = re.compile(r"^\s*[•◦*-]\s+(?=\S)")
STYLES = (
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), "strong"),
    (re.compile(r"(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])"), "em"),
    (re.compile(r"(?<![\w~])~(?=\S)([^~\n]+?)(?<=\S)~(?![\w~])"), "s"),
)


def render_mrkdwn(text: str, names: Names) -> Markup:
    """HTML for `text`; `names` gives what to show for a user's or channel's id."""
    kept: list[str] = []

    def keep(html: str) -> str:
        kept.append(html)
        return f"{OPEN}{len(kept) - 1}{CLOSE}"

    text = with_emoji(text.replace(OPEN, "").replace(CLOSE, ""))
    text = re.sub(r"```(.+?)```", lambda found: keep(f"<pre>{_plain(found[1].strip())}</pre>"), text, flags=re.DOTALL)
    text = re.sub(r"`([^`\n]+)`", lambda found: keep(f"<code>{_plain(found[1])}</code>"), text)
    text = re.sub(r"<([^<>\n]+)>", lambda found: keep(_token(found[1], names)), text)
    html = "".join(_paragraphs(_styled(_plain(text))))
    return Markup(re.sub(f"{OPEN}(\\d+){CLOSE}", lambda found: kept[int(found[1])], html))


def render_plain(text: str) -> Markup:
    """HTML for text without markup."""
    return Markup(escape(with_emoji(text)).replace("\n", "<br>"))


def without_markup(text: str) -> str:
    """The words alone, for a line of preview."""
    return re.sub(r"[*_~`]|<[^|>]*\|?|>", "", text)


def _plain(text: str) -> str:
    # Slack's three entities are already escapes; anything else is taken literally
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return escape(text)


def _styled(html: str) -> str:
    for pattern, tag in STYLES:
        html = pattern.sub(rf"<{tag}>\1</{tag}>", html)
    return html


def _token(inside: str, names: Names) -> str:
    target, _, label = inside.partition("|")
    if target.startswith(("@", "#")):
        return f'<span class="mention">{target[0]}{escape(names(target[1:]))}</span>'
    if target.startswith("!"):
        return f'<span class="mention">@{escape(label or target[1:])}</span>'
    if SAFE_LINK.match(target):
        return f'<a href="{_plain(target)}" target="_blank" rel="noreferrer noopener">{_plain(label or target)}</a>'
    return _plain(f"<{inside}>")


def _paragraphs(html: str) -> Iterator[str]:
    for kind, lines in groupby(html.split("\n"), _line_kind):
        if kind == "list":
            yield "<ul>" + "".join(f"<li>{BULLET.sub('', line)}</li>" for line in lines) + "</ul>"
        elif kind == "quote":
            yield "<blockquote>" + "<br>".join(line.removeprefix("&gt;").strip() for line in lines) + "</blockquote>"
        else:
            yield f"<p>{'<br>'.join(lines)}</p>"


def _line_kind(line: str) -> str:
    if BULLET.match(line):
        return "list"
    return "quote" if line.startswith("&gt;") else "text"
