"""Why nothing arrives from Telegram, or nothing reaches it, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import urlsplit

import httpx
import telegram
from telegram.error import InvalidToken, TelegramError

from bot.signs import Sign, ill, well

OFF: Final = timedelta(seconds=3)
"""A clock that is off by more dates messages and codes wrongly; one that keeps NTP's time is off by far less."""
MANY: Final = 20
"""More updates than this do not wait where somebody takes them."""
RECENT: Final = timedelta(hours=1)


async def signs(
    bot: telegram.Bot, api_url: str, *, webhook: str, fetched: bool, own: Callable[[], datetime]
) -> list[Sign]:
    """How the line to Telegram is; `webhook` is the one that is set here, `fetched` whether a process fetches now."""
    clock = await _clock(api_url, own)
    try:
        me, hook = await bot.get_me(), await bot.get_webhook_info()
    except InvalidToken:
        return [ill("token: Telegram does not know it", "copy it anew from BotFather to OMBUD_TELEGRAM_TOKEN"), *clock]
    except TelegramError as error:
        what = f"Telegram cannot be reached at {api_url} ({type(error).__name__})"
        return [ill(what, "check the network, a firewall, and OMBUD_TELEGRAM_API_URL"), *clock]
    return [*_of_me(me), *_of_webhook(hook, webhook, fetched=fetched), *_of_arrivals(hook, own()), *clock]


def _of_me(me: telegram.User) -> Iterator[Sign]:
    yield well(f"token: it is @{me.username}'s, bot {me.id}")
    if me.can_read_all_group_messages:
        remedy = "send /setprivacy to BotFather and enable it: Ombud needs only what is said to it"
        yield ill("groups: Telegram hands this bot all that is said in its groups", remedy)


def _of_webhook(hook: telegram.WebhookInfo, wanted: str, *, fetched: bool) -> Iterator[Sign]:
    match hook.url, wanted:
        case "", "" if fetched:
            yield well("arrivals: no webhook is set, and a process here fetches")
        case "", "":
            yield ill("arrivals: no webhook is set, and no process fetches", "start `ombud run` or `ombud telegram`")
        case "", _:
            yield ill(
                f"webhook: none is set, and it should be {wanted}", "start `ombud web` or `ombud run`: they set it"
            )
        case url, "":
            remedy = "start `ombud run` or `ombud telegram`, which remove it; or set OMBUD_TELEGRAM_WEBHOOK_URL"
            yield ill(f"webhook: it is set to {_whose(url)}, and here none is", remedy)
        case url, _ if url != wanted:
            remedy = "somebody else uses this token, or the setting changed: start `ombud web` again, which sets it"
            yield ill(f"webhook: it is set to {_whose(url)} instead of {wanted}", remedy)
        case url, _:
            yield well(f"webhook: it is set to {url}")


def _whose(url: str) -> str:
    """Whose an address is that is not ours; the rest of it may be another program's secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}/…"


def _of_arrivals(hook: telegram.WebhookInfo, now: datetime) -> Iterator[Sign]:
    waiting = hook.pending_update_count
    if waiting > MANY:
        yield ill(f"arrivals: {waiting} wait at Telegram", "start what takes them, or see why it cannot in its log")
    else:
        yield well(f"arrivals: {waiting} wait at Telegram")
    if hook.last_error_date and hook.last_error_message:
        when = f"{hook.last_error_date:%Y-%m-%d %H:%M} UTC"
        what = f"webhook: the last delivery that failed was on {when}: {hook.last_error_message}"
        yield ill(what, _remedy(hook.last_error_message)) if now - hook.last_error_date < RECENT else well(what)


def _remedy(error: str) -> str:
    """What helps against the errors that Telegram reports of a webhook."""
    said = error.lower()
    if "403" in said:
        return "Telegram has another secret than we: start `ombud web` again, which sets it"
    if "503" in said or "timeout" in said or "timed out" in said:
        return "Ombud could not store it in time: look at /health/ready, the log, and the database"
    if "certificate" in said or "ssl" in said:
        return "Telegram does not trust the certificate: have one issued for this name, with its whole chain"
    if "resolve" in said or "connect" in said or "refused" in said or "502" in said:
        return "nobody answers there: check the address and its port, and that `ombud web` runs behind it"
    return "look at the log of `ombud web` and of what stands before it"


async def _clock(api_url: str, own: Callable[[], datetime]) -> list[Sign]:
    """Our clock beside the one by which the server dates its answers, to the second."""
    try:
        async with httpx.AsyncClient(timeout=5) as client:
            asked = own()
            date = (await client.head(api_url)).headers.get("Date")
            ours = asked + (own() - asked) / 2
        theirs = parsedate_to_datetime(date) if date else None
    except (httpx.HTTPError, ValueError):
        return []  # that it cannot be reached is told already
    if theirs is None:
        return []
    apart = abs(theirs + timedelta(seconds=0.5) - ours)
    if apart > OFF:
        what = f"clock: it is {apart.total_seconds():.0f} s away from Telegram's"
        return [ill(what, "set it by NTP (`timedatectl set-ntp true`): deadlines are counted by it")]
    return [well("clock: it agrees with Telegram's")]
