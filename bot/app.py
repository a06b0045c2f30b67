"""The composition root: it alone builds the parts and keeps files; everything is handed down."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from cryptography.fernet import Fernet

from bot import Problem, clockwork, loading, reach
from bot.asking import giving, utc_now
from bot.carry import Carrier, team_said
from bot.channels.mail import EmlMail, Letter, SmtpMail
from bot.clockwork import Clockwork
from bot.dialogue.spoken import Message
from bot.dialogue.state import TeamSaid
from bot.inbox import Inbox
from bot.loading import keep, load_wording
from bot.outbox import Accepted, Outbox, Outcome, Parcel, Sender
from bot.queries import Queries
from bot.replies import Platform
from bot.rights.lifecycle import TRANSITIONS
from bot.settings import Settings
from bot.shelf import Shelf, words_of
from bot.store import published, questions
from bot.store.session import NotMigrated, Store, migrate, open_store
from bot.wording.words import Wording
from intents.scores import Matcher
from knowledge.findings import Report
from knowledge.library import Library

KEY_FILE = "ombud.key"
log = logging.getLogger("ombud")


class StartProblem(Problem):
    """Ombud cannot start as it is set up; the message says what to do."""


@dataclass(frozen=True)
class App:
    """Everything, built and joined."""

    settings: Settings
    store: Store
    wording: Wording
    library: Shelf
    inbox: Inbox
    outbox: Outbox
    post: Outbox
    clockwork: Clockwork
    queries: Queries

    def settle(self, lanes: str = "") -> None:
        """Show replies and take what is due until nothing is left that can be done now.

        Mail that goes into files goes at once; a mail server is the heart's or the worker's to wait for.
        """
        while self.outbox.pump(lanes) + self._pump_post() + self.clockwork.tick():
            pass

    def open_there(self, lane: str) -> tuple[list[Parcel], Callable[[], None]]:
        """The same for a lane that is ours alone: what is to be shown there now, and what marks it as shown."""
        while self._pump_post() + self.clockwork.tick():
            pass
        return self.outbox.open_there(lane)

    def _pump_post(self) -> int:
        return 0 if self.settings.smtp_url else self.post.pump()


def build(
    settings: Settings,
    *,
    matcher: Callable[[], Matcher],
    senders: Mapping[str, Sender] | None = None,
    clock: Callable[[], datetime] = utc_now,
    on_mail: Callable[[str], None] = lambda _note: None,
) -> App:
    """Build the application on a store of the newest schema; `senders` show replies, by kind of outgoing row."""
    wording, store = load_wording(), ready_store(settings)
    library = Shelf(settings, on_refused=_refused, on_new=lambda new: publish(store, new, clock()))
    carrier = Carrier(
        store=store,
        wording=wording,
        zone=settings.zone,
        holidays=settings.holidays,
        platforms={"telegram": _telegram(library.heading, wording)},
    )
    given = giving(settings, library=library, wording=wording)
    receiver = Inbox(store=store, carrier=carrier, given=given, matcher=matcher)
    outbox = Outbox(store=store, senders=senders or {}, clock=clock)
    post = Outbox(store=store, senders={"code-mail": mail_sender(settings, on_mail)}, clock=clock)
    return App(
        settings=settings,
        store=store,
        wording=wording,
        library=library,
        inbox=receiver,
        outbox=outbox,
        post=post,
        clockwork=Clockwork(store=store, inbox=receiver, clock=clock),
        queries=Queries(store=store, today=lambda: carrier.today(clock()), zone=settings.zone),
    )


def _telegram(heading: Callable[[str], str], wording: Wording) -> Platform:
    """What every process must know of Telegram that may have a reply to queue there, also without its SDK."""

    def pieces(message: Message) -> Sequence[Message]:
        from bot.channels.telegram.write import split  # noqa: PLC0415  the SDK takes a second to import

        return split(message, heading, wording)

    return Platform(pieces=pieces, shares=True)


def publish(store: Store, library: Library, now: datetime) -> None:
    """Note which words are told from now on, so that what people read on a day can be found again."""
    policy = library.policy.slug
    with store.transaction() as session:
        if published.digest(session, policy) != library.digest:  # it stands for all of them: most starts change nothing
            published.publish(session, policy, words_of(library), now=now)


def _refused(problem: Problem) -> None:
    log.error("the policy's files were not taken over, the words of before stay: %s", problem)


def queries(settings: Settings) -> Queries:
    """What staff may look at, for a command that only reads."""
    today = partial(_today, settings)
    return Queries(store=ready_store(settings), today=today, zone=settings.zone)


def purge(settings: Settings) -> None:
    """Drop what is too old to matter, where no worker may be running."""
    clockwork.purge(ready_store(settings), utc_now())


def _today(settings: Settings) -> date:
    return utc_now().astimezone(settings.zone).date()


def answer_question(settings: Settings, question: int, *, fr: str | None, en: str | None, by: str) -> int:
    """Answer an open question from a shell; how many people are told, 0 if none of that number is open."""
    return reach.answer(ready_store(settings), question, fr=fr, en=en, by=by, now=utc_now())


def check_policy(settings: Settings) -> tuple[Report, Path]:
    """What a check of the policy finds as of today, and the file of its clauses."""
    return loading.check_policy(settings, today=_today(settings))


def revise_answer(settings: Settings, gap: str, *, fr: str | None, en: str | None, by: str) -> bool:
    """Change, or take back, what the team answered to a gap; False if it has answered nothing."""
    store = ready_store(settings)
    with store.transaction() as session:
        answered = gap in questions.told(session, settings.policy)
        if answered:
            questions.revise(session, settings.policy, gap, fr=fr, en=en, by=by, now=utc_now())
        return answered


def migrate_store(settings: Settings) -> None:
    """Bring the database to the newest schema; makes the key file in development, where there is none yet."""
    migrate(settings.url, encryption_keys(settings), transitions=TRANSITIONS)


def team_answers(settings: Settings) -> Mapping[str, TeamSaid]:
    """What the team has answered to gaps; without it a question is answered, too."""
    try:
        store = open_store(settings.url, encryption_keys(settings), transitions=TRANSITIONS)
        with store.reading() as session:
            return team_said(session, settings.policy, settings.zone)
    except Problem as problem:
        log.warning("what the team answered to gaps is left out: %s", problem)
        return {}


def ready_store(settings: Settings) -> Store:
    """The store, its schema made or brought up to date; never a new key beside old data."""
    keys = encryption_keys(settings)
    try:
        return open_store(settings.url, keys, transitions=TRANSITIONS)
    except NotMigrated:
        if settings.env == "production":
            raise
        migrate(settings.url, keys, transitions=TRANSITIONS)
        return open_store(settings.url, keys, transitions=TRANSITIONS)


def encryption_keys(settings: Settings) -> list[str]:
    """The keys set, or those of the key file, which the first start in development makes (mode 600)."""
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        what = f"the data folder {settings.data_dir} cannot be used ({error.strerror})"
        raise StartProblem(f"{what}. Set OMBUD_DATA_DIR to a folder of your own.") from None
    if settings.key_list:
        return settings.key_list
    path = settings.data_dir / KEY_FILE
    if not path.exists():
        if settings.store_file is None:
            raise StartProblem("a database of its own needs its keys: set OMBUD_KEYS.")
        if settings.holds_data:
            what = f"{path} is missing, and only it opens the store beside it"
            raise StartProblem(f"{what}. Put it back, or set OMBUD_KEYS.")
        _write_once(path, Fernet.generate_key())
    return path.read_text("utf-8", errors="replace").split()


def mail_sender(settings: Settings, on_mail: Callable[[str], None]) -> Sender:
    """SMTP where it is set; else, in development, files in `<data>/mail/`."""
    if settings.smtp_url:
        mail: SmtpMail | EmlMail = SmtpMail(settings.smtp_url, settings.mail_from)
    else:
        mail = EmlMail(settings.data_dir / "mail", settings.mail_from)

    def send(parcel: Parcel) -> Outcome:
        outcome: Outcome = mail.send(Letter.model_validate_json(parcel.payload))
        if isinstance(outcome, Accepted) and outcome.note:
            on_mail(outcome.note)
        return outcome

    return send


def _write_once(path: Path, data: bytes) -> None:
    """Write a file of mode 600, whole or not at all; another process that was first wins."""
    part = path.with_suffix(f".{os.getpid()}")
    keep(part, data)
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()
