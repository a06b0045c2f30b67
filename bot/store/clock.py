"""The time that processes on several machines share: the database's own, for by theirs a claim is over at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import func, select

from bot.store.session import Store
from bot.store.types import Moment


@dataclass
class SharedClock:
    """Our clock, put right by the database's whenever it is `set`; where both are on one machine they agree anyway."""

    store: Store
    own: Callable[[], datetime]
    _ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return self.own() + self._ahead

    def set(self) -> None:
        """Compare with the database; to be called now and then, as clocks drift and are put right."""
        self._ahead = ahead(self.store, self.own)


def ahead(store: Store, own: Callable[[], datetime]) -> timedelta:
    """By how much the database's clock is ahead of ours; of a file's there is none but ours."""
    if store.engine.dialect.name == "sqlite":
        return timedelta(0)
    with store.reading() as session:
        asked = own()
        theirs: datetime = session.exec(select(func.clock_timestamp(type_=Moment()))).one()
        took = own() - asked
    apart = theirs - asked - took / 2
    return apart if abs(apart) > took else timedelta(0)  # closer than this nobody can tell
