"""aiogram as its documentation shows it: `python aiogram_webhook.py PORT API_URL TOKEN SECRET`.

Its webhook on aiohttp, a state machine of its own in its stock storage, which is memory; nothing is tuned. It imports
nothing of ours.
"""

from __future__ import annotations

import sys

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

TEXT = "Noted. " + "What the policy says about that stands here. " * 8
KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Next", callback_data="next")]])

CHOOSING = State("choosing")


async def said(message: Message, state: FSMContext) -> None:
    await _reply(message, state)


async def pressed(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    if isinstance(query.message, Message):
        await _reply(query.message, state)


async def _reply(message: Message, state: FSMContext) -> None:
    known = await state.get_data()
    await state.set_state(CHOOSING)
    await state.update_data(steps=known.get("steps", 0) + 1)
    await message.answer(TEXT, reply_markup=KEYBOARD)


def main(port: str, api: str, token: str, secret: str) -> None:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher()
    dispatcher.message.register(said, CommandStart())
    dispatcher.message.register(said, CHOOSING, F.text)
    dispatcher.callback_query.register(pressed, CHOOSING)

    async def listening(bot: Bot) -> None:
        await bot.set_webhook(f"http://127.0.0.1:{port}/telegram", secret_token=secret)

    dispatcher.startup.register(listening)
    app = web.Application()
    SimpleRequestHandler(dispatcher=dispatcher, bot=bot, secret_token=secret).register(app, path="/telegram")
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=int(port), print=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
