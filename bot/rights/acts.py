"""What may be done to a request, and what comes of it: the words of `lifecycle.act`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from bot.rights.request import Assurance, Outcome, RightsRequest

Article = Annotated[str, Field(pattern=r"^(\d{1,2}(\(\d\))?(\([a-z]\))?)?$")]
"""An article by its number, `17(3)(b)`, so that nothing else ends in the register."""


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AskIdentity(Part):
    """Ask for more about who asks, on reasonable doubt, whose ground is told (GDPR Art. 12(6)).

    The clock may rest meanwhile (décret 2019-536, Art. 77); a code in the same chat is no such question.
    """

    kind: Literal["ask_identity"] = "ask_identity"
    doubt: str


class Identified(Part):
    """The doubt is settled."""

    kind: Literal["identified"] = "identified"
    assurance: Literal[Assurance.known, Assurance.human]


class Clarify(Part):
    """Ask what exactly is meant; only for access to much data may the clock rest meanwhile (recital 63)."""

    kind: Literal["clarify"] = "clarify"
    question: str
    suspends: bool = False


class Clarified(Part):
    """The answer to that; it is added to what was filed."""

    kind: Literal["clarified"] = "clarified"
    text: str


class Start(Part):
    """Somebody looks at it."""

    kind: Literal["start"] = "start"


class Take(Part):
    """Somebody carries it out."""

    kind: Literal["take"] = "take"


class Extend(Part):
    """Take three months instead of one, told with its reason within the first (GDPR Art. 12(3))."""

    kind: Literal["extend"] = "extend"
    ground: Literal["complex", "many"]
    reason: str
    holidays: str = "FR"


class Amend(Part):
    """The person adds something; what was filed stays as it was."""

    kind: Literal["amend"] = "amend"
    text: str


class Withdraw(Part):
    """The person takes the request back."""

    kind: Literal["withdraw"] = "withdraw"


class Close(Part):
    """Answer it: `words` tell the person what was done, or why not and under which article (GDPR Art. 12(4))."""

    kind: Literal["close"] = "close"
    outcome: Outcome
    words: str = ""
    law: Literal["gdpr", "lil"] = "gdpr"
    article: Article = ""


Act = Annotated[
    AskIdentity | Identified | Clarify | Clarified | Start | Take | Extend | Amend | Withdraw | Close,
    Field(discriminator="kind"),
]


class Entry(Part):
    """A line for the register: facts, never personal data."""

    kind: str
    facts: dict[str, JsonValue]


class Notice(Part):
    """Something to be told: a message, and below it the words that staff or the person wrote, if any."""

    to: Literal["person", "staff"]
    message: str
    args: dict[str, str | date]
    words: str = ""


class Acted(Part):
    """It was done: the request after it, what the register keeps, who must be told."""

    request: RightsRequest
    entries: tuple[Entry, ...]
    notices: tuple[Notice, ...] = ()


class Refused(Part):
    """It may not be done; `why` is a message id."""

    why: str
