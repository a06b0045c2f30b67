"""What people do becomes updates that the real client reads."""

from __future__ import annotations

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from tests.counterparts.telegram import Telegram

ADA, GROUP = 7, -55


async def test_all_that_people_do_is_readable(world: Telegram, bot: Bot) -> None:
    """python-telegram-bot itself reads every kind of update that the counterpart makes."""
    world.starts(ADA, "erase", "en")
    said = world.says(ADA, "/help @ombud_test_bot 😀")
    world.edits(ADA, said.message, "/help")
    world.shares_contact(ADA, "+33612345678")
    world.shares_contact(ADA, "+33612345679", own=False)
    sent = await bot.send_message(
        ADA, "choose", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    )
    world.presses(ADA, "Yes")
    await bot.edit_message_reply_markup(ADA, sent.message_id)
    world.presses(ADA, "y")
    world.forges(ADA, "other", sent.message_id)
    await bot.delete_message(ADA, sent.message_id)
    world.presses(ADA, "Yes", sent.message_id)
    world.posts(-1005, "news")
    world.adds(GROUP, ADA)
    read = await bot.get_updates()
    start, said_, edited, own, other, press, late, forged, gone, post, added = read
    assert start.message
    assert (start.message.text, start.message.entities[0].length) == ("/start erase", 6)
    assert start.message.from_user
    assert start.message.from_user.language_code == "en"
    assert said_.message
    assert [(each.type, each.offset) for each in said_.message.entities] == [("bot_command", 0), ("mention", 6)]
    assert edited.edited_message
    assert edited.edited_message.message_id == said.message
    assert [each.message.contact.user_id for each in (own, other) if each.message and each.message.contact] == [
        ADA,
        None,
    ]
    presses = [each.callback_query for each in (press, late, forged, gone)]
    assert [each.data for each in presses if each] == ["y", "y", "other", "y"]
    assert [each.message.is_accessible for each in presses if each and each.message] == [True, True, True, False]
    assert post.channel_post
    assert post.channel_post.from_user is None
    assert added.my_chat_member
    with pytest.raises(LookupError, match="no button"):
        world.presses(ADA, "Maybe")


KINDS = [
    "photo", "voice", "audio", "video", "video_note", "animation", "document", "sticker", "location", "dice", "venue",
    "poll",
]  # fmt: skip


async def test_every_kind_of_message_is_readable(world: Telegram, bot: Bot) -> None:
    for kind in KINDS:
        world.sends(ADA, kind, caption="what I sent", album="a")
    messages = [update.message for update in await bot.get_updates()]
    assert [kind for kind, each in zip(KINDS, messages, strict=True) if each and getattr(each, kind)] == KINDS
    assert {(each.caption, each.media_group_id) for each in messages if each} == {("what I sent", "a")}


async def test_any_update_can_be_made_up(world: Telegram, bot: Bot) -> None:
    world.raw({"update_id": 5, "nothing": "known"})
    assert [update.update_id for update in await bot.get_updates()] == [5]
