"""What differs between the two databases, with real servers, processes and kills."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Barrier
from time import sleep

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from bot.clockwork import purge
from bot.rights.lifecycle import TRANSITIONS
from bot.store import codes, conversations, events, links, tallies
from bot.store.session import Store, Unavailable, open_store
from bot.store.tables import Event, Link, Receipt, Tally
from bot.store.writing import writer
from tests.counterparts import postgres
from tests.counterparts.pooler import pooler
from tests.databases import KEYS, database_url, empty_url, engine, keys, store
from tests.processes import wait_for
from tests.unit.store.conftest import NOW

__all__ = ["database_url", "empty_url", "engine", "keys", "store"]

TODAY = date(2026, 11, 23)
A_MOMENT = 0.2
"""Seconds in which another thread gets as far as it can."""

ROOT = Path(__file__).parents[2]
on_postgresql = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)


def receive(store: Store, key: str) -> bool:
    with store.transaction() as session:
        return conversations.receive(session, key, NOW)


def begin(store: Store, name: str) -> int:
    with store.transaction() as session:
        begun = conversations.open_(
            session, channel="terminal", address=name, address_hash=store.lookup(name), state="{}", now=NOW
        )
        return begun.id


def side_by_side(*jobs: Callable[[], object]) -> list[object]:
    """Run jobs at the same time; what each came to."""
    with ThreadPoolExecutor(len(jobs)) as threads:
        return [future.result(20) for future in [threads.submit(job) for job in jobs]]


def test_what_is_too_old_to_matter_goes(store: Store) -> None:
    def leave(name: str, at: datetime) -> None:
        with store.transaction() as session:
            conversations.receive(session, name, at)
            links.make(session, token_hash=name.encode(), place_hash=b"", person_hash=name.encode(), now=at)
            tallies.count(session, name, at.date())

    leave("old", NOW - timedelta(days=181))
    leave("young", NOW)
    purge(store, NOW)
    with store.reading() as session:
        assert session.exec(select(Receipt.key)).all() == ["young"]
        assert session.exec(select(Link.token_hash)).all() == [b"young"]
        assert session.exec(select(Tally.name)).all() == ["young"]


MIGRATES = """
import sys
from bot.rights.lifecycle import TRANSITIONS
from bot.store.session import migrate
print("ready", flush=True)
input()
migrate(sys.argv[1], [sys.argv[2]], transitions=TRANSITIONS)
"""


def program(source: str, *arguments: str) -> subprocess.Popen[str]:
    """A Python program of its own, with pipes."""
    command = [sys.executable, "-c", source, *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_two_processes_that_migrate_at_once_make_one_schema(empty_url: str) -> None:
    with program(MIGRATES, empty_url, KEYS[0]) as one, program(MIGRATES, empty_url, KEYS[0]) as other:
        assert [line(one), line(other)] == ["ready", "ready"]
        for process in (one, other):
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
    assert [one.returncode, other.returncode] == [0, 0]
    opened = open_store(empty_url, KEYS, transitions=TRANSITIONS)
    assert receive(opened, "1")
    opened.close()


WRITES = """
import sys
from itertools import count
from bot.rights.lifecycle import TRANSITIONS
from bot.store import conversations
from bot.store.session import open_store
from bot.store.writing import writer
from tests.processes import wait_for
from tests.unit.store.conftest import NOW
pen = writer(open_store(sys.argv[1], [sys.argv[2]], transitions=TRANSITIONS))
def pair(number):
    def job(session):
        return [conversations.receive(session, f"{number} {half}", NOW) for half in ("a", "b")]
    return job
waiting = []
for number in count():
    waiting.append((number, pen.submit(pair(number))))
    if number >= 100:
        first, done = waiting.pop(0)
        done.result()
        print(first, flush=True)
"""


def test_what_a_killed_writer_said_was_stored_is_stored_and_nothing_by_halves(database_url: str, store: Store) -> None:
    with program(WRITES, database_url, KEYS[0]) as process:
        told = [line(process) for _ in range(300)]
        process.kill()
        assert process.stdout is not None
        told += [said.strip() for said in process.stdout if said.endswith("\n")]
    with store.reading() as session:
        stored = set(session.exec(select(Receipt.key)))
    assert {f"{number} {half}" for number in told for half in "ab"} <= stored
    firsts, seconds = ({key.split()[0] for key in stored if key.endswith(half)} for half in "ab")
    assert firsts == seconds


@on_postgresql
def test_a_server_that_goes_down_is_a_problem_in_words_and_then_all_goes_on(store: Store) -> None:
    assert side_by_side(*[lambda key=key: receive(store, key) for key in "abcd"]) == [True] * 4
    pen = writer(store)
    with postgres.server().stopped():
        with pytest.raises(Unavailable):
            receive(store, "lost")
        with pytest.raises(Unavailable), store.reading():
            pass
        assert isinstance(pen.submit(lambda session: None).exception(20), Unavailable)
    assert receive(store, "1")
    assert pen.submit(lambda session: conversations.receive(session, "2", NOW)).result(5)
    pen.close()


@on_postgresql
def test_a_transaction_whose_server_goes_down_is_undone(store: Store) -> None:
    def cut_off() -> None:
        with store.transaction() as session:
            conversations.receive(session, "1", NOW)
            with postgres.server().stopped():
                conversations.receive(session, "2", NOW)

    with pytest.raises(Unavailable):
        cut_off()
    assert receive(store, "1")


@on_postgresql
def test_connections_that_died_in_the_pool_are_replaced_unnoticed(store: Store) -> None:
    side_by_side(*[lambda key=key: receive(store, key) for key in "abcd"])
    with postgres.server().stopped():
        pass
    assert receive(store, "1")
    with store.reading() as session:
        assert session.get(Receipt, "1") is not None


@on_postgresql
def test_who_waits_too_long_for_a_lock_is_told(store: Store) -> None:
    number = begin(store, "ada")
    with store.transaction() as holding:
        conversations.lock(holding, number)

        def hasty() -> None:
            with store.transaction() as session:
                session.connection().execute(text("SET LOCAL lock_timeout = '10ms'"))
                conversations.lock(session, number)

        with pytest.raises(Unavailable, match="lock"):
            hasty()


@on_postgresql
def test_a_transaction_has_limits_and_leaves_none_on_a_connection_that_others_are_lent(store: Store) -> None:
    def shown() -> tuple[object, ...]:
        with store.transaction() as session:
            names = ("lock_timeout", "statement_timeout", "application_name")
            return tuple(session.connection().scalar(text(f"SHOW {name}")) for name in names)

    assert shown() == ("4s", "10s", "ombud")
    with store.engine.connect() as connection:
        plain = connection.connection.cursor()
        plain.execute("SHOW lock_timeout")
        assert plain.fetchone() == ("0",)


@on_postgresql
def test_turns_that_count_the_same_the_other_way_round_do_not_wait_for_each_other(store: Store) -> None:
    both = Barrier(2)

    def turn(*names: str) -> None:
        with store.transaction() as session:
            tallies.count(session, names[0], TODAY)
            both.wait(timeout=5)
            tallies.count(session, names[1], TODAY)

    side_by_side(lambda: turn("a", "b"), lambda: turn("b", "a"))
    with store.reading() as session:
        assert [tallies.since(session, name, TODAY) for name in "ab"] == [2, 2]


@on_postgresql
def test_an_event_is_taken_and_taken_back_at_once_without_a_deadlock(store: Store) -> None:
    ada = f"conversation:{begin(store, 'ada')}"
    with store.transaction() as session:
        events.put(session, to=ada, kind="remind", key="d1", due=NOW)
        event = session.exec(select(Event.id)).one()
    both = Barrier(2)

    def turn() -> None:
        with store.transaction() as session:
            find_and_lock(store, session, "ada")
            both.wait(timeout=5)
            sleep(A_MOMENT)
            events.cancel(session, ada, "d1")

    def due() -> Event | None:
        with store.transaction() as session:
            both.wait(timeout=5)
            taken = events.take(session, event)
            find_and_lock(store, session, "ada")
            return taken

    assert side_by_side(turn, due) == [None, None]


def find_and_lock(store: Store, session: Session, name: str) -> None:
    assert conversations.find(session, channel="terminal", address_hash=store.lookup(name), locked=True)


@on_postgresql
def test_two_that_ask_for_the_last_code_of_an_address_do_not_both_get_it(store: Store) -> None:
    people = [begin(store, f"person {number}") for number in range(22)]
    both = Barrier(2)

    def ask(person: int, then: Callable[[], object] = lambda: None) -> bool:
        with store.transaction() as session:
            issued = codes.issue(session, conversation=person, address_hash=b"ada@", digest=b"", now=NOW)
            then()
            return isinstance(issued, int)

    for person in people[:19]:
        assert ask(person)

    def linger() -> None:
        both.wait(timeout=5)
        sleep(A_MOMENT)

    def late() -> bool:
        both.wait(timeout=5)
        return ask(people[21])

    assert side_by_side(lambda: ask(people[20], linger), late) == [True, False]


@on_postgresql
def test_a_clash_is_run_again_by_the_writer(store: Store) -> None:
    ada, bob = begin(store, "ada"), begin(store, "bob")
    both, runs = Barrier(2), []

    def turn(first: int, second: int) -> Callable[[Session], None]:
        def job(session: Session) -> None:
            runs.append(first)
            conversations.lock(session, first)
            if len(runs) <= 2:
                both.wait(timeout=5)
            conversations.lock(session, second)

        return job

    pen = writer(store)
    done = [pen.submit(turn(ada, bob)), pen.submit(turn(bob, ada))]
    assert [future.result(20) for future in done] == [None, None]
    assert len(runs) >= 3
    pen.close()


@on_postgresql
def test_statements_are_prepared_but_where_a_pooler_lends_another_process_each_time(
    store: Store, database_url: str, tmp_path: Path
) -> None:
    def prepared(opened: Store) -> int:
        for number in range(10):
            receive(opened, str(number))
        with opened.reading() as session:
            return session.connection().scalar(text("SELECT count(*) FROM pg_prepared_statements")) or 0

    assert prepared(store)
    with pooler(database_url, tmp_path) as url:
        behind = open_store(url, KEYS, transitions=TRANSITIONS)
        assert prepared(behind) == 0
        behind.close()


@on_postgresql
def test_a_column_changed_under_a_prepared_statement_costs_a_second_run_and_no_more(
    store: Store, database_url: str
) -> None:
    pen = writer(store)
    for number in range(30):
        pen.submit(partial(conversations.lock, conversation=number)).result(20)
    other = open_store(database_url, KEYS, transitions=TRANSITIONS)  # the migration is another process
    with other.transaction() as session:
        session.execute(text("ALTER TABLE conversations ALTER COLUMN version TYPE bigint"))
    other.close()
    for number in range(30):
        pen.submit(partial(conversations.lock, conversation=number)).result(20)
    pen.close()


STARTS = "from tests.counterparts import postgres; print(postgres.start().url.query['host'], flush=True); input()"


def test_a_server_of_the_tests_ends_with_the_process_that_started_it_even_when_that_is_killed() -> None:
    with program(STARTS) as process:
        folder = Path(line(process))
        server = int((folder / "postmaster.pid").read_text().split()[0])
        process.kill()
    wait_for(lambda: not folder.exists())
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)  # it was waited for
