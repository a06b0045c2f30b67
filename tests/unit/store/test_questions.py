from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from alembic import command
from alembic.config import Config
from cryptography.fernet import Fernet
from sqlalchemy import Connection, create_engine, inspect, text
from sqlmodel import select

from bot.rights.lifecycle import TRANSITIONS
from bot.store import conversations, questions
from bot.store.session import Store, migrate, open_store
from bot.store.tables import Conversation, Outgoing, Question
from tests.unit.store.conftest import NOW

Begin = Callable[..., Conversation]
LATER = NOW + timedelta(hours=1)


def wonder(store: Store, conversation: int | None = None, language: str = "en") -> int:
    """Somebody wants a human to tell them, while they speak of what the policy does not say."""
    with store.transaction() as session:
        return questions.ask(
            session,
            conversation=conversation,
            kind="human",
            topic="cookies",
            text="Why me?",
            language=language,
            now=NOW,
            policy="acme",
        )


def meet(
    store: Store, gap: str, conversation: int | None = None, *, language: str = "en", policy: str | None = "acme"
) -> int:
    """Somebody asks what a policy does not say."""
    with store.transaction() as session:
        return questions.ask(
            session,
            conversation=conversation,
            kind="gap",
            topic=gap,
            text="How long?",
            language=language,
            now=NOW,
            policy=policy,
        )


def answer(
    store: Store, question: int, *, fr: str | None = None, en: str | None = None, by: str = "staff:1"
) -> list[Question]:
    with store.transaction() as session:
        return questions.answer(session, question, fr=fr, en=en, by=by, now=LATER)


def waiting(store: Store) -> list[int]:
    with store.reading() as session:
        return [row.id for row in questions.open_(session)]


def told(store: Store, policy: str = "acme") -> dict[str, tuple[str | None, str | None, str, datetime]]:
    with store.reading() as session:
        kept = questions.told(session, policy)
        return {gap: (row.fr, row.en, row.by, row.at) for gap, row in kept.items()}


def test_questions_wait_in_order_until_they_are_answered(store: Store, begin: Begin) -> None:
    number = begin().id
    first, second = wonder(store, number), meet(store, "cookies")
    assert waiting(store) == [first, second]
    (answered,) = answer(store, first, en="Because.")
    assert (answered.conversation_id, answered.text, answered.answer) == (number, "Why me?", "Because.")
    assert (answered.answered, answered.by) == (LATER, "staff:1")
    assert waiting(store) == [second]


def test_a_question_is_answered_once(store: Store) -> None:
    human, gap = wonder(store), meet(store, "cookies")
    for question in (human, gap):
        assert [row.id for row in answer(store, question, en="Yes.")] == [question]
        assert answer(store, question, en="No.", by="staff:2") == []
    assert answer(store, 99, en="No.") == []
    assert told(store) == {"cookies": (None, "Yes.", "staff:1", LATER)}


def test_an_answer_to_one_person_is_nobody_elses(store: Store, begin: Begin) -> None:
    ada, bob = wonder(store, begin("ada").id), wonder(store, begin("bob").id)
    gap = meet(store, "cookies")
    answer(store, ada, en="Because.")
    assert waiting(store) == [bob, gap]
    assert told(store) == {}


@pytest.mark.parametrize(
    ("language", "fr", "en", "given"),
    [
        ("fr", "Oui.", "Yes.", "Oui."),
        ("en", "Oui.", "Yes.", "Yes."),
        ("fr", None, "Yes.", "Yes."),
        ("en", "Oui.", None, "Oui."),
        ("en", "Oui.", "", "Oui."),
    ],
)
def test_an_answer_is_in_the_language_of_the_question_or_else_in_the_other(
    store: Store, language: str, fr: str | None, en: str | None, given: str
) -> None:
    (row,) = answer(store, wonder(store, language=language), fr=fr, en=en)
    assert row.answer == given


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_answer_without_words_is_none(store: Store, nothing: str | None) -> None:
    question = wonder(store)
    with pytest.raises(ValueError, match="words"):
        answer(store, question, fr=nothing, en=nothing)
    assert waiting(store) == [question]


def test_a_gap_asked_twice_in_a_conversation_waits_once(store: Store, begin: Begin) -> None:
    ada, bob = begin("ada").id, begin("bob").id
    first = meet(store, "cookies", ada)
    assert meet(store, "cookies", ada, language="fr") == first
    others = [meet(store, "children", ada), meet(store, "cookies", ada, policy="other"), meet(store, "cookies", bob)]
    assert waiting(store) == [first, *others]


def test_a_gap_asked_again_after_its_answer_waits_again(store: Store, begin: Begin) -> None:
    ada = begin().id
    first = meet(store, "cookies", ada)
    answer(store, first, en="Yes.")
    second = meet(store, "cookies", ada)
    assert waiting(store) == [second]
    assert answer(store, first, en="No.") == []
    assert waiting(store) == [second]


def test_questions_that_are_not_a_conversations_and_questions_for_a_human_are_all_kept(
    store: Store, begin: Begin
) -> None:
    ada = begin().id
    asked = [meet(store, "cookies"), meet(store, "cookies"), wonder(store, ada), wonder(store, ada)]
    assert waiting(store) == asked
    assert len(set(asked)) == 4


def test_an_answer_to_a_gap_is_for_all_who_asked(store: Store, begin: Begin) -> None:
    ada = meet(store, "cookies", begin("ada").id, language="fr")
    kept = [meet(store, "children"), meet(store, "cookies", policy="other"), wonder(store)]
    bob = meet(store, "cookies", begin("bob").id)
    answered = answer(store, bob, fr="Oui.", en="Yes.")
    assert [(row.id, row.answer, row.answered, row.by) for row in answered] == [
        (ada, "Oui.", LATER, "staff:1"),
        (bob, "Yes.", LATER, "staff:1"),
    ]
    assert waiting(store) == kept
    assert told(store) == {"cookies": ("Oui.", "Yes.", "staff:1", LATER)}
    assert told(store, "other") == {}


def test_a_later_answer_to_a_gap_supersedes_and_the_earlier_stays_as_history(store: Store) -> None:
    answer(store, meet(store, "cookies"), fr="Oui.", en="Yes.")
    answer(store, meet(store, "children"), en="Never.")
    answer(store, meet(store, "cookies"), en="Not any more.", by="staff:2")
    answer(store, meet(store, "cookies", policy="other"), en="Elsewhere.")
    assert told(store) == {
        "cookies": (None, "Not any more.", "staff:2", LATER),
        "children": (None, "Never.", "staff:1", LATER),
    }
    with store.reading() as session:
        kept = [(row.gap, row.en) for row in questions.history(session, "acme")]
        assert kept == [("cookies", "Not any more."), ("children", "Never."), ("cookies", "Yes.")]


def test_what_staff_told_outlives_who_asked_and_holds_none_of_their_words(store: Store, begin: Begin) -> None:
    ada = begin().id
    answer(store, meet(store, "cookies", ada), en="Yes.")
    with store.transaction() as session:
        conversations.erase(session, ada)
    with store.reading() as session:
        (kept,) = questions.history(session, "acme")
        assert "How long?" not in kept.model_dump().values()
        assert session.get(Question, 1) is None


def test_of_two_who_answer_a_gap_at_once_one_does(store: Store) -> None:
    asked = [meet(store, "cookies"), meet(store, "cookies")]
    both = Barrier(2)

    def one(question: int) -> list[int]:
        both.wait(timeout=5)
        return [row.id for row in answer(store, question, en="Yes.", by=f"staff:{question}")]

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(one, asked)) == [[], asked]
    with store.reading() as session:
        assert len(questions.history(session, "acme")) == 1


def begin_at_the_first_schema(connection: Connection, keys: list[str]) -> None:
    """A store as it was before this migration, with a conversation, a gap it asked about and a reply on its way."""
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
    cipher = Fernet(keys[0])
    hidden = {name: cipher.encrypt(name.encode()) for name in ("address", "state", "payload", "question")}
    secret = cipher.encrypt(b"ab" * 32)
    at = "2026-11-01 09:00:00.000000"
    for statement in (
        "insert into secrets values ('lookup', :secret)",
        "insert into conversations values (7, 'terminal', x'01', :address, 'fr', :state, 3, :at, :at)",
        "insert into lanes values ('terminal:7', 2, null, null)",
        "insert into outgoing values (5, 'terminal:7', 1, 'reply', :payload, 'waiting', 0, :at, null, null)",
        "insert into questions values (9, 7, 'gap', 'cookies', :question, 'en', :at, null, null, null)",
    ):
        connection.execute(text(statement), {"secret": secret, "at": at, **hidden})


def rows(connection: Connection, columns: dict[str, list[str]]) -> dict[str, list[tuple[object, ...]]]:
    told = {table: f"select {', '.join(names)} from {table}" for table, names in columns.items()}
    return {table: [tuple(row) for row in connection.execute(text(statement))] for table, statement in told.items()}


def test_an_old_store_is_migrated_without_loss(url: str, keys: list[str]) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        begin_at_the_first_schema(connection, keys)
        old = ("secrets", "conversations", "lanes", "outgoing", "questions")
        columns = {table: [column["name"] for column in inspect(connection).get_columns(table)] for table in old}
        before = rows(connection, columns)
    migrate(url, keys, transitions=TRANSITIONS)
    with engine.connect() as connection:
        assert all(before.values())
        assert rows(connection, columns) == before
    engine.dispose()
    store = open_store(url, keys, transitions=TRANSITIONS)
    with store.reading() as session:
        (reply,) = session.exec(select(Outgoing).where(Outgoing.kind == "reply", Outgoing.status == "waiting"))
        assert (reply.payload, reply.about, reply.digest) == ("payload", None, None)
    # Of what policy it was a gap is not known: the person gets the answer, and no policy does.
    assert meet(store, "cookies") > 9
    (answered,) = answer(store, 9, en="Yes.")
    assert (answered.id, answered.text, answered.policy, answered.answer) == (9, "question", None, "Yes.")
    assert told(store) == {}
    store.close()
