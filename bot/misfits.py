"""What pydantic finds wrong in a file, in words for whoever wrote the file."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_DAY_FIRST = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*")


_SAID = {
    "int_type": ("this is no whole number", "Write it in digits, without quotes."),
    "bool_type": ("this is neither yes nor no", "Write yes or no."),
    "string_pattern_mismatch": ("{msg}", "Write it in lower case, without accents or signs."),
    "string_too_long": ("{msg}", "Say it shorter."),
    "string_too_short": ("{msg}", "Write something here, or take the line out."),
    "literal_error": ("this is none of the choices", "Write {expected}."),
    "dict_type": ("this has no keys", "Write lines of the form `key: value` below it."),
}
_SAID |= dict.fromkeys(("int_parsing", "int_from_float"), _SAID["int_type"])
_SAID |= {"bool_parsing": _SAID["bool_type"], "enum": _SAID["literal_error"]}


def misfit(error: ErrorDetails, *, around: type[BaseModel] | None, here: type[BaseModel] | None) -> tuple[str, str]:
    """What does not fit, and what to write instead, by the models of what it stands in, and of what should be here."""
    kind, value = error["type"], error["input"]
    match kind:
        case "missing":
            field = around.model_fields.get(str(error["loc"][-1])) if around else None
            hint = field.description if field else None
            return "this is missing", f"Add it: {hint}." if hint else "Add it."
        case "extra_forbidden" if around:
            return "nothing of this name is read here", f"Remove it, or write one of: {_names(around)}."
        case "model_type" if here:
            return "this has no keys", f"Write lines of the form `key: value`, the key one of: {_names(here)}."
        case "string_type":
            return _no_text(value)
        case "tuple_type" | "list_type":
            what = "nothing stands here" if value is None else "this is no list"
            return what, 'Write a list, one item a line beginning with "- ".'
        case _ if kind.startswith("date"):
            return "this is no date", f"Write it as {iso(value) or '2026-11-23'}."
        case _:
            what, remedy = _SAID.get(kind, ("{msg}", "Correct it."))
            return what.replace("{msg}", error["msg"]), remedy.format_map(error.get("ctx", {}))


def _names(model: type[BaseModel]) -> str:
    return ", ".join(model.model_fields)


def iso(written: object) -> str | None:
    """A day as it stands in files and commands, of one that was written day first."""
    found = _DAY_FIRST.fullmatch(written) if isinstance(written, str) else None
    if not found:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _no_text(value: Any) -> tuple[str, str]:
    match value:
        case None:
            return "nothing stands here", "Write a text, or take the line out."
        case dict():
            return "a text with a colon is read as a key and its value", "Put the whole text in quotes."
        case list():
            return "this is a list, and no text", "Write one text."
        case _:
            return "a number is no text", "Put it in quotes."
