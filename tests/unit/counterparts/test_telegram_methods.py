"""The counterpart takes and refuses what Telegram takes and refuses."""

from __future__ import annotations

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MenuButtonCommands,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.error import BadRequest, EndPointNotFound, InvalidToken

from tests.counterparts.telegram import TOKEN, USERNAME, Telegram
from tests.unit.counterparts.conftest import client

ADA, GROUP = 7, -100123


def buttons(*labels: str, data: str = "") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data or f"d-{label}")] for label in labels])


async def test_a_bot_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (12345, USERNAME, True)


async def test_a_wrong_token_is_unauthorized(world: Telegram) -> None:
    with pytest.raises(InvalidToken, match="rejected"):
        async with client(world, "12345:another"):
            pass


async def test_an_unknown_method_is_not_found(bot: Bot) -> None:
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendFlowers")


async def test_a_message_stands_as_it_was_sent(world: Telegram, bot: Bot) -> None:
    world.says(ADA, "hello")
    quote = MessageEntity(MessageEntity.EXPANDABLE_BLOCKQUOTE, 3, 5)
    sent = await bot.send_message(
        ADA, "😀 words", entities=[quote], reply_markup=buttons("Yes", "No"), protect_content=True
    )
    (shown,) = world.sent(ADA)
    assert (sent.text, sent.entities, sent.chat.id, sent.message_id) == ("😀 words", (quote,), ADA, 2)
    assert (shown.id, shown.text, shown.labels, shown.protected) == (2, "😀 words", ["Yes", "No"], True)
    assert shown.entities[0]["type"] == "expandable_blockquote"
    assert sent.reply_markup == buttons("Yes", "No")
    assert [button.data for button in world.keyboard(ADA)] == ["d-Yes", "d-No"]


async def test_a_chat_that_never_spoke_is_not_found(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(ADA, "hello")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(ADA)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [("x" * 4096, ""), ("😀" * 2048, ""), ("x" * 4097, "too long"), ("😀" * 2049, "too long"), (" \n", "empty")],
    ids=["all", "all of emoji", "too long", "too long in UTF-16", "blank"],
)
async def test_a_text_has_1_to_4096_utf_16_units(world: Telegram, bot: Bot, text: str, refusal: str) -> None:
    world.says(ADA, "hello")
    if not refusal:
        assert (await bot.send_message(ADA, text)).text == text
        return
    with pytest.raises(BadRequest, match=refusal):
        await bot.send_message(ADA, text)
    assert not world.sent(ADA)


@pytest.mark.parametrize("place", [(0, 6), (5, 1), (1, 1), (0, 1)])
async def test_entities_stay_within_the_text_and_its_characters(
    world: Telegram, bot: Bot, place: tuple[int, int]
) -> None:
    world.says(ADA, "hello")
    with pytest.raises(BadRequest, match=r"(?i)entity"):
        await bot.send_message(ADA, "😀abc", entities=[MessageEntity(MessageEntity.BOLD, *place)])
    assert await bot.send_message(ADA, "😀abc", entities=[MessageEntity(MessageEntity.BOLD, 0, 5)])


@pytest.mark.parametrize("data", ["é" * 33, ""])
async def test_a_button_carries_1_to_64_bytes(world: Telegram, bot: Bot, data: str) -> None:
    world.says(ADA, "hello")
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(
            ADA, "x", reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": data}]]}  # type: ignore[arg-type]
        )  # fmt: skip
    assert await bot.send_message(ADA, "x", reply_markup=buttons("a", data="é" * 32))


async def test_an_edit_changes_the_text_and_takes_the_keyboard_away(world: Telegram, bot: Bot) -> None:
    world.says(ADA, "hello")
    sent = await bot.send_message(ADA, "one", reply_markup=buttons("Yes"))
    await bot.edit_message_text("two", ADA, sent.message_id)
    (shown,) = world.sent(ADA)
    assert (shown.text, shown.labels, shown.edited) == ("two", [], True)


async def test_a_keyboard_is_edited_away_and_the_text_stays(world: Telegram, bot: Bot) -> None:
    world.says(ADA, "hello")
    sent = await bot.send_message(ADA, "one", reply_markup=buttons("Yes"))
    await bot.edit_message_reply_markup(ADA, sent.message_id)
    assert (world.texts(ADA), world.keyboard(ADA)) == (["one"], [])
    assert not world.sent(ADA)[0].edited
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_reply_markup(ADA, sent.message_id)


async def test_an_edit_that_changes_nothing_is_refused(world: Telegram, bot: Bot) -> None:
    world.says(ADA, "hello")
    sent = await bot.send_message(ADA, "one")
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await bot.edit_message_text("one", ADA, sent.message_id)


async def test_only_what_the_bot_wrote_and_what_is_there_can_be_edited(world: Telegram, bot: Bot) -> None:
    theirs = world.says(ADA, "hello").message
    with pytest.raises(BadRequest, match="can't be edited"):
        await bot.edit_message_text("mine", ADA, theirs)
    with pytest.raises(BadRequest, match="to edit not found"):
        await bot.edit_message_text("mine", ADA, 99)


async def test_a_message_is_deleted(world: Telegram, bot: Bot) -> None:
    world.says(ADA, "hello")
    sent = await bot.send_message(ADA, "one")
    assert await bot.delete_message(ADA, sent.message_id)
    assert world.texts(ADA) == []
    with pytest.raises(BadRequest, match="to delete not found"):
        await bot.delete_message(ADA, sent.message_id)


async def test_a_press_is_answered_and_an_unknown_one_is_too_old(world: Telegram, bot: Bot) -> None:
    world.says(ADA, "hello")
    await bot.send_message(ADA, "one", reply_markup=buttons("Yes"))
    press = world.presses(ADA, "Yes")
    assert await bot.answer_callback_query(press.query)
    with pytest.raises(BadRequest, match="too old"):
        await bot.answer_callback_query("from last week")


async def test_typing_is_shown(world: Telegram, bot: Bot) -> None:
    world.says(ADA, "hello")
    assert await bot.send_chat_action(ADA, "typing")
    assert world.calls("sendChatAction", ADA)[0].arguments["action"] == "typing"


async def test_commands_are_kept_by_scope_and_language(bot: Bot) -> None:
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand("aide", "De l’aide")], scope=scope, language_code="fr")
    await bot.set_my_commands([BotCommand("help", "Help")])
    assert (await bot.get_my_commands(scope=scope, language_code="fr"))[0].command == "aide"
    assert (await bot.get_my_commands())[0].command == "help"
    assert await bot.get_my_commands(scope=scope) == ()
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([("Help", "with a capital")])


async def test_descriptions_are_kept_by_language(bot: Bot) -> None:
    await bot.set_my_description("Vos droits", language_code="fr")
    await bot.set_my_short_description("Your rights")
    assert (await bot.get_my_description("fr")).description == "Vos droits"
    assert (await bot.get_my_short_description()).short_description == "Your rights"
    assert (await bot.get_my_description("en")).description == ""
    with pytest.raises(BadRequest, match="too long"):
        await bot.set_my_short_description("x" * 121)


async def test_the_menu_button_is_set(bot: Bot) -> None:
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"


async def test_a_chat_is_described(world: Telegram, bot: Bot) -> None:
    world.says_in_group(GROUP, ADA, "hello")
    assert (await bot.get_chat(GROUP)).type == "supergroup"


async def test_a_number_is_asked_for_in_private_only(world: Telegram, bot: Bot) -> None:
    world.says(ADA, "hello")
    world.says_in_group(GROUP, ADA, "hello")
    ask = ReplyKeyboardMarkup([[KeyboardButton("Share", request_contact=True)]])
    await bot.send_message(ADA, "your number?", reply_markup=ask)
    assert world.reply_keyboard(ADA) == ["Share"]
    with pytest.raises(BadRequest, match="private chats only"):
        await bot.send_message(GROUP, "your number?", reply_markup=ask)
    await bot.send_message(ADA, "thanks", reply_markup=ReplyKeyboardRemove())
    assert world.reply_keyboard(ADA) == []


async def test_a_file_is_fetched_up_to_20_megabytes(world: Telegram, bot: Bot) -> None:
    world.sends(ADA, "voice", size=321)
    world.sends(ADA, "document", size=20_000_001)
    voice, paper = [update.message for update in await bot.get_updates()]
    assert voice
    assert voice.voice
    assert len(await (await voice.voice.get_file()).download_as_bytearray()) == 321
    assert paper
    assert paper.document
    with pytest.raises(BadRequest, match="too big"):
        await paper.document.get_file()


async def test_another_bot_has_chats_of_its_own(world: Telegram, bot: Bot) -> None:
    other = world.add("777:another-token", "other_test_bot")
    other.says(ADA, "hello")
    async with client(world, "777:another-token") as second:
        assert second.username == "other_test_bot"
        assert len(await second.get_updates()) == 1
        await second.send_message(ADA, "from the other")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(ADA, "from the first")
    assert (other.texts(ADA), world.texts(ADA), bot.token) == (["from the other"], [], TOKEN)
