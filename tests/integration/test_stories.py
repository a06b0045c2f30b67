"""Every story of tests/cases/dialogues, through the real inbox and a real SQLite file, mail and code included.

A story is a list of steps. A step is what happens, and what is expected of it, by meaning:

    starts: fr | en | null      the person opens the chat; the messenger's language, if it tells one
    says: words                 the person writes
    presses: do [what]          the person presses the quick reply that does this ("answer all", "confirm")
    presses_again: last | old   the same press again; or one from an earlier turn
    sends_code: right | wrong   the person types the mailed code, or another
    waits: 2 days               time passes, and what is due is taken
    restarts: true              the process is gone; another stands on the same store

    does: [ids]                 these messages or answers come, in this order (others may stand between)
    never: [ids]                none of these comes
    step: erasure.email         what is being asked afterwards
    language: fr                the language spoken afterwards
    values: {field: value}      what the draft holds
    filed: [rights]             the rights filed so far, in order
    questions: 1                open questions that staff see
    mails: 1                    mails that have left
    voiced: 3 days              how long ago the draft's wish was voiced, in whole days
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.files import read_file
from bot.store import requests
from tests.desk import Desk

FOLDER = Path(__file__).parent.parent / "cases" / "dialogues"
STORIES = [(path, story) for path in sorted(FOLDER.glob("*.yaml")) for story in read_file(path).value]
KEYS = {
    "starts", "says", "presses", "presses_again", "sends_code", "waits", "restarts", "switches",
    "does", "never", "step", "language", "values", "filed", "questions", "mails", "voiced",
}  # fmt: skip


@pytest.mark.parametrize(("path", "story"), STORIES, ids=[f"{p.stem}: {s['story']}" for p, s in STORIES])
def test_story(path: Path, story: dict[str, Any], open_desk: Callable[..., Desk]) -> None:
    player = Player(open_desk)
    for number, step in enumerate(story["steps"], 1):
        unknown = set(step) - KEYS
        assert not unknown, f"{path.name}: {story['story']}: step {number} has {unknown}"
        try:
            player.play(step)
        except AssertionError as error:
            told = "\n".join(player.transcript())
            pytest.fail(f"step {number} {step}\n{error}\n\nThe whole conversation:\n{told}", pytrace=False)


class Player:
    """Plays the steps of one story."""

    def __init__(self, open_desk: Callable[..., Desk]) -> None:
        self._open_desk = open_desk
        self.desk = open_desk()
        self.pressed: list[str] = []
        self._before: list[str] = []

    def transcript(self) -> list[str]:
        return self._before + self.desk.transcript

    def play(self, step: dict[str, Any]) -> None:
        self._happen(step)
        self._expect(step)

    def _happen(self, step: dict[str, Any]) -> None:
        desk = self.desk
        if "starts" in step:
            desk.starts(step["starts"])
        if "says" in step:
            desk.says(step["says"])
        if "presses" in step:
            do, _, what = step["presses"].partition(" ")
            self.pressed.append(desk.button(do, what))
            desk.presses(self.pressed[-1])
        if "presses_again" in step:
            desk.presses(self.pressed[-1 if step["presses_again"] == "last" else 0])
        if "switches" in step:
            desk.switches(step["switches"])
        if "sends_code" in step:
            code = desk.code()
            desk.says(code if step["sends_code"] == "right" else f"{(int(code) + 1) % 10**8:08d}")
        if "waits" in step:
            number, unit = step["waits"].split()
            desk.waits(**{unit: float(number)})
        if "restarts" in step:
            now, self._before = desk.now, self.transcript()
            self.desk = self._open_desk()
            self.desk.now = now

    def _expect(self, step: dict[str, Any]) -> None:
        desk = self.desk
        said = iter(desk.said)
        for wanted in step.get("does", []):
            assert any(wanted == one for one in said), f"wanted {step['does']}, said {desk.said}"
        for unwanted in step.get("never", []):
            assert unwanted not in desk.said, f"said {unwanted}"
        state = desk.state()
        if "step" in step:
            assert state.step == step["step"], f"the step is {state.step}, not {step['step']}; said {desk.said}"
        if "language" in step:
            assert state.language == step["language"], f"the language is {state.language}"
        for name, value in step.get("values", {}).items():
            held = state.draft.values.get(name) if state.draft else None
            assert held == value, f"the draft holds {name} = {held!r}"
        if "filed" in step:
            with desk.app.store.reading() as session:
                filed = [request.right.value for request in requests.filed_order(session)]
            assert filed == step["filed"], f"filed: {filed}"
        if "voiced" in step:
            assert state.draft, "there is no draft"
            assert f"{(desk.now - state.draft.first_voiced).days} days" == step["voiced"]
        if "questions" in step:
            assert len(desk.app.queries.questions()) == int(step["questions"])
        if "mails" in step:
            assert desk.mails() == int(step["mails"]), f"{desk.mails()} mails have left"
