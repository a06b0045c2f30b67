"""What a story of tests/cases/dialogues is, and how it is played before a desk of any channel.

A story is a list of steps. A step is what happens, and what is expected of it, by meaning:

    starts: fr | en | null      the person opens the chat; the messenger's language, if it tells one
    starts: {language: fr, opens: erase}    the same, by a link
    says: words                 the person writes
    presses: do [what]          the person presses the quick reply that does this ("answer all", "confirm")
    presses_again: last | old   the same press again; or one from an earlier turn
    switches: fr | en           the person chooses a language by a control of the channel
    sends_code: right | wrong   the person types the mailed code, or another
    waits: 2 days               time passes, and what is due is taken
    restarts: true              the process is gone; another stands on the same store

and what only a messenger has (09-messenger.yaml):

    edits: {of: words, to: others}    the person changes words that were said, or put under something sent
    sends: photo                something else than words; or {what: photo, caption: words, too_large: true}
    album: [words, null]        photos sent together, each with its caption
    shares: "+33 …"             one's own number, by the button; or {phone: "+33 …", own: false}
    blocks: true                the person blocks the bot
    unblocks: true              and lets it write again

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

from bot.files import read_file
from bot.store import requests
from tests.desk import Desk

FOLDER = Path(__file__).parent / "cases" / "dialogues"
MESSENGER = "09-messenger"
STORIES = [(path.stem, story) for path in sorted(FOLDER.glob("*.yaml")) for story in read_file(path).value]
KEYS = {
    "starts", "says", "presses", "presses_again", "sends_code", "waits", "restarts", "switches",
    "edits", "sends", "album", "shares", "blocks", "unblocks",
    "does", "never", "step", "language", "values", "filed", "questions", "mails", "voiced",
}  # fmt: skip


def name(told: tuple[str, dict[str, Any]]) -> str:
    return f"{told[0]}: {told[1]['story']}"


def play(told: tuple[str, dict[str, Any]], open_desk: Callable[..., Desk]) -> None:
    """Play a story; the first step that goes otherwise fails, with the whole conversation."""
    player = Player(open_desk)
    for number, step in enumerate(told[1]["steps"], 1):
        unknown = set(step) - KEYS
        assert not unknown, f"{name(told)}: step {number} has {unknown}"
        try:
            player.play(step)
        except AssertionError as error:
            words = "\n".join(player.transcript())
            raise AssertionError(f"step {number} {step}\n{error}\n\nThe whole conversation:\n{words}") from None


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
            way = step["starts"] if isinstance(step["starts"], dict) else {"language": step["starts"]}
            desk.starts(way["language"], opens=way.get("opens", ""))
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
        if "blocks" in step or "unblocks" in step:
            desk.blocks(blocked="blocks" in step)
        self._send(step)
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

    def _send(self, step: dict[str, Any]) -> None:
        """What is no words, and what is done to words later."""
        desk = self.desk
        if "edits" in step:
            desk.edits(step["edits"]["of"], step["edits"]["to"])
        if "sends" in step:
            sent = step["sends"] if isinstance(step["sends"], dict) else {"what": step["sends"]}
            if sent["what"] == "contact":
                desk.shares("+33 1 99 00 12 34", own=False)
                return
            desk.sends(sent["what"], sent.get("caption") or "", large=sent.get("too_large", False))
        if "album" in step:
            desk.sends_album(step["album"])
        if "shares" in step:
            shared = step["shares"] if isinstance(step["shares"], dict) else {"phone": step["shares"]}
            desk.shares(shared["phone"], own=shared.get("own", True))

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
