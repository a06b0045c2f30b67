"""What was misunderstood, from the person's next step to the list that whoever edits phrases reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.asking import utc_now
from bot.settings import Settings
from intents import train
from intents.scores import Matcher
from tests.desk import Desk
from tests.integration.conftest import Command
from tests.small import NEARLY, NOTHING, TORN, learned

Told = set[tuple[str, str, str, int]]


@pytest.fixture(scope="module")
def small() -> Matcher:
    return learned(train.SentenceEncoder())


@pytest.fixture
def desk(settings: Settings, small: Matcher) -> Iterator[Desk]:
    desk = Desk(settings, small, now=utc_now())  # as the shell's clock
    desk.starts("en")
    yield desk
    desk.close()


def told(desk: Desk) -> Told:
    """All misunderstandings on record: how, what was guessed, what was meant, how often."""
    policy, day = desk.settings.policy, desk.now.date() - timedelta(days=400)
    return {(one.how, one.guessed, one.meant, one.times) for one in desk.app.queries.misheard(policy, day)}


def test_torn_and_the_person_chose(desk: Desk) -> None:
    desk.says(TORN)
    assert told(desk) == set(), "it is told by the next step only"
    desk.presses(desk.button("mean", "ask.archiving"))
    assert told(desk) == {("chosen", "ask.retention", "ask.archiving", 1)}


def test_torn_and_the_person_typed_the_label_or_said_it_otherwise(desk: Desk) -> None:
    desk.says(TORN)
    desk.says("what happens to my file after the contract")
    desk.says(TORN)
    (label,) = [
        desk.app.wording.text("en", offered.label.id)
        for offered in desk.state().offered
        if offered.what == "ask.archiving"
    ]
    desk.says(label)
    assert told(desk) == {("chosen", "ask.retention", "ask.archiving", 2)}


def test_torn_and_the_first_guess_was_right(desk: Desk) -> None:
    desk.says(TORN)
    desk.presses(desk.button("mean", "ask.retention"))
    assert told(desk) == {("chosen", "ask.retention", "ask.retention", 1)}


def test_torn_and_it_was_neither(desk: Desk) -> None:
    desk.says(TORN)
    desk.presses(desk.button("neither"))
    desk.says(TORN)
    desk.says("none of them")
    assert told(desk) == {("neither", "ask.retention", "", 2)}


def test_torn_and_small_talk_says_nothing_of_what_was_meant(desk: Desk) -> None:
    desk.says(TORN)
    desk.says("thank you")
    assert told(desk) == set()


def test_answered_and_at_once_corrected(desk: Desk) -> None:
    desk.says(NEARLY)
    assert "ask.retention" in desk.said
    desk.presses(desk.button("mean", "ask.archiving"))
    assert told(desk) == {("corrected", "ask.retention", "ask.archiving", 1)}


def test_what_is_asked_later_or_next_corrects_nothing(desk: Desk) -> None:
    desk.says(NEARLY)
    desk.says("thank you")
    desk.says("do you archive my data")
    desk.says("how long do you keep my data")
    desk.says("do you archive my data")
    assert told(desk) == set()


def test_not_understood_and_then_said_otherwise(desk: Desk) -> None:
    desk.says(NOTHING)
    desk.says(NOTHING)
    assert told(desk) == {("not_understood", "none", "", 2)}
    desk.says("do you archive my data")
    desk.says("do you archive my data")
    assert told(desk) == {("not_understood", "none", "", 2), ("rephrased", "", "ask.archiving", 1)}


def test_nothing_of_a_person_or_their_words_is_kept(
    desk: Desk, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    desk.says(NOTHING)
    desk.says("/forget")
    desk.presses(desk.button("yes"))
    kept = b"".join(path.read_bytes() for path in settings.data_dir.glob("ombud.sqlite*"))
    assert b"not_understood" in kept
    assert b"zorglub" not in kept
    assert "zorglub" not in caplog.text
    assert told(desk) == {("not_understood", "none", "", 1)}, "a count names nobody: there is nothing to forget"


def test_counts_are_kept_for_half_a_year(desk: Desk) -> None:
    desk.says(NOTHING)
    desk.now += timedelta(days=178)
    desk.app.clockwork.purge()
    assert told(desk)
    desk.now += timedelta(days=4)  # of which one may be lost: clocks change meanwhile
    desk.app.clockwork.purge()
    assert told(desk) == set()


def test_suggest_drops_old_counts_too(desk: Desk, command: Command) -> None:
    desk.now -= timedelta(days=182)  # a day more, as the hour changes in between
    desk.says(NOTHING)
    assert told(desk)
    assert command("intents", "suggest")[0] == 0
    assert told(desk) == set()


def test_suggest_lists_what_was_misunderstood_most(desk: Desk, command: Command) -> None:
    for _ in range(2):
        desk.says(TORN)
        desk.presses(desk.button("mean", "ask.archiving"))
    desk.switches("fr")
    desk.says(NOTHING)
    today = desk.app.queries.today()
    status, out, err = command("intents", "suggest")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        f"2 × ask.archiving taken for ask.retention, people were asked (en 2), last on {today}",
        f"1 × not understood, the nearest was nothing of ours (fr 1), last on {today}",
    ]
    first, second = map(json.loads, command("intents", "suggest", "--json")[1].splitlines())
    assert (first["times"], first["meant"], first["en"], first["fr"]) == (2, "ask.archiving", 2, 0)
    assert (second["how"], second["fr"], second["last"]) == ("not_understood", 1, str(today))
    tomorrow = str(today + timedelta(days=1))
    assert command("intents", "suggest", "--since", tomorrow, "--json") == (0, "", "")
    assert "Nothing was misunderstood" in command("intents", "suggest", "--since", tomorrow)[1]
