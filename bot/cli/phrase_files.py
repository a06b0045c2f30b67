"""The files of phrases, as a check sees them, and phrases of one's own on their way into theirs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot import loading
from bot.files import Document, FileProblem, load, read_file, read_yaml
from bot.settings import Settings
from intents import nearest, train
from intents.catalogue import Catalogue, Intent
from intents.check import Mistake, Place, copies, mistakes, places
from intents.explained import ruled_away, starts, taken_for
from intents.own import OwnPhrases, Taken, estranged, joined, misplaced
from intents.personal import exposing, personal, revealing, vocabulary
from intents.scores import Encode, Matcher
from intents.text import normal

HEADER = "# Phrases of our own, learned beside the packaged ones: our words, never a person's message.\n"


@dataclass(frozen=True)
class Finding:
    """A mistake, and where to put it right."""

    file: str
    line: int
    intent: str
    what: str
    remedy: str

    def line_of_text(self) -> str:
        return f"{self.file}:{self.line}: {self.what}. {self.remedy}"

    def as_json(self) -> dict[str, str | int]:
        return {"file": self.file, "line": self.line, "intent": self.intent, "what": self.what, "remedy": self.remedy}


@dataclass(frozen=True)
class Files:
    """The catalogue as it stands in its files, and phrases of one's own."""

    packaged: dict[str, tuple[Intent, Document]]
    own: Document
    taken: tuple[Taken, ...]

    @property
    def catalogue(self) -> Catalogue:
        """All of it, as it is learned."""
        return joined(tuple(intent for intent, _ in self.packaged.values()), self.taken)

    def find(self, mistake: Mistake) -> Finding:
        """Where a mistake of the catalogue stands: in the file of its intent, or in one's own."""
        intent, document = self.packaged[mistake.intent]
        path = mistake.path
        match path:
            case ("phrases", "fr" | "en" as language, int(at)) if at >= len(getattr(intent.phrases, language)):
                text = next(p.text for p in places(self.catalogue) if (p.intent, p.path) == (mistake.intent, path))
                path, document = self._of_own(intent.intent, language, text), self.own
        return _finding(document.problem(path, mistake.what, mistake.remedy), mistake.intent)

    def _of_own(self, intent: str, language: str, text: str) -> tuple[str | int, ...]:
        for number, taken in enumerate(self.taken):
            texts: tuple[str, ...] = getattr(taken, language)
            if taken.intent == intent and text in texts:
                return number, language, texts.index(text)
        raise AssertionError(f"{text!r} came from nowhere")


def findings(settings: Settings, *, on_encoding: Callable[[], None]) -> tuple[list[Finding], int | None]:
    """All that is wrong with the phrases, and how many there are; None if what cannot be read hides the rest."""
    read = _read(loading.catalogue_files(), loading.own_phrases(settings))
    if isinstance(read, list):
        return read, None
    catalogue = read.catalogue
    if not (settings.data_dir / f"matcher-{train.digest(catalogue)}.npz").exists():
        on_encoding()
    vectors = _meanings(settings, catalogue, train.SentenceEncoder()).rows
    packaged = tuple(intent for intent, _ in read.packaged.values())
    everywhere = (*mistakes(catalogue), *nearest.overmatched(catalogue, vectors), *exposing(packaged))
    found = [read.find(mistake) for mistake in everywhere]
    of_own = (*revealing(read.taken, vocabulary(packaged)), *estranged(read.taken))
    found += [_finding(read.own.problem(one.path, one.what, one.remedy), one.intent) for one in of_own]
    return sorted(found, key=lambda finding: (finding.file, finding.line)), len(vectors)


def refusals(settings: Settings, catalogue: Catalogue, taken: Taken, *, matcher: Callable[[], Matcher]) -> list[str]:
    """Why these phrases cannot be taken in; nothing if they can. `matcher` has learned without them."""
    wrong = list(_wrong_alone(catalogue, taken))
    if not wrong and starts(taken.intent):
        wrong = list(_harmful(taken, matcher()))
    if wrong:
        return wrong
    full = joined(catalogue, [taken])
    new = {*taken.fr, *taken.en}
    for pair in copies(full):
        for mine, theirs in (pair, pair[::-1]):
            if mine.intent == taken.intent and mine.text in new:
                wrong.append(f"{mine.text!r} is nearly {theirs.text!r} of {theirs.intent}. Say it in other words.")
    encode = train.SentenceEncoder()
    vectors = _meanings(settings, full, encode).rows
    before = np.array([not _is_new(place, taken) for place in places(full)])
    known = {_same(mistake) for mistake in nearest.overmatched(catalogue, vectors[before])}
    after = [mistake for mistake in nearest.overmatched(full, vectors) if _same(mistake) not in known]
    return wrong + [f"{mistake.what}. {mistake.remedy}" for mistake in after]


def write(path: Path, taken: Taken) -> None:
    """Put phrases behind those of one's own, whatever else stands in the file; it is whole, or as it was."""
    text = path.read_text("utf-8") if path.exists() else HEADER
    lines = [f"- intent: {taken.intent}", f"  by: {_quoted(taken.by)}", f"  on: {taken.on}"]
    for language, texts in (("fr", taken.fr), ("en", taken.en)):
        lines += [f"  {language}:", *(f"    - {_quoted(text)}" for text in texts)] if texts else []
    text = "".join((text, "" if text.endswith("\n") else "\n", "\n".join(lines), "\n"))
    load(OwnPhrases, read_yaml(str(path), text))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    loading.keep(path, text.encode())


def _read(paths: list[Path], own: Path) -> Files | list[Finding]:
    packaged: dict[str, tuple[Intent, Document]] = {}
    wrong: list[Finding] = []
    for path in paths:
        try:
            document = read_file(path)
            intent = load(Intent, document)
            if path.stem != intent.intent.replace(".", "-"):
                remedy = "Name the file after its intent, with - for the dot."
                raise document.problem(("intent",), f"this is the file of {intent.intent}", remedy)
            packaged[intent.intent] = intent, document
        except FileProblem as problem:
            wrong.append(_finding(problem, path.stem.replace("-", ".", 1)))
    try:
        document = read_file(own) if own.exists() else Document(str(own), None)
        taken = load(OwnPhrases, document).root if document.value is not None else ()
    except FileProblem as problem:
        return [*wrong, _finding(problem, "")]
    if not wrong:
        faults = misplaced(tuple(intent for intent, _ in packaged.values()), taken)
        wrong = [_finding(document.problem(one.path, one.what, one.remedy), one.intent) for one in faults]
    return wrong or Files(packaged, document, taken)


def _meanings(settings: Settings, catalogue: Catalogue, encode: Encode) -> nearest.Meanings:
    """What all phrases mean, from what was learned last, as far as it goes."""
    weights = loading.kept_weights(settings.data_dir)
    return nearest.meanings([place.text for place in places(catalogue)], encode, weights)


def _wrong_alone(catalogue: Catalogue, taken: Taken) -> Iterator[str]:
    owners = {normal(place.text): place.intent for place in places(catalogue)}
    known = vocabulary(catalogue)
    yield from (f"{mistake.what}. {mistake.remedy}" for mistake in estranged([taken]))
    for text in (*taken.fr, *taken.en):
        words = normal(text)
        revealed = personal(text, today=taken.on, known=known)
        if not words:
            yield f"{text!r} has no words."
        elif revealed:
            yield f"{text!r} holds what may be personal data ({', '.join(revealed)}). Say it without."
        elif words in owners:
            yield f"{text!r} is a phrase of {owners[words]} already."
        owners.setdefault(words, taken.intent)


def _harmful(taken: Taken, matcher: Matcher) -> Iterator[str]:
    """Of what starts a request, only what is near to one already: a gap is better than a request nobody made."""
    for text in (*taken.fr, *taken.en):
        read = matcher.respelled(text)
        moved = ruled_away(taken.intent, read)
        instead = taken_for(taken.intent, matcher.scores(read))
        if moved:
            yield f"{text!r} is no wish as it is put ({moved.why}): it is read as {moved.to}. Say the wish plainly."
        elif instead:
            what = f"{text!r} is taken for {instead.intent} now ({instead.confidence:.2f})"
            harm = f"learned as {taken.intent}, it would start what nobody asked for"
            yield f"{what}; {harm}. Say the wish plainly, or add it to {instead.intent}."


def _is_new(place: Place, taken: Taken) -> bool:
    return place.intent == taken.intent and place.text in (taken.fr if place.language == "fr" else taken.en)


def _same(mistake: Mistake) -> tuple[str, str]:
    """A mistake wherever its phrase stands: the places behind new phrases move."""
    return mistake.intent, mistake.what.partition(" (by ")[0]


def _finding(problem: FileProblem, intent: str) -> Finding:
    file, here = Path(problem.file), Path.cwd()
    name = str(file.relative_to(here)) if file.is_relative_to(here) else str(file)
    return Finding(name, problem.line, intent, problem.what, problem.remedy)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
