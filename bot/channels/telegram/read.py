"""What Telegram tells, as what happened. Nothing here decides: what nobody must act on is None.

In a group or a channel only what is said to the bot is looked at.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import telegram
from telegram import MessageEntity
from telegram.constants import ChatMemberStatus, ChatType
from telegram.warnings import PTBDeprecationWarning

from bot.channels.telegram.profile import IN_PRIVATE
from bot.channels.telegram.write import chosen
from bot.dialogue.events import Media, Pressed, Shared, Started
from bot.updates import Addressed, Attached, Heard, Migrated, Reached, Update, What
from bot.wording.words import Language

MOST_BYTES = 20 * 1024 * 1024
"""What a bot may fetch; a larger file is out of reach, whatever it is."""

KINDS: Final[dict[str, Media]] = {
    "photo": "photo",
    "live_photo": "photo",
    "voice": "voice",
    "audio": "voice",
    "animation": "video",  # it has a document beside it, so it comes first
    "video": "video",
    "video_note": "video",
    "document": "file",
    "sticker": "sticker",
    "venue": "location",
    "location": "location",
    "poll": "poll",
}
"""The fields of a message that hold something, and what it is; whatever else people send is "other"."""

# fmt: off
SERVICE: Final = (
    "boost_added", "channel_chat_created", "chat_background_set", "chat_owner_changed", "chat_owner_left",
    "chat_shared", "checklist_tasks_added", "checklist_tasks_done", "connected_website", "delete_chat_photo",
    "direct_message_price_changed", "forum_topic_closed", "forum_topic_created", "forum_topic_edited",
    "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden", "gift", "gift_upgrade_sent",
    "giveaway_completed", "giveaway_created", "group_chat_created", "left_chat_member", "managed_bot_created",
    "message_auto_delete_timer_changed", "migrate_from_chat_id", "new_chat_members", "new_chat_photo",
    "new_chat_title", "paid_message_price_changed", "passport_data", "pinned_message", "poll_option_added",
    "poll_option_deleted", "proximity_alert_triggered", "refunded_payment", "successful_payment",
    "suggested_post_approval_failed", "suggested_post_approved", "suggested_post_declined", "suggested_post_paid",
    "suggested_post_refunded", "supergroup_chat_created", "unique_gift", "users_shared", "video_chat_ended",
    "video_chat_participants_invited", "video_chat_scheduled", "video_chat_started", "web_app_data",
    "write_access_allowed",
)
"""The fields by which Telegram tells what was done to a chat: nobody said anything."""
# fmt: on

START: Final = re.compile(r"/start(?:@(\w+))?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
OPENS: Final = re.compile(r"[\w-]{1,64}", re.ASCII)
"""What a deep link can carry; anything else after /start was typed."""

COMMANDS: Final = frozenset({*IN_PRIVATE, "delete"})

COMMAND: Final = re.compile(r"/(\w+)(?:@(\w+))?(?!\S)")


@dataclass(frozen=True)
class _Bot:
    """Who we are in this update: our id and name, and how a button's mark is opened."""

    id: int
    name: str
    open_mark: Callable[[str, str], str]
    at: datetime

    def channel(self, chat: telegram.Chat) -> str:
        return f"telegram:{self.id}" if chat.type == ChatType.PRIVATE else f"telegram:{self.id}:group"

    def when(self, stamp: datetime | None) -> datetime:
        """Telegram's own time where it tells one; never one to come, for clocks differ."""
        return min(stamp, self.at) if stamp else self.at

    def is_called(self, name: str | None) -> bool:
        """Whether a command behind which this name stands, or none, is for us."""
        return name is None or name.lower() == self.name.lower()


def parse(raw: Mapping[str, Any]) -> telegram.Update:
    """An update in the SDK's types; one that it cannot read raises nearly anything.

    The SDK warns of a type of its own while it reads a change of a chat's timer, of which nothing is used here.
    """
    with warnings.catch_warnings(action="ignore", category=PTBDeprecationWarning):
        return telegram.Update.de_json(dict(raw), None)


def read(
    update: telegram.Update, *, bot: int, name: str, open_mark: Callable[[str, str], str], at: datetime
) -> Update | None:
    """What happened, and in which conversation; None if there is nothing to do."""
    us = _Bot(bot, name.removeprefix("@"), open_mark, at)
    if update.callback_query:
        return _press(update.callback_query, us, update.update_id)
    if update.my_chat_member:
        moved = update.my_chat_member
        return _update(moved.chat, _reached(moved), us.when(moved.date), us, update.update_id)
    message = update.message or update.edited_message or update.channel_post
    if message is None or _is_a_machines(message):
        return None
    edited = update.edited_message is not None
    when = us.when(message.edit_date if edited else message.date)
    if message.chat.type == ChatType.PRIVATE:
        return _update(message.chat, _private(message, us, when, edited=edited), when, us, update.update_id)
    what = None if edited else _in_public(message, us)
    return _update(message.chat, what, when, us, update.update_id)


def _update(chat: telegram.Chat, what: What | None, when: datetime, us: _Bot, key: int) -> Update | None:
    if what is None:
        return None
    return Update(channel=us.channel(chat), address=str(chat.id), key=str(key), at=when, what=what)


def _is_a_machines(message: telegram.Message) -> bool:
    """Another bot's. Channels and hidden administrators write by bots of Telegram's own; they are people."""
    sender = message.from_user
    return bool(message.is_automatic_forward or (sender and sender.is_bot and not message.sender_chat))


def _private(message: telegram.Message, us: _Bot, when: datetime, *, edited: bool) -> What | None:
    ref = str(message.message_id)
    if message.text is not None:
        started = None if edited else START.fullmatch(message.text.strip())
        if started and us.is_called(started[1]):
            return Started(at=when, language=_language(message), opens=_opens(started[2]))
        return Heard(message.text, ref=ref, edited=edited)
    if message.contact:
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        return Shared(at=when, phone="+" + re.sub(r"\D", "", message.contact.phone_number), own=own)
    return _attached(message, ref, edited=edited)


def _attached(message: telegram.Message, ref: str, *, edited: bool) -> Attached | None:
    if any(getattr(message, name) for name in SERVICE):
        return None
    if edited and message.location:
        return None  # one that is shared live moves by itself
    return Attached(
        media=next((kind for name, kind in KINDS.items() if getattr(message, name)), "other"),
        caption=message.caption or "",
        ref=ref,
        album=message.media_group_id,
        too_large=_size(message) > MOST_BYTES,
        edited=edited,
    )


def _size(message: telegram.Message) -> int:
    held = message.photo or [getattr(message, name) for name in KINDS if getattr(message, name)]
    return max((getattr(part, "file_size", None) or 0 for part in held), default=0)


def _in_public(message: telegram.Message, us: _Bot) -> Addressed | Migrated | None:
    if message.migrate_to_chat_id:
        return Migrated(str(message.migrate_to_chat_id))
    words = message.text or message.caption or ""
    command = COMMAND.match(words)
    called = _commands(command, us) if command else _mentions(message, us) or _answers(message, us)
    if not called or any(getattr(message, name) for name in SERVICE):
        return None
    person = message.from_user if not message.sender_chat else None
    return Addressed(
        person=str(person.id) if person else None,
        text=_said(words[command.end() :] if command else words, us),
        privacy=command is not None and command[1].lower() == "privacy",
        language=_language(message) if person else None,
        link=f"https://t.me/{us.name}",
        ref=str(message.message_id),
        thread=message.message_thread_id if message.is_topic_message else None,
    )


def _commands(command: re.Match[str], us: _Bot) -> bool:
    """Whether a command in a group is for us: with our name, or one of ours with none; other bots have theirs."""
    return us.is_called(command[2]) and (command[2] is not None or command[1].lower() in COMMANDS)


def _said(words: str, us: _Bot) -> str:
    """What was said to us, without our name."""
    return re.sub(rf"@{re.escape(us.name)}\b", "", words, flags=re.IGNORECASE).strip()


def _mentions(message: telegram.Message, us: _Bot) -> bool:
    entities = message.parse_entities() if message.text else message.parse_caption_entities()
    return any(_names(entity, words, us) for entity, words in entities.items())


def _names(entity: MessageEntity, words: str, us: _Bot) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == us.id
    return entity.type == MessageEntity.MENTION and words.lower() == f"@{us.name}".lower()


def _answers(message: telegram.Message, us: _Bot) -> bool:
    """Whether it replies to a message of ours."""
    before = message.reply_to_message
    return before is not None and before.from_user is not None and before.from_user.id == us.id


def _press(query: telegram.CallbackQuery, us: _Bot, key: int) -> Update | None:
    message = query.message
    if message is None or message.chat.type != ChatType.PRIVATE:
        return None  # we offer no buttons there
    address, data = str(message.chat.id), query.data or ""
    return Update(
        channel=us.channel(message.chat),
        address=address,
        key=str(key),
        at=us.at,
        what=Pressed(at=us.at, choice=us.open_mark(data, address)),
        edit=chosen(message, data),
    )


def _reached(moved: telegram.ChatMemberUpdated) -> Reached:
    now = moved.new_chat_member
    if isinstance(now, telegram.ChatMemberRestricted):
        return Reached(open=now.is_member and now.can_send_messages)
    return Reached(open=now.status not in {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})


def _language(message: telegram.Message) -> Language | None:
    code = (message.from_user and message.from_user.language_code) or ""
    languages: dict[str, Language] = {"fr": "fr", "en": "en"}
    return languages.get(code.lower().split("-")[0])


def _opens(payload: str | None) -> str:
    return payload if payload and OPENS.fullmatch(payload) else ""
