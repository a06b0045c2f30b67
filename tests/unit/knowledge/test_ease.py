"""Reading ease by the published formulas, from syllables that agree with those counted by hand."""

from __future__ import annotations

import pytest

from knowledge.ease import HARDEST, LONGEST, count_syllables, hard_passages, measure
from knowledge.policy_text import Passage, PolicyText
from knowledge.typography import Language

# Spoken syllables, counted by hand.
FRENCH = """
    données 2 personnelles 3 société 3 à 1 une 1 traitement 3 opposer 3 création 3 légitime 3 responsable 3
    utilisateur 5 quelque 1 moyens 2 oui 1 idée 2 épuisement 4 adresse 2 obligation 4 question 2 nous 1 vous 1 droits 1
    conservées 3 collectons 3 durée 2 information 4 réclamation 4 effacement 4 eau 1 européenne 4 payer 2 employés 3
    ici 2 automatisé 5 article 2 notre 1 catégories 4 image 2 accès 2 voies 1 lesquels 2 l'adresse 2
"""
ENGLISH = """
    data 2 personal 3 you 1 processing 3 alone 2 idea 3 area 3 company 3 policy 3 the 1 exercise 3 legal 2 used 1
    collected 3 table 2 services 3 purposes 3 about 2 legitimate 4 interests 3 request 2 erasure 3 transfer 2
    authority 4 kept 1 stored 1 rights 1 necessary 4 contract 2 union 2 we 1 may 1 information 4 creation 3 period 3
    controller 3 agreed 2 please 1 provided 3
"""


def counted(table: str) -> list[tuple[str, int]]:
    words = table.split()
    return [(word, int(number)) for word, number in zip(words[::2], words[1::2], strict=True)]


def section(*texts: str, language: Language = "fr") -> PolicyText:
    title = Passage("a.title", "a", "Un titre" if language == "fr" else "A heading")
    clauses = tuple(Passage(f"a.{number}", "a", text) for number, text in enumerate(texts))
    return PolicyText((title, *clauses), frozenset({title.id}), "", "Vannier", language)


@pytest.mark.parametrize(("word", "syllables"), counted(FRENCH))
def test_french_syllables_as_counted_by_hand(word: str, syllables: int) -> None:
    assert count_syllables(word, "fr") == syllables


@pytest.mark.parametrize(("word", "syllables"), counted(ENGLISH))
def test_english_syllables_as_counted_by_hand(word: str, syllables: int) -> None:
    assert count_syllables(word, "en") == syllables


def test_a_french_text_is_scored_by_kandel_and_moles() -> None:
    # 12 words in 2 sentences, 19 syllables: 207 - 1.015 * 6 - 73.6 * 19 / 12 = 84.4.
    ease = measure(("Nous gardons vos données ici. Vous pouvez demander à les voir vous-même.",), "fr")
    assert (ease.words, ease.sentences, ease.longest, ease.score) == (12, 2, 7, 84)


def test_an_english_text_is_scored_by_flesch() -> None:
    # 10 words in 2 sentences, 13 syllables: 206.835 - 1.015 * 5 - 84.6 * 1.3 = 91.8.
    ease = measure(("We keep your data here.", "- you may ask the controller"), "en")
    assert (ease.words, ease.sentences, ease.longest, ease.score) == (10, 2, 5, 92)


def test_nothing_to_read_is_easy() -> None:
    assert measure((), "fr").model_dump() == {"language": "fr", "words": 0, "sentences": 0, "longest": 0, "score": 100}


def test_signs_and_numbers_are_no_words() -> None:
    assert measure(("Il y en a 12 : un, deux…",), "fr").words == 6


@pytest.mark.parametrize(("count", "notes"), [(LONGEST, []), (LONGEST + 1, ["long-sentence"])])
def test_a_sentence_is_too_long_above_the_limit(count: int, notes: list[str]) -> None:
    findings = list(hard_passages(section(" ".join(["vous"] * count) + ".")))
    assert [finding.rule for finding in findings] == notes
    assert [finding.quote for finding in findings] == [" ".join(["vous"] * 12)] * len(notes)


def test_a_section_of_hard_words_is_named_by_its_heading() -> None:
    hard = "Communication électronique administrative automatisée concernant utilisateurs identifiés. "
    findings = list(hard_passages(section(hard * 10)))
    assert [(finding.rule, finding.clause, finding.quote) for finding in findings] == [
        ("hard-to-read", "a.title", "Un titre")
    ]
    assert measure((hard * 10,), "fr").score < HARDEST


def test_a_few_hard_words_are_no_hard_section() -> None:
    assert list(hard_passages(section("Communication électronique administrative automatisée."))) == []


def test_easy_english_is_not_hard() -> None:
    assert list(hard_passages(section("We keep what you send us. " * 20, language="en"))) == []
