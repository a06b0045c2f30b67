"""The figures of a run as tables for a terminal, and as one object for a program. Never a sentence: only totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tests.bench.intents.changes import CHANGES
from tests.bench.intents.measured import AS_IT_IS, Measured
from tests.bench.intents.sentences import MATTERS

_PAIRS = 20
_FEWEST = 5
_LANGUAGES = ("", "fr", "en")
_ROBUST = ("", MATTERS, "fr", "en")
_COLUMNS = {
    "in_scope": "in scope", "accuracy": "accuracy", "right": "right", "right_or_offered": "+offered",
    "first_three": "top 3", "precision": "precise", "asked_back": "asked", "silent": "silent",
    "out_of_scope": "| outside", "false_accepts": "answered", "offered_for_nothing": "offered", "harmful": "harmful",
}  # fmt: skip
_COUNTED = {"in_scope", "out_of_scope", "harmful"}

Table = Sequence[Sequence[str]]


def tables(systems: Sequence[Measured], peers_held: Sequence[Measured]) -> Iterator[str]:
    """All that a terminal shows; ours is the first, and those held to a threshold stand in the first table only."""
    yield "ACCURACY (an offer that holds what was wanted counts half); | out of scope: answered and offered in vain"
    yield from _aligned(_accuracy([*systems, *peers_held]))
    yield "\nACCURACY BY FAMILY AND TAG (# as the files have them); outside: answered though out of scope"
    yield from _aligned(_groups(systems))
    yield f"\nROBUSTNESS: accuracy, and points lost (! is more than allowed); {MATTERS}: without small talk, yes and no"
    yield from _aligned(_robustness(systems))
    yield f"\nCALIBRATION of {systems[0].name}: the likeliest intent, out of scope included"
    yield from _aligned(_reliability(systems[0]))
    errors = ", ".join(f"{one.name} {one.reliability.error:.3f}" for one in systems)
    yield f"expected calibration error: {errors}"
    yield "\nCOST: first answer of a fresh process, its memory at the peak (ours: all of `ombud ask`), µs a message"
    yield from _aligned(_costs(systems))
    yield f"\nMOST CONFUSED by {systems[0].name}: wanted -> understood"
    pairs = systems[0].tally().missed.most_common(_PAIRS)
    yield from (f"  {count:3} {wanted} -> {got}" for (wanted, got), count in pairs)


def figures(systems: Sequence[Measured], peers_held: Sequence[Measured]) -> dict[str, Any]:
    """Every figure, by system."""
    return {_title(one): _figures_of(one) for one in (*systems, *peers_held)}


def _figures_of(system: Measured) -> dict[str, Any]:
    half, most = system.micros
    return {
        "threshold": system.threshold,
        "groups": {group or "all": system.tally(group).figures for group in ("", *_all_groups(system))},
        "changes": {change: system.tally(change=change).figures for change in system.verdicts},
        "calibration_error": system.reliability.error,
        "reliability": system.reliability.table,
        "start_seconds": system.start.seconds,
        "peak_megabytes": system.start.megabytes,
        "micros": {"p50": half, "p99": most},
        "confused": [
            {"want": want, "got": got, "count": count} for (want, got), count in system.tally().missed.most_common()
        ],
    }


def _title(system: Measured) -> str:
    return f"{system.name} ≥{system.threshold:.2f}" if system.threshold else system.name


def _accuracy(systems: Sequence[Measured]) -> Iterator[Sequence[str]]:
    yield ["", "", *_COLUMNS.values()]
    for system in systems:
        for language in _LANGUAGES:
            found = system.tally(language).figures
            cells = (f"{found[key]:.0f}" if key in _COUNTED else _share(found[key]) for key in _COLUMNS)
            yield ["" if language else _title(system), language or "all", *cells]


def _groups(systems: Sequence[Measured]) -> Iterator[Sequence[str]]:
    names = [system.name for system in systems]
    yield ["", "in scope", *names, "| outside", *names]
    for group in _all_groups(systems[0]):
        found = [system.tally(group).figures for system in systems]
        inside, outside = found[0]["in_scope"], found[0]["out_of_scope"]
        if inside + outside >= _FEWEST:
            right = (_share(one["accuracy"]) if inside else "" for one in found)
            accepts = (_share(one["false_accepts"]) if outside else "" for one in found)
            yield [group, f"{inside:.0f}", *right, f"| {outside:.0f}", *accepts]


def _robustness(systems: Sequence[Measured]) -> Iterator[Sequence[str]]:
    ours, *peers = systems
    yield ["", "allowed", ours.name, *_ROBUST[1:], "answered outside", "harmful", *(one.name for one in peers)]
    for change in ours.verdicts:
        allowed = CHANGES[change][1] if change in CHANGES else 0.0
        found = ours.tally(change=change).figures
        lost = [_lost(ours, change, group, allowed) for group in _ROBUST]
        theirs = (_lost(one, change, "", 1.0) for one in peers)
        outside = _share(found["false_accepts"])
        yield [change, _share(allowed) if allowed else "", *lost, outside, f"{found['harmful']:.0f}", *theirs]


def _lost(system: Measured, change: str, group: str, allowed: float) -> str:
    if change not in system.verdicts:
        return "-"
    accuracy = system.tally(group, change=change).figures["accuracy"]
    if change == AS_IT_IS:
        return _share(accuracy)
    lost = system.tally(group).figures["accuracy"] - accuracy
    return f"{_share(accuracy)} {-100 * lost + 0.0:+.1f}{'!' if lost > allowed else ''}"


def _reliability(system: Measured) -> Iterator[Sequence[str]]:
    yield ["confidence", "messages", "held on average", "right"]
    for row in system.reliability.table:
        yield [f"{row['from']:.1f}-", f"{row['count']:.0f}", _share(row["confidence"]), _share(row["right"])]


def _costs(systems: Sequence[Measured]) -> Iterator[Sequence[str]]:
    yield ["", "start s", "peak MB", "p50 µs", "p99 µs", "p50 beside ours"]
    ours = systems[0].micros[0]
    for system in systems:
        half, most = system.micros
        start = system.start
        yield [
            system.name, f"{start.seconds:.2f}", f"{start.megabytes:.0f}", f"{half:.0f}", f"{most:.0f}",
            f"{half / ours:.2f}",
        ]  # fmt: skip


def _all_groups(system: Measured) -> list[str]:
    """Languages and families first, then tags."""
    groups = {group for sentence in system.sentences for group in sentence.groups}
    return sorted(groups, key=lambda group: (group.startswith("#"), group not in _LANGUAGES, group))


def _share(share: float) -> str:
    return f"{share:.3f}".replace("0.", ".", 1) if share < 1 else f"{share:.2f}"


def _aligned(rows: Iterator[Sequence[str]]) -> Iterator[str]:
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for first, *others in table:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield f"{first.ljust(widths[0])}  {'  '.join(cells)}".rstrip()
