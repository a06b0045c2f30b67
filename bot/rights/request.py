"""A rights request: what was asked, by when it must be answered, and how far it has come.

The names of rights, statuses, outcomes and assurance are the contract's; everybody else calls them so too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, JsonValue

ALPHABET: Final = "2345679ACDEFGHJKMNPQRSTUVWXYZ"
"""What a reference is made of: no sign that is mistaken for another, over the telephone or on paper."""
SIGNS: Final = 8
RANDOM_BYTES: Final = 8
"""Fewer would make some references likelier than others."""


class Right(StrEnum):
    """What the law lets a person ask for; the nine that Ombud files."""

    access = "access"
    """Know whether and which data are held, and get a copy (GDPR Art. 15)."""
    rectification = "rectification"
    """Have wrong data put right (GDPR Art. 16)."""
    erasure = "erasure"
    """Have data erased (GDPR Art. 17)."""
    restriction = "restriction"
    """Have data kept but not used (GDPR Art. 18)."""
    objection = "objection"
    """Object to a processing for reasons of one's own situation (GDPR Art. 21(1))."""
    marketing_objection = "marketing_objection"
    """Be advertised to no more, without giving a reason (GDPR Art. 21(2) and (3))."""
    portability = "portability"
    """Get the data one gave in a form that machines read, or have them sent on (GDPR Art. 20)."""
    consent_withdrawal = "consent_withdrawal"
    """Take back a consent, for the future (GDPR Art. 7(3))."""
    post_mortem = "post_mortem"
    """Say what becomes of one's data after death, or act for someone who died (loi 78-17, Art. 85)."""


class Status(StrEnum):
    """How far a request has come."""

    received = "received"
    """Filed; nobody has looked at it yet."""
    identity_pending = "identity_pending"
    """There is reasonable doubt who asks, and the person was asked for more (GDPR Art. 12(6))."""
    in_review = "in_review"
    """Staff are looking at what it asks for."""
    clarifying = "clarifying"
    """The person was asked what exactly is meant."""
    in_progress = "in_progress"
    """It is being carried out."""
    closed = "closed"
    """It was answered or taken back; nothing changes any more."""


class Outcome(StrEnum):
    """What became of a closed request."""

    granted = "granted"
    """All that was asked for was done."""
    partly = "partly"
    """Part of it was refused, which the law treats as a refusal (GDPR Art. 12(4))."""
    refused = "refused"
    """None of it was done, for a reason told to the person (GDPR Art. 12(4))."""
    nothing_held = "nothing_held"
    """No data of this person are held."""
    unidentifiable = "unidentifiable"
    """The controller showed that it cannot tell whose data are meant (GDPR Art. 11(2), 12(2))."""
    withdrawn = "withdrawn"
    """The person took it back."""
    rerouted = "rerouted"
    """It goes on as a request of another kind, or to another controller."""
    duplicate = "duplicate"
    """The same was asked before, and is being answered there."""


class Assurance(StrEnum):
    """How sure it is who asks."""

    none = "none"
    """Nothing was asked."""
    address = "address"
    """The person controls the contact that the request names: a code sent there came back."""
    known = "known"
    """That contact is in the directory, or the client number and a code fit."""
    human = "human"
    """Staff made sure."""


class RightsRequest(BaseModel):
    """One request for one right. It outlives the conversation in which it was filed."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    reference: str
    right: Right
    status: Status = Status.received
    outcome: Outcome | None = None
    assurance: Assurance
    first_voiced: AwareDatetime
    """When the wish was first voiced: the law counts from receipt, not from the last field of a form."""
    received: date
    """The day of that moment where the controller is (Europe/Paris)."""
    due: date
    """The one-month date (GDPR Art. 12(3)); it stays when the time is extended."""
    extended: date | None = None
    """The three-month date, once the person was told of it."""
    suspended: date | None = None
    """Since when the clock may rest for what the person was asked; `due` never moves for it (the safe date)."""
    language: Literal["fr", "en"]
    channel: str
    values: Mapping[str, JsonValue]
    """The answers by field of the form, as they were confirmed."""
    policy: str
    """The digest of the policy that held when it was filed."""
    form: int
    """The version of the form that asked."""
    amendments: tuple[str, ...] = ()
    """What the person added later; nothing that was filed is ever overwritten."""

    @property
    def answer_by(self) -> date:
        """The day by which the person must have an answer."""
        return self.extended or self.due

    def overdue(self, today: date) -> bool:
        """Is the answer late?"""
        return self.status is not Status.closed and today > self.answer_by


def new_reference(token: bytes) -> str:
    """A reference, `OMB-7F3K-Q2XW`, from random bytes; a reference opens nothing by itself."""
    if len(token) < RANDOM_BYTES:
        raise ValueError(f"a reference needs {RANDOM_BYTES} random bytes")
    number, signs = int.from_bytes(token), ""
    for _ in range(SIGNS - 1):
        number, at = divmod(number, len(ALPHABET))
        signs += ALPHABET[at]
    return _written(signs + _check(signs))


def parse_reference(text: str) -> str | None:
    """The reference as it was given out, whatever its case, spaces and dashes; None where it can be none."""
    signs = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).upper().removeprefix("OMB")
    if len(signs) != SIGNS or not set(signs) <= set(ALPHABET):
        return None
    return _written(signs) if _check(signs[:-1]) == signs[-1] else None


def _check(signs: str) -> str:
    """A sign that catches any one wrong sign and any two swapped ones.

    There are 29 signs, a prime, and each place has a weight of its own: so neither change leaves the sum as it was.
    """
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(signs, 12))
    return ALPHABET[total % len(ALPHABET)]


def _written(signs: str) -> str:
    return f"OMB-{signs[:4]}-{signs[4:]}"
