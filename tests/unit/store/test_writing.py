from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event
from time import sleep

import pytest
from sqlalchemy import event
from sqlmodel import Session, func, select

from bot.store import conversations
from bot.store.session import Store, Unavailable
from bot.store.tables import Receipt
from bot.store.writing import Closed, Writer, writer
from tests.unit.store.conftest import NOW

Job = Callable[[Session], bool]


@pytest.fixture
def pen(store: Store) -> Iterator[Writer]:
    made = writer(store)
    yield made
    made.close()


def receives(*keys: str) -> Job:
    def job(session: Session) -> bool:
        return {conversations.receive(session, key, NOW) for key in keys} == {True}

    return job


def then(job: Job, error: Exception) -> Job:
    def fails(session: Session) -> bool:
        job(session)
        raise error

    return fails


def kept(store: Store) -> list[str]:
    with store.reading() as session:
        return sorted(session.exec(select(Receipt.key)))


def test_what_is_written_is_stored_once_its_future_is_done(store: Store, pen: Writer) -> None:
    assert pen.submit(receives("1")).result(5)
    assert kept(store) == ["1"]
    assert not pen.submit(receives("1")).result(5)


def test_of_many_jobs_each_has_its_own_result(store: Store, pen: Writer) -> None:
    done = [pen.submit(receives(str(number // 2))) for number in range(200)]
    assert sum(future.result(5) for future in done) == 100
    assert len(kept(store)) == 100


def test_closed_while_the_database_is_away_it_waits_for_it_once_and_fails_the_rest(store: Store) -> None:
    tried: list[int] = []

    def down(_session: Session) -> bool:
        tried.append(1)
        sleep(0.3)
        raise Unavailable("timeout")

    pen = Writer(store, threads=2, most=1)
    done = [pen.submit(down) for _ in range(40)]
    pen.close()
    assert len(tried) <= 4, "two under way, and two begun before either had failed"
    assert all(isinstance(future.exception(0), Unavailable) for future in done)


def test_closing_waits_no_longer_than_it_is_told(store: Store) -> None:
    go_on, pen = Event(), writer(store)
    stuck = pen.submit(lambda _session: go_on.wait(5))
    pen.close(within=0.2)
    assert not stuck.done()
    go_on.set()
    assert stuck.result(5)
    pen.close()


def test_one_that_raises_fails_alone_and_leaves_nothing(store: Store, pen: Writer) -> None:
    begun, go_on = Event(), Event()

    def holds(session: Session) -> bool:
        begun.set()
        return go_on.wait(5)

    first = pen.submit(holds)
    begun.wait(5)  # what comes now waits together
    good, bad, also_good = (
        pen.submit(receives("a", "b")),
        pen.submit(then(receives("c"), KeyError("c"))),
        pen.submit(receives("d")),
    )
    go_on.set()
    assert (first.result(5), good.result(5), also_good.result(5)) == (True, True, True)
    with pytest.raises(KeyError):
        bad.result(5)
    assert kept(store) == ["a", "b", "d"]


def test_what_a_job_reads_is_what_those_before_it_wrote(store: Store) -> None:
    one_by_one = Writer(store, threads=1, most=64)

    def counts(session: Session) -> int:
        conversations.receive(session, f"{session.exec(select(func.count()).select_from(Receipt)).one()}", NOW)
        return session.exec(select(func.count()).select_from(Receipt)).one()

    done = [one_by_one.submit(counts) for _ in range(50)]
    assert [future.result(5) for future in done] == list(range(1, 51))
    one_by_one.close()


def test_jobs_that_wait_in_a_file_are_one_transaction(in_file: Store) -> None:
    begun: list[object] = []
    event.listen(in_file.engine, "commit", begun.append)
    pen, begins, go_on = writer(in_file), Event(), Event()

    def holds(session: Session) -> bool:
        begins.set()
        return go_on.wait(5)

    pen.submit(holds)
    begins.wait(5)
    done = [pen.submit(receives(str(number))) for number in range(100)]
    go_on.set()
    assert all(future.result(5) for future in done)
    pen.close()
    assert len(begun) == 3  # the first alone, then 64, then the rest


def test_closing_writes_what_waits_and_takes_nothing_more(store: Store) -> None:
    pen = writer(store)
    done = [pen.submit(receives(str(number))) for number in range(100)]
    pen.close()
    assert all(future.done() for future in done)
    assert len(kept(store)) == 100
    with pytest.raises(Closed):
        pen.submit(receives("late"))
    pen.close()


def test_what_was_given_up_before_it_began_is_not_written(store: Store) -> None:
    one_by_one = Writer(store, threads=1, most=1)
    begun, go_on = Event(), Event()

    def holds(session: Session) -> bool:
        begun.set()
        return go_on.wait(5)

    one_by_one.submit(holds)
    begun.wait(5)
    given_up = one_by_one.submit(receives("1"))
    assert given_up.cancel()
    go_on.set()
    one_by_one.close()
    assert kept(store) == []


def test_a_store_that_is_gone_is_told_to_all_who_wait(in_file: Store) -> None:
    def busy(session: Session) -> bool:
        raise Unavailable("locked")

    pen = writer(in_file)
    done = [pen.submit(busy) for _ in range(3)]
    pen.close()
    assert all(isinstance(future.exception(5), Unavailable) for future in done)


def test_who_writes_all_the_time_leaves_others_their_turn(in_file: Store) -> None:
    def long(session: Session) -> bool:
        sleep(0.005)
        return receives("one")(session)

    pen = Writer(in_file, threads=1, most=8)
    waiting = [pen.submit(long) for _ in range(320)]
    waiting[0].result(5)
    for number in range(20):
        with in_file.transaction() as session:
            assert receives(f"another {number}")(session)
    still = not waiting[-1].done()
    pen.close()
    assert still, "whoever else wanted to write had to wait until all was written"
