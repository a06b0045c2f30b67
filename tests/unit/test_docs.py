"""What README.md, docs/telegram.md and .env.example say is so: settings, commands, files, links, map, example."""

from __future__ import annotations

import argparse
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from bot.cli import main
from bot.dialogue.doors import DOORS
from bot.files import load, load_library, read_yaml
from bot.settings import Settings
from knowledge.entries import AnswerEntry

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = {f"OMBUD_{name.upper()}": field for name, field in Settings.model_fields.items()}
BLOCKS = re.findall(r"^```\w*\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
PROSE = re.sub(r"^```.*?^```$|^\| `OMBUD_[^\n]+$", "", README, flags=re.MULTILINE | re.DOTALL)
INLINE = [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", PROSE)]
TELEGRAM = (ROOT / "docs" / "telegram.md").read_text(encoding="utf-8")
NOT_YET = ("var/", ".env", ".venv")
"""What only a run of Ombud, or its operator, makes."""


def typed() -> list[str]:
    """Every `ombud …` that the README has people type."""
    indented = re.findall(r"^    \.venv/bin/ombud (.+)$", README, re.MULTILINE)
    told = [" ".join(code.split()) for code in re.findall(r"`([^`]+)`", TELEGRAM)]
    inline = [code.removeprefix("ombud ") for code in [*INLINE, *told] if code.startswith("ombud ")]
    return [*indented, *(re.split(r" [>|] ", words)[0] for words in inline), *served()]


def served() -> list[str]:
    """The commands of the Procfile."""
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    return [line.partition(": ombud ")[2] for line in lines]


def targets() -> list[str]:
    """Every `make …` that the README has people type."""
    indented = re.findall(r"^    make (\S+)", README, re.MULTILINE)
    return sorted({*indented, *(code.removeprefix("make ") for code in INLINE if code.startswith("make "))})


def named() -> list[str]:
    """Every file and folder that the README names in its sentences."""
    path = re.compile(r"(?:[\w.<>*-]+/)+[\w.<>*-]*|[\w-]+\.(?:py|md|toml|yaml|lock)|\.env\.example")
    return [code for code in INLINE if path.fullmatch(code) and not code.startswith(NOT_YET)]


def the_map() -> list[tuple[str, str]]:
    """Every path in the map of the folders, with the folder above it."""
    (drawn,) = [block for block in BLOCKS if block.startswith("knowledge/")]
    found, above = [], ""
    for line in drawn.splitlines():
        if not line.startswith(" "):
            above = line.split("/")[0]
        found += [(above, name) for name in re.findall(r"(?<![\w.])\w+(?:/|\.py\b)", line)]
    return found


def test_the_table_of_settings_is_the_settings() -> None:
    rows = re.findall(r"^\| `(OMBUD_\w+)` \| (.*?) \| (.+?) \|$", README, re.MULTILINE)
    assert [name for name, _, _ in rows] == list(SETTINGS)
    for name, default, meaning in rows:
        held = SETTINGS[name].default
        assert default.strip() == (f"`{held}`" if held else "")
        assert meaning == SETTINGS[name].description


def test_the_example_of_an_env_file_names_only_settings_that_there_are() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    names = [found[1] for line in lines if (found := re.match(r"#? ?(OMBUD_\w+)=", line))]
    assert set(names) <= set(SETTINGS)
    assert len(names) == len(set(names)) >= 4
    assert set(names[:4]) == {"OMBUD_ENV", "OMBUD_KEYS", "OMBUD_SMTP_URL", "OMBUD_CONTACT"}, "what production requires"


def test_settings_named_anywhere_in_the_readme_are_settings() -> None:
    assert set(re.findall(r"OMBUD_[A-Z_]+", README + TELEGRAM)) <= set(SETTINGS)


def test_from_botfather_to_a_running_bot_takes_ten_lines_at_most() -> None:
    (steps,) = re.findall(r"^## On Telegram\n\n((?:\d+\. .+\n)+)", README, re.MULTILINE)
    assert len(steps.splitlines()) <= 10
    for word in ("BotFather", "make setup", "OMBUD_TELEGRAM_TOKEN", "ombud run", "ombud doctor"):
        assert word in steps


def test_the_links_that_are_told_are_those_that_open_something() -> None:
    (section,) = re.findall(r"^## Links that open something\n(.*?)^## ", TELEGRAM, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"`([a-z-]+)`", section)) == set(DOORS)


def test_the_procfile_has_what_the_contract_names() -> None:
    assert served() == ["migrate", "web", "worker"]


def test_every_picture_is_there() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert "docs/telegram.svg" in pictures
    assert [path for path in pictures if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("page", [README, TELEGRAM], ids=["README", "telegram"])
def test_every_link_to_a_file_leads_to_one(page: str) -> None:
    links = re.findall(r"\]\(([^):#]+)\)", page)
    folder = ROOT if page is README else ROOT / "docs"
    assert links
    assert [link for link in links if not (folder / link).exists()] == []


class Parsed(Exception):
    """The words make a command; it is not run."""


@pytest.mark.parametrize("words", typed())
def test_every_command_in_the_readme_is_one(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parse = argparse.ArgumentParser.parse_args

    def parse_only(parser: argparse.ArgumentParser, arguments: list[str]) -> None:
        parse(parser, arguments)
        raise Parsed

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", parse_only)
    arguments = shlex.split(words, comments=True)
    if "COMMAND" in arguments:
        arguments[arguments.index("COMMAND")] = "ask"
    with pytest.raises((Parsed, SystemExit)) as raised:
        main(arguments)
    assert raised.type is Parsed or "--help" in arguments, "it does not parse"


def test_the_readme_shows_how_to_see_what_was_filed() -> None:
    assert any(words.startswith("requests show") for words in typed())


@pytest.mark.parametrize("target", targets())
def test_every_target_of_make_in_the_readme_is_one(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", sorted(set(named())))
def test_every_file_that_the_readme_names_is_there(path: str) -> None:
    pattern = re.sub(r"<\w+>", "*", path).rstrip("/")
    folders = [ROOT, ROOT / "knowledge" / "policies" / "influence-media-group"]  # `gaps.yaml` beside its folder's name
    assert any(list(folder.glob(pattern)) for folder in folders)


@pytest.mark.parametrize(("above", "name"), the_map())
def test_every_path_in_the_map_is_there(above: str, name: str) -> None:
    assert (ROOT / name).exists() or (ROOT / above / name).exists()


def test_the_map_has_every_package() -> None:
    drawn = the_map()
    assert {"knowledge/", "intents/", "bot/", "tests/"} <= {name for _, name in drawn}
    packages = {f"{path.parent.name}/" for path in (ROOT / "bot").glob("*/__init__.py")}
    assert packages <= {name for above, name in drawn if above == "bot"}


def test_the_order_of_imports_in_the_readme_is_the_one_that_is_checked() -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = [part for layer in rules[0]["layers"] for part in layer.split(" | ")]
    found = re.search(r"Imports run one way \((.+?)\)", README, re.DOTALL)
    assert found
    assert re.findall(r"[a-z_]+", re.sub(r"[`\s]+", " ", found[1])) == layers


def test_the_example_of_an_answer_would_load_and_quotes_to_the_letter() -> None:
    (example,) = [block for block in BLOCKS if block.startswith("intent:")]
    answer = load(AnswerEntry, read_yaml("README.md", example))
    library = load_library(ROOT / "knowledge" / "policies" / "influence-media-group", ROOT / "knowledge")
    assert answer.cites
    for cite in answer.cites:
        assert cite.quote in library.clause(cite.clause).fr


def test_the_readme_has_no_gap_left_for_somebody_to_fill() -> None:
    assert not re.search(r"^[A-Z]{4,}$|TODO|FIXME|XXX", README, re.MULTILINE)
