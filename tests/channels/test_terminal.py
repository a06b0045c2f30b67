from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from rich.console import Console

from bot.channels.terminal import Screen, converse
from bot.dialogue.spoken import Button, Citation, Message
from bot.loading import load_wording
from bot.outbox import Accepted, Parcel
from bot.wording.words import Language, Wording
from tests.desk import Desk

Talk = Callable[..., str]
QUOTE = (
    "vos données personnelles sont conservées pour la durée nécessaire à la réalisation de la finalité poursuivie, "
    "puis archivées « à titre de preuve » : jusqu'à l'expiration des délais de prescription."
)


@pytest.fixture(scope="module")
def wording() -> Wording:
    return load_wording()


def screen(wording: Wording, width: int = 80, *, terminal: bool | None = None) -> tuple[Screen, StringIO]:
    """A screen of this width, and what gets written on it; without `terminal`, rich looks for itself."""
    file = StringIO()
    console = Console(file=file, width=width, highlight=False, markup=False, emoji=False, force_terminal=terminal)
    return Screen(console, wording), file


def buttons(*labels: str, turn: int = 1) -> tuple[Button, ...]:
    return tuple(Button(id=f"{turn}.{index}", label=label) for index, label in enumerate(labels))


def say(text: str, *choices: Button, quotes: tuple[Citation, ...] = (), language: Language = "en") -> Parcel:
    message = Message(language=language, text=text, choices=choices, citations=quotes)
    return Parcel("reply", message.model_dump_json())


@pytest.fixture
def talk(open_desk: Callable[..., Desk], wording: Wording) -> Talk:
    """Types lines at a terminal, through the real inbox and outbox; what the screen showed."""
    desk = open_desk()

    def talk(*typed: str, width: int = 80, leave: type[BaseException] = EOFError) -> str:
        shown, file = screen(wording, width)
        desk.app.outbox.senders = {**desk.app.outbox.senders, "reply": shown.send}
        lines: Iterator[str] = iter(typed)

        def read(prompt: str) -> str:
            line = next(lines, None)
            if line is None:
                raise leave
            file.write(f"{prompt}{line}\n")
            return line

        converse(
            shown,
            name="ada",
            language="en",
            read=read,
            receive=desk.app.inbox.receive,
            settle=desk.app.settle,
            clock=lambda: desk.now,
        )
        return file.getvalue()

    return talk


def test_a_message_is_accepted_once_it_is_on_the_screen(wording: Wording) -> None:
    shown, file = screen(wording)
    assert shown.send(say("Hello.")) == Accepted()
    assert file.getvalue() == "\nHello.\n"


def test_quick_replies_are_numbered_on_across_the_messages_of_one_turn(wording: Wording) -> None:
    shown, file = screen(wording)
    shown.send(say("One?", *buttons("Yes", "No")))
    shown.send(say("Nothing to press here."))
    shown.send(say("Or this?", Button(id="1.2", label="A human")))
    written = file.getvalue().replace("\u00a0", " ")
    assert re.findall(r"\[(\d)\]", written) == ["1", "2", "3"]
    chosen = shown.chosen("3")
    assert chosen
    assert chosen.id == "1.2"


def test_after_an_answer_they_are_numbered_from_one_again(wording: Wording) -> None:
    shown, _ = screen(wording)
    shown.send(say("One?", *buttons("Yes", "No")))
    shown.heard()
    assert shown.chosen("2"), "until something else is offered, the old ones stand"
    shown.send(say("Two?", *buttons("Good", turn=2)))
    chosen = shown.chosen("1")
    assert chosen
    assert chosen.id == "2.0"
    assert shown.chosen("2") is None


@pytest.mark.parametrize("typed", ["1", " 1 ", "1.", "1)", "01"])
def test_a_number_is_a_quick_reply_however_it_is_typed(wording: Wording, typed: str) -> None:
    shown, _ = screen(wording)
    shown.send(say("One?", *buttons("Yes", "No")))
    assert shown.chosen(typed) == Button(id="1.0", label="Yes")


@pytest.mark.parametrize("typed", ["", "0", "3", "-1", "1.5", "one", "²", "١", "1 2", "9" * 5000])
def test_other_words_and_numbers_are_none(wording: Wording, typed: str) -> None:
    shown, _ = screen(wording)
    shown.send(say("One?", *buttons("Yes", "No")))
    assert shown.chosen(typed) is None


@pytest.mark.parametrize("width", [40, 120])
def test_the_words_of_the_policy_stand_behind_a_bar_to_the_letter(wording: Wording, width: int) -> None:
    shown, file = screen(wording, width)
    shown.send(say("As long as needed.", quotes=(Citation(clause="retention.duration", quote=QUOTE),)))
    bar = [line for line in file.getvalue().splitlines() if line.startswith("  │ ")]
    *quoted, clause = [line.removeprefix("  │ ") for line in bar]
    assert " ".join(quoted) == QUOTE
    assert "retention.duration" in clause
    assert "│ As long" not in file.getvalue()
    assert wording.text("en", "terminal-quote").split()[0] in file.getvalue()


@pytest.mark.parametrize(("width", "widest"), [(40, 40), (88, 88), (120, 88)])
def test_lines_wrap_between_words_at_the_width_of_the_screen(wording: Wording, width: int, widest: int) -> None:
    shown, file = screen(wording, width)
    text = "a few words, and some more of them, " * 12
    shown.send(say(text, *buttons(*["A button of some length"] * 6), quotes=(Citation(clause="a.b", quote=QUOTE),)))
    lines = file.getvalue().splitlines()
    assert max(map(len, lines)) <= widest
    assert max(map(len, lines)) > widest - 12
    said = " ".join(line for line in lines if "words" in line or "them" in line or "few" in line)
    assert " ".join(said.split()) == text.strip()
    assert not re.search(r"^\d\]|\[\d$", file.getvalue(), re.MULTILINE)
    assert file.getvalue().replace("\u00a0", " ").count("] A button of some length") == 6


def test_on_a_narrow_screen_nothing_is_lost(wording: Wording) -> None:
    shown, file = screen(wording, 10)
    shown.send(say("incomprehensibilities " * 3, *buttons("Yes")))
    assert "".join(file.getvalue().split()) == "incomprehensibilities" * 3 + "[1]Yes"


def test_without_a_terminal_or_with_no_color_there_are_plain_lines(
    wording: Wording, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = say("Hello.", *buttons("Yes"), quotes=(Citation(clause="a.b", quote=QUOTE),))
    plain, plain_file = screen(wording)
    plain.send(message)
    assert "\x1b" not in plain_file.getvalue()
    styled, styled_file = screen(wording, terminal=True)
    styled.send(message)
    assert "\x1b[" in styled_file.getvalue(), "a terminal gets its bold and italics"
    monkeypatch.setenv("NO_COLOR", "1")
    colourless, colourless_file = screen(wording, terminal=True)
    colourless.send(message)
    assert not re.search(r"\x1b\[(?:[\d;]*;)?(?:3[0-7]|4[0-7]|9[0-7])", colourless_file.getvalue())


@pytest.mark.parametrize("text", ["[bold]not bold[/bold]", ":smile:", "[1] no button", "[/]", "\\[x]", "<b>&amp;</b>"])
def test_text_is_text_and_no_markup(wording: Wording, text: str) -> None:
    shown, file = screen(wording, terminal=True)
    shown.send(say(text, quotes=(Citation(clause="a.b", quote=text),)))
    assert file.getvalue().count(text) == 2


def test_an_escape_sequence_that_somebody_types_never_reaches_the_screen(talk: Talk) -> None:
    shown = talk("I object to the processing of my data", "the \x1b[31mred\x1b[0m \u202escoring \x1b]0;x\x07", "back")
    replies = re.sub(r"^you >.*$", "", shown, flags=re.MULTILINE)
    assert "the [31mred[0m scoring ]0;x" in replies, "it is read back"
    assert not set(replies) & {"\x1b", "\x07", "\u202e", "\x9b"}


def test_it_greets_and_says_how_to_leave_then_answers_and_asks(talk: Talk, wording: Wording) -> None:
    shown = talk("I want my data deleted", "1")
    words = " ".join(shown.split())
    for name in ("terminal-hint", "erasure-scope-ask", "email-ask", "terminal-leave"):
        assert " ".join(wording.text("en", name).split()) in words
    assert words.index("Hello") < words.index("[1]") < words.index(wording.text("en", "email-ask"))


@pytest.mark.parametrize("leave", [EOFError, KeyboardInterrupt])
def test_whoever_leaves_comes_back_to_where_they_were(talk: Talk, wording: Wording, leave: type[BaseException]) -> None:
    talk("I want my data deleted", "1", leave=leave)
    words = " ".join(talk().split())
    assert wording.text("en", "welcome-back-to") in words
    assert wording.text("en", "email-ask") in words
