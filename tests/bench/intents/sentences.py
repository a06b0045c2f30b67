"""The sentences that systems are measured with: JSON lines, or the YAML of tests/cases/intents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.files import read_yaml

MATTERS = "matters"
_MATTERS = ("ask", "explain", "request", "case")


@dataclass(frozen=True)
class Sentence:
    """A sentence, the intents that are right for it, and those that would do harm."""

    text: str
    language: str
    want: tuple[str, ...]
    never: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def in_scope(self) -> bool:
        return "none" not in self.want

    @property
    def groups(self) -> Iterator[str]:
        """What its counts go to, beside all: its language, its family of intents, whether it is a matter, its tags."""
        yield self.language
        yield family(self.want[0])
        if family(self.want[0]) in _MATTERS:
            yield MATTERS
        yield from (f"#{tag}" for tag in self.tags)


def sentences(file: Path) -> Iterator[Sentence]:
    """The sentences of one file of cases."""
    text = file.read_text("utf-8")
    rows = read_yaml(file.name, text).value if file.suffix == ".yaml" else map(json.loads, text.splitlines())
    for row in rows:
        tags = tuple(row.get("tags", ()))
        yield Sentence(row["text"], row["lang"], tuple(row["want"]), tuple(row.get("never", ())), tags)


def family(intent: str) -> str:
    return intent.partition(".")[0]
