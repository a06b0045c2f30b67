"""Why nothing arrives, or nothing leaves: every part looked at, each with what to do where it is not well."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from bot import Problem
from bot.app import KEY_FILE
from bot.asking import utc_now
from bot.polling import fetcher
from bot.rights.lifecycle import TRANSITIONS
from bot.settings import Settings
from bot.signs import Sign, ill, well
from bot.store import backlog, tallies
from bot.store.backlog import Backlog, Uncertain
from bot.store.clock import ahead
from bot.store.lanes import owner
from bot.store.session import NotMigrated, Store, open_store

LATE: Final = timedelta(minutes=2)
"""Longer than this nothing waits where somebody sends it, but for a chat that is asked to slow down."""
SHOWN: Final = 20
WEEK: Final = timedelta(days=7)
OFF: Final = timedelta(seconds=3)
"""Processes share the database's clock; what they write down by their own may be off by this, and no more."""


def examine(settings: Settings) -> list[Sign]:
    """All signs, the store's first: without it nothing else can be told."""
    store = _opened(settings)
    if isinstance(store, Sign):
        return [store]
    try:
        now = utc_now()
        return [*_of_store(store, settings, now), *_of_telegram(store, settings, now)]
    finally:
        store.close()


def _opened(settings: Settings) -> Store | Sign:
    """The store as it is; nothing is made here, no folder, key or table, for who looks changes nothing."""
    if not settings.holds_data:
        return ill("store: there is none here yet", "run `ombud migrate`, or start Ombud: either makes it")
    keys, path = settings.key_list, settings.data_dir / KEY_FILE
    if not keys and not path.exists():
        return ill(f"store: {path} is missing, and only it opens the store", "put it back, or set OMBUD_KEYS")
    try:
        given = keys or path.read_text("utf-8", errors="replace").split()
        return open_store(settings.url, given, transitions=TRANSITIONS)
    except NotMigrated:
        return ill("store: the database does not have the newest schema", "run `ombud migrate`")
    except Problem as problem:
        return ill(f"store: {problem}", "nothing else can be looked at before")
    except OSError as error:
        return ill(f"store: {path} cannot be read ({error.strerror})", "let the one who runs Ombud run this too")


def _of_store(store: Store, settings: Settings, now: datetime) -> Iterator[Sign]:
    yield well(f"store: {store.engine.dialect.name}, of the newest schema, and our keys open it")
    with store.reading() as session:
        stands = backlog.backlog(session, now)
        uncertain = backlog.uncertain(session, now, SHOWN)
        unreadable = tallies.since(session, tallies.UNREADABLE, (now - WEEK).date())
    yield _of_waiting(stands)
    yield from _of_uncertain(stands, uncertain)
    for why, chats in sorted(stands.closed.items()):
        meaning = {"blocked": "the person blocked the bot", "gone": "the account is gone"}.get(why, why)
        yield well(f"chats: {chats} cannot be reached ({meaning}); open requests from there say so in their register")
    if unreadable:
        remedy = "they were passed over, and all others taken; if it goes on, install the newest Ombud"
        yield ill(f"arrivals: {unreadable} of the last seven days could not be read", remedy)
    yield from _of_clock(store)
    if not settings.smtp_url:
        yield well("mail: it is written to files, as no OMBUD_SMTP_URL is set")


def _of_waiting(stands: Backlog) -> Sign:
    if stands.late > LATE:
        minutes = int(stands.late.total_seconds() // 60)
        what = f"replies: {stands.waiting} wait, the first for {minutes} minutes"
        return ill(what, "start what sends them (`ombud run` or `worker`), or read in its log why it cannot")
    return well(f"replies: {stands.waiting} wait to be sent, none for long")


def _of_clock(store: Store) -> Iterator[Sign]:
    apart = abs(ahead(store, utc_now))
    if apart > OFF:
        what = f"clock: it is {apart.total_seconds():.0f} s away from the database's"
        yield ill(what, "set both by NTP (`timedatectl set-ntp true`): what one process writes, another waits for")


def _of_uncertain(stands: Backlog, uncertain: list[Uncertain]) -> Iterator[Sign]:
    if stands.doubtful:
        yield well(f"replies: {stands.doubtful} of more than a day ago may have arrived or not")
    if not uncertain:
        return
    what = f"replies: {stands.uncertain} of the last day may have arrived or not; none is sent again by itself"
    remedy = "who asked a question will ask again; where a request is open, tell its person another way"
    yield ill(what, f"{remedy} (`ombud requests list`). The newest of them:")
    for one in uncertain:
        yield well(f"  reply {one.id} in conversation {owner(one.lane)}, {one.since:%Y-%m-%d %H:%M:%S} UTC")


def _of_telegram(store: Store, settings: Settings, now: datetime) -> list[Sign]:
    if not settings.telegram_token:
        return [ill("telegram: no token is set", "set OMBUD_TELEGRAM_TOKEN to what BotFather gave you")]
    from bot.channels.telegram import client, health  # noqa: PLC0415  the SDK takes a second to import

    async def asked() -> list[Sign]:
        bot = client.bot(settings.telegram_token, settings.telegram_api_url)
        try:
            fetched = fetcher(store, settings.telegram_bot, now) is not None
            url, hook = settings.telegram_api_url, settings.telegram_webhook_url
            return await health.signs(bot, url, webhook=hook, fetched=fetched, own=utc_now)
        finally:
            await bot.hang_up()

    return asyncio.run(asked())
