"""Reads the data that Ombud is made of: words, forms, the policy; and the matcher, learned from its phrases."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from concurrent.futures import Future, InvalidStateError
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from bot import Problem
from bot.dialogue.state import KEEP_DAYS
from bot.files import (
    Document,
    FileProblem,
    first,
    load,
    load_library,
    read_blocks,
    read_file,
    read_fluent,
    read_text,
)
from bot.rights.form import Form
from bot.rights.request import Right
from bot.settings import Settings
from bot.wording.words import LOCALES, Wording
from intents.catalogue import Catalogue, Intent
from intents.own import OwnPhrases, Taken, joined, misplaced
from intents.scores import Matcher, Weights
from knowledge.entries import (
    CLAUSE_FILES,
    GAPS_FILE,
    LANGUAGES,
    LAW_FILE,
    POLICY_FILE,
    THINGS_FILE,
    Mistake,
)
from knowledge.findings import CHECKLIST_FILE, ODDITIES_FILE, Assessment, Items, Oddities, Report
from knowledge.library import Library
from knowledge.lint import Installation, check

FILES = frozenset(
    {POLICY_FILE, GAPS_FILE, THINGS_FILE, LAW_FILE, CHECKLIST_FILE, ODDITIES_FILE, *CLAUSE_FILES.values()}
)
"""What is read of a policy's folder, beside its answers and the saved copy."""

log = logging.getLogger("ombud")


def policy_folders(settings: Settings) -> tuple[Path, ...]:
    """Where the files of the policy set may stand, the first before the others: one's own, packaged, for all."""
    knowledge = Path(str(files("knowledge")))
    if settings.knowledge_dir and not settings.knowledge_dir.is_dir():
        raise Problem(f"{settings.knowledge_dir} is no folder. Set OMBUD_KNOWLEDGE_DIR to the folder of your policies.")
    folders = (own_policy(settings), knowledge / "policies" / settings.policy)
    found = tuple(folder for folder in folders if folder.is_dir())
    if not found:
        what = f"there is no policy {settings.policy!r}"
        raise Problem(f"{what}. Set OMBUD_POLICY to a folder of {folders[1].parent}, or of {folders[0].parent}.")
    return (*found, knowledge)


def own_policy(settings: Settings) -> Path:
    """Where one's own files of the policy set stand, if there are any."""
    return (settings.knowledge_dir or settings.data_dir / "policies") / settings.policy


def find_library(settings: Settings) -> Library:
    """The policy set; files of one's own come before the packaged ones, and none of them is passed over in silence."""
    folders = policy_folders(settings)
    for path in own_files(settings):
        if not (path.name in FILES or path.match("answers/*.yaml") or path.name.startswith("source.")):
            raise FileProblem(str(path), 1, "a file of this name is never read", "Name it as docs/policy.md says.")
    library = load_library(*folders) if own_files(settings) else _packaged(*folders)
    if library.policy.slug != settings.policy:
        file = first(folders, POLICY_FILE)
        what = f"the slug {library.policy.slug!r} is not the name of its folder"
        raise FileProblem(str(file), 1, what, f"Write `slug: {settings.policy}`.")
    return library


@cache
def _packaged(*folders: Path) -> Library:
    """What comes with the program does not change while it runs."""
    return load_library(*folders)


def own_files(settings: Settings) -> list[Path]:
    """The files of one's own policy; what begins with a dot, or ends with ~, is an editor's."""
    own = own_policy(settings)
    answers = own / "answers"
    paths = [Path(path) for path in (*_within(own), *_within(answers)) if not path.endswith("~")]
    return sorted(path for path in paths if path != answers and not path.name.startswith("."))


def _within(folder: Path) -> list[str]:
    """What lies in a folder, if there is one; asked at each update, and `glob` costs ten times as much."""
    try:
        with os.scandir(folder) as entries:
            return [entry.path for entry in entries]
    except OSError:
        return []


def check_policy(settings: Settings, *, today: date) -> tuple[Report, Path]:
    """What a check of the policy set finds, and the file of its clauses."""
    *own, shared = policy_folders(settings)
    library = find_library(settings)
    clauses = first(own, CLAUSE_FILES[library.policy.language])
    source = first(own, f"source.{library.policy.language}.txt")
    found = {name: first(own, name) for name in (CHECKLIST_FILE, ODDITIES_FILE)}
    read = {name: read_file(path) if path.exists() else Document(str(path), {}) for name, path in found.items()}
    try:
        report = check(
            library,
            source=read_text(source) if source.exists() else "",
            items=load(Items, read_file(shared / CHECKLIST_FILE)),
            assessed=load(Assessment, read[CHECKLIST_FILE]),
            oddities=load(Oddities, read[ODDITIES_FILE]) if read[ODDITIES_FILE].value else Oddities(()),
            installation=_installation(settings, today),
            lines={name: line for name, _, line in read_blocks(str(clauses), read_text(clauses))},
        )
    except Mistake as mistake:
        raise read[mistake.file].problem(mistake.path, mistake.what, mistake.remedy) from None
    return report, clauses


def _installation(settings: Settings, today: date) -> Installation:
    return Installation(
        contact=settings.contact,
        mail_from=settings.mail_from,
        production=settings.env == "production",
        holidays=settings.holidays,
        timezone=settings.timezone,
        smtp_host=urlsplit(settings.smtp_url).hostname,
        database_host=urlsplit(settings.url).hostname,
        keep_days=KEEP_DAYS,
        languages=LANGUAGES,
        today=today,
    )


@cache
def load_wording() -> Wording:
    """All that Ombud says, `<part>.fr.ftl` beside `<part>.en.ftl`."""
    folder = Path(str(files("bot.wording")))
    parts = {
        language: [read_fluent(path.name, read_text(path)) for path in sorted(folder.glob(f"*.{language}.ftl"))]
        for language in LOCALES
    }
    return Wording(parts)


@cache
def load_forms() -> Mapping[Right, Form]:
    """The form of every right."""
    folder = Path(str(files("bot.rights"))) / "catalogue"
    forms = {right: load(Form, read_file(folder / f"{right.value}.yaml")) for right in Right}
    for right, form in forms.items():
        if form.right != right:
            raise FileProblem(f"{right.value}.yaml", 1, f"this is the form of {form.right.value}", "Correct `right:`.")
    return forms


def load_catalogue(own: Path | None = None) -> tuple[Intent, ...]:
    """All intents, in the order of their names, with the phrases of one's own, if there are any."""
    catalogue = tuple(load(Intent, read_file(path)) for path in catalogue_files())
    return joined(catalogue, load_own_phrases(own, catalogue)) if own else catalogue


def catalogue_files() -> list[Path]:
    """The file of each intent."""
    return sorted((Path(str(files("intents"))) / "catalogue").glob("*.yaml"))


def own_phrases(settings: Settings) -> Path:
    """Where phrases of one's own stand, if there are any: beside one's own policies, or in the data folder."""
    return (settings.knowledge_dir or settings.data_dir) / "phrases.yaml"


def kept_weights(folder: Path) -> Weights | None:
    """What was learned last, if anything was, and it can be read; it may be of other phrases than today's."""
    from intents import train  # noqa: PLC0415  numpy loads only where it is needed

    kept = sorted(folder.glob("matcher-*.npz"), key=lambda path: path.stat().st_mtime_ns)
    try:
        with kept[-1].open("rb") as file:
            return train.read(file)
    except (IndexError, ValueError):
        return None


def load_own_phrases(own: Path, catalogue: Catalogue) -> tuple[Taken, ...]:
    """The phrases of one's own; one that belongs to another intent already is a FileProblem."""
    if not own.exists():
        return ()
    document = read_file(own)
    taken = load(OwnPhrases, document).root if document.value is not None else ()
    for wrong in misplaced(catalogue, taken):
        raise document.problem(wrong.path, wrong.what, wrong.remedy)
    return taken


def learn(folder: Path, *, own: Path | None = None, on_training: Callable[[], None] = lambda: None) -> Matcher:
    """The matcher: from its file, or trained anew when the phrases, or how they are learned, have changed."""
    from intents import train  # noqa: PLC0415  numpy and the encoder load behind the greeting

    catalogue = load_catalogue(own)
    kept, encode = folder / f"matcher-{train.digest(catalogue)}.npz", train.SentenceEncoder()
    try:
        with kept.open("rb") as file:
            return train.matcher(file, encode)
    except (FileNotFoundError, ValueError):  # not learned yet, or cut short by a full disk
        on_training()
    data = train.fit(catalogue, encode)
    keep_learned(kept, data)
    return train.matcher(BytesIO(data), encode)


def keep_learned(path: Path, data: bytes) -> None:
    """Keep what was learned, instead of what was before; where the disk is full it serves all the same, this once."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in path.parent.glob("matcher-*.npz"):
            old.unlink(missing_ok=True)
        keep(path, data)
    except OSError as error:
        log.warning("what was learned cannot be kept (%s), and is learned anew at the next start", error.strerror)


@dataclass(frozen=True)
class Learning:
    """The matcher on its way, in a thread of its own, so that a greeting need not wait for it."""

    future: Future[Matcher]
    training: Event
    on_wait: Callable[[], None]

    @classmethod
    def start(cls, folder: Path, *, own: Path | None = None, on_wait: Callable[[], None] = lambda: None) -> Learning:
        """Begin; `on_wait` is called when somebody has to wait for a training, which takes about a minute."""
        future: Future[Matcher] = Future()
        training = Event()

        def work() -> None:
            try:
                learned = learn(folder, own=own, on_training=training.set)
            except BaseException as error:  # noqa: BLE001  raised again where the matcher is wanted
                _set(future, error)
            else:
                _set(future, learned)

        Thread(target=work, name="learning", daemon=True).start()
        return cls(future, training, on_wait)

    def stop(self) -> None:
        """Nobody need wait for it any more: whoever does is told so."""
        _set(self.future, Problem("Ombud stopped before it had learned. Start it again; it goes on by itself."))

    def __call__(self) -> Matcher:
        if self.training.is_set() and not self.future.done():
            self.on_wait()
        return self.future.result()


def _set(future: Future[Matcher], outcome: Matcher | BaseException) -> None:
    """Say what came of it, unless that was said before."""
    try:
        if isinstance(outcome, BaseException):
            future.set_exception(outcome)
        else:
            future.set_result(outcome)
    except InvalidStateError:
        pass


def keep(path: Path, data: bytes) -> None:
    """Write a file of mode 600: whole, and on the disk, or not at all."""
    part = path.with_suffix(f".{os.getpid()}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
