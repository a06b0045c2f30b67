"""What stands behind a button opens in its own chat only, and only if it is ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.marks import LONGEST, Marks
from bot.dialogue.turn import choice_id

MARKS = Marks(b"k" * 32)
ADA, BLAISE = "700100", "-1001700200"


@given(st.integers(0, 10**15), st.integers(0, 99), st.text(), st.integers(-(2**52), 2**52))
def test_a_choice_comes_back_as_it_was_offered(serial: int, index: int, step: str, chat: int) -> None:
    choice = choice_id(serial, index)
    data = MARKS.seal(choice, address=str(chat), step=step)
    assert len(data.encode()) <= LONGEST
    assert MARKS.open_(data, address=str(chat)) == choice


@given(st.text(), st.text())
def test_what_anybody_makes_up_opens_nothing(data: str, address: str) -> None:
    assert MARKS.open_(data, address) == ""


def test_another_chat_opens_nothing() -> None:
    assert MARKS.open_(MARKS.seal("12.3", address=ADA, step="idle"), BLAISE) == ""


def test_another_key_opens_nothing() -> None:
    assert Marks(b"l" * 32).open_(MARKS.seal("12.3", address=ADA, step="idle"), ADA) == ""


@pytest.mark.parametrize("at", range(len(MARKS.seal("12.3", address=ADA, step="idle"))))
def test_one_sign_changed_opens_nothing(at: int) -> None:
    data = MARKS.seal("12.3", address=ADA, step="idle")
    forged = data[:at] + ("1" if data[at] != "1" else "2") + data[at + 1 :]
    assert MARKS.open_(forged, ADA) == ""


def test_the_same_choice_of_another_step_is_sealed_otherwise() -> None:
    at_email = MARKS.seal("12.3", address=ADA, step="erasure.email")
    at_name = MARKS.seal("12.3", address=ADA, step="erasure.name")
    assert at_email != at_name
    email_step, name_seal = at_email.rpartition(":")[0], at_name.rpartition(":")[2]
    assert MARKS.open_(f"{email_step}:{name_seal}", ADA) == ""


def test_a_choice_too_long_for_telegram_is_an_error_at_once() -> None:
    with pytest.raises(ValueError, match="too long"):
        MARKS.seal("1" * 40, address=ADA, step="idle")


def test_the_key_is_never_shown() -> None:
    assert "kkk" not in repr(MARKS)
