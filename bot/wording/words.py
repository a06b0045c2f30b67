"""A message id, arguments and a language make a text. Nothing is guessed: an unknown message is an error at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal

from fluent.runtime import FluentBundle
from fluent.syntax import ast
from fluent.syntax.visitor import Transformer

from bot import Problem
from knowledge.typography import french, long_date

Language = Literal["fr", "en"]
LOCALES: Mapping[Language, str] = {"fr": "fr-FR", "en": "en-GB"}


class WordingProblem(Problem):
    """A message is unknown, or cannot be said with these arguments."""


class Wording:
    """The messages of both languages, ready to be said."""

    def __init__(self, resources: Mapping[Language, Iterable[ast.Resource]]) -> None:
        # Fluent's isolating marks would show as boxes in a terminal; bidi controls are stripped from what people type.
        self._bundles = {name: FluentBundle([LOCALES[name]], use_isolating=False) for name in resources}
        self.names: dict[Language, set[str]] = {name: set() for name in resources}
        for language, parts in resources.items():
            for part in parts:
                if language == "fr":
                    _FrenchTypography().visit(part)
                self._add(language, part)

    def text(self, language: Language, name: str, args: Mapping[str, str | int] | None = None) -> str:
        """The message in this language."""
        bundle = self._bundles[language]
        pattern = bundle.get_message(name).value if bundle.has_message(name) else None
        if pattern is None:
            raise WordingProblem(f"there is no message {name!r} in {language}")
        text, errors = bundle.format_pattern(pattern, dict(args or {}))
        if errors or not isinstance(text, str):
            raise WordingProblem(f"the message {name!r} cannot be said in {language}: {errors}")
        return text

    def _add(self, language: Language, part: ast.Resource) -> None:
        for entry in part.body:
            if not isinstance(entry, ast.Message):
                continue
            if entry.id.name in self.names[language]:
                raise WordingProblem(f"the message {entry.id.name!r} stands twice in {language}")
            self.names[language].add(entry.id.name)
        self._bundles[language].add_resource(part)


def day(language: Language, when: date) -> str:
    """A date in words: « 1er décembre 2026 »."""
    return long_date(when, language)


def moment(language: Language, when: datetime) -> str:
    """A day and an hour, in the time zone that the moment is in: « 1er décembre 2026 à 9 h 05 »."""
    hour = f"à {when.hour} h {when:%M}" if language == "fr" else f"at {when:%H:%M}"
    return f"{day(language, when)} {hour}"


class _FrenchTypography(Transformer):
    """French spaces and apostrophes, set on our words alone: arguments are filled in afterwards."""

    def visit_TextElement(self, node: Any) -> Any:  # noqa: N802  the name is the library's
        node.value = french(node.value)
        return node
