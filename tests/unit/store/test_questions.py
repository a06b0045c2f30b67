from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.store import questions
from bot.store.session import Store
from bot.store.tables import Conversation
from tests.unit.store.conftest import NOW


def test_questions_wait_in_order_until_they_are_answered(store: Store, begin: Callable[..., Conversation]) -> None:
    number = begin().id
    with store.transaction() as session:
        first = questions.ask(
            session, conversation=number, kind="human", topic=None, text="Why me?", language="en", now=NOW
        )
        second = questions.ask(
            session, conversation=None, kind="gap", topic="ask.cookies", text="", language="fr", now=NOW
        )
    later = NOW + timedelta(hours=1)
    with store.transaction() as session:
        assert [row.id for row in questions.open_(session)] == [first, second]
        answered = questions.answer(session, first, "Because.", by="staff:1", now=later)
        assert answered is not None
        assert (answered.conversation_id, answered.text, answered.answer) == (number, "Why me?", "Because.")
        assert (answered.answered, answered.by) == (later, "staff:1")
        assert [row.topic for row in questions.open_(session)] == ["ask.cookies"]


def test_a_question_is_answered_once(store: Store) -> None:
    with store.transaction() as session:
        number = questions.ask(
            session, conversation=None, kind="gap", topic="ask.cookies", text="", language="fr", now=NOW
        )
        assert questions.answer(session, number, "Yes.", by="staff:1", now=NOW)
        assert questions.answer(session, number, "No.", by="staff:2", now=NOW) is None
        assert questions.answer(session, 99, "No.", by="staff:2", now=NOW) is None
