"""`ombud …`: one file a family of commands. Exit status: 0 done, 1 not so, 2 wrong use, 3 it could not be done."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from bot import Misuse, Problem
from bot.cli import ask, chat, intents, operate, policy, requests, serve

DONE, NOT_SO, WRONG_USE, IMPOSSIBLE = 0, 1, 2, 3
INTERRUPTED = 130

# With one thread the encoder takes 2 to 3 ms a sentence, with several 130 and more; read when numpy is imported.
os.putenv("OPENBLAS_NUM_THREADS", "1")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; every failure is one line on standard error, with what to do about it."""
    parser = argparse.ArgumentParser(prog="ombud", description="The privacy desk in chat.")
    families = parser.add_subparsers(required=True, metavar="COMMAND")
    for family in (chat, serve, ask, requests, policy, intents, operate):
        family.add_to(families)
    arguments = parser.parse_args(argv)
    os.umask(0o077)  # what this process writes is nobody else's to read: the database, its key, mail in development
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        return run(arguments)
    except Misuse as misuse:
        print(f"ombud: {misuse}", file=sys.stderr)
        return WRONG_USE
    except Problem as problem:
        print(f"ombud: {problem}", file=sys.stderr)
        return IMPOSSIBLE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; what is still in the buffer goes nowhere, or Python complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
