"""A message as Telegram shows it: cut where it is too long, the policy's words in blocks, choices as buttons.

Telegram counts in UTF-16 units, for lengths and for where something begins. Nothing is marked up within the text:
what a person typed can never become a link or a heading.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate, groupby
from typing import Any, Final

import telegram
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from bot.dialogue.spoken import Button, Citation, Edit, Message
from bot.wording.words import Wording

MOST: Final = 4096
"""UTF-16 units of a message's text."""

ROOM: Final = {2: 18, 3: 11}
"""How long the longest of so many labels may be to stand in one row and be read whole on a small screen."""

PLACES: Final = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?…](?:\u00a0»|[”\"')])*[ \t]"))
"""Where a text is cut, the best first: between paragraphs, lines, sentences; failing these, between words."""

NO_PREVIEW: Final = LinkPreviewOptions(is_disabled=True)


def units(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(message: Message, title: Callable[[str], str], wording: Wording) -> tuple[Message, ...]:
    """The message in as few as Telegram takes; what may be pressed goes with the last.

    A quotation that does not fit beside what comes before it begins a message of its own.
    """
    if _fits(message, title, wording):
        return (message,)
    plain = message.model_copy(update={"choices": (), "citations": (), "contact": ""})
    texts = cut(message.text, MOST)
    done = [plain.model_copy(update={"text": text}) for text in texts[:-1]]
    last = plain.model_copy(update={"text": texts[-1]})
    for citation in message.citations:
        more = last.model_copy(update={"citations": (*last.citations, citation)})
        if not _fits(more, title, wording):
            *parts, more = _quoted(plain, citation, title, wording)
            done += [last, *parts] if last.text or last.citations else parts
        last = more
    return *done, last.model_copy(update={"choices": message.choices, "contact": message.contact})


def _quoted(plain: Message, citation: Citation, title: Callable[[str], str], wording: Wording) -> list[Message]:
    """A quotation alone, in as many messages as it needs."""

    def of(quote: str) -> Message:
        whole = citation.model_copy(update={"quote": quote})
        return plain.model_copy(update={"text": "", "citations": (whole,)})

    around = units(_page(of("…"), title, wording).text) - 1
    return [of(quote) for quote in cut(citation.quote, MOST - around)]


def _fits(message: Message, title: Callable[[str], str], wording: Wording) -> bool:
    return units(_page(message, title, wording).text) <= MOST


def cut(text: str, most: int) -> list[str]:
    """A text in pieces of at most so many units, cut where a reader would pause; at least one piece."""
    pieces, rest = [], text.strip()
    while units(rest) > most:
        at = _pause(rest, _reach(rest, most))
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*pieces, rest]


def _reach(text: str, most: int) -> int:
    """How many characters of a longer text make so many units; a pair of surrogates is never halved."""
    lengths = accumulate(units(sign) for sign in text)
    return next(at for at, length in enumerate(lengths) if length > most)


def _pause(text: str, most: int) -> int:
    """The last good place to cut; pieces under half of what fits are only made where there is no other place."""
    for place in PLACES:
        ends = [found.end() for found in place.finditer(text, most // 2, most)]
        if ends:
            return ends[-1]
    space = max(text.rfind(" ", 1, most), text.rfind("\n", 1, most))
    if space > 0:
        return space
    return next((at for at in range(most, most // 2, -1) if not _joined(text, at)), most)


def _joined(text: str, at: int) -> bool:
    """Whether what stands here only completes what stands before it: an accent, a skin tone, half a flag."""
    here, before = text[at], text[at - 1]
    mark = unicodedata.category(here) in {"Mn", "Mc", "Me"} or "\U0001f3fb" <= here <= "\U0001f3ff"
    flags = all("\U0001f1e6" <= sign <= "\U0001f1ff" for sign in (before, here))
    return mark or flags or "\u200d" in {before, here}


@dataclass
class _Page:
    """A text and what is special in it, as both grow."""

    text: str = ""
    entities: list[MessageEntity] = field(default_factory=list)

    def add(self, text: str, kind: str = "", *, after: str = "\n") -> None:
        """Put more text below; Telegram drops spaces around a text, so none are there to be counted."""
        text = text.strip()
        self.text += after if self.text and text else ""
        if kind and text:
            self.entities.append(MessageEntity(kind, offset=units(self.text), length=units(text)))
        self.text += text


def _page(message: Message, title: Callable[[str], str], wording: Wording) -> _Page:
    """Our words; then the policy's, a block a clause, with the title they stand under."""
    page = _Page()
    page.add(message.text)
    if message.citations:
        page.add(wording.text(message.language, "telegram-quote"), after="\n\n")
        for name, cited in groupby(message.citations, key=lambda citation: title(citation.clause)):
            for _, quotes in groupby(cited, key=lambda citation: citation.clause):
                page.add(" […] ".join(cite.quote for cite in quotes), MessageEntity.EXPANDABLE_BLOCKQUOTE)
            page.add(f"— {name}", MessageEntity.ITALIC)
    return page


def call(
    message: Message, *, seal: Callable[[str], str], title: Callable[[str], str], wording: Wording
) -> dict[str, Any]:
    """What `Bot.send_message` is called with, but for the chat."""
    page = _page(message, title, wording)
    return {
        "text": page.text,
        "entities": page.entities,
        "reply_markup": _markup(message, seal, wording),
        "protect_content": message.private,
        "link_preview_options": NO_PREVIEW,
        **_where(message),
    }


def _where(message: Message) -> dict[str, Any]:
    """In a group: below the words it answers, if these are still there, and in the same topic."""
    if not message.answers:
        return {}
    below = ReplyParameters(int(message.answers), allow_sending_without_reply=True)
    return {"reply_parameters": below, "message_thread_id": message.thread}


def _markup(
    message: Message, seal: Callable[[str], str], wording: Wording
) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """The buttons; Telegram takes one kind a message, and a contact can only be shared from the other keyboard."""
    if message.contact == "ask":
        label = wording.text(message.language, "telegram-share")
        button = KeyboardButton(label, request_contact=True)
        hint = wording.text(message.language, "telegram-share-hint")
        return ReplyKeyboardMarkup(
            [[button]], resize_keyboard=True, one_time_keyboard=True, input_field_placeholder=hint
        )
    if message.contact == "done":
        return ReplyKeyboardRemove()
    if not message.choices:
        return None
    buttons = [[InlineKeyboardButton(b.label, callback_data=seal(b.id)) for b in row] for row in rows(message.choices)]
    return InlineKeyboardMarkup(buttons)


def rows(choices: tuple[Button, ...]) -> list[list[Button]]:
    """Short labels side by side, in the order they are offered; no label is ever trimmed."""
    laid: list[list[Button]] = []
    for choice in choices:
        beside = [*laid[-1], choice] if laid else []
        if beside and max(units(one.label) for one in beside) <= ROOM.get(len(beside), 0):
            laid[-1] = beside
        else:
            laid.append([choice])
    return laid


def edit(change: Edit) -> tuple[str, dict[str, Any]]:
    """The method of `Bot` that makes an edit, and what it is called with, but for the chat.

    Both leave out the keyboard, and that takes it away.
    """
    message = {"message_id": int(change.message)}
    if change.text is None:
        return "edit_message_reply_markup", message
    entities = [MessageEntity.de_json(dict(entity), None) for entity in change.entities]
    special = {"text": change.text, "entities": entities, "link_preview_options": NO_PREVIEW}
    return "edit_message_text", message | special


def chosen(message: telegram.MaybeInaccessibleMessage, data: str) -> Edit:
    """What a message becomes once a button of it was pressed: what was chosen is told, and the buttons go.

    Where the text is not to be had, or would grow too long, only the buttons go.
    """
    bare = Edit(message=str(message.message_id))
    if not isinstance(message, telegram.Message) or not message.text:
        return bare
    label = _label(message.reply_markup, data)
    text = f"{message.text}\n\n✓ {label}"
    if not label or units(text) > MOST:
        return bare
    return Edit(message=bare.message, text=text, entities=tuple(entity.to_dict() for entity in message.entities))


def _label(markup: InlineKeyboardMarkup | None, data: str) -> str:
    buttons = (button for row in (markup.inline_keyboard if markup else ()) for button in row)
    return next((button.text for button in buttons if button.callback_data == data), "")
