"""Reads a page of HTML as strictly as a person would wish: what is opened is closed, ids are unique, links lead on."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import StringIO
from itertools import pairwise

from rich.cells import cell_len
from rich.console import Console, RenderableType

VOID = frozenset({"br", "meta"})


class Page(HTMLParser):
    """A page taken apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.languages: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[str] = []
        self.marked: list[str] = []
        self.style = ""
        self.feed(html)
        self.close()
        self._holds_together()

    @property
    def text(self) -> str:
        """What is read, one line a piece."""
        return "\n".join(self.pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        assert len(named) == len(attrs), f"<{tag}> names an attribute twice"
        self.tags.append((tag, named))
        self.ids += [named["id"] or ""] if "id" in named else []
        self.links += [named["href"] or ""] if "href" in named else []
        self.languages += [named["lang"] or ""] if "lang" in named else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        elif data.strip():
            self.pieces.append(data)
            self.marked += [data] if self.open[-1] == "mark" else []

    def _holds_together(self) -> None:
        assert self.open == []
        assert len(self.ids) == len(set(self.ids))
        assert all(re.fullmatch(r"\S+", name) for name in self.ids)
        assert [link for link in self.links if link.removeprefix("#") not in self.ids] == []
        names = [tag for tag, _ in self.tags]
        assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form"} & set(names)
        assert not [(tag, name) for tag, named in self.tags for name in named if name == "src" or name.startswith("on")]
        assert "url(" not in self.style
        assert "@import" not in self.style
        levels = [int(name[1]) for name in names if re.fullmatch(r"h[1-6]", name)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert all("scope" in named for tag, named in self.tags if tag == "th")


def printed(shown: RenderableType, width: int = 80) -> str:
    """What a terminal without colour shows; no line is wider than it."""
    out = StringIO()
    Console(file=out, width=width, force_terminal=False, no_color=True).print(shown)
    lines = out.getvalue().splitlines()
    assert [line for line in lines if cell_len(line) > width] == []
    assert "\x1b" not in out.getvalue()
    return out.getvalue()


def unwrapped(text: str) -> str:
    """The words without the ends of lines, the bars and the indentation."""
    return re.sub(r"[ \n│]+", " ", text)
