"""Rights requests: `body` is the request itself, and the columns beside it are drawn from it in one place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import String, cast, func
from sqlmodel import Session, col, select

from bot.rights.request import RightsRequest, Status
from bot.store.rows import insert_new
from bot.store.tables import NEW, Conversation, Lane, Request


def file(
    session: Session,
    request: RightsRequest,
    *,
    conversation: int,
    draft: str,
    filed: datetime,
    contact_hash: bytes | None = None,
) -> bool:
    """File a request; False, and nothing filed, if this draft was filed before."""
    columns = _columns(request) | {"reference": request.reference, "was": NEW, "status": request.status.value}
    links = {"conversation_id": conversation, "draft": draft, "contact_hash": contact_hash}
    return insert_new(session, Request, "draft", **columns, **links, filed=filed)


def save(session: Session, request: RightsRequest) -> None:
    """Keep a request as it is now; the database refuses a change of status that the law does not know."""
    row = session.exec(select(Request).where(col(Request.reference) == request.reference).with_for_update()).one()
    for name, value in _columns(request).items():
        setattr(row, name, value)
    if request.status != row.status:
        row.was, row.status = row.status, request.status.value
    session.add(row)
    session.flush()


def by_reference(session: Session, reference: str) -> RightsRequest | None:
    """The request with this reference."""
    return _request(session.get(Request, reference))


def of_draft(session: Session, draft: str) -> RightsRequest | None:
    """The request that a draft became."""
    return _request(session.exec(select(Request).where(col(Request.draft) == draft)).first())


def of_conversation(session: Session, conversation: int) -> list[RightsRequest]:
    """The requests filed in a conversation, the newest first."""
    filed = select(Request).where(col(Request.conversation_id) == conversation)
    return _requests(session.exec(filed.order_by(col(Request.filed).desc(), col(Request.reference))))


def listed(session: Session, *, status: Status | None = None, limit: int | None = None) -> list[RightsRequest]:
    """Requests, those that must be answered first before the others."""
    every = select(Request) if status is None else select(Request).where(col(Request.status) == status.value)
    answer_by = func.coalesce(col(Request.extended), col(Request.due))
    return _requests(session.exec(every.order_by(answer_by, col(Request.filed)).limit(limit)))


def unreachable(session: Session) -> dict[str, str]:
    """The requests whose person nothing reaches in the chat any more, and why."""
    lane = col(Conversation.channel) + ":" + cast(col(Conversation.id), String)
    theirs = select(Request.reference, Lane.closed).join(
        Conversation, col(Request.conversation_id) == col(Conversation.id)
    )
    shut = theirs.join(Lane, col(Lane.id) == lane).where(col(Lane.closed).is_not(None))
    return {reference: why for reference, why in session.exec(shut) if why}


def filed_order(session: Session) -> list[RightsRequest]:
    """All requests as they were filed, one after the other."""
    return _requests(session.exec(select(Request).order_by(col(Request.filed), col(Request.reference))))


def _columns(request: RightsRequest) -> dict[str, object]:
    """What is queried, in clear, and all of it, encrypted; the status is apart, for its change is checked."""
    return {
        "right": request.right.value,
        "outcome": request.outcome.value if request.outcome else None,
        "assurance": request.assurance.value,
        "first_voiced": request.first_voiced,
        "received": request.received,
        "due": request.due,
        "extended": request.extended,
        "language": request.language,
        "channel": request.channel,
        "policy": request.policy,
        "body": request.model_dump_json(),
    }


def _requests(rows: Iterable[Request]) -> list[RightsRequest]:
    return [RightsRequest.model_validate_json(row.body) for row in rows]


def _request(row: Request | None) -> RightsRequest | None:
    return None if row is None else RightsRequest.model_validate_json(row.body)
