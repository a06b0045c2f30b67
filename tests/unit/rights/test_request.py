from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.rights.request import (
    ALPHABET,
    RANDOM_BYTES,
    Assurance,
    Outcome,
    Right,
    RightsRequest,
    Status,
    new_reference,
    parse_reference,
)

TOKENS = st.binary(min_size=RANDOM_BYTES, max_size=16)
FILED = RightsRequest(
    reference="OMB-7F3K-Q2XW",
    right=Right.erasure,
    assurance=Assurance.address,
    first_voiced=datetime(2026, 11, 23, 9, tzinfo=UTC),
    received=date(2026, 11, 23),
    due=date(2026, 12, 23),
    language="fr",
    channel="terminal",
    values={"scope": "everything", "email": "ada@example.org", "contact": ["ada@example.org"]},
    policy="sha256:0",
    form=1,
)


def test_names_are_the_contract_s() -> None:
    assert " ".join(Right) == (
        "access rectification erasure restriction objection "
        "marketing_objection portability consent_withdrawal post_mortem"
    )
    assert " ".join(Status) == "received identity_pending in_review clarifying in_progress closed"
    assert " ".join(Outcome) == "granted partly refused nothing_held unidentifiable withdrawn rerouted duplicate"
    assert " ".join(Assurance) == "none address known human"


@given(TOKENS)
def test_a_reference_is_read_back_whatever_way_it_is_written(token: bytes) -> None:
    reference = new_reference(token)
    bare = reference.replace("-", "")
    for written in (reference, reference.lower(), f" {bare} ", reference[4:], bare[3:], reference.replace("-", " – ")):
        assert parse_reference(written) == reference


def test_full_width_signs_are_read_too() -> None:
    assert parse_reference("ＯＭＢ－７Ｆ３Ｋ－Ｑ２ＸＷ") == "OMB-7F3K-Q2XW"


@given(TOKENS, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_caught(token: bytes, place: int, sign: str) -> None:
    signs = new_reference(token).replace("-", "").removeprefix("OMB")
    wrong = signs[:place] + sign + signs[place + 1 :]
    assert (parse_reference(wrong) is None) == (wrong != signs)


@given(TOKENS, st.integers(0, 6))
def test_two_swapped_neighbours_are_caught(token: bytes, place: int) -> None:
    signs = new_reference(token).replace("-", "").removeprefix("OMB")
    swapped = signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
    assert (parse_reference(swapped) is None) == (swapped != signs)


@pytest.mark.parametrize(
    "text", ["", "OMB", "OMB-7F3K-Q2X", "OMB-7F3K-Q2XWW", "OMB-7F3K-Q2X0", "XYZ-7F3K-Q2XW", "Ωmega 12"]
)
def test_what_is_no_reference_is_not_taken_for_one(text: str) -> None:
    assert parse_reference(text) is None


def test_a_reference_has_no_sign_that_looks_like_another() -> None:
    assert not set("0O1IL8B") & set(ALPHABET)
    assert len(set(ALPHABET)) == 29


def test_too_little_randomness_is_refused() -> None:
    with pytest.raises(ValueError, match="8 random bytes"):
        new_reference(bytes(RANDOM_BYTES - 1))


def test_a_request_comes_back_from_json_as_it_was() -> None:
    assert RightsRequest.model_validate_json(FILED.model_dump_json()) == FILED


def test_a_request_is_never_changed_in_place() -> None:
    with pytest.raises(ValidationError):
        FILED.status = Status.closed  # type: ignore[misc]


def test_the_moment_of_the_wish_knows_its_time_zone() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        RightsRequest.model_validate(FILED.model_dump() | {"first_voiced": datetime(2026, 11, 23, 9)})  # noqa: DTZ001  the mistake under test


def test_a_request_is_overdue_from_the_day_after_the_last() -> None:
    assert not FILED.overdue(date(2026, 12, 23))
    assert FILED.overdue(date(2026, 12, 24))
    extended = FILED.model_copy(update={"extended": date(2027, 2, 23)})
    assert extended.answer_by == date(2027, 2, 23)
    assert not extended.overdue(date(2027, 2, 23))
    assert not FILED.model_copy(update={"status": Status.closed}).overdue(date(2030, 1, 1))
