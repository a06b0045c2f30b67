"""The figures of a run: ratios first, then what they were made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any, Final

from tests.bench.telegram.tally import Round, middle, quantile

Rounds = Mapping[str, Sequence[Round]]
"""Of one system, by what was done to it."""

FLOORS: Final = {"Ombud, SQLite": "floor, SQLite", "Ombud, PostgreSQL": "floor, PostgreSQL"}
ONE_BY_ONE: Final = "run_webhook"
KINDS: Final = ("presses", "questions")


@dataclass(frozen=True)
class Waited:
    """Presses while messages wait: seconds until each was acknowledged, and how many messages waited at the least."""

    seconds: Sequence[float]
    waiting: int


@dataclass(frozen=True)
class Goal:
    """A figure that is to be reached."""

    what: str
    value: float
    goal: float
    at_least: bool

    @property
    def reached(self) -> bool:
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def line(self, whose: str) -> tuple[str, ...]:
        sign = "≥" if self.at_least else "≤"
        return (whose, self.what, _number(self.value), f"{sign} {self.goal:g}", "" if self.reached else "missed")


def goals(all_: Mapping[str, Rounds], whose: str, waited: Waited | None) -> Iterator[Goal]:
    """What issue 6 wants of a system, beside its floor and python-telegram-bot; ratios are taken round by round."""
    mine, floor, serial = all_[whose], all_.get(FLOORS[whose], {}), all_.get(ONE_BY_ONE, {})
    for kind in KINDS:
        yield Goal(f"{kind}: acks/s, of the floor's", _ratio(mine, floor, kind, lambda one: one.acks), 0.5, True)
        at = f"{kind} at 100/s"
        yield Goal(f"{at}: ack p50, times the floor's", _ratio(mine, floor, at, lambda one: one.ack()), 2, False)
        calm = f"calm {kind}"
        behind = middle(one.behind() for one in mine.get(calm, ()))
        yield Goal(f"{calm} (20/s): reply behind its commit, ms p50", behind, 10, False)
        slow = f"slow {kind}"
        yield Goal(
            f"{slow}: replies/s, times run_webhook's", _ratio(mine, serial, slow, lambda one: one.replies), 10, True
        )
    if waited:
        value = quantile(waited.seconds, 0.99) * 1e3
        yield Goal(f"press acknowledged, {waited.waiting} messages waiting, ms p99", value, 300, False)


def _ratio(mine: Rounds, others: Rounds, name: str, figure: Any) -> float:
    pairs = zip(mine.get(name, ()), others.get(name, ()), strict=False)
    return middle(figure(one) / figure(other) for one, other in pairs)


def tables(all_: Mapping[str, Rounds], waited: Mapping[str, Waited]) -> Iterator[str]:
    """All that a terminal shows."""
    yield "GOALS (ratios round by round, the median of them)"
    rows = [goal.line(whose) for whose in FLOORS if whose in all_ for goal in goals(all_, whose, waited.get(whose))]
    yield from _aligned([("", "", "measured", "goal", ""), *rows])
    for kind in KINDS:
        yield f"\n{kind.upper()} (medians of the rounds; ms; behind: from the acknowledgement to the reply)"
        yield from _aligned([HEAD, *(_row(name, rounds, kind) for name, rounds in all_.items())])
    yield "\nCPU, ms an update, by process (the load with an API that answers at once, its replies included)"
    yield from _aligned([("", *KINDS), *(_costs(name, rounds) for name, rounds in all_.items())])


HEAD: Final = (
    "", "acks/s", "p50", "p99", "| at 100/s: ack p50", "p99", "behind p50", "p99", "| API of 50 ms: replies/s",
    "| at 20/s: ack p50", "behind p50", "not 200", "unanswered",
)  # fmt: skip


def _row(name: str, rounds: Rounds, kind: str) -> tuple[str, ...]:
    names = (kind, f"{kind} at 100/s", f"slow {kind}", f"calm {kind}")
    burst, steady, slow, calm = (rounds.get(each, ()) for each in names)
    every = (*burst, *steady, *slow, *calm)
    figures = (
        middle(one.acks for one in burst), middle(one.ack() for one in burst), middle(one.ack(0.99) for one in burst),
        middle(one.ack() for one in steady), middle(one.ack(0.99) for one in steady),
        middle(one.behind() for one in steady), middle(one.behind(0.99) for one in steady),
        middle(one.replies for one in slow), middle(one.ack() for one in calm), middle(one.behind() for one in calm),
    )  # fmt: skip
    lost = (str(sum(one.refused for one in every)), str(sum(one.unanswered for one in every)))
    return (name, *(_number(figure) for figure in figures), *lost)


def _costs(name: str, rounds: Rounds) -> tuple[str, ...]:
    def cost(kind: str) -> str:
        found = [one.cost for one in rounds.get(kind, ())]
        names = found[0] if found else ()
        return ", ".join(f"{process} {middle(each[process] for each in found):.2f}" for process in names)

    return (name, *(cost(kind) for kind in KINDS))


def figures(all_: Mapping[str, Rounds], waited: Mapping[str, Waited]) -> dict[str, Any]:
    """The same for a program, every round by itself."""
    found: dict[str, Any] = {
        name: {what: [_figures(one) for one in each] for what, each in rounds.items()} for name, rounds in all_.items()
    }
    for name in FLOORS:
        if name in all_:
            met = goals(all_, name, waited.get(name))
            found[name]["goals"] = [{"what": g.what, "value": g.value, "goal": g.goal, "met": g.reached} for g in met]
    return found


def _figures(one: Round) -> dict[str, Any]:
    return {
        "updates": len(one.acked), "refused": one.refused, "unanswered": one.unanswered, "acks_per_second": one.acks,
        "ack_ms": {"p50": one.ack(), "p99": one.ack(0.99)},
        "behind_ms": {"p50": one.behind(), "p99": one.behind(0.99)},
        "replies_per_second": one.replies, "cpu_ms": one.cost,
    }  # fmt: skip


def _number(value: float) -> str:
    if isnan(value):
        return "-"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        first, *rest = (
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join((first, *rest)).rstrip()
