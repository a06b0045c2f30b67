"""A catalogue made up with every fault that a check must find."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from intents import nearest, train
from intents.catalogue import Catalogue, Intent, Phrases, Unlike
from intents.check import ENOUGH, Mistake, mistakes, places
from intents.own import Taken, joined, misplaced, personal, revealing
from intents.scores import Encode, Encoder
from tests.small import CATALOGUE, intent, learned

STRAY = "how long do you keep my details"
TODAY = date(2026, 11, 23)


def made(name: str, *, fr: int = ENOUGH, en: int = ENOUGH, first: str = "", unlike: str = "") -> Intent:
    """An intent of as many phrases, each of its own; the first English one may be given."""
    french = tuple(f"{name} voilà ma phrase numéro {at}" for at in range(fr))
    english = tuple(f"{name} here my sentence number {at}" for at in range(en))
    others = (Unlike(intent=unlike, why="it is not"),) if unlike else ()
    phrases = Phrases(fr=french, en=(first, *english[1:]) if first else english)
    return Intent(intent=name, meaning=name, phrases=phrases, unlike=others)


def whats(*catalogue: Intent) -> list[str]:
    assert all(mistake.remedy for mistake in mistakes(catalogue))
    return [mistake.what for mistake in mistakes(catalogue) if "few" not in mistake.what]


def test_too_few_phrases_of_a_language() -> None:
    (found,) = mistakes((made("ask.cookies", en=ENOUGH - 1),))
    assert (found.intent, found.path) == ("ask.cookies", ("phrases", "en"))
    assert "too few" in found.what
    assert str(ENOUGH) in found.remedy


@pytest.mark.parametrize(("name", "enough"), [("ask.selling", 40), ("request.erasure", 40), ("none", 300)])
def test_what_people_come_for_most_needs_more(name: str, enough: int) -> None:
    found = mistakes((made(name),))
    assert [mistake.path for mistake in found if "few" in mistake.what] == [("phrases", "fr"), ("phrases", "en")]
    assert all(str(enough) in mistake.remedy for mistake in found if "few" in mistake.what)


def test_a_language_that_is_starved() -> None:
    assert mistakes((made("talk.bye", fr=ENOUGH, en=22),)) == ()
    (found,) = mistakes((made("talk.bye", fr=ENOUGH, en=24),))
    assert found.path == ("phrases", "fr")
    assert found.what == "15 phrases in fr stand against 24 in en"


def test_an_unlike_that_is_nobody() -> None:
    (found,) = mistakes((made("ask.cookies", unlike="ask.biscuits"),))
    assert found.path == ("unlike", 0, "intent")
    assert "no intent ask.biscuits" in found.what


def test_a_phrase_that_stands_twice_within_an_intent_or_in_two() -> None:
    twice = made("ask.cookies", first="ask.cookies : voila ma phrase, NUMÉRO 0 !")
    assert whats(twice) == ["'ask.cookies : voila ma phrase, NUMÉRO 0 !' stands in ask.cookies (fr 0) already"]
    found = whats(made("ask.cookies", first="Do you bake?"), made("ask.breach", first="do you bake"))
    assert found == ["'do you bake' stands in ask.cookies (en 0) already"]


def test_a_near_copy_in_another_intent() -> None:
    mine, theirs = (
        "do you keep a list of everything I have ever told you",
        "do you keep a list of everything I had ever told you",
    )
    assert whats(made("ask.cookies", first=mine), made("ask.breach", first=theirs)) == [
        f"{theirs!r} is nearly {mine!r} of ask.cookies"
    ]
    assert whats(made("ask.cookies", first="sale now"), made("ask.breach", first="sales now")) == []


@pytest.fixture(scope="module")
def encode() -> Encoder:
    return train.SentenceEncoder()


@pytest.fixture(scope="module")
def muddled() -> Catalogue:
    """A question of retention that stands under another intent."""
    kept = ["how long do you keep my data", "how long do you keep my file", "how long do you keep my address"]
    leaks = ["were you hacked last year", "has anything leaked", "did thieves get in", STRAY]
    french = ["avez-vous été piratés", "y a-t-il eu une fuite", "des voleurs sont-ils entrés"]
    stays = ["vous gardez ça longtemps", "combien d'années gardez-vous tout", "quand effacez-vous mon dossier"]
    return (intent("ask.breach", french, leaks), intent("ask.retention", stays, kept), *CATALOGUE[2:])


def held(catalogue: Catalogue, encode: Encode) -> list[Mistake]:
    vectors = nearest.meanings([place.text for place in places(catalogue)], encode)
    return list(nearest.overmatched(catalogue, vectors.rows))


def test_a_phrase_that_another_intent_holds(muddled: Catalogue, encode: Encode) -> None:
    (found,) = held(muddled, encode)
    assert (found.intent, found.path) == ("ask.breach", ("phrases", "en", 3))
    assert found.what.startswith(f"{STRAY!r} is nearer to ask.retention (by 0.")
    assert "unlike" in found.remedy


@pytest.mark.parametrize("named_by", [0, 1])
def test_neighbours_of_which_one_names_the_other_are_forgiven(
    muddled: Catalogue, encode: Encode, named_by: int
) -> None:
    unlike = (Unlike(intent=muddled[1 - named_by].intent, why="…"),)
    known = muddled[named_by].model_copy(update={"unlike": unlike})
    assert held((*muddled[:named_by], known, *muddled[named_by + 1 :]), encode) == []


def test_vectors_of_stored_weights_are_used_and_only_new_texts_encoded(encode: Encode) -> None:
    texts, asked = [place.text for place in places(CATALOGUE)], list[str]()

    def counting(wanted: list[str]) -> np.ndarray:
        asked.extend(wanted)
        return encode(wanted)

    texts.append("and something new")
    got = nearest.meanings(texts, counting, train.fit(CATALOGUE, encode))
    assert len(asked) < 10 < len(texts), "a few to see whether the weights are of this encoder, and the new one"
    apart = got.rows @ got.rows.T - (anew := nearest.meanings(texts, encode).rows) @ anew.T
    assert np.allclose(apart, 0, atol=0.02)


@pytest.mark.parametrize("weights", [b"", b"no weights", None])
def test_without_good_weights_all_is_encoded(encode: Encode, weights: bytes | None) -> None:
    assert nearest.meanings(["bonjour"], encode, weights).rows.shape == (1, 256)


def test_weights_of_another_encoder_are_not_used(encode: Encode) -> None:
    def other(texts: list[str]) -> np.ndarray:
        return -encode(texts)

    texts = [place.text for place in places(CATALOGUE)]
    got = nearest.meanings(texts, other, train.fit(CATALOGUE, encode))
    assert np.allclose(got.rows, nearest.meanings(texts, other).rows)


def test_the_nearest_phrases_of_a_text(encode: Encode) -> None:
    vectors = nearest.meanings([place.text for place in places(CATALOGUE)], encode)
    first, second = nearest.nearest("how long do you keep data", CATALOGUE, vectors, encode, most=2)
    assert first.place.intent == "ask.retention"
    assert 1 >= first.nearness >= second.nearness


def taken(name: str = "ask.retention", *, fr: tuple[str, ...] = (), en: tuple[str, ...] = ()) -> Taken:
    return Taken(intent=name, fr=fr, en=en, by="Claire", on=TODAY)


def test_phrases_of_ones_own_are_learned_beside_the_packaged_ones(encode: Encoder) -> None:
    text = "is there an expiry to my traces"
    own = joined(CATALOGUE, [taken(en=(text, "Quand effacez-vous mon dossier ?"))])
    assert own[1].phrases.en == (*CATALOGUE[1].phrases.en, text), "what an intent has already is not doubled"
    assert train.digest(own) != train.digest(CATALOGUE)
    best = learned(encode, own).scores(text)[0]
    assert (best.intent, round(best.confidence, 2)) == ("ask.retention", 0.98)


def test_phrases_of_ones_own_that_do_not_fit() -> None:
    wrong = [
        taken("ask.biscuits", fr=("x",)),
        taken(),
        taken(fr=("?",)),
        taken(en=("a CAKE recipe",)),
        taken(fr=("neuf mots",)),
    ]
    found = [(mistake.path, mistake.what) for mistake in misplaced(CATALOGUE, wrong)]
    assert found == [
        ((0, "intent"), "there is no intent ask.biscuits"),
        ((1,), "nothing is taken in here"),
        ((2, "fr", 0), "a phrase without words teaches nothing"),
        ((3, "en", 0), "'a CAKE recipe' stands in none already"),
    ]


def test_a_phrase_is_nobodys_message() -> None:
    assert personal("write to lea@example.org", today=TODAY) == ("emails",)
    assert personal("call me on 06 12 34 56 78", today=TODAY) == ("phones",)
    assert personal("what about OMB-7F3K-Q2XW", today=TODAY) == ("references",)
    assert personal("my right of access, since the 3rd of March", today=TODAY) == ()
    (found,) = revealing([taken(en=("fine", "I am lea@example.org"))])
    assert found.path == (0, "en", 1)
