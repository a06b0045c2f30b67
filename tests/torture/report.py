"""What an auditor found: what happened, and what must never have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal

Wrong = Literal["lost", "doubled", "disordered", "uncertain", "failed"]
"""`uncertain`: in doubt without a reason, or not in doubt though it should be. `failed`: something else is not well."""
WRONGS: tuple[Wrong, ...] = ("lost", "doubled", "disordered", "uncertain", "failed")
SHOWN = 20


@dataclass(frozen=True)
class Finding:
    """One thing that went wrong, and where to look."""

    wrong: Wrong
    what: str


@dataclass(frozen=True)
class Report:
    """One run: its numbers, and what was found."""

    name: str
    numbers: dict[str, float]
    findings: Sequence[Finding] = field(default=())

    @property
    def well(self) -> bool:
        return not self.findings

    def as_json(self) -> dict[str, object]:
        counts = Counter(each.wrong for each in self.findings)
        wrongs = {f"wrong_{wrong}" if wrong == "uncertain" else wrong: counts[wrong] for wrong in WRONGS}
        return {"name": self.name, **self.numbers, **wrongs, "findings": [asdict(each) for each in self.findings]}

    def as_text(self) -> str:
        counts = Counter(each.wrong for each in self.findings)
        facts = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in self.numbers.items())
        wrongs = ", ".join(
            f"{'wrongly uncertain' if wrong == 'uncertain' else wrong} {counts[wrong]}" for wrong in WRONGS
        )
        evidence = [f"  {each.wrong}: {each.what}" for each in self.findings[:SHOWN]]
        more = [f"  and {len(self.findings) - SHOWN} more"] if len(self.findings) > SHOWN else []
        return "\n".join([f"{self.name}: {facts}", f"  {wrongs}", *evidence, *more])
