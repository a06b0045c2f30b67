"""Carries out what the core decided, inside the transaction of the event; what comes of it is the next event."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot import replies
from bot.dialogue.effects import (
    ActOn,
    AskStaff,
    CheckCode,
    Effect,
    File,
    Forget,
    LookUp,
    Misunderstood,
    Remind,
    Reply,
    SendCode,
    TellAnswer,
    Text,
    VoidCode,
)
from bot.dialogue.events import ActedOn, Case, CodeChecked, CodeIssued, Event, Filed, Found, TimeCame
from bot.dialogue.spoken import message, spoken
from bot.dialogue.state import TeamSaid
from bot.replies import Platform
from bot.rights import lifecycle
from bot.rights.deadline import deadlines
from bot.rights.request import Assurance, RightsRequest, Status, new_reference
from bot.store import codes, conversations, events, lanes, misunderstandings, outgoing, questions, register, requests
from bot.store.session import Store
from bot.store.tables import Conversation
from bot.wording.words import Language, Wording, moment
from knowledge.library import Library

CODE_DIGITS = 8
CODE_MINUTES = 10


@dataclass(frozen=True)
class Moment:
    """One conversation at one event: the row is locked, the language is the one to speak."""

    session: Session
    conversation: Conversation
    language: Language
    now: datetime
    library: Library
    step: str = ""


@dataclass(frozen=True)
class Carrier:
    """All that an effect may need, built once by the composition root; `platforms` by their name."""

    store: Store
    wording: Wording
    zone: ZoneInfo
    holidays: str
    platforms: Mapping[str, Platform] = field(default_factory=dict)

    def carry(self, at: Moment, effect: Effect) -> Event | None:
        """Carry out one effect; the event that comes of it, if any."""
        match effect:
            case Reply() | TellAnswer():
                self._reply(at, effect)
            case SendCode():
                return self._send_code(at, effect)
            case CheckCode():
                return self._check_code(at, effect)
            case VoidCode():
                codes.void(at.session, _id(at))
            case File():
                return self._file(at, effect)
            case LookUp():
                return Found(at=at.now, purpose=effect.purpose, cases=self._cases(at))
            case ActOn():
                return self._act(at, effect)
            case AskStaff():
                self._ask_staff(at, effect)
            case Remind():
                came = TimeCame(at=effect.due, what=effect.what, draft=effect.draft)
                key = f"{effect.what}:{effect.draft}"
                events.put(
                    at.session,
                    to=to(at.conversation),
                    kind=came.kind,
                    key=key,
                    due=effect.due,
                    payload=came.model_dump_json(),
                )
            case Forget():
                shown = replies.keyboards(at.session, at.conversation)
                conversations.forget(at.session, _id(at))
                replies.take_away(at.session, at.conversation, shown, at.now)
            case Misunderstood():
                self._count(at, effect)
        return None

    def _reply(self, at: Moment, effect: Reply | TellAnswer) -> None:
        """Queue what is shown; of an answer, its id and fingerprint stay when the words are gone."""
        platform = self.platforms.get(lanes.platform(at.conversation.channel))
        if isinstance(effect, Reply) and effect.contact and not (platform and platform.shares):
            return
        shown = message(effect, at.language, wording=self.wording, library=at.library, step=at.step)
        told = at.library.answer(effect.answer) if isinstance(effect, TellAnswer) else None
        about, digest = (told.id, told.digest) if told else (None, None)
        if about and isinstance(effect, TellAnswer) and effect.show != "answer":
            about = f"{about} {effect.show}"
        for piece in platform.pieces(shown) if platform else (shown,):
            replies.put(at.session, lanes.replies(at.conversation), piece, at.now, about=about, digest=digest)

    def today(self, now: datetime) -> date:
        """The day it is where the controller is: the date that counts for deadlines."""
        return now.astimezone(self.zone).date()

    def _send_code(self, at: Moment, effect: SendCode) -> Event:
        code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
        issued = codes.issue(
            at.session,
            conversation=_id(at),
            address_hash=self.store.lookup(effect.address.casefold()),
            digest=self._digest(at, effect, code),
            now=at.now,
        )
        if isinstance(issued, codes.Limited):
            return CodeIssued(at=at.now, address=effect.address, limited=True)
        letter = self._letter(at, effect, code) | {"code": issued, "conversation": _id(at)}
        # A letter that was held up would bring a code that opens nothing any more.
        outgoing.drop(at.session, lanes.mail(_id(at)))
        outgoing.put(at.session, lanes.mail(_id(at)), "code-mail", json.dumps(letter), at.now)
        return CodeIssued(at=at.now, address=effect.address)

    def _letter(self, at: Moment, effect: SendCode, code: str) -> dict[str, str | int]:
        """The mail: who asks, what for, where; and nothing that the asker typed or is called."""
        right = spoken(Text(id=f"request-{effect.right.value.replace('_', '-')}"), at.language, self.wording)
        facts: Mapping[str, str | int] = {
            "code": f"{code[:4]} {code[4:]}",
            "controller": at.library.policy.controller,
            "right": right,
            "minutes": CODE_MINUTES,
            "time": moment(at.language, at.now.astimezone(self.zone)),
            "channel": self.wording.text(at.language, f"channel-{lanes.platform(at.conversation.channel)}"),
        }
        subject = self.wording.text(at.language, "code-mail-subject", facts)
        return {
            "to": effect.address,
            "subject": subject,
            "text": self.wording.text(at.language, "code-mail-body", facts),
        }

    def _check_code(self, at: Moment, effect: CheckCode) -> Event:
        checked = codes.check(
            at.session,
            conversation=_id(at),
            address_hash=self.store.lookup(effect.address.casefold()),
            digest=self._digest(at, effect, effect.code),
            now=at.now,
        )
        return CodeChecked(at=at.now, address=effect.address, result=checked.result, left=checked.left)

    def _digest(self, at: Moment, effect: SendCode | CheckCode, code: str) -> bytes:
        """What is kept of a code: bound to this conversation, this purpose and this address (domain §7)."""
        return self.store.lookup(f"code\n{_id(at)}\n{effect.right.value}\n{effect.address.casefold()}\n{code}")

    def _file(self, at: Moment, effect: File) -> Event:
        draft = f"{_id(at)}:{effect.draft}"
        known = requests.of_draft(at.session, draft)
        request = known or self._new_request(at, effect)
        if known is None:
            requests.file(
                at.session, request, conversation=_id(at), draft=draft, filed=at.now, contact_hash=self._contact(effect)
            )
            facts = {"right": request.right.value, "due": request.due.isoformat(), "assurance": request.assurance.value}
            register.append(at.session, request.reference, at=at.now, by="person", kind="filed", facts=facts)
        return Filed(
            at=at.now,
            draft=effect.draft,
            right=request.right,
            reference=request.reference,
            received=request.received,
            due=request.due,
            again=known is not None,
        )

    def _new_request(self, at: Moment, effect: File) -> RightsRequest:
        received = self.today(effect.first_voiced)
        return RightsRequest(
            reference=new_reference(secrets.token_bytes(16)),
            right=effect.right,
            status=Status.received,
            assurance=Assurance.address if effect.proved else Assurance.none,
            first_voiced=effect.first_voiced,
            received=received,
            due=deadlines(received, holidays=self.holidays).due,
            language=at.language,
            channel=lanes.platform(at.conversation.channel),
            values=effect.values,
            policy=at.library.digest,
            form=effect.version,
        )

    def _contact(self, effect: File) -> bytes | None:
        return self.store.lookup(effect.proved.casefold()) if effect.proved else None

    def _cases(self, at: Moment) -> tuple[Case, ...]:
        today = self.today(at.now)
        return tuple(
            Case(
                reference=request.reference,
                right=request.right,
                status=request.status,
                received=request.received,
                due=request.answer_by,
                outcome=request.outcome,
                overdue=request.overdue(today),
            )
            for request in requests.of_conversation(at.session, _id(at))
        )

    def _act(self, at: Moment, effect: ActOn) -> Event:
        request = next(
            (r for r in requests.of_conversation(at.session, _id(at)) if r.reference == effect.reference), None
        )
        if request is None:
            return ActedOn(at=at.now, reference=effect.reference, act=effect.act, refused="no-open-request")
        act = lifecycle.Withdraw() if effect.act == "withdraw" else lifecycle.Amend(text=effect.text)
        done = lifecycle.act(request, act, by="person", today=self.today(at.now))
        if isinstance(done, lifecycle.Refused):
            return ActedOn(at=at.now, reference=effect.reference, act=effect.act, refused=done.why)
        requests.save(at.session, done.request)
        for entry in done.entries:
            register.append(at.session, request.reference, at=at.now, by="person", kind=entry.kind, facts=entry.facts)
        return ActedOn(at=at.now, reference=effect.reference, act=effect.act)

    def _count(self, at: Moment, effect: Misunderstood) -> None:
        misunderstandings.count(
            at.session,
            policy=at.library.policy.slug,
            day=self.today(at.now),
            language=at.language,
            how=effect.how,
            guessed=effect.guessed,
            meant=effect.meant,
        )

    def _ask_staff(self, at: Moment, effect: AskStaff) -> None:
        questions.ask(
            at.session,
            conversation=_id(at),
            kind="gap" if effect.topic else "human",
            topic=effect.topic,
            policy=at.library.policy.slug if effect.topic else None,
            text=effect.text,
            language=at.language,
            now=at.now,
        )


def team_said(session: Session, policy: str, zone: ZoneInfo) -> dict[str, TeamSaid]:
    """What staff have answered to gaps of a policy so far, by gap, and on which day."""
    said = questions.told(session, policy)
    return {gap: TeamSaid(fr=row.fr, en=row.en, on=row.at.astimezone(zone).date()) for gap, row in said.items()}


def to(conversation: Conversation) -> str:
    """The address of a conversation among the events."""
    return f"conversation:{conversation.id}"


def _id(at: Moment) -> int:
    assert at.conversation.id is not None
    return at.conversation.id
