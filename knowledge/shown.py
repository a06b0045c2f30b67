"""What a report and a preview share: paragraphs for the terminal, and pages that need nothing but themselves."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text as Styled

from knowledge.typography import NO_BREAK

WIDEST = 88
NARROWEST = 40

_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)))
_PAGES = Environment(
    loader=PackageLoader("knowledge"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Paragraph:
    """Words wrapped for the terminal, never at a no-break space (rich's own wrapping does); `first` opens them."""

    text: str
    style: str = ""
    first: str = ""
    rest: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(NARROWEST, min(options.max_width, WIDEST))
        first = self.first
        # No escape sequence out of a policy's text reaches the screen.
        for part in self.text.translate(_CONTROLS).split("\n"):
            wrapped = textwrap.wrap(
                part, width, initial_indent=first, subsequent_indent=self.rest, break_on_hyphens=False
            )
            for line in wrapped or [""]:
                yield Styled(line, style=self.style, no_wrap=True, overflow="ignore")
            first = self.rest


def page(template: str, **values: object) -> str:
    """A whole page of HTML; everything in it but our templates is escaped."""
    return _PAGES.get_template(template).render(**values)


def unbroken(text: str) -> str:
    """The same words, never parted at the end of a line."""
    return text.replace(" ", NO_BREAK)
