"""The counterpart as a program of its own, spoken to by HTTP alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.counterparts.telegram import TOKEN

ADA = 7


@pytest.fixture
def url() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.counterparts.telegram"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def ask(address: str, **given: Any) -> Any:
    request = Request(address, json.dumps(given).encode(), {"Content-Type": "application/json"})
    with urlopen(request, timeout=5) as answer:
        return json.loads(answer.read())


def test_the_persons_side_is_http_as_well(url: str) -> None:
    said = ask(f"{url}/test/says", chat=ADA, text="hello", language="en")
    assert said == {"update": 1000, "message": 1, "query": ""}
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    assert ask(f"{url}/bot{TOKEN}/sendMessage", chat_id=ADA, text="there", reply_markup=markup)["ok"]
    assert ask(f"{url}/test/texts", chat=ADA) == ["there"]
    assert ask(f"{url}/test/keyboard", chat=ADA) == [{"label": "Yes", "data": "y", "url": None, "message": 2}]
    assert ask(f"{url}/test/presses", chat=ADA, button="Yes")["query"]
    with urlopen(f"{url}/test/journal?since=1", timeout=5) as answer:
        lines = [json.loads(line) for line in answer.read().splitlines()]
    assert [(line["kind"], line["method"]) for line in lines] == [("call", "sendMessage"), ("update", "callback_query")]
    ask(f"{url}/test/reset")
    assert ask(f"{url}/test/texts", chat=ADA) == []


def test_faults_are_set_by_http_and_a_slip_is_told(url: str) -> None:
    ask(f"{url}/test/fail", method="getMe", status=500)
    with pytest.raises(HTTPError, match="500") as failed:
        ask(f"{url}/bot{TOKEN}/getMe")
    failed.value.close()
    assert ask(f"{url}/bot{TOKEN}/getMe")["result"]["is_bot"]
    for slip, status in (("presses", "400"), ("anything", "404")):
        with pytest.raises(HTTPError, match=status) as slipped:
            ask(f"{url}/test/{slip}", chat=ADA, button="Yes")
        slipped.value.close()
