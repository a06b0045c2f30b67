"""The methods of the Bot API that Ombud and its peers use, as strict as Telegram's own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from tests.counterparts.telegram_account import Account, Chat
from tests.counterparts.telegram_entries import Json, Refusal, units
from tests.counterparts.telegram_profile import PROFILE
from tests.counterparts.telegram_updates import webhook

LONGEST, LARGEST = 4096, 20_000_000
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
ACTIONS = {"typing", "upload_photo", "record_voice", "upload_voice", "upload_document", "choose_sticker"}
OBJECTS = {"entities", "reply_markup", "allowed_updates", "commands", "scope", "menu_button", "link_preview_options"}
NUMBERS = {"chat_id", "message_id", "offset", "limit", "timeout", "max_connections"}
FLAGS = {"protect_content", "drop_pending_updates", "show_alert", "disable_notification"}
ENTITIES = {
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline",
    "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention",
}  # fmt: skip


def parsed(given: Json) -> Json:
    """Arguments as what they mean: a form holds numbers, flags and JSON as text."""
    found = dict(given)
    try:
        for name in OBJECTS & given.keys():
            found[name] = json.loads(given[name]) if isinstance(given[name], str) else given[name]
        for name in NUMBERS & given.keys():
            found[name] = int(given[name])
    except ValueError:
        raise Refusal(400, f"Bad Request: can't parse {name}") from None
    for name in FLAGS & given.keys():
        found[name] = str(given[name]).lower() in {"true", "1"}
    return found


def get_me(bot: Account, _: Json) -> Json:
    rights = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return bot.described() | rights


def set_webhook(bot: Account, given: Json) -> bool:
    hook = webhook(
        given.get("url", ""), secret=given.get("secret_token", ""), connections=given.get("max_connections", 40)
    )
    bot.updates.webhook = hook
    _allow(bot, given)
    if given.get("drop_pending_updates"):
        bot.updates.drop()
    bot.updates.wake()
    return True


def _allow(bot: Account, given: Json) -> None:
    """Without the argument, what was allowed stays; an empty list is the default."""
    if "allowed_updates" in given:
        bot.updates.allowed = tuple(given["allowed_updates"])


def delete_webhook(bot: Account, given: Json) -> bool:
    return set_webhook(bot, {"drop_pending_updates": given.get("drop_pending_updates", False)})


def get_webhook_info(bot: Account, _: Json) -> Json:
    updates, hook = bot.updates, bot.updates.webhook
    found: Json = {
        "url": hook.url, "has_custom_certificate": False, "pending_update_count": len(updates.waiting),
        "max_connections": hook.connections,
    }  # fmt: skip
    if hook.error:
        found |= {"last_error_date": hook.error_date, "last_error_message": hook.error}
    return found | ({"allowed_updates": list(updates.allowed)} if updates.allowed else {})


def send_message(bot: Account, given: Json) -> Json:
    chat = bot.open_chat(given.get("chat_id", 0))
    body = {"from": bot.described(), **_content(given)}
    markup = given.get("reply_markup", {})
    if keyboard := _inline(markup):
        body["reply_markup"] = {"inline_keyboard": keyboard}
    else:
        _set_reply_keyboard(chat, markup)
    if given.get("protect_content"):
        body["has_protected_content"] = True
    sent = chat.put(body, date=bot.clock())
    chat.offered[sent["message_id"]] = _flat(keyboard)
    return sent


def edit_message_text(bot: Account, given: Json) -> Json:
    chat, there = _own(bot, given, "edit")
    changed = {key: value for key, value in there.items() if key not in {"entities", "reply_markup"}} | _content(given)
    return _edit(chat, there, changed, given, date=bot.clock())


def edit_message_reply_markup(bot: Account, given: Json) -> Json:
    chat, there = _own(bot, given, "edit")
    changed = {key: value for key, value in there.items() if key != "reply_markup"}
    edited = _edit(chat, there, changed, given, date=bot.clock())
    if "edit_date" not in there:
        edited.pop("edit_date")  # a message whose keyboard went is not shown as edited
    return edited


def _edit(chat: Chat, there: Json, changed: Json, given: Json, *, date: int) -> Json:
    if keyboard := _inline(given.get("reply_markup", {})):
        changed["reply_markup"] = {"inline_keyboard": keyboard}
        chat.offered[there["message_id"]] = chat.offered.get(there["message_id"], []) + _flat(keyboard)
    if changed == there:
        raise Refusal(400, NOT_MODIFIED)
    edited = changed | {"edit_date": date}
    chat.messages[there["message_id"]] = edited
    return edited


def delete_message(bot: Account, given: Json) -> bool:
    chat, there = _own(bot, given, "delete")
    del chat.messages[there["message_id"]]
    return True


def _own(bot: Account, given: Json, act: str) -> tuple[Chat, Json]:
    """A message of the bot's own that is still there."""
    chat = bot.open_chat(given.get("chat_id", 0))
    there = chat.messages.get(given.get("message_id", 0))
    if there is None:
        raise Refusal(400, f"Bad Request: message to {act} not found")
    if there.get("from", {}).get("id") != bot.id:
        raise Refusal(400, f"Bad Request: message can't be {act.removesuffix('e')}ed")
    return chat, there


def _content(given: Json) -> Json:
    """A text that Telegram takes, and what is marked in it."""
    text = given.get("text", "")
    length = units(text)
    if not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if length > LONGEST:
        raise Refusal(400, "Bad Request: message is too long")
    if given.get("parse_mode"):
        raise Refusal(400, "Bad Request: this counterpart knows entities, no parse_mode")
    entities = given.get("entities") or []
    for entity in entities:
        _check_entity(entity, text, length)
    return {"text": text} | ({"entities": entities[:100]} if entities else {})


def _check_entity(entity: Json, text: str, length: int) -> None:
    """Inside the text, and through the middle of no character."""
    start, end = entity["offset"], entity["offset"] + entity["length"]
    if entity["type"] not in ENTITIES:
        raise Refusal(400, "Bad Request: unsupported entity type")
    if start < 0 or end <= start or end > length:
        raise Refusal(400, f"Bad Request: entity at {start} of length {entity['length']} is out of the text")
    if length != len(text):
        wide = text.encode("utf-16-le")
        if any(0xDC <= wide[2 * at + 1] <= 0xDF for at in (start, end) if at < length):
            raise Refusal(400, "Bad Request: entity begins or ends in a middle of a UTF-16 symbol")


def _inline(markup: Json) -> list[list[Json]]:
    """The rows of an inline keyboard, each button in order."""
    rows: list[list[Json]] = markup.get("inline_keyboard", [])
    if sum(map(len, rows)) > 100:
        raise Refusal(400, "Bad Request: REPLY_MARKUP_TOO_LONG")
    for button in _flat(rows):
        _check_button(button)
    return [row for row in rows if row]


def _check_button(button: Json) -> None:
    if not button.get("text", "").strip():
        raise Refusal(400, "Bad Request: text buttons must be non-empty")
    if len({"callback_data", "url"} & button.keys()) != 1:
        raise Refusal(400, "Bad Request: text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    if "url" in button and not re.match(r"(https?|tg)://", button["url"]):
        raise Refusal(400, "Bad Request: BUTTON_URL_INVALID")


def _flat(rows: list[list[Json]]) -> list[Json]:
    return [button for row in rows for button in row]


def _set_reply_keyboard(chat: Chat, markup: Json) -> None:
    """A keyboard in place of the person's own stays until it is replaced or removed."""
    buttons = [button if isinstance(button, dict) else {"text": button} for button in _flat(markup.get("keyboard", []))]
    if chat.kind != "private" and any(button.get("request_contact") for button in buttons):
        raise Refusal(400, "Bad Request: phone number can be requested in private chats only")
    if buttons or markup.get("remove_keyboard"):
        chat.reply_keyboard = tuple(button["text"] for button in buttons)


def answer_callback_query(bot: Account, given: Json) -> bool:
    if given.get("callback_query_id") not in bot.queries:
        raise Refusal(400, TOO_OLD)
    if units(given.get("text", "")) > 200:
        raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
    return True


def send_chat_action(bot: Account, given: Json) -> bool:
    bot.open_chat(given.get("chat_id", 0))
    if given.get("action") not in ACTIONS:
        raise Refusal(400, "Bad Request: wrong parameter action in request")
    return True


def get_chat(bot: Account, given: Json) -> Json:
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
    )
    more = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    return bot.open_chat(given.get("chat_id", 0)).described() | more


def get_file(bot: Account, given: Json) -> Json:
    name = given.get("file_id", "")
    size = bot.files.get(name)
    if size is None:
        raise Refusal(400, "Bad Request: invalid file_id")
    if size > LARGEST:
        raise Refusal(400, "Bad Request: file is too big")
    return {"file_id": name, "file_unique_id": f"u{name}", "file_size": size, "file_path": f"files/{name}"}


def named(method: Callable[[Account, Json], Any]) -> str:
    """The name of a method in the Bot API."""
    first, *others = method.__name__.split("_")
    return first + "".join(map(str.capitalize, others))


METHODS: dict[str, Callable[[Account, Json], Any]] = {
    named(each): each
    for each in (
        get_me, set_webhook, delete_webhook, get_webhook_info, send_message, edit_message_text,
        edit_message_reply_markup, delete_message, answer_callback_query, send_chat_action, get_chat, get_file,
    )
} | PROFILE  # fmt: skip
