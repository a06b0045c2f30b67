from __future__ import annotations

import pytest

from intents.bands import Sure, Torn, Unsure, decide
from intents.rules import weigh
from intents.scores import Guess


def ranked(**chances: float) -> tuple[Guess, ...]:
    given = [Guess(intent=name.replace("_", ".", 1), confidence=chance) for name, chance in chances.items()]
    rest = Guess(intent="none", confidence=max(0.0, 1 - sum(chances.values())))
    return tuple(sorted([*given, rest], key=lambda guess: -guess.confidence))


ERASURE = ranked(request_erasure=0.99)


@pytest.mark.parametrize(
    "text",
    [
        "N'effacez rien", "ne supprimez surtout pas mes données", "supprimez pas mon compte", "sans rien effacer",
        "je refuse que vous supprimiez mon dossier", "arrêtez d'effacer mes données", "don't delete it",
        "I never asked you to erase my data", "rather than deleting it", "stop deleting my files", "dont remove me",
        "Supprimez mon compte Facebook", "delete my reminder",
    ],
)  # fmt: skip
def test_a_denied_or_foreign_erasure_is_nothing(text: str) -> None:
    assert weigh(ERASURE, text)[0].intent == "none"
    assert decide(weigh(ERASURE, text)) == Unsure()


@pytest.mark.parametrize(
    "text",
    [
        "Puis-je supprimer mes données ?", "comment effacer mon compte", "could I erase it all?", "what if I erase it?",
        "Mon frère dit que vous supprimez tout", "I heard that you erase data", "Il a écrit « effacez mes données »",
    ],
)  # fmt: skip
def test_an_erasure_asked_about_or_told_of_is_explained(text: str) -> None:
    assert decide(weigh(ERASURE, text)) == Sure(intent="explain.erasure")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("J'ai demandé l'effacement en mai, toujours rien", "case.overdue"),
        ("I asked you to delete my data and you did nothing", "case.overdue"),
        ("J'ai demandé la suppression de mes données hier", "case.status"),
        ("I requested erasure on Monday", "case.status"),
    ],
)
def test_a_past_erasure_is_a_case(text: str, intent: str) -> None:
    assert decide(weigh(ERASURE, text)) == Sure(intent=intent)


@pytest.mark.parametrize(
    "text",
    [
        "Supprimez mes données", "delete my data", "Pouvez-vous effacer mon compte ?", "could you erase my data?",
        "Puis-je effacer mon compte ? Je veux que vous supprimiez tout.", "In order to move on, delete my data",
    ],
)  # fmt: skip
def test_a_plain_wish_stays_one(text: str) -> None:
    assert decide(weigh(ERASURE, text)) == Sure(intent="request.erasure")


def test_objecting_is_not_denied_by_its_own_negation() -> None:
    guesses = ranked(request_marketing_objection=0.99)
    assert decide(weigh(guesses, "Ne m'appelez plus jamais")) == Sure(intent="request.marketing_objection")
    assert decide(weigh(guesses, "Ne me désinscrivez pas")) == Unsure()


def test_a_denied_verb_may_still_be_asked_about() -> None:
    guesses = ranked(explain_restriction=0.99)
    assert decide(weigh(guesses, "What is freezing without deleting?")) == Sure(intent="explain.restriction")


def test_the_rules_twice_are_the_rules_once() -> None:
    once = weigh(ERASURE, "could I erase it all?")
    assert weigh(once, "could I erase it all?") == once


def test_a_request_needs_more_certainty_than_an_answer() -> None:
    assert decide(weigh(ranked(ask_selling=0.9), "…")) == Sure(intent="ask.selling")
    doubtful = ranked(request_erasure=0.9, explain_erasure=0.08)
    assert decide(weigh(doubtful, "…")) == Torn(intents=("request.erasure", "explain.erasure"))


def test_neighbours_are_offered_and_never_more_than_three() -> None:
    guesses = ranked(ask_recipients=0.25, ask_selling=0.25, ask_processors=0.25, ask_partners=0.25)
    assert decide(weigh(guesses, "…")) == Torn(intents=("ask.recipients", "ask.selling", "ask.processors"))


def test_control_words_are_never_offered() -> None:
    assert decide(weigh(ranked(control_yes=0.5, ask_selling=0.4), "…")) == Torn(intents=("ask.selling",))
    assert decide(weigh(ranked(control_yes=0.5, control_no=0.5), "…")) == Unsure()


def test_nothing_recognised_is_unsure() -> None:
    assert decide(weigh((), "…")) == Unsure()
    assert decide(weigh(ranked(ask_selling=0.02), "…")) == Unsure()
