"""A chat as a picture: what stands in the counterpart's journal, bubble by bubble, as one SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from xml.sax.saxutils import escape

from tests.counterparts.telegram_entries import Button, Json, Message, units

_WIDTH, _BUBBLE, _PAD, _LINE, _SIZE = 620, 420, 12, 19, 14
_INK, _FAINT, _ACCENT, _GROUND = "#1c1e21", "#65707b", "#2a7ab0", "#e9eef2"
_FILL = {"bot": "#ffffff", "person": "#e3f3d8"}
_STYLES = {
    "bold": 'font-weight="bold"', "italic": 'font-style="italic"', "underline": 'text-decoration="underline"',
    "strikethrough": 'text-decoration="line-through"', "code": 'font-family="monospace"',
} | dict.fromkeys(("text_link", "url", "email", "bot_command", "mention"), f'fill="{_ACCENT}"')  # fmt: skip
_KINDS = ("photo", "voice", "video", "sticker", "location", "poll", "document", "contact")
_COLLAPSED = 3
"""Lines that a messenger shows of an expandable quotation before it is opened."""


@dataclass(frozen=True)
class _Char:
    """A character, how it is set, and the quotation it stands in."""

    char: str
    style: str
    quote: int


@dataclass(frozen=True)
class _Row:
    """A line as it fits."""

    chars: tuple[_Char, ...]
    quote: int
    more: bool = False


def draw(messages: Sequence[Message], *, title: str, opened: bool = False) -> str:
    """The chat as an SVG; quotations that expand are drawn closed unless they are `opened`."""
    parts: list[str] = []
    top = 16.0
    for message in messages:
        drawn, height = _message(message, top, opened=opened)
        parts += drawn
        top += height + 8
    told = " ".join(f"{'Ombud' if each.by == 'bot' else 'Person'}: {each.text}" for each in messages)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top + 8:g}" width="{_WIDTH}" '
            f'height="{top + 8:g}" font-family="Helvetica, Arial, sans-serif" font-size="{_SIZE}" role="img" '
            'aria-labelledby="title desc">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(told)}</desc>',
            f'<rect width="{_WIDTH}" height="{top + 8:g}" fill="{_GROUND}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def _message(message: Message, top: float, *, opened: bool) -> tuple[list[str], float]:
    """A bubble with its buttons below: left is the bot's, right the person's."""
    rows = list(_rows(message, opened=opened))
    labels = [sum(width(button.label) + 34 for button in row) for row in message.keyboard]
    widest = max([_row_width(row) for row in rows] + [min(each, _BUBBLE) - 2 * _PAD for each in labels] + [30])
    breadth = min(widest, _BUBBLE - 2 * _PAD) + 2 * _PAD
    left = 16 if message.by == "bot" else _WIDTH - 16 - breadth
    height = len(rows) * _LINE + 2 * _PAD - 4 + (13 if message.edited else 0)
    parts = [
        f'<rect x="{left:g}" y="{top:g}" width="{breadth:g}" height="{height}" rx="10" fill="{_FILL[message.by]}"/>'
    ]
    parts += _quotes(rows, left, top, breadth)
    for at, row in enumerate(rows):
        parts += _line(row, left + _PAD + (10 if row.quote else 0), top + _PAD + 11 + at * _LINE)
    if message.edited:
        corner = f'x="{left + breadth - _PAD:g}" y="{top + height - 7:g}"'
        parts.append(f'<text {corner} text-anchor="end" font-size="11" fill="{_FAINT}">edited</text>')
    for buttons in message.keyboard:
        parts += _buttons(buttons, left, top + height + 4, breadth)
        height += 34
    return parts, height


def _rows(message: Message, *, opened: bool) -> Iterator[_Row]:
    """The lines of a message; what is no text is named by its kind."""
    if not message.text:
        kind = next((kind for kind in _KINDS if kind in message.raw), "something else")
        yield _Row(tuple(_Char(char, _STYLES["italic"], 0) for char in f"({kind})"), 0)
        return
    closed = {at for at, each in _quotations(message).items() if each["type"] == "expandable_blockquote" and not opened}
    rows = [row for paragraph in _paragraphs(_chars(message)) for row in _wrapped(paragraph)]
    quotes = [row.quote for row in rows]
    for at, row in enumerate(rows):
        before = quotes[:at].count(row.quote)
        if row.quote not in closed:
            yield row
        elif before < _COLLAPSED:
            yield replace(row, more=before == _COLLAPSED - 1 and quotes.count(row.quote) > _COLLAPSED)


def _quotations(message: Message) -> dict[int, Json]:
    """The quotations of a message, from 1 on."""
    return dict(enumerate((each for each in message.entities if each["type"].endswith("blockquote")), start=1))


def _chars(message: Message) -> Iterator[_Char]:
    """Each character with all the entities that it stands in; places are counted in UTF-16."""
    places, at = _quotations(message), 0
    for char in message.text:
        around = [each for each in message.entities if each["offset"] <= at < each["offset"] + each["length"]]
        styles = dict.fromkeys(_STYLES[each["type"]] for each in around if each["type"] in _STYLES)
        quote = next((number for number, each in places.items() if each in around), 0)
        yield _Char(char, " ".join(styles), quote)
        at += units(char)


def _paragraphs(chars: Iterator[_Char]) -> Iterator[list[_Char]]:
    paragraph: list[_Char] = []
    for each in chars:
        if each.char == "\n":
            yield paragraph or [_Char(" ", "", each.quote)]
            paragraph = []
        else:
            paragraph.append(each)
    yield paragraph or [_Char(" ", "", 0)]


def _wrapped(paragraph: list[_Char]) -> Iterator[_Row]:
    """A paragraph broken at spaces; a word that is longer than the line, anywhere."""
    quote = paragraph[0].quote
    room = _BUBBLE - 2 * _PAD - (10 if quote else 0)
    rest = paragraph
    while rest:
        fits = _fitting(rest, room)
        if fits < len(rest):
            spaces = [at for at in range(1, fits + 1) if rest[at].char == " "]
            fits = spaces[-1] if spaces else fits
        yield _Row(tuple(rest[:fits]), quote)
        rest = rest[fits + 1 :] if fits < len(rest) and rest[fits].char == " " else rest[fits:]


def _fitting(chars: list[_Char], room: float) -> int:
    """How many characters fit; one at least."""
    over = (at for at, taken in enumerate(accumulate(map(_char_width, chars))) if taken > room)
    return max(next(over, len(chars)), 1)


def width(text: str) -> float:
    """About what a text takes in a usual sans-serif face."""
    return sum(_char_width(_Char(char, "", 0)) for char in text)


def _char_width(each: _Char) -> float:
    char = each.char
    if char in "ijlIíìîï.,:;'’|!()[]tfr- \u00a0\u202f":
        share = 0.31
    elif char in "mwMW—%@…":
        share = 0.88
    else:
        share = 1.25 if char > "\u2e80" else 0.7 if char.isupper() else 0.56
    return share * _SIZE * (1.07 if "bold" in each.style else 1.0)


def _row_width(row: _Row) -> float:
    return sum(map(_char_width, row.chars)) + (10 if row.quote else 0) + (16 if row.more else 0)


def _quotes(rows: list[_Row], left: float, top: float, breadth: float) -> Iterator[str]:
    """A tint and a bar behind the lines of a quotation; two that follow each other stand apart."""
    for at, row in enumerate(rows):
        if row.quote:
            apart = 3 if at and rows[at - 1].quote not in {0, row.quote} else 0
            place = f'y="{top + _PAD - 3 + at * _LINE + apart:g}" height="{_LINE - apart}"'
            yield f'<rect x="{left + 8:g}" {place} width="{breadth - 16:g}" fill="{_ACCENT}" fill-opacity="0.08"/>'
            yield f'<rect x="{left + 8:g}" {place} width="3" fill="{_ACCENT}"/>'


def _line(row: _Row, x: float, y: float) -> Iterator[str]:
    """The text of a line, a span for each change of style."""
    runs = groupby(row.chars, key=lambda each: each.style)
    spans = [(style, "".join(each.char for each in chars)) for style, chars in runs]
    if row.more:
        spans.append((f'fill="{_ACCENT}"', " ⌄"))
    inner = "".join(f"<tspan {style}>{escape(text)}</tspan>" if style else escape(text) for style, text in spans)
    if inner.strip():
        yield f'<text x="{x:g}" y="{y:g}" fill="{_INK}" xml:space="preserve">{inner}</text>'


def _buttons(row: tuple[Button, ...], left: float, top: float, breadth: float) -> Iterator[str]:
    """A row of buttons, as broad together as the bubble."""
    each = (breadth - 4 * (len(row) - 1)) / len(row)
    for at, button in enumerate(row):
        x = left + at * (each + 4)
        yield f'<rect x="{x:g}" y="{top:g}" width="{each:g}" height="30" rx="8" fill="#c9dbe8"/>'
        middle = f'x="{x + each / 2:g}" y="{top + 20:g}"'
        yield f'<text {middle} text-anchor="middle" fill="{_INK}" font-size="13">{escape(button.label)}</text>'
