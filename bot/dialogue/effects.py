"""What a conversation wants done. The core names effects; the inbox carries them out in one transaction.

A text is never in here: a reply is a message id with arguments, rendered once, in the person's language.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from bot.rights.request import Right

Purpose = Literal["status", "overdue", "withdraw", "amend"]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Text(Part):
    """A message id and its arguments: a text without a language."""

    id: str
    args: dict[str, Arg] = Field(default_factory=dict)


class Lines(Part):
    """Texts below one another."""

    kind: Literal["lines"] = "lines"
    of: tuple[Text, ...]


class Words(Part):
    """Somebody's own words, the person's or staff's, which no length limit of ours counts."""

    kind: Literal["words"] = "words"
    text: str


class Both(Part):
    """Words of the knowledge base, in either language."""

    kind: Literal["both"] = "both"
    fr: str
    en: str


Arg = str | int | date | Words | Both | Lines | Text
Text.model_rebuild()


class Choice(Part):
    """A quick reply: what pressing it does (`do`, and to `what`), the label, and the id it was offered under."""

    id: str = ""
    do: str
    what: str = ""
    label: Text


def choice(do: str, what: str = "", *, label: str | Text | None = None) -> Choice:
    """A quick reply, labelled `button-<do>` unless something else is said."""
    text = label if isinstance(label, Text) else Text(id=label or f"button-{do}")
    return Choice(do=do, what=what, label=text)


class Reply(Part):
    """Say a message of Ombud's own.

    `ends_sharing`: with what it says, the control to share one's telephone number goes.
    `contact`: offer to share one's telephone number by a control of the messenger, or take the control away. Where
    there is no such control, the message is not said at all.
    """

    kind: Literal["reply"] = "reply"
    text: Text
    choices: tuple[Choice, ...] = ()
    contact: Literal["", "ask", "done"] = ""
    ends_sharing: bool = False


class TellAnswer(Part):
    """Say what the policy says, or that it does not: an answer by its id, and what is to be said below it.

    `thing` is what the question named. `show` may be the clauses it rests on, in full, or their whole section.
    `above` is a line before it. `both`: in both languages, for somebody who writes in a third.
    """

    kind: Literal["tell_answer"] = "tell_answer"
    answer: str
    thing: str | None = None
    above: Text | None = None
    both: bool = False
    below: tuple[Text, ...] = ()
    choices: tuple[Choice, ...] = ()
    show: Literal["answer", "clauses", "section"] = "answer"


class SendCode(Part):
    """Send a one-time code to the address that the request names; comes back as CodeIssued."""

    kind: Literal["send_code"] = "send_code"
    address: str
    right: Right


class CheckCode(Part):
    """Compare a typed code; comes back as CodeChecked."""

    kind: Literal["check_code"] = "check_code"
    address: str
    right: Right
    code: str


class VoidCode(Part):
    """The address changed: what was sent to the old one opens nothing any more."""

    kind: Literal["void_code"] = "void_code"


class File(Part):
    """File the draft that the person confirmed; comes back as Filed."""

    kind: Literal["file"] = "file"
    draft: str
    right: Right
    version: int
    first_voiced: datetime
    values: dict[str, JsonValue]
    proved: str | None


class LookUp(Part):
    """Look up this conversation's requests; comes back as Found."""

    kind: Literal["look_up"] = "look_up"
    purpose: Purpose


class ActOn(Part):
    """Act on a request of this conversation's; comes back as ActedOn."""

    kind: Literal["act_on"] = "act_on"
    reference: str
    act: Literal["withdraw", "amend"]
    text: str = ""


class AskStaff(Part):
    """File an open question that staff see; `topic` is a gap of the policy, or None for a message to a human."""

    kind: Literal["ask_staff"] = "ask_staff"
    topic: str | None
    text: str


class Remind(Part):
    """Come back to this draft at a moment, as TimeCame."""

    kind: Literal["remind"] = "remind"
    what: Literal["remind", "expire"]
    draft: str
    due: datetime


class Forget(Part):
    """Erase what is kept of this conversation; requests that were filed stay."""

    kind: Literal["forget"] = "forget"


class Misunderstood(Part):
    """Count a misunderstanding, for whoever edits the phrases: which intents, never whose words.

    `chosen`: we asked which was meant, and `meant` it was; `neither`: none of those we offered. `corrected`: `guessed`
    was answered, and at once the person took what stood beside it. `not_understood`: nothing was, `guessed` came
    nearest; `rephrased`: what was not understood at first turned out to be `meant`.
    """

    kind: Literal["misunderstood"] = "misunderstood"
    how: Literal["chosen", "neither", "corrected", "not_understood", "rephrased"]
    guessed: str = ""
    meant: str = ""


Effect = Annotated[
    Reply
    | TellAnswer
    | SendCode
    | CheckCode
    | VoidCode
    | File
    | LookUp
    | ActOn
    | AskStaff
    | Remind
    | Forget
    | Misunderstood,
    Field(discriminator="kind"),
]
