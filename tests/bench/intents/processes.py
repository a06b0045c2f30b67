"""Systems as processes of their own, spoken to by lines of JSON: timed to their first answer, weighed, asked."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from tests.bench.intents.sentences import Sentence
from tests.bench.intents.tally import Verdict
from tests.learned import CACHE

ROOT = Path(__file__).parents[3]
KEPT = CACHE / "bench"
_PEERS = ROOT / "tests" / "bench" / "peers"
_PYTHON = KEPT / "venv" / "bin" / "python"
_MODULES = KEPT / "node_modules"
_STARTS = 3

Phrase = tuple[str, str, str]
"""An intent, a language, a text."""


@dataclass(frozen=True)
class Start:
    """From nothing to the first answer, everything learned before: seconds, and megabytes at their peak."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Peer:
    """Another way of telling intents apart."""

    name: str
    program: tuple[str, ...]
    needs: Path
    quick: bool = True
    """Is it quick enough to be asked about every change of a sentence? To compare with every phrase is not."""

    @property
    def is_there(self) -> bool:
        return self.needs.exists() and shutil.which(self.program[0]) is not None

    def knowing(self, phrases: Sequence[Phrase]) -> tuple[str, ...]:
        """How it is started with these phrases; what it learned is kept under their digest, and that of its code."""
        told = json.dumps(phrases)
        name = sha256(told.encode() + Path(self.program[1]).read_bytes()).hexdigest()[:16]
        KEPT.mkdir(parents=True, exist_ok=True)
        phrases_file, model = (KEPT / f"{self.name}-{name}.{kind}" for kind in ("json", "model"))
        phrases_file.write_text(told, "utf-8")
        program = shutil.which(self.program[0]) or self.program[0]
        return (program, *self.program[1:], str(phrases_file), str(model))


PEERS: Final = (
    Peer("WRatio", (str(_PYTHON), str(_PEERS / "peer.py"), "wratio"), _PYTHON, quick=False),
    Peer("SVM", (str(_PYTHON), str(_PEERS / "peer.py"), "svm"), _PYTHON),
    Peer("NLP.js", ("node", str(_PEERS / "nlpjs.js")), _MODULES),
)


class Spoken:
    """A process that answers a line with a line."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def send(self, line: Mapping[str, str]) -> dict[str, Any]:
        return self.send_text(json.dumps(line))

    def send_text(self, line: str) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"{self._process.args!r} ended before it answered")
        found: dict[str, Any] = json.loads(answer)
        return found

    def ask(self, sentence: Sentence) -> Verdict:
        """What a peer takes it for; it never asks back."""
        got = self.send({"text": sentence.text, "language": sentence.language})
        ranked = tuple((str(intent), float(confidence)) for intent, confidence in got["ranked"])
        refused = got["refused"] or not ranked or ranked[0][0] == "none"
        return Verdict(() if refused else (ranked[0][0],), not refused, ranked, float(got["micros"]))

    @property
    def megabytes(self) -> float:
        """The most memory it has held so far, as Linux counts it; 0 elsewhere."""
        status = Path(f"/proc/{self._process.pid}/status")
        lines = status.read_text("ascii").splitlines() if status.exists() else []
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


@contextmanager
def spoken_to(command: Sequence[str]) -> Iterator[Spoken]:
    """A process for as long as it is asked; what it says on standard error is of use only when it fails."""
    few = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "OMBUD_DATA_DIR": str(CACHE)}
    paths = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "NODE_PATH": str(_MODULES)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=few | paths, cwd=KEPT, encoding="utf-8"
    ) as process:
        try:
            yield Spoken(process)
        finally:
            process.kill()


def forget_all_but(pattern: str, *kept: Sequence[str]) -> None:
    """Drop what was learned from phrases that have changed since."""
    names = {name for program in kept for name in program}
    for file in KEPT.glob(pattern):
        if str(file) not in names:
            file.unlink()


def our_start() -> Start:
    """`ombud ask`, with all that it loads beside the matcher."""
    return _start((sys.executable, "-m", "bot", "ask", "--json"), "who gets my data?")


def start(peer: Sequence[str]) -> Start:
    return _start(peer, json.dumps({"text": "who gets my data?", "language": "en"}))


def _start(program: Sequence[str], line: str) -> Start:
    """The median of three."""
    seconds, megabytes = [], []
    for _ in range(_STARTS):
        began = perf_counter()
        with spoken_to(program) as spoken:
            spoken.send_text(line)
            seconds.append(perf_counter() - began)
            megabytes.append(spoken.megabytes)
    return Start(statistics.median(seconds), statistics.median(megabytes))
