"""What is on its way out. A lane keeps the order of its messages: only its first open one may be sent.

Mail needs no order: a letter that has to wait holds up none of the others. Changes to messages that already stand
(`…:edits`) queue beside the lane of their chat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    case,
    func,
    insert,
    literal,
    literal_column,
    or_,
    text,
)
from sqlalchemy import select as select_core
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, delete, select, union_all, update

from bot.dialogue.spoken import Edit
from bot.store.lanes import EDITS, MAIL, edits, owner
from bot.store.pace import HOLDS, Pace, chat, keep_pace, moments, next_of_all, turn_of_all
from bot.store.prepared import Prepared
from bot.store.tables import OPEN, Conversation, Lane
from bot.store.tables import Outgoing as Row
from bot.store.types import Moment

WAITING: Final = "waiting"
SENDING: Final = "sending"
UNCERTAIN: Final = "uncertain"
CUT_OFF: Final = "cut off while it was being sent"
"""Why a message is uncertain whose sender never came back."""


@dataclass(frozen=True)
class Claimed:
    """A message that is ours to send until the claim runs out, taken at a moment.

    `address` is where its conversation lives.
    """

    id: int
    lane: str
    kind: str
    payload: str = field(repr=False)
    attempts: int = 0
    address: str | None = field(default=None, repr=False)
    buttons: int | None = None
    taken: datetime | None = None


@dataclass(frozen=True)
class Behind:
    """What may go now that a message is off: more of its lane, or changes to what stands above it."""

    more: bool = False
    edits: bool = False


def _turns() -> Select[Any]:
    """Whose turn it is: in each lane the first that is open, and of mail all."""
    ours, mail = col(Row.lane).like(bindparam("lanes"), escape="\\"), col(Row.lane).startswith(MAIL)
    open_ = text(OPEN)
    heads = select(Row.lane, func.min(Row.number).label("number")).where(open_, ours, ~mail).group_by(Row.lane)
    turns = union_all(heads, select(Row.lane, Row.number).where(open_, ours, mail)).subquery()
    mine = (turns.c.lane == col(Row.lane)) & (turns.c.number == col(Row.number))
    kinds = bindparam("kinds", type_=String()).like(literal("%,") + col(Row.kind) + literal(",%"))
    joined = select(Row.id).join(turns, mine).join(Lane, col(Row.lane) == col(Lane.id))
    return joined.where(col(Row.status) == WAITING, kinds, col(Lane.closed).is_(None))


def _next(dialect: Any) -> Any:
    begun = dialect.insert(Lane).values(id=bindparam("lane"), next=2)
    counted = begun.on_conflict_do_update(index_elements=["id"], set_={"next": col(Lane.next) + 1})
    return counted.returning(col(Lane.next))


_MOMENT: Final = Moment()
_OWNER: Final = Prepared(select(Conversation.id).where(col(Conversation.id) == bindparam("owner")).with_for_update())
_NOW: Final = bindparam("now", type_=_MOMENT)
_HELD: Final = case((and_(col(Lane.not_before) > col(Row.due), HOLDS), col(Lane.not_before)), else_=col(Row.due))
_NEXT: Final = Prepared({"sqlite": _next(sqlite), "postgresql": _next(postgresql)})
_GIVEN: Final = ("lane", "number", "kind", "payload", "due", "about", "digest", "buttons")
_PUT: Final = Prepared(
    insert(Row)
    .values({name: bindparam(name) for name in _GIVEN} | {"status": WAITING, "attempts": 0})
    .returning(col(Row.id))
)
_DUE: Final = _turns().where(_HELD <= _NOW).order_by(col(Row.id)).limit(bindparam("limit"))
_CLAIMED: Final = tuple(map(col, (Row.id, Row.lane, Row.kind, Row.payload, Row.attempts, Row.buttons)))
_FREE: Final = _DUE.with_for_update(of=[col(Row.id), col(Lane.id)], skip_locked=True, key_share=True).cte("free")
_CLAIM: Final = Prepared(
    update(Row)
    .where(col(Row.id).in_(select(_FREE.c.id)))
    .values(status=SENDING, due=bindparam("until", type_=_MOMENT))
    .returning(*_CLAIMED)
)
_OPEN_THERE: Final = Prepared(
    select_core(*_CLAIMED)
    .where(text(OPEN), col(Row.lane) == bindparam("lane"), or_(col(Row.status) == SENDING, col(Row.due) <= _NOW))
    .order_by(col(Row.number))
)
# In words, as a list for IN cannot be prepared, and RETURNING tells no table from another on SQLite.
_UNDONE: Final = text("status IN ('waiting', 'sending', 'uncertain')")
_MORE: Final[ColumnElement[bool]] = literal_column(
    "EXISTS (SELECT 1 FROM outgoing AS other WHERE other.status IN ('waiting', 'sending') AND other.status = 'waiting'"
    " AND other.lane = outgoing.lane AND other.id <> outgoing.id)"
)
_SENT: Final = Prepared(
    update(Row)
    .where(col(Row.id) == bindparam("message"), _UNDONE)
    .values(status="sent", payload=None, done=_NOW, why=None, remote=bindparam("name"))
    .returning(col(Row.lane), col(Row.buttons), _MORE.label("more"))
)
_OLD: Final = Prepared(
    update(Row)
    .where(col(Row.lane) == bindparam("chat"), col(Row.buttons).is_not(None), col(Row.buttons) < bindparam("turn"))
    .where(col(Row.remote).is_not(None))
    .values(buttons=None)
    .returning(col(Row.number), col(Row.remote))
)
_PRESSED: Final = Prepared(
    update(Row)
    .where(col(Row.lane) == bindparam("chat"), col(Row.remote) == bindparam("name"), col(Row.buttons).is_not(None))
    .values(buttons=None)
)
_WHEN: Final = Prepared(_turns().with_only_columns(func.min(_HELD, type_=_MOMENT).label("first")))
_LIVES: Final = select(Conversation.id, Conversation.channel, Conversation.address).where(
    col(Conversation.id).in_(bindparam("owners", expanding=True))
)


def put(
    session: Session,
    lane: str,
    kind: str,
    payload: str,
    now: datetime,
    *,
    due: datetime | None = None,
    about: str | None = None,
    digest: str | None = None,
    buttons: int | None = None,
) -> int:
    """Queue a message at the end of a lane; its id. `about` and `digest`: which published words it gives, if any.

    `buttons`: the turn whose quick replies it shows, so that those of earlier turns go once it has arrived.
    """
    # The number is taken under the lane's lock: the order in it is the order of commits.
    number = _NEXT.first(session, lane=lane).next - 1
    row = {"lane": lane, "number": number, "kind": kind, "payload": payload, "due": due or now}
    told = {"about": about, "digest": digest, "buttons": buttons}
    written: int = _PUT.first(session, **row, **told).id
    return written


def next_due(
    session: Session, now: datetime, *, lanes: str, kinds: Sequence[str], pace: Pace | None = None
) -> datetime | None:
    """When the next message can be sent, in the past if it is late; None if nothing waits."""
    first: datetime | None = _WHEN.first(session, **_wanted(lanes, kinds, now)).first
    if first is None or pace is None:
        return first
    return max(first, next_of_all(session, pace, now) or first)


def claim(
    session: Session,
    now: datetime,
    *,
    lanes: str,
    kinds: Sequence[str],
    lease: timedelta,
    limit: int,
    pace: Pace | None,
) -> list[Claimed]:
    """Take messages to send them: nobody else gets them, and their lanes wait for them, until the lease ends.

    What somebody else holds locked is left for the next look: so a claim never waits while it holds anything.
    """
    if pace is not None and pace.interval:
        if not turn_of_all(session, pace, now):
            return []
        limit = 1
    wanted = _wanted(lanes, kinds, now) | {"limit": limit, "until": now + lease}
    rows = sorted(_CLAIM.all(session, **wanted))
    if not rows:
        return []
    if pace is not None:
        keep_pace(session, pace, [row.lane for row in rows], now)
    lives = _addresses(session, [row.lane for row in rows])
    return [Claimed(**row._asdict(), address=lives.get(row.lane), taken=now) for row in rows]


def open_there(session: Session, lane: str, now: datetime) -> list[Claimed]:
    """All that is to be sent on a lane that is ours alone, in its order; also what a process before us was sending."""
    return [Claimed(**row._asdict()) for row in _OPEN_THERE.all(session, lane=lane, now=now)]


def lock(session: Session, lane: str) -> None:
    """Hold the conversation of a lane, as the inbox does, before touching more than one row of it.

    Else two transactions may wait for each other on PostgreSQL, and one of them be undone.
    """
    _OWNER.run(session, owner=owner(lane))


def sent(session: Session, message: int, now: datetime, *, remote: str | None = None) -> Behind:
    """A message has arrived; there is no more need of what it said. The buttons above it are old now, and go."""
    row = _SENT.first(session, message=message, now=now, name=remote)
    if row is None:
        return Behind()
    old = [] if row.buttons is None else sorted(_OLD.all(session, chat=row.lane, turn=row.buttons))
    for _, shown in old:
        put(session, edits(row.lane), "edit", Edit(message=shown).model_dump_json(), now)
    return Behind(more=bool(row.more), edits=bool(old))


def failed(session: Session, message: int, why: str, now: datetime) -> None:
    """A message will never arrive; what follows it may go."""
    gone = update(Row).where(col(Row.id) == message, _UNDONE)
    session.exec(gone.values(status="failed", payload=None, done=now, why=why, buttons=None))


def again(session: Session, message: int, why: str, at: datetime) -> None:
    """Try a message once more at a moment; until then its lane waits with it, unless it is mail."""
    _reopen(session, message, attempts=col(Row.attempts) + 1, due=at, why=why)


def release(session: Session, message: int, now: datetime) -> None:
    """Give a message back untried: that it did not go is no fault of its own."""
    _reopen(session, message, due=now)


def unsure(session: Session, message: int, why: str, now: datetime) -> None:
    """Nobody knows whether a message arrived: it is not sent again by itself, and what follows it may go."""
    lost = update(Row).where(col(Row.id) == message, text(OPEN))
    session.exec(lost.values(status=UNCERTAIN, done=now, why=why))


def pressed(session: Session, lane: str, remote: str) -> None:
    """The buttons below a message are dealt with."""
    _PRESSED.run(session, chat=lane, name=remote)


def close(session: Session, lane: str, why: str) -> bool:
    """Nothing leaves a chat's lanes any more; False if they were closed before."""
    shut = update(Lane).where(chat(lane), col(Lane.closed).is_(None)).values(closed=why)
    return bool(session.exec(shut.returning(col(Lane.id))).all())


def reopen(session: Session, lane: str) -> bool:
    """The chat can be reached again: what waited goes; False if its lanes were open."""
    opened = update(Lane).where(chat(lane), col(Lane.closed).is_not(None)).values(closed=None)
    return bool(session.exec(opened.returning(col(Lane.id))).all())


def open_rows(session: Session, lane: str) -> int:
    """How many messages of a lane are still to arrive."""
    return session.exec(select(func.count()).select_from(Row).where(text(OPEN), col(Row.lane) == lane)).one()


def drop(session: Session, lane: str) -> None:
    """Drop all that is on a lane, sent or not, and the edits of it."""
    session.exec(delete(Row).where(col(Row.lane).in_([lane, edits(lane)])))


def _reopen(session: Session, message: int, **values: object) -> None:
    """Let an open message wait; one that was forgotten while it was being sent is gone, and that is well."""
    back = update(Row).where(col(Row.id) == message).values(status=WAITING, done=None, **values)
    if session.exec(back.where(text(OPEN)).returning(col(Row.id))).first() is None and _is_next(session, message):
        session.exec(back)


def _is_next(session: Session, message: int) -> bool:
    """Was a message taken for cut off, and has nothing left behind it? Then to hear that it did not go is in time."""
    doubtful = select(Row).where(col(Row.id) == message, col(Row.status) == UNCERTAIN, col(Row.why) == CUT_OFF)
    lost = session.exec(doubtful.where(col(Row.payload).is_not(None))).first()
    if lost is None:
        return False
    # Whoever claims what is behind it holds the lane; after this nobody does so before we are done. (But for a claim
    # that began before us and came to the lane after us, within the milliseconds of one statement.)
    session.exec(select(Lane.id).where(col(Lane.id) == lost.lane).with_for_update())
    behind = select(Row.id).where(col(Row.lane) == lost.lane, col(Row.number) > lost.number)
    return session.exec(behind.where(col(Row.status) != WAITING).limit(1)).first() is None


def _wanted(lanes: str, kinds: Sequence[str], now: datetime) -> dict[str, object]:
    # `terminal:1` must not stand for `terminal:12` as well: that is somebody else.
    name = lanes.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    wanted = f"{name}%" if not lanes or lanes.endswith(":") else name
    return {"lanes": wanted, "kinds": f",{','.join(kinds)},", **moments(now)}


def _addresses(session: Session, lanes: Sequence[str]) -> dict[str, str]:
    """Where the conversations of these lanes live."""
    owners = sorted({owner(lane) for lane in lanes if not lane.startswith(MAIL)})
    rows = session.connection().execute(_LIVES, {"owners": owners}) if owners else ()
    found = {f"{row.channel}:{row.id}": row.address for row in rows}
    return {lane: found[base] for lane in lanes if (base := lane.removesuffix(EDITS)) in found}
