"""The commands as people run them: processes of their own, on a real store, killed where it hurts."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest

from bot.loading import load_wording
from intents.scores import Matcher
from tests.processes import Ombud, choice, installed, said, wait_for

STRICT = {"PYTHONIOENCODING": "utf-8:strict"}
"""How Python reads under every locale but C: a byte that is no text stops it, unless the program thinks of that."""
REFERENCE = re.compile(r"OMB-\w{4}-\w{4}")


@pytest.fixture
def ombud(tmp_path: Path, matcher: Matcher) -> Ombud:
    return installed(tmp_path)


def filed(ombud: Ombud) -> int:
    """How many requests the store holds."""
    with sqlite3.connect(f"file:{ombud.data / 'ombud.sqlite'}?mode=ro", uri=True) as connection:
        (number,) = connection.execute("select count(*) from requests").fetchone()
    connection.close()
    return int(number)


def code(ombud: Ombud) -> str:
    """The code in the only mail."""
    (mail,) = (ombud.data / "mail").glob("*.eml")
    found = re.search(r"\b(\d{4} \d{4})\b", mail.read_text(encoding="utf-8"))
    assert found
    return found[1]


def test_chat_json_gives_one_line_for_each_and_a_malformed_one_its_error(ombud: Ombud) -> None:
    lines = [
        '{"say": "I want my data deleted"}',
        "no JSON",
        "[]",
        "{}",
        "",
        '{"say": "one", "press": "1.0"}',
        '{"say": null}',
        '{"say": 5}',
        '{"shout": "hello"}',
        '{"language": "de"}',
        '{"language": "fr"}',
        '{"say": "aide \udcff"}',
    ]
    done = ombud.run("chat", "--json", stdin="\n".join(lines), **STRICT)
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(lines)
    assert [set(answer) for answer in answers[1:10]] == [{"error"}] * 9
    assert all(answer["error"] for answer in answers[1:10])
    good = [answers[0], *answers[10:]]
    assert [answer["step"] for answer in good] == ["erasure.scope"] * 3
    assert [answer["language"] for answer in good] == ["en", "fr", "fr"]


def test_ask_gives_one_line_for_each_in_order_empty_ones_too(ombud: Ombud) -> None:
    kinds = {
        "Can I lodge a complaint with the CNIL?": "answer",
        "how long do you keep my data?": "gap",
        "": "unknown",
        "I want my data deleted": "request",
        "thank you": "talk",
        "\U0001f600": "unknown",
        "zorglub flimflam": "unknown",
        "\udcff\udcfe": "unknown",
    }
    done = ombud.run("ask", "--json", "--language", "en", stdin="\n".join(kinds) + "\n", **STRICT)
    assert (done.returncode, done.stderr) == (0, "")
    asked = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["kind"] for line in asked] == list(kinds.values())
    assert [line["text"] for line in asked][:-1] == list(kinds)[:-1]
    for line in asked:
        assert set(line) == {
            "text", "language", "kind", "intent", "confidence", "runners_up", "answer", "citations",
        }  # fmt: skip
        assert len(line["runners_up"]) == 2
        assert line["intent"] not in [other["intent"] for other in line["runners_up"]]
        assert line["answer"]
    assert not (ombud.data / "ombud.sqlite").exists()


def test_whoever_stops_reading_ends_it_without_a_word(ombud: Ombud) -> None:
    with ombud.start("ask", "--json") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.close()
        process.stdin.write("thank you\n" * 3)
        process.stdin.close()
        assert process.wait() == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_stopped_at_every_step_of_a_form_it_goes_on_at_the_same_step_with_the_answers_kept(ombud: Ombud) -> None:
    lives: list[tuple[list[dict[str, str]], str]] = [
        ([{"say": "I want my data deleted"}, {"press": "erasure-scope-everything"}], "erasure.email"),
        ([{"say": "ada@example.org"}], "erasure.identifier"),
        ([{"say": "my number with you is 4711"}], "erasure.code"),
        ([{"say": "CODE"}], "erasure.summary"),
        ([{"press": "button-confirm"}], "idle"),
    ]
    before = "idle"
    for doings, after in lives:
        with ombud.chat() as chat:
            answer = chat.send({"language": "en"})  # asks again what is open
            assert answer["step"] == before
            for what in doings:
                if "press" in what:
                    answer = chat.press(answer, what["press"])
                else:
                    answer = chat.say(code(ombud) if what["say"] == "CODE" else what["say"])
            assert answer["step"] == after
            if before == "idle":
                assert interrupted(chat.process) == ("", "")  # ctrl-C the first time, kill -9 from then on
                assert chat.process.returncode == 130
            else:
                chat.kill()
        before = after
    assert filed(ombud) == 1
    reference = REFERENCE.search(said(answer))
    assert reference
    shown = ombud.run("requests", "show", reference[0], "--json")
    assert json.loads(shown.stdout)["values"] == {
        "scope": "everything",
        "email": "ada@example.org",
        "identifier": "my number with you is 4711",
    }


@pytest.mark.parametrize("moment", ["at once", "as soon as it is stored"])
def test_killed_at_the_confirming_press_it_files_once_and_the_receipt_arrives(ombud: Ombud, moment: str) -> None:
    with ombud.chat() as chat:
        summary = chat.say("Stop sending me adverts at ada@example.org")
        press = choice(summary, "button-confirm")
        chat.hand_in({"press": press})
        if moment == "as soon as it is stored":
            wait_for(lambda: filed(ombud) == 1)
        written = chat.kill()
    with ombud.chat() as chat:
        again = chat.send({"language": "en"})
        if moment == "at once" and again["step"] != "idle":  # it had not come to it
            again = chat.press(again, "button-confirm")
        assert again["step"] == "idle"
        assert chat.send({"press": press})["step"] == "idle"
    assert filed(ombud) == 1
    assert REFERENCE.search(written + said(again))  # on a busy machine it was quicker than we


def test_the_terminal_greets_answers_and_takes_numbers(ombud: Ombud) -> None:
    typed = ["1", "I want my data deleted", "1", "ada@example.org", "/cancel", "yes"]
    done = ombud.run("chat", "--language", "en", stdin="\n".join(typed) + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout  # nobody sits at a terminal
    shown = " ".join(done.stdout.split())
    for part in ("terminal-hint", "email-ask", "terminal-leave"):
        assert " ".join(load_wording().text("en", part).split()) in shown
    assert shown.startswith("Hello")
    assert "[1]\u00a0" in done.stdout
    assert "  \u2502 " in done.stdout


def test_a_terminal_that_is_left_by_ctrl_c_says_that_everything_is_kept(ombud: Ombud) -> None:
    screen, keyboard = pty.openpty()
    prompt, shown = load_wording().text("en", "terminal-prompt"), ""
    with ombud.start("chat", "--language", "en", stdin=keyboard, NO_COLOR="1") as process:
        assert process.stdout is not None
        os.write(screen, b"I want my data deleted\n")
        while shown.count(prompt) < 2:
            shown += process.stdout.read(1) or pytest.fail(shown)
        out, err = interrupted(process)
    os.close(screen)
    os.close(keyboard)
    assert (process.returncode, err) == (0, "")
    assert out.rstrip().endswith(load_wording().text("en", "terminal-leave"))


def interrupted(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Press ctrl-C, and again if it fell between two readings of a line; what was still written."""
    while True:
        process.send_signal(signal.SIGINT)
        try:
            return process.communicate(timeout=30)  # a busy machine may take seconds to end what it began
        except subprocess.TimeoutExpired:
            continue
