from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from cryptography.fernet import Fernet
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError, InternalError
from sqlmodel import Session, SQLModel, select

from bot.rights.lifecycle import TRANSITIONS
from bot.rights.request import Status
from bot.store import conversations
from bot.store.session import HEAD, NotMigrated, Store, TooNew, Unavailable, WrongKeys, migrate, open_store
from bot.store.tables import Conversation, Receipt, Secret, Transition
from tests.unit.store.conftest import NOW

Begin = Callable[..., Conversation]


def test_the_newest_schema_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_migrations_and_tables_agree(store: Store) -> None:
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []


def test_ids_are_never_given_twice_by_the_migrated_schema(in_file: Store) -> None:
    numbered = {table.name for table in SQLModel.metadata.tables.values() if "id" in table.c} - {"lanes"}
    with in_file.engine.connect() as connection:
        told = connection.scalars(text("select name from sqlite_master where sql like '%AUTOINCREMENT%'"))
        assert set(told) == numbered


def test_no_personal_word_stands_in_the_file(in_file: Store, path: Path) -> None:
    hashed = in_file.lookup("ada.lovelace")
    with in_file.transaction() as session:
        row = conversations.open_(
            session, channel="terminal", address="ada.lovelace", address_hash=hashed, state="{}", now=NOW
        )
        conversations.save_state(session, row, '{"wish": "quince jelly"}', language="en", now=NOW)
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"terminal" in kept
    assert b"lovelace" not in kept
    assert b"quince" not in kept
    with in_file.reading() as session:
        again = session.get(Conversation, row.id)
        assert again is not None
        assert (again.address, again.state, again.version) == ("ada.lovelace", '{"wish": "quince jelly"}', 1)


def test_other_keys_do_not_open_it(store: Store, database_url: str) -> None:
    other = [Fernet.generate_key().decode()]
    with pytest.raises(WrongKeys):
        open_store(database_url, other, transitions=TRANSITIONS)
    with pytest.raises(WrongKeys):
        migrate(database_url, other, transitions=TRANSITIONS)


@pytest.mark.parametrize("keys", [[], ["no key at all"]])
def test_what_is_no_key_opens_nothing(keys: list[str], url: str) -> None:
    with pytest.raises(WrongKeys):
        migrate(url, keys, transitions=TRANSITIONS)


def test_a_new_key_before_the_old_one_reads_both_and_finds_the_same_people(
    store: Store, database_url: str, keys: list[str], begin: Begin
) -> None:
    begin("ada")
    newer = open_store(database_url, [Fernet.generate_key().decode(), *keys], transitions=TRANSITIONS)
    with newer.reading() as session:
        found = conversations.find(session, channel="terminal", address_hash=newer.lookup("ada"))
        assert found is not None
        assert found.address == "ada"
    newer.close()


def test_a_store_that_is_not_there_is_not_made_by_opening_it(url: str, path: Path, keys: list[str]) -> None:
    with pytest.raises(NotMigrated, match="ombud migrate"):
        open_store(url, keys, transitions=TRANSITIONS)
    assert not path.exists()


def test_an_empty_file_is_not_migrated(url: str, path: Path, keys: list[str]) -> None:
    path.touch()
    with pytest.raises(NotMigrated):
        open_store(url, keys, transitions=TRANSITIONS)


def test_an_empty_database_is_migrated_once_and_then_opens(empty_url: str, keys: list[str]) -> None:
    with pytest.raises(NotMigrated):
        open_store(empty_url, keys, transitions=TRANSITIONS)
    migrate(empty_url, keys, transitions=TRANSITIONS)
    open_store(empty_url, keys, transitions=TRANSITIONS).close()


def test_a_database_without_secrets_is_not_migrated(store: Store, database_url: str, keys: list[str]) -> None:
    with store.transaction() as session:
        session.delete(session.exec(select(Secret)).one())
    with pytest.raises(NotMigrated):
        open_store(database_url, keys, transitions=TRANSITIONS)


def test_a_law_with_a_new_transition_needs_a_migration(store: Store, database_url: str, keys: list[str]) -> None:
    wider = {**TRANSITIONS, Status.closed: frozenset({Status.in_review})}
    with pytest.raises(NotMigrated):
        open_store(database_url, keys, transitions=wider)
    migrate(database_url, keys, transitions=wider)
    open_store(database_url, keys, transitions=wider).close()
    with store.reading() as session:
        assert session.get(Transition, (Status.closed, Status.in_review)) is not None


def test_migrating_again_changes_no_secret(store: Store, database_url: str, keys: list[str]) -> None:
    migrate(database_url, keys, transitions=TRANSITIONS)
    again = open_store(database_url, keys, transitions=TRANSITIONS)
    assert again.lookup("ada") == store.lookup("ada")
    again.close()


def test_a_database_of_a_later_version_is_left_alone(store: Store, database_url: str, keys: list[str]) -> None:
    with store.engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(TooNew):
        migrate(database_url, keys, transitions=TRANSITIONS)


def test_a_file_that_is_no_database_is_a_problem_in_words(url: str, path: Path, keys: list[str]) -> None:
    path.write_text("these are no tables\n" * 100)
    with pytest.raises(Unavailable, match="OMBUD_DATABASE_URL"):
        open_store(url, keys, transitions=TRANSITIONS)


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/at/all.sqlite", "cobol://x/y", "no url", "postgresql://host:port/x"]
)
def test_a_database_that_cannot_be_reached_is_a_problem_in_words(url: str, keys: list[str]) -> None:
    with pytest.raises(Unavailable):
        migrate(url, keys, transitions=TRANSITIONS)


def test_a_url_that_is_none_is_a_problem_in_words(keys: list[str]) -> None:
    with pytest.raises(Unavailable):
        open_store("no url", keys, transitions=TRANSITIONS)


def test_a_transaction_that_raises_leaves_nothing(store: Store) -> None:
    def handle(session: Session) -> None:
        conversations.receive(session, "1", NOW)
        raise KeyError

    with pytest.raises(KeyError), store.transaction() as session:
        handle(session)
    with store.reading() as session:
        assert session.get(Receipt, "1") is None


def test_who_reads_keeps_nobody_from_writing(store: Store) -> None:
    with store.reading() as reader:
        assert reader.get(Receipt, "1") is None
        with store.transaction() as session:
            assert conversations.receive(session, "1", NOW)
        assert reader.get(Receipt, "1") is None  # what was begun to be read stays as it was
    with store.reading() as reader:
        assert reader.get(Receipt, "1") is not None


def test_what_a_reader_writes_is_not_kept(store: Store) -> None:
    with suppress(InternalError), store.reading() as session:  # PostgreSQL refuses it at once
        conversations.receive(session, "1", NOW)
    with store.reading() as session:
        assert session.get(Receipt, "1") is None


def test_a_store_held_by_another_is_a_problem_in_words(in_file: Store, url: str, keys: list[str]) -> None:
    hasty = open_store(url, keys, transitions=TRANSITIONS)
    hasty.engine.dispose()
    event.listen(hasty.engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 1"))
    with in_file.transaction() as session:
        conversations.receive(session, "1", NOW)
        with pytest.raises(Unavailable, match="locked"), hasty.transaction():
            pass
    hasty.close()


def test_a_moment_without_a_time_zone_is_refused(store: Store) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"), store.transaction() as session:
        conversations.receive(session, "1", naive)


def test_a_moment_comes_back_in_utc(store: Store) -> None:
    paris = datetime.fromisoformat("2026-11-23T10:00:00+01:00")
    with store.transaction() as session:
        conversations.receive(session, "1", paris)
    with store.reading() as session:
        receipt = session.get(Receipt, "1")
        assert receipt is not None
        assert receipt.at.isoformat() == "2026-11-23T09:00:00+00:00"


def test_an_error_tells_nothing_of_what_was_to_be_stored(store: Store, begin: Begin) -> None:
    begin("ada")
    hashed = store.lookup("ada")
    double = Conversation(
        channel="terminal", address_hash=hashed, address="ada", language="en", state="quince", created=NOW, seen=NOW
    )
    with pytest.raises(IntegrityError) as raised, store.transaction() as session:
        session.add(double)
    assert "ada" not in str(raised.value)
    assert "quince" not in str(raised.value)
