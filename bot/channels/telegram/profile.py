"""What people see of the bot before they write: its description, its commands, its menu, in each language."""

from __future__ import annotations

from typing import Final

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    MenuButtonCommands,
)

from bot.dialogue.state import KEEP_DAYS
from bot.wording.words import Language, Wording

IN_PRIVATE: Final = ("start", "help", "privacy", "language", "requests", "human", "cancel", "forget")
IN_GROUPS: Final = ("privacy",)

SCOPES: Final[tuple[tuple[BotCommandScope, tuple[str, ...]], ...]] = (
    (BotCommandScopeAllPrivateChats(), IN_PRIVATE),
    (BotCommandScopeAllGroupChats(), IN_GROUPS),
)

LANGUAGES: Final[tuple[tuple[str, Language], ...]] = (("", "fr"), ("fr", "fr"), ("en", "en"))
"""Telegram's language codes, and what is said to them; "" is everybody else, greeted in French."""


async def publish(bot: Bot, wording: Wording, controller: str) -> list[str]:
    """Tell Telegram what differs from what it shows, and nothing else; what was changed."""
    changed: list[str] = []
    for code, language in LANGUAGES:
        for scope, names in SCOPES:
            if await _commands(bot, wording, scope, names, code, language):
                changed.append(f"commands {scope.type} {code}".rstrip())
        if await _description(bot, wording, controller, code, language):
            changed.append(f"description {code}".rstrip())
        if await _short(bot, wording, code, language):
            changed.append(f"short description {code}".rstrip())
    if await _menu(bot):
        changed.append("menu")
    return changed


async def _commands(
    bot: Bot, wording: Wording, scope: BotCommandScope, names: tuple[str, ...], code: str, language: Language
) -> bool:
    wanted = tuple(BotCommand(name, wording.text(language, f"telegram-command-{name}")) for name in names)
    if await bot.get_my_commands(scope=scope, language_code=code) == wanted:
        return False
    return await bot.set_my_commands(wanted, scope=scope, language_code=code)


async def _description(bot: Bot, wording: Wording, controller: str, code: str, language: Language) -> bool:
    wanted = wording.text(language, "telegram-description", {"controller": controller, "days": KEEP_DAYS})
    if (await bot.get_my_description(language_code=code)).description == wanted:
        return False
    return await bot.set_my_description(wanted, language_code=code)


async def _short(bot: Bot, wording: Wording, code: str, language: Language) -> bool:
    wanted = wording.text(language, "telegram-short")
    if (await bot.get_my_short_description(language_code=code)).short_description == wanted:
        return False
    return await bot.set_my_short_description(wanted, language_code=code)


async def _menu(bot: Bot) -> bool:
    wanted = MenuButtonCommands()
    if await bot.get_chat_menu_button() == wanted:
        return False
    return await bot.set_chat_menu_button(menu_button=wanted)
