"""One run: people write, processes are killed, calls go wrong; then all is let drain, and the books are audited."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import Any, Final, Literal

from cryptography.fernet import Fernet

from bot.channels.telegram.marks import Marks
from bot.rights.lifecycle import TRANSITIONS
from bot.store.session import Store, migrate, open_store
from tests.counterparts import postgres
from tests.counterparts.telegram import TOKEN, Telegram, telegram
from tests.counterparts.telegram_entries import Entry
from tests.learned import learned
from tests.processes import installed
from tests.torture.audit import Audit, Doubts
from tests.torture.fleet import Fleet, free_port
from tests.torture.ledgers import Books, Journal, open_rows
from tests.torture.people import Crowd
from tests.torture.proxy import Proxy
from tests.torture.report import Finding, Report
from tests.torture.twin import Twin

Transport = Literal["polling", "webhook"]
Database = Literal["sqlite", "postgresql"]
SECRET: Final = "made-up-secret-of-a-run"
BOT: Final = TOKEN.partition(":")[0]
DRAINED: Final = 300.0
"""Seconds in which all that waits must have gone: a backlog, claims that run out, and pauses after errors."""
BEGUN: Final = 120.0
"""Seconds in which the first reply must have come."""
AMID: Final = 1.0
"""Seconds in which a send to kill somebody in is waited for."""
SENDS: Final = ("sendMessage", "editMessageText", "editMessageReplyMarkup")
FAULTS: Final[tuple[dict[str, Any], ...]] = (
    {"method": "sendMessage", "retry_after": 1},
    {"method": "sendMessage", "status": 502},
    {"method": "sendMessage", "drop": "after"},
    {"method": "sendMessage", "drop": "before"},
    {"method": "editMessageReplyMarkup", "status": 500},
    {"method": "editMessageReplyMarkup", "drop": "after"},
    {"method": "answerCallbackQuery", "drop": "before"},
    {"method": "getUpdates", "status": 502},
)
"""What goes wrong with a call, one after the other."""


@dataclass(frozen=True)
class Plan:
    """What a run does, and for how long. `rate`: what people do, a second; `faulty`: seconds between two faults."""

    transport: Transport
    database: Database
    seconds: float
    rate: float = 30
    chats: int = 40
    kill_every: float = 3
    latency: float = 0.05
    faulty: float = 1
    paced: bool = False
    seed: int = 1

    @property
    def name(self) -> str:
        return f"{self.transport}, {self.database}{', paced' if self.paced else ''}"


@dataclass
class Run:
    """A run under way."""

    plan: Plan
    world: Telegram
    store: Store
    fleet: Fleet
    kills: int = 0
    faults: int = 0
    before: int = 0
    under_way: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    _counted: int = 0
    _answered: int = 0

    def torture(self) -> Crowd:
        """People write while processes are killed and calls go wrong."""
        plan, chance = self.plan, Random(self.plan.seed)
        crowd = Crowd(self.world, plan.chats, plan.seed)
        self._begin(crowd)
        begun = monotonic()
        killed, failed = begun, begun
        for pause in crowd.writes(plan.rate, begun + plan.seconds):
            if monotonic() - failed > plan.faulty:
                failed = monotonic()
                self.world.fail(**FAULTS[self.faults % len(FAULTS)])
                self.faults += 1
            if monotonic() - killed > plan.kill_every:
                killed = monotonic()
                self._kill(chance)
            sleep(pause)
        return crowd

    def _begin(self, crowd: Crowd) -> None:
        """Let the processes come up, or the first kills would meet nobody at work."""
        crowd.people[0].act()
        until = monotonic() + BEGUN
        while not self.answered():
            self._watch()
            if monotonic() > until:
                self.findings.append(Finding("lost", "the first reply never came"))
                raise Broken
            sleep(0.05)
        self.before = self.answered()

    def _kill(self, chance: Random) -> None:
        """Kill one of the processes, note what was being sent, and start it again at once."""
        self._watch()
        member = chance.choice(self.fleet.members)
        if self.kills % 2:
            self._wait_for_a_send()
        member.kill()
        self.kills += 1
        self.under_way |= open_rows(self.store, "sending")
        member.start()

    def _wait_for_a_send(self) -> None:
        """Until a message has just come: it is not answered yet, nor marked. Else few kills would meet a send."""
        came, until = self.answered(), monotonic() + AMID
        while self.answered() == came and monotonic() < until:
            sleep(0.002)

    def drain(self) -> float:
        """Leave all alone until nothing waits; the seconds that took."""
        begun = monotonic()
        while self.world.updates.waiting or open_rows(self.store, "sending", "waiting"):
            self._watch()
            if monotonic() - begun > DRAINED:
                break  # the auditor finds what still waits
            sleep(0.2)
        return monotonic() - begun

    def answered(self) -> int:
        """How many messages have come so far."""
        with self.world.ledger.lock:
            new = self.world.journal[self._counted :]
            self._counted += len(new)
            self._answered += sum(each.method == "sendMessage" for each in new)
            return self._answered

    def dropped(self) -> int:
        """How many answers to sends were lost; the last faults may have met no call any more."""
        given = [FAULTS[at % len(FAULTS)] for at in range(self.faults)]
        left = [each for each in self.world.ledger.faults if each.drop and each.method in SENDS]
        return sum("drop" in each and each["method"] in SENDS for each in given) - len(left)

    def _watch(self) -> None:
        for wrong in self.fleet.ended():
            self.findings.append(Finding("failed", wrong))
        if self.findings:
            raise Broken


class Broken(Exception):
    """A run that cannot go on."""


def run(plan: Plan, home: Path) -> Report:
    """Do all of it in this folder, and report."""
    with ExitStack() as stack:
        world = stack.enter_context(telegram())
        world.tune(latency=plan.latency)
        keys = [Fernet.generate_key().decode()]
        url = stack.enter_context(_database(plan, home))
        migrate(url, keys, transitions=TRANSITIONS)
        store = open_store(url, keys, transitions=TRANSITIONS)
        stack.callback(store.close)
        fleet = stack.enter_context(_fleet(plan, home, world, {"OMBUD_DATABASE_URL": url, "OMBUD_KEYS": keys[0]}))
        this = Run(plan, world, store, fleet)
        fleet.start()
        try:
            crowd = this.torture()
            answered = this.answered() - this.before
            drained = this.drain()
        except Broken:
            return Report(plan.name, {}, [*this.findings, *_complaints(fleet)])
        for wrong in fleet.stop():
            this.findings.append(Finding("failed", wrong))
        if not answered:
            this.findings.append(Finding("failed", "nothing came while processes were killed: nothing is proven"))
        times = {"seconds": plan.seconds, "replies_meanwhile": answered, "drained_after": round(drained, 1)}
        return _audited(this, crowd, home, times)


def _audited(this: Run, crowd: Crowd, home: Path, times: dict[str, float]) -> Report:
    books, journal = Books.read(this.store), Journal.read(this.world.journal, this.world.ledger.refused)
    marks = Marks(this.store.lookup(f"callback data {BOT}"))
    twin = Twin(home / "twin", learned(), marks.open_)
    orderly = [person.chat for person in crowd.people if person.chat not in crowd.unruly]
    for chat in orderly:
        twin.tell(journal.happened(chat))
    doubts = Doubts(frozenset(this.under_way), this.dropped())
    audit = Audit(books, journal, doubts, twin.came_to(orderly), twin.written)
    findings = [*this.findings, *audit.findings(), *_complaints(this.fleet)]
    uncertain = sum(row.status == "uncertain" for row in books.rows)
    numbers = times | {
        "kills": this.kills,
        "updates": len(journal.updates),
        "replies": sum(row.status == "sent" and row.kind == "reply" for row in books.rows),
        "edits": sum(row.status == "sent" and row.kind == "edit" for row in books.rows),
        "requests": sum(books.requests.values()),
        "second_deliveries": crowd.again,
        "shuffles": crowd.shuffled,
        "faults": this.faults,
        "under_way_at_kills": len(this.under_way),
        "dropped_answers": doubts.dropped,
        "uncertain": uncertain,
        "of_these_arrived": audit.arrived(),
    }
    twin.close()
    if findings:
        keep(home / "evidence", books, this.world.journal + this.world.ledger.refused)
    return Report(this.plan.name, numbers, findings)


def keep(folder: Path, books: Books, entries: Sequence[Entry]) -> None:
    """Both books, a line for each entry, for whoever wants to know how it came."""
    folder.mkdir()
    rows = [asdict(replace(row, message=None)) | {"text": row.message and row.message.text} for row in books.rows]
    lines = [asdict(entry) for entry in sorted(entries, key=lambda entry: entry.number)]
    for name, these in (("rows", rows), ("journal", lines)):
        text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in these)
        (folder / f"{name}.jsonl").write_text(text, "utf-8")


def _complaints(fleet: Fleet) -> list[Finding]:
    return [Finding("failed", line) for line in fleet.complaints()]


@contextmanager
def _database(plan: Plan, home: Path) -> Iterator[str]:
    if plan.database == "sqlite":
        yield f"sqlite:///{home / 'ombud.sqlite'}"
        return
    url = postgres.server().create()
    yield url
    postgres.server().drop(url)


@contextmanager
def _fleet(plan: Plan, home: Path, world: Telegram, settings: dict[str, str]) -> Iterator[Fleet]:
    """By polling one that fetches, and a worker beside it; by webhook two of each kind behind a proxy."""
    ombud = installed(home)
    telegrams = {"OMBUD_TELEGRAM_TOKEN": TOKEN, "OMBUD_TELEGRAM_API_URL": world.url}
    fleet = Fleet(home, settings | telegrams | {"OMBUD_DATA_DIR": str(ombud.data)})
    pace = () if plan.paced else ("--unpaced",)
    with ExitStack() as stack:
        stack.callback(fleet.abandon)
        if plan.transport == "polling":
            fleet.add("telegram", *pace)
            fleet.add("worker", *pace)
        else:
            ports = [free_port(), free_port()]
            url = stack.enter_context(_proxied(world, ports))
            pushed = {"OMBUD_TELEGRAM_WEBHOOK_URL": url, "OMBUD_TELEGRAM_WEBHOOK_SECRET": SECRET}
            for port in ports:
                fleet.add("web", **pushed, OMBUD_BIND=f"127.0.0.1:{port}")
                fleet.add("worker", *pace)
        yield fleet


@contextmanager
def _proxied(world: Telegram, ports: list[int]) -> Iterator[str]:
    assert world.loop
    proxy = Proxy(ports)
    port = asyncio.run_coroutine_threadsafe(proxy.start(), world.loop).result(10)
    yield f"http://127.0.0.1:{port}"
    asyncio.run_coroutine_threadsafe(proxy.stop(), world.loop).result(10)
