from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlmodel import func, select

from bot.store import codes, conversations, events, outgoing, questions, requests
from bot.store.session import Store
from bot.store.tables import Code, Conversation, Lane, Request
from tests.unit.store.conftest import NOW, waiting
from tests.unit.store.requests_made import made

Begin = Callable[..., Conversation]


def test_an_update_is_received_once(store: Store) -> None:
    with store.transaction() as session:
        assert conversations.receive(session, "terminal:1", NOW)
        assert not conversations.receive(session, "terminal:1", NOW)
    with store.transaction() as session:
        assert not conversations.receive(session, "terminal:1", NOW)
        assert conversations.receive(session, "terminal:2", NOW)


def test_old_receipts_are_dropped(store: Store) -> None:
    with store.transaction() as session:
        conversations.receive(session, "old", NOW - timedelta(days=8))
        conversations.receive(session, "young", NOW)
        conversations.drop_receipts(session, before=NOW - timedelta(days=7))
        assert conversations.receive(session, "old", NOW)
        assert not conversations.receive(session, "young", NOW)


def test_an_address_has_one_conversation(store: Store, begin: Begin) -> None:
    first, second, other = begin("ada"), begin("ada"), begin("bob")
    assert first.id == second.id != other.id
    with store.reading() as session:
        assert conversations.find(session, channel="telegram", address_hash=store.lookup("ada")) is None


def test_a_conversation_that_moves_is_found_where_it_is_now(store: Store, begin: Begin) -> None:
    ada, bob = begin("ada"), begin("bob")
    with store.transaction() as session:
        assert conversations.move(session, ada, "ada at home", store.lookup("ada at home"))
        assert not conversations.move(session, ada, "bob", store.lookup("bob"))
    with store.transaction() as session:
        found = conversations.find(session, channel="terminal", address_hash=store.lookup("ada at home"), locked=True)
        assert found is not None
        assert (found.id, found.address) == (ada.id, "ada at home")
        assert conversations.find(session, channel="terminal", address_hash=store.lookup("ada")) is None
    assert begin("bob").id == bob.id


def test_a_state_is_kept_with_its_version(store: Store, begin: Begin) -> None:
    conversation = begin()
    for number in (1, 2):
        with store.transaction() as session:
            row = conversations.lock(session, conversation.id)
            assert row is not None
            later = NOW + timedelta(minutes=number)
            conversations.save_state(session, row, f'{{"serial": {number}}}', language="en", now=later, seen=later)
    with store.reading() as session:
        kept = session.get(Conversation, conversation.id)
        assert kept is not None
        assert (kept.state, kept.version, kept.language, kept.seen) == ('{"serial": 2}', 2, "en", later)


def test_what_ombud_does_of_itself_keeps_nobody(store: Store, begin: Begin) -> None:
    ada, bob = begin("ada"), begin("bob")
    later = NOW + timedelta(days=30)
    with store.transaction() as session:
        conversations.save_state(session, bob, "{}", language="fr", now=later, seen=later)
        conversations.save_state(session, ada, '{"reminded": true}', language="fr", now=later)
    with store.reading() as session:
        assert conversations.stale(session, NOW - timedelta(seconds=1), limit=10) == []
        assert conversations.stale(session, NOW, limit=10) == [ada.id]
        assert conversations.stale(session, later, limit=10) == [ada.id, bob.id]
        assert conversations.stale(session, later, limit=1) == [ada.id]


def fill(store: Store, number: int) -> str:
    """Let a conversation have one of everything; the reference of its request."""
    request = made()
    with store.transaction() as session:
        requests.file(session, request, conversation=number, draft=f"{number}:d1", filed=NOW)
        outgoing.put(session, f"terminal:{number}", "reply", "hello", NOW)
        outgoing.put(session, f"mail:{number}", "code-mail", "1234 5678", NOW)
        events.put(session, to=f"conversation:{number}", kind="purge", due=NOW, key="purge")
        codes.issue(session, conversation=number, address_hash=b"a", digest=b"d", now=NOW)
        questions.ask(session, conversation=number, kind="human", topic=None, text="Why?", language="en", now=NOW)
    return request.reference


def test_forgetting_leaves_requests_and_nothing_that_leads_back(store: Store, begin: Begin) -> None:
    number = begin().id
    reference = fill(store, number)
    with store.transaction() as session:
        conversations.forget(session, number)
    with store.reading() as session:
        row = session.get(Request, reference)
        assert row is not None
        assert (row.conversation_id, row.draft) == (None, None)
        assert requests.by_reference(session, reference) == made(reference)
        assert requests.of_conversation(session, number) == []
        assert events.due(session, NOW, limit=10) == []
        assert questions.open_(session) == []
        code = session.exec(select(Code)).one()
        assert (code.status, code.digest) == ("void", b"")
        assert session.get(Conversation, number) is not None
    assert waiting(store, kinds=["reply", "code-mail"]) == []


def test_what_is_said_after_forgetting_is_sent(store: Store, begin: Begin) -> None:
    number = begin().id
    fill(store, number)
    with store.transaction() as session:
        conversations.forget(session, number)
        outgoing.put(session, f"terminal:{number}", "reply", "forgotten", NOW)
    assert [each.payload for each in waiting(store)] == ["forgotten"]


def test_forgetting_one_keeps_the_other(store: Store, begin: Begin) -> None:
    ada, bob = begin("ada").id, begin("bob").id
    fill(store, ada)
    fill(store, bob)
    with store.transaction() as session:
        conversations.forget(session, ada)
    with store.reading() as session:
        assert len(requests.of_conversation(session, bob)) == 1
        assert len(events.due(session, NOW, limit=10)) == 1
        assert len(questions.open_(session)) == 1
    assert len(waiting(store, kinds=["reply", "code-mail"])) == 2


def test_erasing_leaves_requests_only_and_gives_the_number_to_nobody(store: Store, begin: Begin) -> None:
    number = begin("ada").id
    reference = fill(store, number)
    with store.transaction() as session:
        conversations.erase(session, number)
    with store.reading() as session:
        for table in (Conversation, Code, Lane):
            assert session.exec(select(func.count()).select_from(table)).one() == 0
        assert requests.by_reference(session, reference) is not None
    assert begin("ada").id > number


def test_what_is_gone_can_be_forgotten_and_erased_again(store: Store) -> None:
    with store.transaction() as session:
        conversations.forget(session, 99)
        conversations.erase(session, 99)
        assert conversations.lock(session, 99) is None
