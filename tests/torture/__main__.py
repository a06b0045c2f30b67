"""`make torture`: Ombud under load, its processes killed all the time; then an auditor reads the books.

Nothing may be lost, doubled or disordered, but for the sends under way at each kill, each of which is listed as
uncertain. The exit status is 1 if anything was.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import get_args

from tests.learned import learned
from tests.torture.report import Report
from tests.torture.run import Database, Plan, Transport, run

QUARTER_OF_AN_HOUR = 900


def main() -> int:
    given = _arguments()
    learned()  # or each process would, and be killed before it has
    transports = [given.transport] if given.transport else get_args(Transport)
    databases = [given.database] if given.database else get_args(Database)
    pairs = [(transport, database) for database in databases for transport in transports]
    well = True
    for transport, database in pairs:
        plan = Plan(
            transport=transport,
            database=database,
            seconds=given.seconds / len(pairs),
            rate=given.rate or (8 if given.paced else 30),
            chats=given.chats,
            kill_every=given.kill_every,
            latency=given.latency,
            paced=given.paced,
            seed=given.seed,
        )
        home = Path(mkdtemp(prefix="torture-"))
        report = run(plan, home)
        if report.well:
            rmtree(home)
        else:
            sys.stderr.write(f"what the processes wrote, and both books, stand in {home}\n")
        _show(report, as_json=given.json)
        well = well and report.well
    return 0 if well else 1


def _show(report: Report, *, as_json: bool) -> None:
    sys.stdout.write((json.dumps(report.as_json(), ensure_ascii=False) if as_json else report.as_text()) + "\n")
    sys.stdout.flush()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make torture", description=__doc__)
    parser.add_argument("--seconds", type=float, default=QUARTER_OF_AN_HOUR, help="of writing, shared by all variants")
    parser.add_argument("--transport", choices=get_args(Transport), help="else both, in turn")
    parser.add_argument("--database", choices=get_args(Database), help="else both, in turn")
    parser.add_argument("--rate", type=float, default=0, help="what people do, a second (30; paced, 8)")
    parser.add_argument("--chats", type=int, default=40)
    parser.add_argument("--kill-every", type=float, default=3, help="seconds")
    parser.add_argument("--latency", type=float, default=0.05, help="seconds until the messenger answers")
    parser.add_argument("--paced", action="store_true", help="as people get it: 1 a second a chat, 30 overall")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="an object a variant")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
