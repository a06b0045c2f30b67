"""What a bot says of itself: commands by scope and language, descriptions by language, the button beside the text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from tests.counterparts.telegram_account import Account
from tests.counterparts.telegram_entries import Json, Refusal, units


def set_my_commands(bot: Account, given: Json) -> bool:
    commands = given.get("commands", [])
    if len(commands) > 100:
        raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    for each in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", each.get("command", "")):
            raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= units(each.get("description", "")) <= 256:
            raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    bot.told[_place("commands", given)] = commands
    return True


def get_my_commands(bot: Account, given: Json) -> list[Json]:
    found: list[Json] = bot.told.get(_place("commands", given), [])
    return found


def delete_my_commands(bot: Account, given: Json) -> bool:
    bot.told.pop(_place("commands", given), None)
    return True


def _place(what: str, given: Json) -> tuple[str, str, str]:
    """Commands are kept by scope and by language."""
    language = given.get("language_code", "")
    if not re.fullmatch(r"([a-z]{2})?", language):
        raise Refusal(400, "Bad Request: wrong language code specified")
    return what, json.dumps(given.get("scope") or {"type": "default"}, sort_keys=True), language


def _description(name: str, longest: int) -> tuple[Callable[[Account, Json], bool], Callable[[Account, Json], Json]]:
    """Setting and getting one of the two descriptions, by language."""

    def put(bot: Account, given: Json) -> bool:
        if units(given.get(name, "")) > longest:
            raise Refusal(400, f"Bad Request: {name} is too long")
        bot.told[_place(name, given)] = given.get(name, "")
        return True

    def get(bot: Account, given: Json) -> Json:
        return {name: bot.told.get(_place(name, given), "")}

    return put, get


set_my_description, get_my_description = _description("description", 512)
set_my_short_description, get_my_short_description = _description("short_description", 120)


def set_chat_menu_button(bot: Account, given: Json) -> bool:
    bot.told["menu", str(given.get("chat_id", "")), ""] = given.get("menu_button") or {"type": "default"}
    return True


def get_chat_menu_button(bot: Account, given: Json) -> Json:
    found: Json = bot.told.get(("menu", str(given.get("chat_id", "")), ""), {"type": "default"})
    return found


PROFILE: dict[str, Callable[[Account, Json], Any]] = {
    "setMyCommands": set_my_commands, "getMyCommands": get_my_commands, "deleteMyCommands": delete_my_commands,
    "setMyDescription": set_my_description, "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description, "getMyShortDescription": get_my_short_description,
    "setChatMenuButton": set_chat_menu_button, "getChatMenuButton": get_chat_menu_button,
}  # fmt: skip
