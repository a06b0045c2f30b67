"""A draft becomes one request, whatever happens beside it."""

from __future__ import annotations

from collections.abc import Callable

from bot.carry import Moment
from bot.dialogue.effects import File
from bot.dialogue.events import Filed
from bot.rights.request import Right
from bot.store import conversations, requests
from tests.desk import Desk


def test_a_draft_that_two_processes_file_is_one_request(open_desk: Callable[..., Desk]) -> None:
    desk, other = open_desk(), open_desk()
    desk.starts("en")
    values = {"contact": ["ada@example.org"]}
    file = File(
        draft="d1", right=Right.marketing_objection, version=1, first_voiced=desk.now, values=values, proved=None
    )
    filed = []
    for one in (desk, other):
        with one.app.store.transaction() as session:
            row = conversations.lock(session, 1)
            assert row is not None
            came = one.carrier.carry(Moment(session, row, "en", desk.now, one.app.library()), file)
            assert isinstance(came, Filed)
            filed.append(came)
    assert filed[0].reference == filed[1].reference
    assert [came.again for came in filed] == [False, True]
    with desk.app.store.reading() as session:
        assert len(requests.filed_order(session)) == 1
