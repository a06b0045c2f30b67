"""The tables. Personal data is encrypted; in clear stands only what is queried.

Ids that the database gives are `int` with the default None: no row is read without one.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from bot.store.types import Encrypted, Moment

NEW: Final = "new"
"""What a request was before it was filed: the transitions begin here."""
OPEN: Final = "status IN ('waiting', 'sending')"
"""Messages that are still to arrive; written out, or SQLite does not see that its index of them serves."""
BUTTONS: Final = "buttons IS NOT NULL"
ONCE: Final = {"sqlite_autoincrement": True}
"""An id is never given twice, or what is on its way to one person would find another under it (SQLite would)."""


class Conversation(SQLModel, table=True):
    """One person in one channel; erased a while after the last message."""

    __tablename__ = "conversations"
    __table_args__ = (UniqueConstraint("channel", "address_hash"), ONCE)

    id: int = Field(default=None, primary_key=True)
    channel: str
    address_hash: bytes
    address: str = Field(sa_type=Encrypted)
    language: str
    state: str = Field(sa_type=Encrypted)
    version: int = 0
    created: datetime = Field(sa_type=Moment)
    seen: datetime = Field(sa_type=Moment, index=True)
    """When the person last did something here: a conversation is erased a while after that."""


class Receipt(SQLModel, table=True):
    """An update that was handled, by the key under which its platform delivers it."""

    __tablename__ = "receipts"

    key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)


class Transition(SQLModel, table=True):
    """A change of status that the law of a request's life allows; the database refuses all others."""

    __tablename__ = "transitions"

    was: str = Field(primary_key=True)
    became: str = Field(primary_key=True)


class Request(SQLModel, table=True):
    """A rights request: `body` is all of it, the columns beside it are what is queried."""

    __tablename__ = "requests"
    __table_args__ = (ForeignKeyConstraint(["was", "status"], ["transitions.was", "transitions.became"]),)

    reference: str = Field(primary_key=True)
    conversation_id: int | None = Field(foreign_key="conversations.id", ondelete="SET NULL", index=True)
    draft: str | None = Field(unique=True)
    right: str
    was: str
    status: str
    outcome: str | None
    assurance: str
    first_voiced: datetime = Field(sa_type=Moment)
    filed: datetime = Field(sa_type=Moment)
    received: date
    due: date
    extended: date | None
    language: str
    channel: str
    policy: str
    contact_hash: bytes | None = Field(index=True)
    body: str = Field(sa_type=Encrypted)


class RegisterEntry(SQLModel, table=True):
    """A link of a request's chain: what happened, when and by whom, without personal data."""

    __tablename__ = "register"
    __table_args__ = (UniqueConstraint("reference", "seq"), ONCE)

    id: int = Field(default=None, primary_key=True)
    reference: str = Field(foreign_key="requests.reference")
    seq: int
    at: datetime = Field(sa_type=Moment)
    by: str
    kind: str
    facts: str
    previous: bytes
    digest: bytes


class Event(SQLModel, table=True):
    """Something to be handled at its time: a reminder, an expiry, what one aggregate tells another."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("to", "key"), ONCE)

    id: int = Field(default=None, primary_key=True)
    to: str
    kind: str
    key: str | None
    due: datetime = Field(sa_type=Moment, index=True)
    payload: str = Field(sa_type=Encrypted)


class Lane(SQLModel, table=True):
    """Where messages queue in order: a chat's replies, say. Held until a moment, or closed for a reason.

    A platform's overall pace is a lane without messages, held until the next one may leave. `slowed` is when the
    platform last asked this lane to wait.
    """

    __tablename__ = "lanes"

    id: str = Field(primary_key=True)
    next: int
    not_before: datetime | None = Field(default=None, sa_type=Moment)
    slowed: datetime | None = Field(default=None, sa_type=Moment)
    closed: str | None = None


class Outgoing(SQLModel, table=True):
    """A message on its way out; its payload is emptied once nothing more is to be done with it.

    What outlives it is which answer of the knowledge base it gave (`about`), and the digest of its words that day;
    `remote` is the platform's id of the message, and `buttons` the turn whose quick replies still stand below it.
    While it is being sent (`sending`), `due` is when its claim runs out.
    """

    __tablename__ = "outgoing"
    __table_args__ = (
        UniqueConstraint("lane", "number"),
        Index("outgoing_open", "lane", "number", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
        Index("outgoing_buttons", "lane", sqlite_where=text(BUTTONS), postgresql_where=text(BUTTONS)),
        ONCE,
    )

    id: int = Field(default=None, primary_key=True)
    lane: str = Field(foreign_key="lanes.id")
    number: int
    kind: str
    payload: str | None = Field(sa_type=Encrypted)
    status: str = Field(default="waiting", index=True)
    attempts: int = 0
    due: datetime = Field(sa_type=Moment)
    done: datetime | None = Field(default=None, sa_type=Moment)
    why: str | None = None
    about: str | None = None
    digest: str | None = None
    remote: str | None = None
    buttons: int | None = None


class Code(SQLModel, table=True):
    """A one-time code: never the digits, only what they come to under the look-up key."""

    __tablename__ = "codes"
    __table_args__ = ONCE

    id: int = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversations.id", ondelete="CASCADE", index=True)
    address_hash: bytes = Field(index=True)
    digest: bytes
    issued: datetime = Field(sa_type=Moment)
    accepted: datetime | None = Field(default=None, sa_type=Moment)
    failures: int = 0
    status: str = "live"


class Question(SQLModel, table=True):
    """What only a human can answer: a message to staff, or a gap (`topic`) of a policy."""

    __tablename__ = "questions"
    __table_args__ = ONCE

    id: int = Field(default=None, primary_key=True)
    conversation_id: int | None = Field(foreign_key="conversations.id", ondelete="CASCADE", index=True)
    kind: str
    policy: str | None
    topic: str | None
    text: str = Field(sa_type=Encrypted)
    language: str
    at: datetime = Field(sa_type=Moment)
    answer: str | None = Field(default=None, sa_type=Encrypted)
    answered: datetime | None = Field(default=None, sa_type=Moment)
    by: str | None = None


class TeamAnswer(SQLModel, table=True):
    """What staff answered to a gap of a policy, in their own words; a later answer supersedes it."""

    __tablename__ = "team_answers"
    __table_args__ = ONCE

    id: int = Field(default=None, primary_key=True)
    policy: str
    gap: str
    fr: str | None
    en: str | None
    by: str
    at: datetime = Field(sa_type=Moment)


class Published(SQLModel, table=True):
    """A version of what the knowledge base says under a name; one without digest and content withdraws it."""

    __tablename__ = "published"
    __table_args__ = (UniqueConstraint("policy", "kind", "name", "number"), ONCE)

    id: int = Field(default=None, primary_key=True)
    policy: str
    kind: str
    name: str
    number: int
    digest: str
    content: str
    editor: str
    at: datetime = Field(sa_type=Moment)


class Misunderstanding(SQLModel, table=True):
    """How often on a day one intent was taken for another: a count, in which nobody and nobody's words stand."""

    __tablename__ = "misunderstandings"

    policy: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    language: str = Field(primary_key=True)
    how: str = Field(primary_key=True)
    guessed: str = Field(primary_key=True)
    meant: str = Field(primary_key=True)
    times: int


class Lease(SQLModel, table=True):
    """What one process at a time may do, who does it, and until when unless it is renewed."""

    __tablename__ = "leases"

    name: str = Field(primary_key=True)
    holder: str
    until: datetime = Field(sa_type=Moment)


class Link(SQLModel, table=True):
    """A way from a group into the private chat, for one person and once; who and which are told by hashes alone.

    `opens` is what it opens there: a right, if one was asked for.
    """

    __tablename__ = "links"
    __table_args__ = (UniqueConstraint("place_hash", "person_hash"),)

    token_hash: bytes = Field(primary_key=True)
    place_hash: bytes
    person_hash: bytes
    opens: str | None = None
    at: datetime = Field(sa_type=Moment, index=True)
    used: datetime | None = Field(default=None, sa_type=Moment)


class Tally(SQLModel, table=True):
    """How often something happened on a day that an operator should see, such as an update that nobody could read."""

    __tablename__ = "tallies"

    name: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    times: int


class Secret(SQLModel, table=True):
    """A secret made once and kept under the keys, so that changing keys does not change what hangs on it."""

    __tablename__ = "secrets"

    name: str = Field(primary_key=True)
    value: str = Field(sa_type=Encrypted)
