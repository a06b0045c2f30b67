from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlmodel import select

from bot.store import misunderstandings
from bot.store.session import Store
from bot.store.tables import Misunderstanding

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def happens(store: Store, day: date = MONDAY, *, policy: str = "acme", language: str = "fr", meant: str = "b") -> None:
    with store.transaction() as session:
        misunderstandings.count(
            session, policy=policy, day=day, language=language, how="chosen", guessed="a", meant=meant
        )


def counts(store: Store, day: date = MONDAY, policy: str = "acme") -> dict[tuple[date, str, str], int]:
    with store.reading() as session:
        rows = misunderstandings.since(session, policy, day)
        return {(row.day, row.language, row.meant): row.times for row in rows}


def test_the_same_on_the_same_day_is_one_row_that_counts(store: Store) -> None:
    for _ in range(3):
        happens(store)
    happens(store, TUESDAY)
    happens(store, language="en")
    happens(store, meant="c")
    assert counts(store) == {
        (MONDAY, "fr", "b"): 3, (TUESDAY, "fr", "b"): 1, (MONDAY, "en", "b"): 1, (MONDAY, "fr", "c"): 1,
    }  # fmt: skip


def test_two_at_once_are_both_counted(store: Store) -> None:
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: happens(store), range(10)))
    assert counts(store) == {(MONDAY, "fr", "b"): 10}


def test_each_policy_has_its_own_from_a_day_on(store: Store) -> None:
    happens(store)
    happens(store, policy="globex")
    assert counts(store, policy="globex") == {(MONDAY, "fr", "b"): 1}
    assert counts(store, TUESDAY) == {}


def test_what_is_old_goes(store: Store) -> None:
    happens(store)
    happens(store, TUESDAY)
    with store.transaction() as session:
        misunderstandings.drop(session, before=TUESDAY)
        assert [row.day for row in session.exec(select(Misunderstanding))] == [TUESDAY]


def test_a_row_has_no_place_for_a_person_or_words() -> None:
    assert set(Misunderstanding.model_fields) == {"policy", "day", "language", "how", "guessed", "meant", "times"}
