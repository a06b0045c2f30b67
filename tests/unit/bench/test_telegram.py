"""The driver of the bench posts what it says, and its figures are what was counted."""

from __future__ import annotations

import asyncio
import json
from random import Random

import pytest

from tests.bench.telegram.load import Acked, Load, Target
from tests.bench.telegram.report import Waited, figures, goals, tables
from tests.bench.telegram.tally import Round, acknowledgements, first_replies, quantile
from tests.bench.telegram.traffic import Post, Traffic
from tests.counterparts.telegram_http import Answer, Line, Request


def acked(chat: int, began: float = 0.0, seconds: float = 0.01, status: int = 200, query: str = "") -> Acked:
    return Acked(Post(chat, b"", query), began, began + seconds, status)


def said(chat: int, at: float, message: int = 1, *labels: str) -> dict[str, object]:
    rows = [[{"text": label, "callback_data": f"data of {label}"} for label in labels]]
    shown = {"text": "Hello", "reply_markup": {"inline_keyboard": rows if labels else []}}
    return {"method": "sendMessage", "chat": chat, "at": at, "message": message, "arguments": shown}


async def posted(posts: int, *, rate: float | None = None, status: int = 200) -> tuple[list[Acked], list[Request], int]:
    """What the driver took down, what arrived, and over how many connections."""
    arrived: list[Request] = []
    lines: set[Line] = set()
    most = 0

    def answer(request: Request) -> Answer:
        nonlocal most
        arrived.append(request)
        most = max(most, len(lines))
        return Answer(status, b"no body is read as an answer", after=0.002)

    server = await asyncio.get_running_loop().create_server(lambda: Line(answer, lines), "127.0.0.1", 0)
    load = Load(Target(server.sockets[0].getsockname()[1]))
    asks = Traffic(1).asks(range(posts))
    done = await (load.steadily(asks, rate) if rate else load.saturated(asks, 4))
    server.close()
    await server.wait_closed()
    return done, arrived, most


async def test_every_update_is_posted_once_over_the_connections_that_were_asked_for() -> None:
    done, arrived, lines = await posted(50)
    assert sorted(each.post.chat for each in done) == list(range(50))
    assert sorted(json.loads(each.body)["message"]["chat"]["id"] for each in arrived) == list(range(50))
    assert len({json.loads(each.body)["update_id"] for each in arrived}) == 50
    assert {each.path for each in arrived} == {"/telegram"}
    assert lines == 4
    assert all(each.status == 200 and each.seconds >= 0.002 for each in done)


async def test_at_a_steady_rate_updates_leave_at_their_time() -> None:
    done, _, _ = await posted(20, rate=200)
    assert max(each.began for each in done) - min(each.began for each in done) >= 19 / 200 - 0.01


async def test_what_is_not_taken_counts_as_refused_and_not_as_an_ack() -> None:
    done, _, _ = await posted(5, status=503)
    assert [each.status for each in done] == [503] * 5
    counted = Round(done, {}, {})
    assert (counted.refused, counted.acks, counted.unanswered) == (5, 0, 5)


def test_a_press_is_of_a_button_of_the_newest_message_and_uses_it_up() -> None:
    traffic = Traffic(12345, chance=Random(1))
    traffic.board.learn([said(7, 1.0, 3, "Old"), said(7, 2.0, 4, "New"), said(7, 3.0, 5), said(8, 3.0, 9)])
    (press,) = traffic.presses([7, 8])
    query = json.loads(press.body)["callback_query"]
    assert (query["data"], query["message"]["message_id"], query["id"]) == ("data of New", 4, press.query)
    assert traffic.without_buttons([7, 8]) == [7, 8]
    assert traffic.presses([7]) == []


def test_a_reply_is_the_first_message_after_its_post() -> None:
    posts = [acked(1, began=10.0), acked(2, began=10.0), acked(3, began=10.0)]
    found = first_replies(posts, [said(1, 9.0), said(1, 10.5), said(1, 10.6), said(2, 10.2), said(4, 10.1)])
    assert found == {1: 10.5, 2: 10.2}


def test_figures_of_a_round() -> None:
    posts = [acked(1, 0.0, 0.010), acked(2, 1.0, 0.020), acked(3, 2.0, 0.030), acked(4, 3.0, 1.0, status=503)]
    counted = Round(posts, {1: 0.015, 2: 1.040, 3: 2.031}, {"web": 0.008})
    assert counted.acks == pytest.approx(3 / 4)
    assert counted.ack() == pytest.approx(20)
    assert counted.behind() == pytest.approx(5)
    assert counted.behind(1.0) == pytest.approx(20)
    assert counted.replies == pytest.approx(3 / 2.031)
    assert counted.cost == {"web": pytest.approx(2.0)}
    assert (counted.refused, counted.unanswered) == (1, 1)


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.99, 99), (1.0, 100), (0.001, 1)])
def test_a_quantile_is_one_of_the_values(share: float, value: int) -> None:
    assert quantile([*range(100, 0, -1)], share) == value


def test_a_press_that_was_never_acknowledged_is_not_forgotten() -> None:
    answered = {"method": "answerCallbackQuery", "at": 5.25, "arguments": {"callback_query_id": "a"}}
    assert acknowledgements([acked(1, 5.0, query="a"), acked(2, 5.0, query="b")], [answered]) == [0.25, float("inf")]


def test_goals_are_ratios_of_the_same_round_and_a_missed_one_is_named() -> None:
    quick = [Round([acked(1, 0.0, seconds)], {1: 1.0}, {}) for seconds in (0.1, 0.4)]
    slow = [Round([acked(1, 0.0, seconds)], {1: 1.0}, {}) for seconds in (0.4, 1.6)]
    all_ = {"Ombud, SQLite": {"presses": slow}, "floor, SQLite": {"presses": quick}}
    waited = {"Ombud, SQLite": Waited([0.1] * 99 + [0.2], 1200)}
    found = {goal.what: goal for goal in goals(all_, "Ombud, SQLite", waited["Ombud, SQLite"])}
    acks = found["presses: acks/s, of the floor's"]
    assert acks.value == pytest.approx(0.25)
    assert not acks.reached
    pressed = found["press acknowledged, 1200 messages waiting, ms p99"]
    assert pressed.value == pytest.approx(100)
    assert pressed.reached
    lines = "\n".join(tables(all_, waited))
    assert "missed" in lines
    assert "floor, SQLite" in lines
    assert figures(all_, waited)["floor, SQLite"]["presses"][1]["acks_per_second"] == pytest.approx(2.5)
