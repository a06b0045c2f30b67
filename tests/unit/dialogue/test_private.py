"""Which messages a messenger may hold fast, and what each says of where the conversation stands."""

from __future__ import annotations

from bot.dialogue.effects import Reply, TellAnswer
from bot.dialogue.spoken import PRIVATE, Message, message
from tests.unit.dialogue.person import CODE, LIBRARY, WORDING, Person

ADDRESS = "ada@example.org"


def test_what_repeats_an_address_is_private_and_a_receipt_is_not() -> None:
    person = Person(contact="desk@example.org")
    person.opens("erase")
    person.presses("answer", "scope=everything")
    shown: dict[str, Message] = {}
    for words in ("bob@example.org", f"no, my e-mail is {ADDRESS}", "none", CODE, "yes"):
        person.says(words, "control.yes" if words == "yes" else None)
        replies = [effect for effect in person.effects if isinstance(effect, Reply)]
        shown |= {e.text.id: message(e, "en", wording=WORDING, library=LIBRARY) for e in replies}
    assert {name for name, one in shown.items() if ADDRESS in one.text} <= PRIVATE
    assert {"summary", "code-ask", "corrected"} <= {name for name, one in shown.items() if one.private}
    assert not shown["receipt"].private


def test_every_private_message_is_one_of_ours() -> None:
    assert WORDING.names["fr"] >= PRIVATE


def test_a_message_tells_the_step_it_was_given() -> None:
    person = Person()
    person.says("who gets it?", "ask.recipients")
    (answer,) = [effect for effect in person.effects if isinstance(effect, TellAnswer)]
    assert message(answer, "fr", wording=WORDING, library=LIBRARY, step="erasure.email").step == "erasure.email"
