from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.ordinals import ordinal


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("1", 0), ("the first", 0), ("le premier", 0), ("la 1ère", 0), ("n°1", 0), ("en haut", 0), ("The top one", 0),
        ("the second", 1), ("la deuxième", 1), ("2nd", 1), ("#2", 1), ("no. 2", 1), ("number two, please", 1),
        ("oui la 2eme", 1), ("I'll take the second one", 1), ("je voudrais la seconde, merci", 1), ("2️⃣", 1),
        ("l'avant-dernière", 1), ("the last but one", 1), ("(2)", 1), ("sinon la 2", 1),
        ("le dernier", 2), ("the very last one", 2), ("la toute dernière", 2), ("celle du bas", 2), ("option 3", 2),
    ],
)  # fmt: skip
def test_a_choice_by_its_place(text: str, place: int) -> None:
    assert ordinal(text, of=3) == place


@pytest.mark.parametrize(
    "text",
    [
        "", "both", "2 or 3", "the second?", "second thoughts", "un moment", "one moment", "last week", "top", "l'une",
        "the one", "0", "4", "the fourth", "my second address", "not the first", "pas la première", "at first",
        "the former",
    ],
)  # fmt: skip
def test_what_says_more_or_less_is_no_choice(text: str) -> None:
    assert ordinal(text, of=3) is None


def test_of_two_there_is_a_former_and_a_latter() -> None:
    assert [ordinal("the former", of=2), ordinal("the latter", of=2)] == [0, 1]


@given(st.text(), st.integers(0, 12))
def test_a_place_is_one_of_those_offered(text: str, of: int) -> None:
    place = ordinal(text, of=of)
    assert place is None or 0 <= place < of
