"""The processes of an installation: `run`, or `telegram`, `web` and `worker` each by itself."""

from __future__ import annotations

import argparse
import json
import logging
import sys

from bot import Problem
from bot.settings import Settings, read_settings

NO_BOT = "there is no bot to speak for. Set OMBUD_TELEGRAM_TOKEN to what BotFather gave you."
TELEGRAMS_OWN = "--unpaced is for benches: Telegram would block the bot. Set OMBUD_TELEGRAM_API_URL to another server."
NO_WEBHOOK = "Telegram does not know where to push. Set OMBUD_TELEGRAM_WEBHOOK_URL, or run `ombud telegram` to fetch."


def add_to(families: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for name, run, tells in (
        ("run", run_all, "everything that the settings name, in one process"),
        ("telegram", telegram, "fetch from Telegram and answer, without a public address"),
        ("web", web, "take in what platforms push, over HTTP"),
        ("worker", worker, "send what waits, and take what is due, until stopped"),
    ):
        command = families.add_parser(name, help=tells)
        command.add_argument("--unpaced", action="store_true", help=argparse.SUPPRESS)
        command.set_defaults(run=run)


def run_all(arguments: argparse.Namespace) -> int:
    settings = _settings(NO_BOT)
    pushed = bool(settings.telegram_webhook_url)
    return _serve(settings, arguments, fetch=not pushed, listen=pushed, deliver=True)


def telegram(arguments: argparse.Namespace) -> int:
    return _serve(_settings(NO_BOT), arguments, fetch=True, deliver=True)


def web(arguments: argparse.Namespace) -> int:
    settings = _settings(NO_BOT)
    if not settings.telegram_webhook_url:
        raise Problem(NO_WEBHOOK)
    return _serve(settings, arguments, listen=True)


def worker(arguments: argparse.Namespace) -> int:
    return _serve(_settings(None), arguments, deliver=True)


def _settings(without_token: str | None) -> Settings:
    settings = read_settings()
    if without_token and not settings.telegram_token:
        raise Problem(without_token)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    if settings.log == "json":
        logging.getLogger().handlers[0].setFormatter(_Objects())
    logging.getLogger("ombud").setLevel(logging.INFO)
    return settings


def _serve(
    settings: Settings,
    arguments: argparse.Namespace,
    *,
    fetch: bool = False,
    listen: bool = False,
    deliver: bool = False,
) -> int:
    if arguments.unpaced and settings.telegrams_own:
        raise Problem(TELEGRAMS_OWN)
    from bot import service

    service.serve(settings, service.Roles(fetch=fetch, listen=listen, deliver=deliver, paced=not arguments.unpaced))
    return 0


class _Objects(logging.Formatter):
    """An object a line, for programs."""

    def format(self, record: logging.LogRecord) -> str:
        facts = {"time": self.formatTime(record), "level": record.levelname.lower(), "message": record.getMessage()}
        return json.dumps(facts, ensure_ascii=False)
