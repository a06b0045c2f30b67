"""What is asked of a person for each right: the models of `catalogue/<right>.yaml`.

Only what is needed to find the data and to answer is asked, and never why, save where the right turns on it.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, model_validator
from pydantic import Field as Setting

from bot.rights.request import Right

Kind = Literal["text", "choice", "email", "contact", "date", "name"]
"""How an answer is read; `contact` is one or more e-mail addresses or telephone numbers."""
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$")]
MessageId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]*$")]
PROOF: Id = "email"
"""The field whose address a code is sent to; the answer goes there too."""


class Part(BaseModel):
    """A part of a form, as a lawyer writes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Part):
    """One of the answers to choose from, and the label of its button."""

    id: Id
    label: MessageId
    said: MessageId | None = None
    """Other words that people choose it by: a message that lists them, with commas between."""
    heard: MessageId | None = None
    """Words that choose it wherever they stand in a sentence: a message that lists them in the same way."""


class When(Part):
    """Ask only if that choice was made before."""

    field: Id
    is_: Id = Setting(alias="is")


class Told(Part):
    """Something the law wants told, where it is told to some only: a bare message id is told to everybody."""

    id: MessageId
    when: When | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, told: object) -> object:
        return {"id": told} if isinstance(told, str) else told


class Field(Part):
    """One question: how it is asked, why, and what its answer is called in the summary (message ids)."""

    id: Id
    kind: Kind
    required: bool = True
    when: When | None = None
    ask: MessageId
    why: MessageId
    label: MessageId
    choices: tuple[Option, ...] = ()
    overheard: bool = True
    """May an address in other words of the person's be taken for it? Not where those are about an address."""

    @model_validator(mode="after")
    def _choices_where_one_chooses(self) -> Self:
        if self.kind == "choice":
            if len(self.choices) < 2:
                raise ValueError(f"{self.id} is a choice, and needs two `choices` or more")
            _once([choice.id for choice in self.choices], f"the choices of {self.id}")
        elif self.choices:
            raise ValueError(f"{self.id} is no choice, and has no `choices`")
        return self


def _in_order(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """Each field once, and each condition about a choice that was offered before."""
    _once([field.id for field in fields], "the fields")
    offered: set[tuple[str, str]] = set()
    for field in fields:
        _offered(field, offered, "by a field above it")
        if field.kind == "choice" and field.when is None:
            offered |= {(field.id, choice.id) for choice in field.choices}
    return fields


def _offered(told: Field | Told, offered: set[tuple[str, str]], where: str) -> None:
    if told.when and (told.when.field, told.when.is_) not in offered:
        what = f"`when: {{field: {told.when.field}, is: {told.when.is_}}}`"
        raise ValueError(f"{told.id}: {what} names no choice offered {where}")


class Form(Part):
    """All that is asked, and told, to file a request for one right."""

    right: Right
    version: int = Setting(ge=1)
    article: str
    """The rule that gives the right, for staff and the register."""
    assurance: Literal["none", "address"]
    """`address`: a code sent to the e-mail must come back before the request is filed."""
    fields: Annotated[tuple[Field, ...], AfterValidator(_in_order)]
    warning: Told | None = None
    """What the person must know before confirming."""
    notices: tuple[Told, ...] = ()
    """What the law wants told, in the receipt itself: two or three lines at most."""
    later: tuple[Told, ...] = ()
    """What else the law wants told, a button away from the receipt."""

    @model_validator(mode="after")
    def _told_to_somebody(self) -> Self:
        """What is told to some only is told to those who can be told apart."""
        offered = {(field.id, option.id) for field in self.fields for option in field.choices}
        for told in (*self.notices, *self.later, *((self.warning,) if self.warning else ())):
            _offered(told, offered, "by this form")
        return self

    @model_validator(mode="after")
    def _an_address_only_to_prove_it(self) -> Self:
        """An e-mail is asked exactly where a code is sent to it; a right that needs no proof needs none."""
        mails = [field for field in self.fields if field.kind == "email"]
        if self.assurance == "none":
            if mails:
                raise ValueError(f"without `assurance: address`, {mails[0].id} must not be asked")
        elif [(mail.id, mail.required, mail.when) for mail in mails] != [(PROOF, True, None)]:
            raise ValueError(f"`assurance: address` needs one field of kind email: {PROOF}, required, without `when`")
        return self


def _once(ids: list[str], where: str) -> None:
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise ValueError(f"{twice[0]!r} stands twice among {where}")
