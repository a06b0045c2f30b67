"""Codes and the mail that carries them, through the whole desk: limits, lateness, refusal, and what people are told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.outbox import RETRIES, Accepted, Later, Outbox, Outcome, Parcel, Refused
from bot.store import outgoing
from bot.store.tables import Outgoing
from tests.counterparts.smtp import Fault, mail_server
from tests.desk import Desk

Opener = Callable[..., Desk]


@pytest.fixture
def desk(open_desk: Opener) -> Desk:
    """A desk at which the code of an erasure has just been sent."""
    desk = open_desk()
    at_code(desk)
    return desk


def at_code(desk: Desk) -> None:
    desk.starts("en")
    desk.says("I want my data deleted")
    desk.presses(desk.button("answer", "everything"))
    desk.says("ada@example.org")
    desk.presses(desk.button("skip"))
    assert desk.state().step == "erasure.code"


def other(code: str) -> str:
    """A code that is not this one."""
    return f"{(int(code) + 1) % 10**8:08d}"


def says_wrong(desk: Desk, times: int) -> None:
    for _ in range(times):
        desk.says(other(desk.code()))


def test_a_code_opens_for_ten_minutes_from_its_leaving(desk: Desk) -> None:
    desk.waits(minutes=9, seconds=50)
    desk.says(desk.code())
    assert desk.said[0] == "code-right"


def test_a_code_expires_after_ten_minutes_and_the_step_stays(desk: Desk) -> None:
    desk.waits(minutes=10, seconds=1)
    desk.says(desk.code())
    assert desk.said == ["code-expired"]
    assert desk.state().step == "erasure.code"
    desk.presses(desk.button("resend"))
    desk.says(desk.code())
    assert desk.said[0] == "code-right"


def test_five_wrong_codes_lock_it_and_the_right_one_opens_nothing_any_more(desk: Desk) -> None:
    says_wrong(desk, 4)
    assert desk.said == ["code-wrong"]
    says_wrong(desk, 1)
    assert desk.said == ["code-locked"]
    desk.says(desk.code())
    assert desk.said == ["code-locked"]
    assert desk.state().step == "erasure.code"


def test_the_lock_survives_a_restart(desk: Desk, open_desk: Opener) -> None:
    says_wrong(desk, 5)
    again = open_desk()
    again.now = desk.now
    again.says(desk.code())
    assert again.said == ["code-locked"]
    again.presses(again.button("resend"))
    again.says(again.code())
    assert again.said[0] == "code-right"


def test_the_code_before_opens_nothing_once_another_is_sent(desk: Desk) -> None:
    first = desk.code()
    desk.presses(desk.button("resend"))
    assert desk.mails() == 2
    desk.says(first)
    assert desk.said == ["code-wrong"]


def test_five_codes_a_day_and_no_way_around(desk: Desk, open_desk: Opener) -> None:
    for number in range(2, 6):
        desk.presses(desk.button("resend"))
        assert desk.mails() == number
    desk.presses(desk.button("resend"))
    assert desk.said == ["code-limited"]
    again = open_desk()
    again.now = desk.now
    again.says("/forget")
    again.says("yes")
    at_code_limited(again)
    assert again.mails() == 5
    again.waits(days=1)
    again.presses(again.button("edit", "email"))
    again.says("ada@example.org")
    assert again.mails() == 6


def at_code_limited(desk: Desk) -> None:
    """To the code once more, where there are none left today: the words and the way out are given."""
    desk.says("I want my data deleted")
    desk.presses(desk.button("answer", "everything"))
    desk.says("ada@example.org")
    desk.presses(desk.button("skip"))
    assert desk.said[-1] == "code-limited"
    assert desk.button("human")
    assert desk.button("edit", "email")


async def test_a_code_goes_out_by_smtp_and_comes_back_typed(open_desk: Opener) -> None:
    async with mail_server() as server:
        desk = open_desk(smtp_url=f"smtp://127.0.0.1:{server.port}")
        await asyncio.to_thread(at_code, desk)
    (letter,) = server.letters
    words = letter.get_content().split()
    digits = [word for word in words if word.isdigit() and len(word) == 4]
    desk.says(" ".join(digits[:2]))
    assert desk.said[0] == "code-right"
    assert server.recipients == ["ada@example.org"]


async def test_a_mail_that_is_refused_is_told_and_another_address_helps(open_desk: Opener) -> None:
    async with mail_server("unknown recipient") as server:
        desk = open_desk(smtp_url=f"smtp://127.0.0.1:{server.port}")
        await asyncio.to_thread(at_code, desk)
        assert desk.said[-1] == "code-refused"
        assert desk.state().step == "erasure.code"
        server.fault = None
        desk.presses(desk.button("edit", "email"))
        await asyncio.to_thread(desk.says, "grace@example.org")
    assert server.recipients == ["grace@example.org"]


@pytest.mark.parametrize("fault", ["greylisted", "too busy"])
async def test_a_mail_that_is_put_off_is_told_once_and_arrives_later(open_desk: Opener, fault: Fault) -> None:
    async with mail_server(fault) as server:
        desk = open_desk(smtp_url=f"smtp://127.0.0.1:{server.port}")
        await asyncio.to_thread(at_code, desk)
        assert desk.said[-1] == "code-late"
        assert await asyncio.to_thread(desk.waits, seconds=RETRIES[0]) == []
        server.fault = None
        await asyncio.to_thread(desk.waits, seconds=RETRIES[1])
    assert len(server.letters) == 1


async def test_a_mail_that_is_put_off_for_ever_is_given_up_and_told(open_desk: Opener) -> None:
    async with mail_server("greylisted") as server:
        desk = open_desk(smtp_url=f"smtp://127.0.0.1:{server.port}")
        await asyncio.to_thread(at_code, desk)
        for seconds in RETRIES:
            assert desk.said == [] or desk.said[-1] == "code-late"
            await asyncio.to_thread(desk.waits, seconds=seconds)
    assert desk.said == ["code-refused"]
    assert desk.state().step == "erasure.code"


@pytest.mark.parametrize("gone", [True, False])
def test_replies_that_must_wait_are_sent_again_in_order_and_refused_ones_hold_up_none(desk: Desk, gone: bool) -> None:
    outcomes: list[Outcome] = [Later("busy"), Refused("gone") if gone else Accepted(note=""), Accepted(note="")]
    tried: list[str] = []

    def send(parcel: Parcel) -> Outcome:
        tried.append(parcel.payload)
        return outcomes.pop(0)

    now = [desk.now]
    outbox = Outbox(store=desk.app.store, senders={"note": send}, clock=lambda: now[0])
    with desk.app.store.transaction() as session:
        ids = [outgoing.put(session, "terminal:9", "note", text, now[0]) for text in ("one", "two")]
    assert outbox.pump() == 1
    assert outbox.pump() == 0, "not before its time, and none before it"
    now[0] += timedelta(seconds=RETRIES[0])
    assert outbox.pump() == 2
    assert tried == ["one", "one", "two"]
    with desk.app.store.reading() as session:
        rows = [session.get_one(Outgoing, number) for number in ids]
        assert [row.status for row in rows] == ["failed" if gone else "sent", "sent"]
        assert [row.payload for row in rows] == [None, None]
        assert rows[0].why == ("gone" if gone else None)
