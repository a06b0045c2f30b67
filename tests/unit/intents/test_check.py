"""A catalogue made up with every fault that a check must find."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from bot import loading
from intents import nearest, train
from intents.catalogue import Catalogue, Intent, Phrases, Unlike
from intents.check import ENOUGH, Mistake, mistakes, places
from intents.own import LONGEST, Taken, estranged, joined, misplaced
from intents.personal import exposing, personal, revealing, vocabulary
from intents.scores import Encode, Encoder, turned
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
    got = nearest.meanings(texts, counting, train.read(BytesIO(train.fit(CATALOGUE, encode))))
    assert len(asked) < 10 < len(texts), "a few to see whether the weights are of this encoder, and the new one"
    known, anew = got.rows[:-1], nearest.meanings(texts, encode).rows[:-1]
    assert np.allclose(known @ known.T, anew @ anew.T, atol=0.02)
    assert np.allclose(got.rows[-1], turned(encode([texts[-1]]), got.turn)[0])


@pytest.mark.parametrize("weights", [b"", b"no weights", None])
def test_without_good_weights_all_is_encoded(encode: Encode, weights: bytes | None, tmp_path: Path) -> None:
    if weights is not None:
        (tmp_path / "matcher-of-before.npz").write_bytes(weights)
    assert nearest.meanings(["bonjour"], encode, loading.kept_weights(tmp_path)).rows.shape == (1, 256)


def test_weights_of_another_encoder_are_not_used(encode: Encode) -> None:
    def other(texts: list[str]) -> np.ndarray:
        return -encode(texts)

    texts = [place.text for place in places(CATALOGUE)]
    got = nearest.meanings(texts, other, train.read(BytesIO(train.fit(CATALOGUE, encode))))
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


KNOWN = vocabulary((intent("none", ["mes données", "la politique"], ["my data", "the privacy policy", "Ada"]),))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("write to lea@example.org", ("emails",)),
        ("call me on 06 12 34 56 78", ("phones", "a long number")),
        ("what about OMB-7F3K-Q2XW", ("references",)),
        ("my right of access, since the 3rd of March", ()),
        ("my right of access, since 2026-11-23", ()),
        ("le dossier de Mme Roche", ("a name behind a title",)),
        ("le dossier de M. Roche", ("a name behind a title",)),
        ("the file of Mrs. Stone, please", ("a name behind a title",)),
        ("Bonjour Madame, Monsieur, que gardez-vous", ()),
        ("YOU BUREAUCRATS, I'M PULLING OUT", ()),
        ("forget Ada Lovelace", ("a name",)),
        ("the Privacy Policy, where is it", ()),
        ("Is Ada there? Does Lovelace know", ()),
        ("my number is 123 45 67", ("a long number",)),
        ("mon numéro, 123456", ()),
        ("au 12 bis rue haute", ("a street",)),
        ("now at 3 Lilac Street", ("a street", "a name")),
        ("one of the 2 placements on the road", ()),
    ],
)
def test_a_phrase_is_nobodys_message(text: str, found: tuple[str, ...]) -> None:
    assert personal(text, today=TODAY, known=KNOWN) == found


def test_somebodys_message_among_phrases_of_ones_own_is_told_with_its_place() -> None:
    (found,) = revealing([taken(en=("fine", "I am lea@example.org"))], KNOWN)
    assert found.path == (0, "en", 1)


def test_the_catalogue_may_hold_examples_and_places_but_nobody() -> None:
    fine = ["annulez OMB-7F3K-Q2XW", "écrivez à lea@example.org", "un vol Paris New York"]
    wrong = ["my mail is lea@lovelace.org", "the widow of Mr Stone", "call 0612345678"]
    found = list(exposing((intent("none", fine, wrong),)))
    assert [one.path for one in found] == [("phrases", "en", at) for at in range(3)]


@pytest.mark.parametrize(
    ("fr", "en", "what"),
    [
        ("how long do you keep my data", "", "is English"),
        ("", "combien de temps gardez-vous mes données", "is French"),
        ("wie lange bewahren Sie meine Daten dort auf", "", "is neither French nor English"),
        ("", "¿cuánto tiempo guardan ustedes mis datos personales?", "is neither French nor English"),
        ("mes données, how long do you keep them", "", ""),
        ("stop", "stop", ""),
        ("rétention ?", "retention?", ""),
    ],
)
def test_a_phrase_under_the_wrong_language(fr: str, en: str, what: str) -> None:
    found = list(estranged([taken(fr=(fr,) if fr else (), en=(en,) if en else ())]))
    assert [one.path for one in found] == ([(0, "fr" if fr else "en", 0)] if what else [])
    assert all(what in one.what and "--" in one.remedy for one in found)


def test_a_letter_is_no_phrase() -> None:
    with pytest.raises(ValidationError, match=f"at most {LONGEST}"):
        taken(fr=("a" * (LONGEST + 1),))


def test_a_wish_that_the_rules_read_otherwise() -> None:
    wishes = made("request.erasure", fr=40, en=40, first="can I have my data deleted")
    (found,) = mistakes((wishes,))
    assert (found.path, found.what) == (
        ("phrases", "en", 0),
        "'can I have my data deleted' is read as explain.erasure (only asked about)",
    )
    assert "move it to explain.erasure" in found.remedy


def test_unlike_does_not_forgive_a_wish_that_the_rules_deny(encode: Encode) -> None:
    kept = ["do not erase my file", "please never erase my file", "never erase the file you have of me"]
    wishes = ["erase my file", "wipe all you know", "burn my letters"]
    french = ["détruisez tout", "je veux disparaître", "effacez-moi"]
    asked = intent("ask.retention", ["combien de temps", "jusqu'à quand", "quelle durée"], kept)
    for stray, forgiven in (("please do not erase my file", False), ("please erase my file for ever", True)):
        wished = intent("request.erasure", french, [*wishes[1:], stray])
        wished = wished.model_copy(update={"unlike": (Unlike(intent="ask.retention", why="…"),)})
        found = [one.path for one in held((asked, wished), encode)]
        assert (("phrases", "en", 2) in found) is not forgiven
