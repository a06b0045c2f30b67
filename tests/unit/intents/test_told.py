from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.entities import Entities, entities
from intents.told import is_date_only, number_told


def found(text: str) -> Entities:
    return entities(text, today=date(2026, 11, 23))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my name is Ada Lovelace-Example", "Ada Lovelace-Example"),
        ("My name is Ada Lovelace-Example and I want my data deleted", "Ada Lovelace-Example"),
        ("my name is ada lovelace", "ada lovelace"),
        ("My name's Ada O'Neil.", "Ada O'Neil"),
        ("je m'appelle Fatou Diallo, et je veux tout effacer", "Fatou Diallo"),
        ("je mappelle lea", "lea"),
        ("Je m’appelle Léa D’Exemple", "Léa D’Exemple"),
        ("c'est Jean de la Tour à l'appareil", "Jean de la Tour"),
        ("This is Ada Martin speaking", "Ada Martin"),
        ("Her name was Jane van der Example.", "Jane van der Example"),
        ("elle s'appelait Jeanne Exemple", "Jeanne Exemple"),
        ("Mon nom : ADA MARTIN", "ADA MARTIN"),
    ],
)
def test_a_name_is_taken_without_the_sentence(text: str, name: str) -> None:
    assert found(text).names == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "je m'appelle comment ?", "My name is wrong in your files", "mon nom est mal écrit", "the name is important",
        "my name is displayed on your site", "this is not speaking", "comment vous appelez-vous ?", "my name",
        "My name is Ada Beatrice Charlotte Dorothea Elizabeth",
    ],
)  # fmt: skip
def test_what_is_said_of_a_name_is_none(text: str) -> None:
    assert found(text).names == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("my customer number is AB-1234.", "AB-1234"),
        ("customer #123456", "123456"),
        ("client id 4711-22", "4711-22"),
        ("n° client : 12 34 567", "12 34 567"),
        ("mon n° d'abonné est 998877", "998877"),
        ("numéro de client 0612345678", "0612345678"),
        ("delete it all, member no 4711, ada@example.org", "4711"),
    ],
)
def test_the_number_of_a_customer_is_neither_a_telephone_number_nor_a_code(text: str, number: str) -> None:
    assert (found(text).customer_numbers, found(text).phones, found(text).codes) == ((number,), (), ())


@pytest.mark.parametrize(
    "text",
    ["customer number", "I have a client number", "mon numéro c'est 4711", "numéro client 1 an", "client since 2019"],
)
def test_other_numbers_are_no_customers(text: str) -> None:
    assert found(text).customer_numbers == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("mon numéro c'est 4711", "4711"),
        ("it's AB-4711, thanks", "AB-4711"),
        ("n° 4711", "4711"),
        ("my customer number is 4711", "4711"),
        ("my contract is 4711", None),
        ("customer number 4711, in the name of Martin", None),
        ("c'est 12", None),
    ],
)
def test_where_the_number_was_asked_it_is_taken_out_of_its_sentence(text: str, number: str | None) -> None:
    assert number_told(text) == number


@given(st.text(alphabet=st.sampled_from("my name is je m'appelle AÉ-’ client n°:#12 customer number"), max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    assert all(name.strip() for name in found(text).names)
    assert all(any(sign.isdigit() for sign in number) for number in found(text).customer_numbers)


@pytest.mark.parametrize(
    "text", ["le 3 mars dernier", "3 March 2026", "on the third of September", "Il est décédé le 03/03/2026", "hier"]
)
def test_a_date_alone(text: str) -> None:
    assert is_date_only(text)


@pytest.mark.parametrize("text", ["Jean Martin", "Jean Martin, le 3 mars 2026", "April Example", "", "last year"])
def test_more_or_less_than_a_date(text: str) -> None:
    assert not is_date_only(text)
