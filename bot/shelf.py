"""The library in use: read again when a file of one's own changes, kept as it is when the change does not hold.

A lawyer may edit while people ask. What is valid counts from the next message on; what is not is told, once, with
file, line and remedy, and the words of before stay in force. At the start nothing stands in for an invalid file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Literal

from pydantic import BaseModel

from bot import Problem
from bot.loading import find_library, own_files
from bot.settings import Settings
from bot.store.published import Words
from knowledge.answers import fingerprint
from knowledge.library import Library

Stamp = frozenset[tuple[str, int, int]]


@dataclass
class Shelf:
    """Gives the library of the moment. Threads may share it."""

    settings: Settings
    on_refused: Callable[[Problem], None]
    on_new: Callable[[Library], None] = lambda _library: None
    _stamp: Stamp = field(init=False)
    _library: Library = field(init=False)
    _lock: Lock = field(init=False, default_factory=Lock)

    def __post_init__(self) -> None:
        self._stamp = self._stamped()
        self._library = find_library(self.settings)
        self.on_new(self._library)

    def heading(self, clause: str) -> str:
        """What a clause stands under, in the library in use."""
        return self._library.heading(clause)

    def fresh(self) -> bool:
        """Is the library in use what stands in the files? Else the next call reads them, for a third of a second."""
        return self._stamped() == self._stamp

    def __call__(self) -> Library:
        stamp = self._stamped()
        if stamp != self._stamp and self._lock.acquire(blocking=False):
            try:
                self._reload(stamp)
            finally:
                self._lock.release()
        return self._library

    def _reload(self, stamp: Stamp) -> None:
        """Take over what holds; a store that is busy is tried again with the next message."""
        try:
            library = find_library(self.settings)
        except Problem as problem:
            self.on_refused(problem)
        except Exception as error:  # noqa: BLE001  whatever stands in a file, people go on being answered
            self.on_refused(Problem(f"the policy's files cannot be read ({type(error).__name__})."))
        else:
            if library.digest != self._library.digest:
                try:
                    self.on_new(library)
                except Problem as problem:
                    self.on_refused(problem)
                    return
                self._library = library
        self._stamp = stamp

    def _stamped(self) -> Stamp:
        """What stands in one's own folder, and since when; the packaged files change with the program only."""
        return frozenset(_stamps(own_files(self.settings)))


def _stamps(paths: Iterable[Path]) -> set[tuple[str, int, int]]:
    stamps = set()
    for path in paths:
        try:
            about = path.stat()
        except OSError:
            continue  # gone between the listing and the look
        stamps.add((path.name, about.st_mtime_ns, about.st_size))
    return stamps


def words_of(library: Library) -> list[Words]:
    """All that people can be told from a library, as it is published: answers, gaps, clauses, and the whole."""
    editor = library.policy.editor
    words = [Words("policy", library.policy.slug, library.digest, _json(library.policy), editor)]
    words += [
        Words("answer", name, told.digest, _json(told), told.editor or editor) for name, told in library.answers.items()
    ]
    words += [_words("gap", name, gap, gap.editor or editor) for name, gap in library.gaps.items()]
    words += [_words("clause", name, clause, editor) for name, clause in library.clauses.items()]
    words += [_words("law", name, entry, editor) for name, entry in library.law.items()]
    words += [_words("thing", name, thing, editor) for name, thing in library.things.items()]
    return words


def _words(kind: Literal["gap", "clause", "law", "thing"], name: str, part: BaseModel, editor: str) -> Words:
    return Words(kind, name, fingerprint(_json(part)), _json(part), editor)


def _json(part: BaseModel) -> str:
    return part.model_dump_json()
