"""What Telegram delivers, as recorded, and what it is read as; each file is a case, named by what it shows."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import telegram
from pydantic import BaseModel

from bot.channels.telegram.read import KINDS, SERVICE, parse, read
from bot.updates import Update, What

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
CASES = sorted(Path(__file__).with_name("payloads").glob("*.json"))


def opened(data: str, address: str) -> str:
    """Marks have tests of their own; here, one that says so is ours, in Ada's chat."""
    return data.removeprefix("mark:") if data.startswith("mark:") and address == "700100" else ""


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_is_read_as(case: Path) -> None:
    recorded = json.loads(case.read_text(encoding="utf-8"))
    assert (
        plain(read(parse(recorded["update"]), bot=4242, name="@OmbudBot", open_mark=opened, at=NOW)) == recorded["read"]
    )


def plain(update: Update | None) -> dict[str, Any] | None:
    """An update as a case writes it down: what is as usual is left out."""
    if update is None:
        return None
    whole = {"channel": update.channel, "address": update.address, "key": update.key, "at": update.at.isoformat()}
    edit = {"edit": update.edit.model_dump(mode="json", exclude_defaults=True)} if update.edit else {}
    return whole | {"what": {"is": type(update.what).__name__, **told(update.what, update.at)}} | edit


def told(what: What, at: datetime) -> dict[str, Any]:
    if isinstance(what, BaseModel):
        assert what.at == at
        return what.model_dump(mode="json", exclude_defaults=True, exclude={"at"})
    usual = {field.name: field.default for field in fields(what)}
    return {name: value for name, value in asdict(what).items() if value != usual[name]}


ABOUT = {
    *("author_signature", "business_connection_id", "caption", "caption_entities", "contact", "edit_date", "effect_id"),
    *("entities", "external_reply", "forward_origin", "from_user", "direct_messages_topic", "guest_query_id"),
    *("guest_bot_caller_chat", "guest_bot_caller_user", "has_media_spoiler", "has_protected_content"),
    *("is_automatic_forward", "is_from_offline", "is_paid_post", "is_topic_message", "link_preview_options"),
    *("media_group_id", "message_thread_id", "migrate_to_chat_id", "paid_star_count", "quote", "reply_markup"),
    *("reply_to_checklist_task_id", "reply_to_message", "reply_to_poll_option_id", "reply_to_story"),
    *("sender_boost_count", "sender_business_bot", "sender_chat", "sender_tag", "show_caption_above_media"),
    *("suggested_post_info", "text", "via_bot", "_effective_attachment"),
}
"""Fields about a message, and its words."""

OTHER = {"checklist", "dice", "game", "giveaway", "giveaway_winners", "invoice", "paid_media", "story"}
"""What people can send beside the usual kinds: it is answered as something that is not read."""


def test_every_field_that_the_sdk_knows_has_its_place() -> None:
    """A new one is either sent by people, and answered, or tells of the chat, and is not."""
    assert set(telegram.Message.__slots__) == ABOUT | OTHER | set(KINDS) | set(SERVICE)
