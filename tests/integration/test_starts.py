"""When Ombud starts, and when it rather does not: settings, keys, database, knowledge."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from intents.scores import Matcher
from tests.integration.conftest import Command
from tests.processes import installed

KEY = Fernet.generate_key().decode()
PRODUCTION = {
    "OMBUD_KEYS": KEY,
    "OMBUD_SMTP_URL": "smtps://desk:sesame@mail.example.org",
    "OMBUD_CONTACT": "privacy@example.org",
}
PACKAGED = Path(__file__).parent.parent.parent / "knowledge" / "policies" / "influence-media-group"


def refused(became: tuple[int, str, str], *words: str) -> None:
    """It could not be done: exit status 3, and one line that says why and what to do."""
    status, out, err = became
    assert (status, out) == (3, ""), err
    assert re.fullmatch(r"ombud: [^\n]+\n", err), err
    for word in words:
        assert word in err


@pytest.mark.parametrize("missing", list(PRODUCTION))
def test_production_does_not_start_without_keys_smtp_and_contact_and_says_which(
    command: Command, data: Path, missing: str
) -> None:
    settings = {"OMBUD_ENV": "production", **PRODUCTION} | {missing: ""}
    for starting in (["chat", "--json"], ["worker"], ["migrate"], ["requests", "list"]):
        became = command(*starting, **settings)
        refused(became, missing)
        assert not [other for other in PRODUCTION if other != missing and other in became[2]]
    assert not data.exists()


def test_production_starts_with_them_once_the_database_is_made(command: Command, data: Path) -> None:
    settings = {"OMBUD_ENV": "production", **PRODUCTION}
    refused(command("requests", "list", **settings), "ombud migrate")
    assert command("migrate", **settings)[0] == 0
    assert command("requests", "list", **settings)[0] == 0
    assert not (data / "ombud.key").exists()


def test_the_key_file_is_made_once_and_only_its_owner_reads_it(command: Command, data: Path) -> None:
    assert command("requests", "list")[0] == 0
    key = (data / "ombud.key").read_bytes()
    assert data.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in data.iterdir()} == {0o600}
    assert command("requests", "list")[0] == 0
    assert (data / "ombud.key").read_bytes() == key
    assert sorted(path.name for path in data.iterdir() if "sqlite" not in path.name) == ["ombud.key"]


@pytest.mark.parametrize("starting", [["requests", "list"], ["migrate"], ["chat", "--json"], ["worker"]])
def test_without_the_key_file_beside_a_database_it_does_not_start_and_makes_no_new_key(
    command: Command, data: Path, starting: list[str]
) -> None:
    command("migrate")
    (data / "ombud.key").unlink()
    before = (data / "ombud.sqlite").read_bytes()
    refused(command(*starting), "ombud.key", "OMBUD_KEYS")
    assert not (data / "ombud.key").exists()
    assert (data / "ombud.sqlite").read_bytes() == before


@pytest.mark.parametrize("starting", [["requests", "list"], ["migrate"]])
def test_with_other_keys_it_does_not_start(command: Command, data: Path, starting: list[str]) -> None:
    command("migrate")
    refused(command(*starting, OMBUD_KEYS=KEY), "the keys do not open this database")
    assert command("requests", "list")[0] == 0


@pytest.mark.parametrize("garbage", ["", "no key at all", "é"])
def test_a_key_file_that_holds_no_key_is_refused_in_one_line(command: Command, data: Path, garbage: str) -> None:
    command("migrate")
    (data / "ombud.key").write_text(garbage, encoding="utf-8")
    refused(command("requests", "list"))


def test_a_setting_that_is_no_key_is_refused_and_not_repeated(command: Command) -> None:
    became = command("requests", "list", OMBUD_KEYS="my secret")
    refused(became, "OMBUD_KEYS")
    assert "secret" not in became[2]


@pytest.mark.parametrize("starting", [["requests", "list"], ["migrate"]])
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    command: Command, data: Path, starting: list[str]
) -> None:
    command("migrate")
    corrupt = b"this is no database, however long it is" * 500
    for beside in data.glob("ombud.sqlite*"):
        beside.unlink()
    (data / "ombud.sqlite").write_bytes(corrupt)
    refused(command(*starting), "the database cannot be used")
    assert (data / "ombud.sqlite").read_bytes() == corrupt


def test_a_database_cut_short_is_refused(command: Command, data: Path) -> None:
    command("migrate")
    whole = (data / "ombud.sqlite").read_bytes()
    (data / "ombud.sqlite").write_bytes(whole[: len(whole) // 3])
    refused(command("requests", "list"), "the database cannot be used")


def test_a_data_folder_that_is_a_file_is_refused_in_one_line(command: Command, data: Path) -> None:
    data.write_text("in the way")
    refused(command("requests", "list"))


def test_a_database_that_cannot_be_reached_is_refused(command: Command, data: Path) -> None:
    refused(command("requests", "list", OMBUD_DATABASE_URL=f"sqlite:///{data}/no/such/folder.sqlite"))
    refused(command("requests", "list", OMBUD_DATABASE_URL="nonsense"), "OMBUD_DATABASE_URL")


def test_a_mistake_in_knowledge_of_ones_own_is_refused_with_file_and_line(command: Command, tmp_path: Path) -> None:
    own = tmp_path / "policies" / PACKAGED.name
    shutil.copytree(PACKAGED, own)
    policy = own / "policy.yaml"
    lines = policy.read_text(encoding="utf-8").splitlines()
    policy.write_text("\n".join([*lines, "", "nonsense: here"]), encoding="utf-8")
    where = f"policy.yaml:{len(lines) + 2}:"
    refused(command("policy", "show", OMBUD_KNOWLEDGE_DIR=str(own.parent)), where)
    refused(command("chat", "--json", OMBUD_KNOWLEDGE_DIR=str(own.parent)), where)


def test_a_quotation_that_does_not_stand_in_its_clause_is_refused_with_file_and_line(
    command: Command, tmp_path: Path
) -> None:
    own = tmp_path / "policies" / PACKAGED.name
    shutil.copytree(PACKAGED, own)
    answer = own / "answers" / "ask-scope.yaml"
    lines = answer.read_text(encoding="utf-8").splitlines()
    quote = next(number for number, line in enumerate(lines) if "quote:" in line)
    lines[quote + 1] += " autrement"
    answer.write_text("\n".join(lines), encoding="utf-8")
    refused(command("policy", "show", OMBUD_KNOWLEDGE_DIR=str(own.parent)), f"ask-scope.yaml:{quote + 1}:")


def test_a_policy_that_there_is_not_is_refused(command: Command) -> None:
    refused(command("policy", "show", OMBUD_POLICY="nobody"), "nobody", "OMBUD_POLICY")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("OMBUD_ENV", "staging"),
        ("OMBUD_TIMEZONE", "Europe/Nowhere"),
        ("OMBUD_SMTP_URL", "mail.example.org"),
        ("OMBUD_HOLIDAYS", "XX"),
        ("OMBUD_HOLIDAYS", "FR-00"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_name(command: Command, setting: str, value: str) -> None:
    refused(command("deadline", "2026-01-31", **{setting: value}), setting)


def test_two_first_starts_at_the_same_time_both_work(tmp_path: Path, matcher: Matcher) -> None:
    ombud = installed(tmp_path)
    with ombud.chat("ada") as one, ombud.chat("grace") as other:
        one.hand_in({"say": "I want my data deleted"})
        other.hand_in({"say": "I want my data deleted"})
        assert one.read()["step"] == other.read()["step"] == "erasure.scope"
