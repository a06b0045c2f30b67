"""What staff, operators and officers call from a shell, and how it ends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.asking import utc_now
from tests.desk import Desk
from tests.integration.conftest import Command
from tests.processes import installed

Opener = Callable[..., Desk]


@pytest.fixture
def desk(open_desk: Opener, tmp_path: Path) -> Desk:
    """The desk whose store the commands look into."""
    desk = open_desk()
    assert desk.settings.data_dir == tmp_path / "var"
    desk.starts("en")
    return desk


def objection(desk: Desk) -> str:
    """File an objection to advertising; its reference."""
    desk.says("Stop sending me adverts at ada@example.org")
    desk.presses(desk.button("confirm"))
    return desk.app.queries.requests()[-1].reference


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_requests_show_prints_what_was_filed(desk: Desk, command: Command) -> None:
    desk.says("I want my data deleted")
    desk.presses(desk.button("answer", "everything"))
    desk.says("ada@example.org")
    desk.says("my contract is 4711")
    desk.says(desk.code())
    desk.presses(desk.button("confirm"))
    (line,) = desk.app.queries.requests()
    status, out, err = command("requests", "show", line.reference)
    assert (status, err) == (0, "")
    for part in (
        line.reference,
        "erasure",
        "received",
        "everything",
        "ada@example.org",
        "my contract is 4711",
        "filed",
    ):
        assert part in out
    _, out, _ = command("requests", "show", line.reference.lower().replace("-", " "), "--json")
    (card,) = lines(out)
    assert card["reference"] == line.reference
    assert card["values"] == {
        "scope": "everything", "email": "ada@example.org", "identifier": "my contract is 4711",
    }  # fmt: skip
    assert [entry["kind"] for entry in card["history"]] == ["filed"]


def test_requests_list_is_an_object_a_line(desk: Desk, command: Command) -> None:
    references = {objection(desk), objection(desk)}
    status, out, err = command("requests", "list", "--json")
    assert (status, err) == (0, "")
    listed = lines(out)
    assert {line["reference"] for line in listed} == references
    for line in listed:
        assert line.keys() >= {
            "reference", "right", "status", "outcome", "assurance", "first_voiced", "received", "due", "language",
            "channel",
        }  # fmt: skip
        assert (line["right"], line["status"], line["received"]) == ("marketing_objection", "received", "2026-11-23")
        assert line["due"] == "2026-12-23"
    plain = command("requests", "list")[1].splitlines()
    assert len(plain) == 2
    assert all(any(reference in line for line in plain) for reference in references)


@pytest.mark.parametrize(
    ("reference", "status"),
    [("OMB-7F3K-Q2XW", 3), ("hello", 2), ("", 2), ("OMB-OOOO-1111", 2), ("\x1b[2J", 2), ("é" * 5000, 2)],
)
def test_a_reference_that_is_none_is_said_so_in_one_line(
    desk: Desk, command: Command, reference: str, status: int
) -> None:
    became, out, err = command("requests", "show", reference)
    assert (became, out) == (status, "")
    assert re.fullmatch(r"ombud: [^\n\x1b]+\n", err)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nothing"],
        ["requests"],
        ["requests", "show"],
        ["requests", "list", "--yaml"],
        ["deadline"],
        ["deadline", "tomorrow"],
        ["deadline", "2026-02-30"],
        ["chat", "--language", "de"],
        ["policy", "questions", "answer", "one", "text"],
        ["policy", "questions", "answer", "1"],
        ["intents", "try"],
    ],
)
def test_wrong_use_ends_with_status_2_and_says_how(
    command: Command, capfd: pytest.CaptureFixture[str], words: list[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command(*words)
    assert ended.value.code == 2
    assert "usage: ombud" in capfd.readouterr().err


def test_the_deadline_of_a_month_without_that_day_on_a_weekend(command: Command) -> None:
    status, out, _ = command("deadline", "2026-01-31", "--json")
    assert status == 0
    (found,) = lines(out)
    assert set(found) == {"received", "due", "extended", "why"}
    assert (found["received"], found["due"], found["extended"]) == ("2026-01-31", "2026-03-02", "2026-04-30")
    assert "2026-03-02" in command("deadline", "2026-01-31")[1]


def test_the_deadline_heeds_the_holidays_set(command: Command) -> None:
    def due(**settings: str) -> str:
        return str(lines(command("deadline", "2026-11-26", "--json", **settings)[1])[0]["due"])

    assert (due(), due(OMBUD_HOLIDAYS="FR-57")) == ("2026-12-28", "2026-12-28")
    assert lines(command("deadline", "2026-03-03", "--json", OMBUD_HOLIDAYS="FR-57")[1])[0]["due"] == "2026-04-07"
    assert lines(command("deadline", "2026-03-03", "--json")[1])[0]["due"] == "2026-04-03"


def test_a_question_is_seen_by_staff_answered_and_the_answer_reaches_the_person(
    open_desk: Opener, command: Command
) -> None:
    desk = open_desk()
    desk.now = utc_now()  # as the shell's clock
    desk.starts("en")
    desk.says("/human")
    desk.says("Please call me back")
    (question,) = lines(command("policy", "questions", "--json")[1])
    assert (question["kind"], question["text"], question["language"]) == ("human", "Please call me back", "en")
    assert "Please call me back" in command("policy", "questions")[1]
    answered = command("policy", "questions", "answer", str(question["id"]), "We", "call \x1b[2Jtomorrow.")
    assert answered[0] == 0
    assert command("policy", "questions", "--json")[1] == ""
    again = open_desk()
    again.now = desk.now
    again.waits(minutes=5)
    assert again.said == ["staff-answer"]
    assert "We call [2Jtomorrow." in again.shown[-1].text


def test_answering_what_nobody_asked_or_twice_is_refused_in_one_line(desk: Desk, command: Command) -> None:
    desk.says("/human")
    desk.says("Please call me back")
    assert command("policy", "questions", "answer", "1", "Yes.")[0] == 0
    for number in ("1", "7", "0", "-1", str(10**30)):
        status, out, err = command("policy", "questions", "answer", number, "Yes.")
        assert (status, out, err.count("\n")) == (3, "", 1), err


def test_a_gap_that_was_put_to_the_team_is_a_question_without_the_words_of_anybody(
    desk: Desk, command: Command
) -> None:
    desk.says("How long do you keep my data?")
    desk.presses(desk.button("team"))
    (question,) = lines(command("policy", "questions", "--json")[1])
    assert question["kind"] == "gap"
    assert question["topic"]
    assert question["text"] == ""


def test_policy_show_prints_every_clause_under_its_id(desk: Desk, command: Command) -> None:
    status, out, _ = command("policy", "show")
    assert status == 0
    for clause in desk.app.library().clauses.values():
        assert f"[{clause.id}]\n{clause.fr}\n" in out


def test_ask_cites_the_policy_to_the_letter(desk: Desk, tmp_path: Path, command: Command) -> None:
    installed(tmp_path)
    status, out, err = command("ask", "--json", "who", "gets", "my", "data?")
    assert (status, err) == (0, "")
    (asked,) = lines(out)
    assert (asked["text"], asked["language"], asked["intent"]) == ("who gets my data?", "en", "ask.recipients")
    assert asked["citations"]
    for cited in asked["citations"]:
        assert cited["quote"] in desk.app.library().clause(cited["clause"]).fr
    plain = command("ask", "who gets my data?")[1]
    assert asked["answer"].splitlines()[0] in plain
    assert all(cited["quote"] in plain for cited in asked["citations"])
    assert command("ask", "--language", "en", "zorglub flimflam")[0] == 0, "a question without an answer is no failure"
    assert lines(command("ask", "--json", "--language", "en", "zorglub flimflam")[1])[0]["language"] == "en"
