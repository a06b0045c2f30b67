"""python-telegram-bot as its documentation shows it: `python run_webhook.py PORT API_URL TOKEN SECRET FOLDER`.

run_webhook, a ConversationHandler, PicklePersistence; nothing is tuned. It imports nothing of ours.
"""

from __future__ import annotations

import sys
from pathlib import Path

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

Context = ContextTypes.DEFAULT_TYPE
CHOOSING = 0
TEXT = "Noted. " + "What the policy says about that stands here. " * 8
KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Next", callback_data="next")]])


async def said(update: Update, context: Context) -> int:
    await _reply(update.effective_message, context)
    return CHOOSING


async def pressed(update: Update, context: Context) -> int:
    assert update.callback_query
    await update.callback_query.answer()
    await _reply(update.effective_message, context)
    return CHOOSING


async def _reply(message: Message | None, context: Context) -> None:
    assert message
    assert context.user_data is not None
    context.user_data["steps"] = context.user_data.get("steps", 0) + 1
    await message.reply_text(TEXT, reply_markup=KEYBOARD)


def main(port: str, api: str, token: str, secret: str, folder: str) -> None:
    kept = PicklePersistence(filepath=Path(folder) / "bot.pickle")
    application = Application.builder().token(token).base_url(f"{api}/bot").persistence(kept).build()
    conversation = ConversationHandler(
        entry_points=[CommandHandler("start", said)],
        states={CHOOSING: [CallbackQueryHandler(pressed), MessageHandler(filters.TEXT & ~filters.COMMAND, said)]},
        fallbacks=[CommandHandler("start", said)],
        name="conversation",
        persistent=True,
    )
    application.add_handler(conversation)
    application.run_webhook(
        listen="127.0.0.1", port=int(port), url_path="telegram", secret_token=secret,
        webhook_url=f"http://127.0.0.1:{port}/telegram",
    )  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
