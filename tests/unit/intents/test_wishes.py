from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.bands import Sure, Torn, Unsure
from intents.outright import outright
from intents.scores import Guess
from intents.wishes import Part, cut_up, read_parts, wishes

MEANINGS = {
    "ask.retention": r"how long|combien de temps",
    "ask.selling": r"sell|vend",
    "ask.recipients": r"who gets|qui reçoit",
    "request.erasure": r"delete|supprim",
    "request.access": r"copy|copie",
    "talk.thanks": r"thank|merci",
}


def score(parts: list[str]) -> list[tuple[Guess, ...]]:
    """A matcher that knows a few words."""
    return [(Guess(intent=_meant(part), confidence=0.95), Guess(intent="none", confidence=0.05)) for part in parts]


def _meant(part: str) -> str:
    return next((name for name, said in MEANINGS.items() if re.search(said, part, re.IGNORECASE)), "none")


def read(text: str) -> tuple[Part, ...]:
    cut = cut_up(text)
    return read_parts(text, cut, score([part for part, _ in cut]))


def wished(text: str, whole: str) -> list[str | None]:
    return [part.intent for part in wishes(read(text), Sure(intent=whole))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("How long do you keep it and do you sell it?", ["How long do you keep it", "do you sell it?"]),
        ("Hello, who gets it? And how long do you keep it?", ["who gets it?", "And how long do you keep it?"]),
        ("Supprimez mon compte et envoyez-moi une copie", ["Supprimez mon compte", "envoyez-moi une copie"]),
        ("ada@example.org, and how long do you keep it?", ["ada@example.org", "how long do you keep it?"]),
        ("tout, et qui le reçoit ?", ["tout", "qui le reçoit ?"]),
        ("toutes, c'est gratuit ?", ["toutes", "c'est gratuit ?"]),
        ("06 12 34 56 78, et c'est gratuit ?", ["06 12 34 56 78", "c'est gratuit ?"]),
        ("ada at example dot org, how long will it take?", ["ada at example dot org", "how long will it take?"]),
        ("human please, who gets it?", ["human please", "who gets it?"]),
        ("je veux un humain et une copie de mes données", ["je veux un humain", "une copie de mes données"]),
        ("effacez tout et dites-moi qui l'a reçu", ["effacez tout", "dites-moi qui l'a reçu"]),
    ],
)
def test_a_message_is_cut_where_what_follows_can_stand_alone(text: str, parts: list[str]) -> None:
    assert [part for part, _ in cut_up(text)] == parts


@pytest.mark.parametrize(
    "text",
    [
        "Who gets my name and address?",
        "Why and how long do you keep my data?",
        "How long do you keep my data and why?",
        "I want the data of my brother, who died last year, deleted",
        "Is my data safe and secure?",
        "I don't want you to delete my data and send it on",
        "Do you share data with partners and subcontractors?",
        "Qui reçoit mon nom et mon adresse ?",
        "",
        " , and ,",
    ],
)
def test_a_message_with_one_wish_is_not_cut(text: str) -> None:
    assert cut_up(text) == []


def test_two_wishes_stand_in_their_order() -> None:
    assert wished("Delete my account and send me a copy", "request.erasure") == ["request.erasure", "request.access"]
    assert wished("Vendez-vous mes données ? Qui reçoit tout ça ?", "ask.selling") == ["ask.selling", "ask.recipients"]


def test_thanks_beside_a_question_are_no_wish() -> None:
    assert wished("Thank you very much! Who gets my data?", "ask.recipients") == []


def test_what_one_answer_serves_is_one_wish() -> None:
    assert wished("Who gets my data? I mean, who gets all of it?", "ask.recipients") == []
    access = Part(text="", intent="request.access")
    assert wishes([access, Part(text="", intent="explain.access")], Sure(intent="request.access")) == ()
    assert wishes([access, Part(text="", intent="request.portability")], Sure(intent="request.access")) == ()
    assert wishes([access, Part(text="", intent="case.overdue")], Sure(intent="case.overdue")) == ()
    assert wishes([access, Part(text="", intent="ask.exercise")], Sure(intent="request.access")) == ()
    assert wishes([access, Part(text="", intent="request.post_mortem")], Sure(intent="request.access")) == ()


def test_the_whole_must_mean_one_of_them_where_something_else_is_said() -> None:
    parts = read("I moved to another town. Who gets my data? Do you sell it?")
    assert [part.intent for part in parts] == [None, "ask.recipients", "ask.selling"]
    assert wishes(parts, Unsure()) == ()
    assert wishes(parts, Sure(intent="ask.data_held")) == ()
    assert len(wishes(parts, Torn(intents=("ask.selling", "ask.data_held")))) == 2


def test_what_is_only_asked_about_is_no_request() -> None:
    parts = read("Can I see how long you keep it and delete it?")
    assert [part.intent for part in parts] == ["ask.retention", "explain.erasure"]


@pytest.mark.parametrize(
    "text",
    ["My neighbour said: who gets it? Delete my data.", "I asked you in May to delete my data. Who gets it?"],
)
def test_what_others_said_or_was_asked_before_begins_no_request(text: str) -> None:
    assert all(part.intent != "request.erasure" for part in read(text))


def test_a_message_with_nothing_to_cut_is_not_cut() -> None:
    assert cut_up("Who gets my name and address?") == []
    assert read("Who gets my name and address?") == ()


def test_a_letter_is_read_as_a_whole() -> None:
    assert read("Who gets it? " * 9) == ()
    assert cut_up("bonjour" + " ," * 900) == []


@given(st.text(max_size=300))
def test_any_text_can_be_cut(text: str) -> None:
    parts = cut_up(text)
    assert len(parts) != 1
    assert all(part in text for part, _ in parts)


def test_a_list_of_orders_is_read_as_one_each() -> None:
    parts = [part for part, _ in cut_up("Stop calling me, delete my data and send me a copy")]
    assert parts == ["Stop calling me", "delete my data", "send me a copy"]


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("correct my name", "request.rectification"),
        ("corrigez mon nom", "request.rectification"),
        ("I need to correct my address", "request.rectification"),
        ("que vous les effaciez ensuite", "request.erasure"),
        ("delete my phone number", "request.erasure"),
        ("je veux aussi une copie", "request.access"),
        ("donnez-moi toutes mes données", "request.access"),
        ("don't give me my data", None),
        ("arrêtez la pub", "request.marketing_objection"),
        ("tell me who got it", "ask.recipients"),
        ("d'abord savoir qui a mon mail", "ask.recipients"),
        ("do not delete my data", None),
        ("je ne veux pas que vous les effaciez", None),
        ("remove my consent", None),
        ("take me off your mailing list", "request.marketing_objection"),
        ("retirez-moi de vos listes", "request.marketing_objection"),
        ("my address is wrong", "request.rectification"),
        ("mon nom est faux", "request.rectification"),
        ("mon frère a corrigé mon nom", None),
        ("who deleted my data", None),
    ],
)
def test_short_words_may_name_a_wish_outright(text: str, intent: str | None) -> None:
    assert outright(text) == intent
