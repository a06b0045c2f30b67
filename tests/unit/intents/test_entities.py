from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.entities import Entities, entities, unknown_number

TODAY = date(2026, 11, 23)


def found(text: str) -> Entities:
    return entities(text, today=TODAY)


def test_addresses_are_taken_without_the_full_stop_after_them() -> None:
    text = "écrivez à lea.martin+rgpd@example.org, ou à info@mail.example.org."
    assert found(text).emails == ("lea.martin+rgpd@example.org", "info@mail.example.org")


@pytest.mark.parametrize("text", ["lea@example", "@example.org", "lea arobase example", "lea at example dot nowhere"])
def test_half_an_address_is_none(text: str) -> None:
    assert found(text).emails == ()


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("06 12 34 56 78", ("+33612345678",)),
        ("appelez le +33 6.12.34.56.78 svp", ("+33612345678",)),
        ("0612345678 ou 01 23 45 67 89", ("+33612345678", "+33123456789")),
        ("call +44 20 7946 0958", ("+442079460958",)),
        ("le 03/09/2026", ()),
    ],
)
def test_telephone_numbers_are_written_the_international_way(text: str, phones: tuple[str, ...]) -> None:
    assert found(text).phones == phones


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("le 3 septembre 2026", date(2026, 9, 3)),
        ("3/9/2026", date(2026, 9, 3)),
        ("3.9.26", date(2026, 9, 3)),
        ("9/25/2026", date(2026, 9, 25)),
        ("2026-09-03", date(2026, 9, 3)),
        ("September 3rd", date(2026, 9, 3)),
        ("on the 3rd of September, 2026", date(2026, 9, 3)),
        ("1er août", date(2026, 8, 1)),
        ("24 décembre", date(2025, 12, 24)),
        ("hier", date(2026, 11, 22)),
        ("avant-hier", date(2026, 11, 21)),
        ("yesterday", date(2026, 11, 22)),
        ("il y a trois semaines", date(2026, 11, 2)),
        ("10 days ago", date(2026, 11, 13)),
        ("a week ago", date(2026, 11, 16)),
        ("a fortnight ago", date(2026, 11, 9)),
        ("il y a vingt et un jours", date(2026, 11, 2)),
        ("mardi dernier", date(2026, 11, 17)),
        ("last Tuesday", date(2026, 11, 17)),
        ("last Monday", date(2026, 11, 16)),  # today is one
        ("dimanche passé", date(2026, 11, 22)),
        ("12 mars 24", date(2024, 3, 12)),
        ("12 March '24", date(2024, 3, 12)),
        ("12 mars 14 heures", date(2026, 3, 12)),
        ("le douze mars deux mille vingt-quatre", date(2024, 3, 12)),
        ("le trente et un décembre mille neuf cent quatre-vingt-dix-neuf", date(1999, 12, 31)),
        ("le premier août", date(2026, 8, 1)),
        ("the third of March twenty twenty-four", date(2024, 3, 3)),
        ("August twenty-first, nineteen eighty-four", date(1984, 8, 21)),
        ("on the twelfth of July two thousand and five", date(2005, 7, 12)),
        ("March the 3rd, two thousand", date(2000, 3, 3)),
    ],
)
def test_dates_are_read_in_both_languages(text: str, day: date) -> None:
    assert found(text).dates == (day,)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026", "le 31 février 2026", "24/7", "version 1.2.3.4", "mars est une planète", "you may first check",
        "the second may be wrong", "no one may see it", "un mars", "in March 2023", "Tuesday", "last week",
    ],
)  # fmt: skip
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert found(text).dates == ()


@pytest.mark.parametrize(
    "text", ["OMB-7F3K-Q2XW", "omb7f3kq2xw", "ma réf OMB 7f3k q2xw.", "OMB–7F3K—Q2XW", "ＯＭＢ－７Ｆ３Ｋ－Ｑ２ＸＷ"]
)
def test_a_reference_is_canonical_however_it_is_typed(text: str) -> None:
    assert found(text).references == ("OMB-7F3K-Q2XW",)


@pytest.mark.parametrize("text", ["OMB-7F3K-Q2X", "OMB-0F3K-Q2XW", "COMB-7F3K-Q2XW", "OMB-7F3K-Q2XWZ"])
def test_a_reference_with_another_length_or_sign_is_none(text: str) -> None:
    assert found(text).references == ()


@pytest.mark.parametrize(
    "text", ["12345678", "1234 5678", "12-34-56-78", "１２３４　５６７８", "mon code : 1234–5678 !", "1 2 3 4 5 6 7 8"]
)
def test_a_code_may_be_grouped_in_any_way(text: str) -> None:
    assert found(text).codes == ("12345678",)


@pytest.mark.parametrize("text", ["1234567", "123456789", "06 12 34 56 78", "2026-09-03", "OMB-2345-6792", "a12345678"])
def test_other_digits_are_no_code(text: str) -> None:
    assert found(text).codes == ()


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("le droit à l’oubli", "erasure"),
        ("l'accès", "access"),
        ("portability please", "portability"),
        ("right to be forgotten", "erasure"),
        ("au titre de l'article 16", "rectification"),
        ("opposition", "objection"),
        ("opposition à la prospection", "marketing_objection"),
        ("limitation du traitement", "restriction"),
        ("withdraw my consent", "consent_withdrawal"),
        ("directives post-mortem", "post_mortem"),
        ("accès au parking", None),
        ("bonjour", None),
    ],
)
def test_a_right_named_outright_is_recognised(text: str, right: str | None) -> None:
    assert found(text).right == right


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert all(len(code) == 8 and code.isascii() and code.isdigit() for code in found(text).codes)


@pytest.mark.parametrize(("text", "unknown"), [("+447700900123", True), ("+33612345678", False), ("+33 6 12", False)])
def test_a_telephone_number_that_nobody_has(text: str, unknown: bool) -> None:
    assert unknown_number(text) is unknown
