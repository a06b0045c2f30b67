"""How well sentences are understood, beside others: `python -m tests.bench.intents [FILE…]` (JSON lines, or YAML).

Only totals and intents are printed, never a sentence: what is measured must not be tuned to.
"""

from __future__ import annotations

import os

os.putenv("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported, as bot/cli does

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bot import loading
from tests.bench.intents import held_out
from tests.bench.intents.changes import CHANGES
from tests.bench.intents.measured import Measured, measure, ours, silenced
from tests.bench.intents.picture import draw
from tests.bench.intents.processes import KEPT, PEERS, ROOT, Peer, forget_all_but, our_start, spoken_to, start
from tests.bench.intents.report import figures, tables
from tests.bench.intents.sentences import Sentence, sentences
from tests.learned import learned

CASES = ROOT / "tests" / "cases" / "intents"


def say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


def beside(asked: Sequence[Sentence]) -> tuple[list[Measured], list[Measured]]:
    """The peers as they come, and silenced until they answer as little out of scope as Ombud does."""
    catalogue = loading.load_catalogue()
    there = [peer for peer in PEERS if peer.is_there]
    missing = ", ".join(peer.name for peer in PEERS if peer not in there)
    if missing:
        say(f"left out, not installed (make bench-intents): {missing}")
    nothing = held_out.nothing_meant(catalogue)
    allowed = held_out.our_false_accepts(catalogue) if there else 0
    if there:
        say(f"of {len(nothing)} phrases of `none`, held out, ombud answers {allowed}; others are held to that (≥):")
    plain, held = [], []
    for peer in there:
        partly, fully = (peer.knowing(held_out.phrases(told)) for told in (held_out.rest(catalogue), catalogue))
        with spoken_to(partly) as spoken:
            verdicts = [spoken.ask(one) for one in nothing]
        least = held_out.threshold(verdicts, allowed)
        passed = sum(silenced(one, least).sure for one in verdicts)
        say(f"  {peer.name} from {least:.2f} on answers {passed}")
        plain.append(_measured(peer, fully, asked))
        held.append(plain[-1].above(least))
        forget_all_but(f"{peer.name}-*", partly, fully)
    return plain, held


def _measured(peer: Peer, command: Sequence[str], asked: Sequence[Sentence]) -> Measured:
    with spoken_to(command) as spoken:
        spoken.ask(asked[0])  # learns, if it has not
        return measure(peer.name, spoken.ask, asked, start(command), changes=CHANGES if peer.quick else {})


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench-intents", description="How well sentences are understood.")
    parser.add_argument("files", nargs="*", type=Path, default=sorted(CASES.glob("*.yaml")))
    parser.add_argument("--alone", action="store_true", help="without the peers")
    parser.add_argument("--json", type=Path, help="write every figure to this file")
    parser.add_argument("--picture", type=Path, default=KEPT / "confusions.svg", help="write the confusions here")
    arguments = parser.parse_args()
    asked = [sentence for file in arguments.files for sentence in sentences(file)]
    KEPT.mkdir(parents=True, exist_ok=True)
    matcher = learned()
    mine = measure("ombud", ours(matcher), asked, our_start())
    plain, held = ([], []) if arguments.alone else beside(asked)
    say(f"{len(asked)} sentences of {', '.join(file.name for file in arguments.files)}\n")
    say(*tables([mine, *plain], held))
    arguments.picture.write_text(draw(mine.tally(), title=f"Most confused of {len(asked)} sentences"), "utf-8")
    say(f"\nas a picture: {arguments.picture}")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures([mine, *plain], held), indent=1), "utf-8")


if __name__ == "__main__":
    main()
