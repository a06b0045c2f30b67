"""How many events a second the store takes: `python -m tests.bench.store [EVENTS]`.

An event is what every turn does there: its receipt, the conversation, what the team told, a reply, the new state.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, sleep

from cryptography.fernet import Fernet
from sqlmodel import Session

from bot.rights.lifecycle import TRANSITIONS
from bot.store import conversations, outgoing, questions
from bot.store.session import Store, migrate, open_store
from bot.store.waking import Waker
from bot.store.writing import writer
from tests.counterparts import postgres

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PEOPLE = 200
STATE = '{"step": "idle", "offered": []}' * 10
REPLY = '{"text": "Hello", "choices": []}' * 10
UNDER_WAY = 64

numbers = count()


def handle(session: Session, store: Store, number: int) -> None:
    """What an event does in the store."""
    address = str(number % PEOPLE)
    assert conversations.receive(session, f"bench:{number}", NOW)
    conversation = conversations.open_(
        session, channel="bench", address=address, address_hash=store.lookup(address), state=STATE, now=NOW
    )
    questions.told(session, "acme")
    outgoing.put(session, f"bench:{conversation.id}", "reply", REPLY, NOW)
    conversations.save_state(session, conversation, STATE, language="fr", now=NOW, seen=NOW)


def alone(store: Store, events: int) -> None:
    """One after the other, a transaction each."""
    for _ in range(events):
        with store.transaction() as session:
            handle(session, store, next(numbers))


def by_writer(store: Store, events: int) -> None:
    """Through the writer, so many under way at once."""
    pen, waiting = writer(store), list[Future[None]]()
    for _ in range(events):
        waiting.append(pen.submit(partial(handle, store=store, number=next(numbers))))
        if len(waiting) == UNDER_WAY:
            waiting.pop(0).result()
    for done in waiting:
        done.result()
    pen.close()


def measure(what: str, way: Callable[[Store, int], None], store: Store, events: int) -> None:
    way(store, events // 10)
    begun, worked = perf_counter(), process_time()
    way(store, events)
    took, work = perf_counter() - begun, process_time() - worked
    sys.stdout.write(f"{what:<24}{events / took:8.0f} events/s  {work / events * 1e6:6.0f} µs of CPU each\n")


def measure_waker(what: str, store: Store) -> None:
    """What it costs to watch while nothing happens."""
    stop = Waker(store).watch(lambda: None)
    worked = process_time()
    sleep(2)
    sys.stdout.write(f"{what:<24}{(process_time() - worked) / 2:8.2%} of a core while nothing happens\n")
    stop()


def main(events: int) -> None:
    keys = [Fernet.generate_key().decode()]
    server = postgres.start()
    with TemporaryDirectory() as folder:
        urls = {"SQLite": f"sqlite:///{Path(folder) / 'ombud.sqlite'}", "PostgreSQL": server.create()}
        for name, url in urls.items():
            migrate(url, keys, transitions=TRANSITIONS)
            store = open_store(url, keys, transitions=TRANSITIONS)
            measure(f"{name}, alone", alone, store, events)
            measure(f"{name}, by the writer", by_writer, store, events)
            measure_waker(f"{name}, watched", store)
            store.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
