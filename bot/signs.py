"""What `ombud doctor` says: how a thing is, and what to do where it is not well."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sign:
    """One line; `remedy` is what to do, where there is something to do."""

    well: bool
    what: str
    remedy: str = ""


def well(what: str) -> Sign:
    return Sign(well=True, what=what)


def ill(what: str, remedy: str) -> Sign:
    return Sign(well=False, what=what, remedy=remedy)
