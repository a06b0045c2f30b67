"""The picture in the README shows what Ombud says today."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from bot.settings import Settings
from intents.scores import Matcher
from tests import behind_telegram
from tests.picture import FILE, drawn, told


def test_what_stands_in_the_picture_is_what_is_said(settings: Settings, matcher: Matcher, begun: Path) -> None:
    with (
        behind_telegram.ground() as ground,
        behind_telegram.desk(ground, settings, matcher, begun) as desk,
    ):
        assert told(FILE.read_text(encoding="utf-8")) == told(drawn(desk)), "`make picture` draws it anew"


def test_the_picture_stands_by_itself() -> None:
    names = {element.tag.rpartition("}")[2] for element in ElementTree.parse(FILE).iter()}
    assert names == {"svg", "title", "desc", "rect", "text", "tspan"}, "no script, no font, nothing from elsewhere"
