"""Which intents are taken for which: as pairs, and as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from tests.bench.intents.sentences import family
from tests.bench.intents.tally import REFUSED, Tally

_MOST = 28
_CELL, _LEFT, _TOP = 22, 190, 210
_FAMILIES = ("ask", "explain", "request", "case", "talk", "control", "none", REFUSED)
_RIGHT, _MISTAKE = "#2a9d8f", "#d1495b"


def confused(tally: Tally) -> list[str]:
    """The intents of the most frequent mistakes, family by family."""
    found: dict[str, None] = {}
    for pair, _ in tally.missed.most_common():
        fresh = [intent for intent in pair if intent not in found]
        if len(found) + len(fresh) <= _MOST:
            found |= dict.fromkeys(fresh)
    return sorted(found, key=lambda intent: (_FAMILIES.index(family(intent)), intent))


def draw(tally: Tally, *, title: str) -> str:
    """An SVG: what was wanted downwards, what was understood across; right in green, mistakes in red."""
    names = confused(tally)
    width, height = _LEFT + _CELL * len(names) + 20, _TOP + _CELL * len(names) + 40
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
            ' font-family="sans-serif" font-size="12">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" fill="white"/>',
            f'<text x="12" y="24" font-size="15">{escape(title)}</text>',
            '<text x="12" y="44" fill="#555">down: wanted · across: understood · red: mistakes · green: right</text>',
            *_labels(names),
            *_cells(tally, names),
            "</svg>\n",
        ]
    )


def _labels(names: Sequence[str]) -> Iterator[str]:
    size = _CELL * len(names)
    for at, name in enumerate(names):
        middle = _CELL * at + _CELL / 2
        across, down = _LEFT + middle, _TOP + middle + 4
        yield f'<text x="{_LEFT - 8}" y="{down:g}" text-anchor="end">{escape(name)}</text>'
        yield f'<text transform="translate({across + 4:g} {_TOP - 8}) rotate(-60)">{escape(name)}</text>'
        ruled = at and family(name) != family(names[at - 1])
        colour = "#888" if ruled else "#e4e4e4"
        start = _CELL * at
        yield f'<path d="M{_LEFT} {_TOP + start}h{size}M{_LEFT + start} {_TOP}v{size}" stroke="{colour}"/>'
    yield f'<rect x="{_LEFT}" y="{_TOP}" width="{size}" height="{size}" fill="none" stroke="#888"/>'


def _cells(tally: Tally, names: Sequence[str]) -> Iterator[str]:
    wrong = {pair: count for pair, count in tally.missed.items() if set(pair) <= set(names)}
    right = {(name, name): tally.found[name] for name in names if tally.found[name]}
    for counts, colour in ((right, _RIGHT), (wrong, _MISTAKE)):
        most = max(counts.values(), default=1)
        for (wanted, got), count in counts.items():
            x, y = _LEFT + _CELL * names.index(got), _TOP + _CELL * names.index(wanted)
            shade = 0.25 + 0.75 * count / most
            ink = "white" if shade > 0.6 else "black"
            yield f'<rect x="{x + 1}" y="{y + 1}" width="{_CELL - 2}" height="{_CELL - 2}" rx="3" fill="{colour}"'
            yield f' fill-opacity="{shade:.2f}"><title>{escape(wanted)} → {escape(got)}: {count}</title></rect>'
            yield f'<text x="{x + _CELL / 2:g}" y="{y + 15}" text-anchor="middle" fill="{ink}">{count}</text>'
