"""The composition root: it alone builds the parts, reads the clock and keeps files; everything is handed down."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from threading import Event, Thread

from cryptography.fernet import Fernet
from sqlalchemy.engine import make_url

from bot import Problem, inbox
from bot.carry import Carrier
from bot.channels.mail import EmlMail, Letter, SmtpMail
from bot.clockwork import Clockwork
from bot.dialogue.effects import Text
from bot.dialogue.single import Asked, single
from bot.dialogue.spoken import spoken
from bot.dialogue.state import Given
from bot.files import FileProblem, load, load_library, read_file, read_fluent, read_text
from bot.inbox import Inbox
from bot.outbox import Accepted, Outbox, Outcome, Sender
from bot.queries import Queries
from bot.rights.form import Form
from bot.rights.lifecycle import TRANSITIONS
from bot.rights.request import Right
from bot.settings import Settings
from bot.store.session import NotMigrated, Store, StoreProblem, migrate, open_store
from bot.wording.words import LOCALES, Language, Wording
from intents.catalogue import Intent
from intents.scores import Matcher
from intents.text import clean
from intents.understanding import understand
from knowledge.library import Library

KEY_FILE = "ombud.key"
log = logging.getLogger("ombud")
SWEEP = 0.5
"""Seconds between two looks of the worker at what waits and what is due."""


class StartProblem(Problem):
    """Ombud cannot start as it is set up; the message says what to do."""


@dataclass(frozen=True)
class App:
    """Everything, built and joined."""

    settings: Settings
    store: Store
    wording: Wording
    library: Library
    inbox: Inbox
    outbox: Outbox
    post: Outbox
    clockwork: Clockwork
    queries: Queries

    def settle(self, lanes: str = "") -> None:
        """Show replies and take what is due until nothing is left that can be done now.

        Mail that goes into files goes at once; a mail server is the heart's or the worker's to wait for.
        """
        quick = not self.settings.smtp_url
        while self.outbox.pump(lanes) + (self.post.pump() if quick else 0) + self.clockwork.tick():
            pass


def utc_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  the one place where the clock is read


def build(
    settings: Settings,
    *,
    matcher: Callable[[], Matcher],
    senders: Mapping[str, Sender] | None = None,
    clock: Callable[[], datetime] = utc_now,
    on_mail: Callable[[str], None] = lambda _note: None,
) -> App:
    """Build the application on a store of the newest schema; `senders` show replies, by kind of outgoing row."""
    wording, library, store = load_wording(), find_library(settings), ready_store(settings)
    carrier = Carrier(store=store, wording=wording, library=library, zone=settings.zone, holidays=settings.holidays)

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
        queries=Queries(store=store, today=lambda: carrier.today(clock())),
    )


def giving(settings: Settings, *, library: Library, wording: Wording) -> Callable[[datetime], Given]:
    """What the core may read, at any moment."""
    forms = load_forms()

    def label(text: Text, language: Language) -> str:
        return spoken(text, language, wording)

    def given(now: datetime) -> Given:
        return Given(
            library=library,
            forms=forms,
            label=label,
            now=now,
            today=now.astimezone(settings.zone).date(),
            contact=settings.contact,
            hours=settings.hours,
        )

    return given


def queries(settings: Settings) -> Queries:
    """What staff may look at, for a command that only reads."""
    return Queries(store=ready_store(settings), today=lambda: utc_now().astimezone(settings.zone).date())


def answer_question(settings: Settings, question: int, text: str) -> bool:
    """Answer an open question from a shell; False if there is none of that number."""
    return inbox.answer_question(ready_store(settings), question, clean(text), by="shell", now=utc_now())


def migrate_store(settings: Settings) -> None:
    """Bring the database to the newest schema; makes the key file in development, where there is none yet."""
    migrate(settings.url, encryption_keys(settings), transitions=TRANSITIONS)


def asking(settings: Settings) -> Callable[[str, Language], Asked]:
    """One question, one answer, without a store: what `ombud ask` does for each line."""
    wording, library, matcher = load_wording(), find_library(settings), learn(settings.data_dir)
    giving_now = giving(settings, library=library, wording=wording)

    def asked(text: str, language: Language) -> Asked:
        given = giving_now(utc_now())
        understood = understand(text, matcher=matcher, today=given.today)
        return single(understood, language=language, given=given, wording=wording)

    return asked


def work(settings: Settings) -> None:
    """Send what waits and take what is due until SIGTERM or ctrl-C; what is under way is finished first."""
    stopped = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    app = build(settings, matcher=Learning.start(settings.data_dir))
    purged = None
    while not stopped.wait(SWEEP):
        try:
            app.post.pump()
            app.settle()
            if purged != (today := utc_now().date()):
                app.clockwork.purge()
                purged = today
        except StoreProblem as problem:
            log.error("%s", problem)


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
        if make_url(settings.url).get_backend_name() != "sqlite":
            raise StartProblem("a database of its own needs its keys: set OMBUD_KEYS.")
        if _holds_data(settings.url):
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

    def send(payload: str) -> Outcome:
        outcome: Outcome = mail.send(Letter.model_validate_json(payload))
        if isinstance(outcome, Accepted) and outcome.note:
            on_mail(outcome.note)
        return outcome

    return send


def find_library(settings: Settings) -> Library:
    """The policy set: one's own if there is one of that name, else the packaged one."""
    own = (settings.knowledge_dir or settings.data_dir / "policies") / settings.policy
    packaged = Path(str(files("knowledge"))) / "policies" / settings.policy
    folder = own if own.is_dir() else packaged
    if not folder.is_dir():
        raise StartProblem(
            f"there is no policy {settings.policy!r}. Set OMBUD_POLICY to a folder of {packaged.parent}."
        )
    return load_library(folder)


def load_wording() -> Wording:
    """All that Ombud says, `<part>.fr.ftl` beside `<part>.en.ftl`."""
    folder = Path(str(files("bot.wording")))
    parts = {
        language: [read_fluent(path.name, read_text(path)) for path in sorted(folder.glob(f"*.{language}.ftl"))]
        for language in LOCALES
    }
    return Wording(parts)


def load_forms() -> Mapping[Right, Form]:
    """The form of every right."""
    folder = Path(str(files("bot.rights"))) / "catalogue"
    forms = {right: load(Form, read_file(folder / f"{right.value}.yaml")) for right in Right}
    for right, form in forms.items():
        if form.right != right:
            raise FileProblem(f"{right.value}.yaml", 1, f"this is the form of {form.right.value}", "Correct `right:`.")
    return forms


def load_catalogue() -> tuple[Intent, ...]:
    """All intents, in the order of their names."""
    paths = sorted((Path(str(files("intents"))) / "catalogue").glob("*.yaml"))
    return tuple(load(Intent, read_file(path)) for path in paths)


def learn(folder: Path, *, on_training: Callable[[], None] = lambda: None) -> Matcher:
    """The matcher: from its file, or trained anew when the phrases, or how they are learned, have changed."""
    from intents import train  # noqa: PLC0415  numpy and the encoder load behind the greeting

    catalogue = load_catalogue()
    kept = folder / f"matcher-{train.digest(catalogue)}.npz"
    if kept.exists():
        try:
            return train.matcher(kept.read_bytes(), train.load_encoder())
        except ValueError:
            kept.unlink()  # cut short by a crash on a full disk, say: it costs one more training
    on_training()
    encode = train.load_encoder()
    data = train.fit(catalogue, encode)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for old in folder.glob("matcher-*.npz"):
        old.unlink(missing_ok=True)
    _write(kept, data)
    return train.matcher(data, encode)


@dataclass(frozen=True)
class Learning:
    """The matcher on its way, in a thread of its own, so that a greeting need not wait for it."""

    future: Future[Matcher]
    training: Event
    on_wait: Callable[[], None]

    @classmethod
    def start(cls, folder: Path, *, on_wait: Callable[[], None] = lambda: None) -> Learning:
        """Begin; `on_wait` is called when somebody has to wait for a training, which takes up to twenty seconds."""
        future: Future[Matcher] = Future()
        training = Event()

        def work() -> None:
            try:
                future.set_result(learn(folder, on_training=training.set))
            except BaseException as error:  # noqa: BLE001  raised again where the matcher is wanted
                future.set_exception(error)

        Thread(target=work, name="learning", daemon=True).start()
        return cls(future, training, on_wait)

    def __call__(self) -> Matcher:
        if self.training.is_set() and not self.future.done():
            self.on_wait()
        return self.future.result()


def _holds_data(url: str) -> bool:
    database = make_url(url).database
    return bool(database) and Path(str(database)).exists() and Path(str(database)).stat().st_size > 0


def _write_once(path: Path, data: bytes) -> None:
    """Write a file of mode 600, whole or not at all; another process that was first wins."""
    part = path.with_suffix(f".{os.getpid()}")
    _write(part, data, final=False)
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()


def _write(path: Path, data: bytes, *, final: bool = True) -> None:
    part = path.with_suffix(".part") if final else path
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if final:
        part.replace(path)
