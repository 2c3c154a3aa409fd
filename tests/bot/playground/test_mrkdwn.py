"""Slack's markup as HTML, and nothing but what it allows."""

import pytest

from bot.playground.page.mrkdwn import render_mrkdwn, render_plain


def names(known_id: str) -> str:
    return {"U0INGRID": "Ingrid <b>"}.get(known_id, known_id)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("*feit* _kursiv_ ~stroken~", "<p><strong>feit</strong> <em>kursiv</em> <s>stroken</s></p>"),
        ("to*tre*fire a_b_c 2 * 3 * 4", "<p>to*tre*fire a_b_c 2 * 3 * 4</p>"),
        ("éi line\nei til", "<p>éi line<br>ei til</p>"),
        ("To ting:\n• éin\n• to", "<p>To ting:</p><ul><li>éin</li><li>to</li></ul>"),
        ("&gt; sagt\netter", "<blockquote>sagt</blockquote><p>etter</p>"),
        ("`*rå*` og ```\na < b\n```", "<p><code>*rå*</code> og <pre>a &lt; b</pre></p>"),
        ("hei <@U0INGRID>", '<p>hei <span class="mention">@Ingrid &lt;b&gt;</span></p>'),
        (":bell: kl. 10", "<p>🔔 kl. 10</p>"),
        (":ukjend:", "<p>:ukjend:</p>"),
        (
            '<https://a.example/?a=1&amp;b="x"|*ruti"nen*>',
            '<p><a href="https://a.example/?a=1&amp;b=&quot;x&quot;" target="_blank" rel="noreferrer noopener">'
            "*ruti&quot;nen*</a></p>",
        ),
        ("<javascript:alert(1)|trykk>", "<p>&lt;javascript:alert(1)|trykk&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("&lt;img src=x onerror=alert(1)&gt;", "<p>&lt;img src=x onerror=alert(1)&gt;</p>"),
        ("\ue0000\ue001 <b onclick=x>", "<p>0 &lt;b onclick=x&gt;</p>"),
    ],
)
def test_markup_becomes_html(source: str, html: str) -> None:
    assert render_mrkdwn(source, names) == html


def test_plain_text_is_only_escaped() -> None:
    assert render_plain("*a* <b>\n&amp; c") == "*a* &lt;b&gt;<br>&amp;amp; c"
