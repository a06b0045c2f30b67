"""What is made of what was understood: choices, doubts, several wishes, a third language; without the matcher."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from bot import loading
from bot.dialogue.effects import Reply, TellAnswer
from bot.dialogue.events import Pressed, Said
from bot.dialogue.single import single
from bot.dialogue.spoken import spoken
from bot.dialogue.state import Choosing, Given, State, Turn
from bot.dialogue.turn import turn
from bot.settings import Settings
from intents.bands import Band, Sure, Torn, Unsure
from intents.entities import entities
from intents.scores import Guess
from intents.understanding import Understood
from intents.wishes import Part

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORDING, FORMS = loading.load_wording(), loading.load_forms()
LIBRARY = loading.find_library(Settings(_env_file=None))
TWO = Torn(intents=("request.access", "request.erasure"))


def label(text: Any, language: Any) -> str:
    return spoken(text, language, WORDING)


GIVEN = Given(library=LIBRARY, forms=FORMS, label=label, now=NOW, today=NOW.date())


def understood(text: str, band: Band | None = None, **more: Any) -> Understood:
    ranked = more.pop("ranked", (Guess(intent="none", confidence=1.0),))
    found = entities(text, today=GIVEN.today)
    return Understood(text=text, language=None, ranked=ranked, band=band or Unsure(), entities=found, **more)


def says(state: State, text: str, band: Band | None = None, **more: Any) -> Turn:
    return turn(state, Said(at=NOW, understood=understood(text, band, **more)), GIVEN)


def presses(state: State, do: str) -> Turn:
    offered = next(choice for choice in state.offered if choice.do == do)
    return turn(state, Pressed(at=NOW, choice=offered.id), GIVEN)


def ids(told: Turn) -> list[str]:
    names = [effect.text.id if isinstance(effect, Reply) else getattr(effect, "answer", "") for effect in told.effects]
    return [name for name in names if name]


def offers(told: Turn) -> list[str]:
    return [choice.do for choice in told.state.offered]


@pytest.fixture(params=["fr", "en"])
def start(request: pytest.FixtureRequest) -> State:
    return State(language=request.param, greeted=True)


@pytest.mark.parametrize(
    "words", ["2", "the second", "la deuxième", "the last one", "la dernière", "effacer", "erase please"]
)
def test_of_several_meanings_one_is_chosen_by_its_place_or_by_its_words(words: str) -> None:
    torn = says(State(language="en" if words.isascii() and words != "effacer" else "fr", greeted=True), "hm", TWO).state
    told = says(torn, words)
    assert told.state.step == "erasure.scope"


@pytest.mark.parametrize("words", ["aucun des deux", "neither", "none of these", "ni l'un ni l'autre", "autre chose"])
def test_none_of_the_meanings_may_be_meant(start: State, words: str) -> None:
    told = says(says(start, "hm", TWO).state, words)
    assert ids(told) == ["neither"]
    assert told.state.step == "idle"


@pytest.mark.parametrize("words", ["both", "les deux", "les deux s'il vous plaît"])
def test_both_meanings_are_served(start: State, words: str) -> None:
    told = says(says(start, "hm", TWO).state, words)
    assert ids(told)[:2] == ["copy-first", "start"]
    assert (told.state.step, [draft.right.value for draft in told.state.parked]) == ("access.scope", ["erasure"])


def test_words_are_understood_among_the_meanings_offered(start: State) -> None:
    torn = says(start, "hm", TWO).state
    near = (Guess(intent="none", confidence=0.5), Guess(intent="request.erasure", confidence=0.4))
    assert says(torn, "take it all out of there", ranked=near).state.step == "erasure.scope"
    apart = (Guess(intent="request.erasure", confidence=0.3), Guess(intent="request.access", confidence=0.3))
    assert ids(says(torn, "well, it depends", ranked=apart)) == ["not-understood-again"]


def test_yes_to_which_of_several_is_asked_back_kindly(start: State) -> None:
    torn = says(start, "hm", TWO).state
    told = says(torn, "oui", Sure(intent="control.yes"))
    assert ids(told) == ["which-of-these"]
    assert offers(told)[:3] == ["mean", "mean", "neither"]


@pytest.mark.parametrize("words", ["les 2", "both 2", "tous les 2"])
def test_both_may_be_said_in_a_figure(start: State, words: str) -> None:
    assert ids(says(says(start, "hm", TWO).state, words))[0] == "copy-first"


def test_whoever_is_not_understood_is_never_told_the_same_twice_running(start: State) -> None:
    state, told = start, []
    for _ in range(6):
        turned = says(state, "hm")
        state = turned.state
        (one,) = ids(turned)
        told.append(one)
        assert offers(turned)[0] == ("mean" if len(told) == 1 else "human")
    assert told[:3] == ["not-understood", "not-understood-again", "not-understood-still"]
    assert all(one != other for one, other in pairwise(told))


def test_at_which_of_several_there_is_one_menu_with_the_human_first(start: State) -> None:
    torn = says(start, "hm", TWO).state
    missed = says(torn, "blue")
    assert offers(missed) == ["human", "mean", "mean", "neither"]
    again = says(missed.state, "green")
    assert ids(again) == ["not-understood-still"]
    last = says(again.state, "red")
    assert (ids(last), offers(last), last.state.step) == (["not-understood-human"], ["human"], "idle")


def test_at_one_meaning_in_doubt_it_is_asked_once_more_in_other_words(start: State) -> None:
    asked = says(start, "my file", Torn(intents=("request.access",)))
    missed = says(asked.state, "blue")
    assert ids(missed) == ["did-you-mean-again"]
    assert says(missed.state, "oui", Sure(intent="control.yes")).state.step == "access.scope"
    assert says(missed.state, "green").state.step == "idle"


def test_what_is_clearly_something_else_is_that(start: State) -> None:
    torn = says(start, "hm", TWO).state
    sure = (Guess(intent="ask.recipients", confidence=0.9), Guess(intent="request.erasure", confidence=0.1))
    told = says(torn, "who gets it?", Sure(intent="ask.recipients"), ranked=sure)
    assert ids(told) == ["ask.recipients"]


def test_at_most_three_meanings_and_none_of_them_are_offered_and_a_human_the_second_time(start: State) -> None:
    three = Torn(intents=("request.access", "request.erasure", "ask.retention"))
    first = says(start, "hm", three)
    assert offers(first) == ["mean", "mean", "mean", "neither"]
    neither = presses(first.state, "neither")
    second = says(neither.state, "hm", TWO)
    assert offers(second) == ["mean", "mean", "neither", "human"]
    served = says(second.state, "1")
    assert served.state.doubts == 0


def test_small_talk_is_never_among_the_meanings(start: State) -> None:
    told = says(start, "hm", Torn(intents=("talk.greet", "request.access", "request.erasure")))
    assert isinstance(told.state.aside, Choosing)
    assert told.state.aside.intents == ("request.access", "request.erasure")
    assert ids(says(start, "hm", Torn(intents=("talk.greet",)))) == ["not-understood"]


def test_of_one_meaning_alone_nobody_asks_which(start: State) -> None:
    asked = says(start, "my file", Torn(intents=("request.access",)))
    assert ids(asked) == ["did-you-mean"]
    assert presses(asked.state, "yes").state.step == "access.scope"
    assert says(asked.state, "oui", Sure(intent="control.yes")).state.step == "access.scope"
    assert ids(says(asked.state, "non", Sure(intent="control.no"))) == ["neither"]
    assert ids(presses(asked.state, "no")) == ["neither"]
    assert ids(says(asked.state, "🐙")) == ["no-words", "did-you-mean"]
    assert says(asked.state, "👍").state.step == "access.scope"


def test_a_question_in_doubt_is_answered_as_a_guess(start: State) -> None:
    told = says(start, "hm", Torn(intents=("ask.security",)))
    (effect,) = (effect for effect in told.effects if isinstance(effect, TellAnswer))
    assert effect.above
    assert effect.above.id == "perhaps"


def test_what_a_wish_in_doubt_comes_to_counts_from_its_words(start: State) -> None:
    asked = says(start, "my file", Torn(intents=("request.access",)))
    later = NOW.replace(hour=18)
    yes = next(choice for choice in asked.state.offered if choice.do == "yes")
    told = turn(asked.state, Pressed(at=later, choice=yes.id), GIVEN)
    assert told.state.draft
    assert told.state.draft.first_voiced == NOW


def test_not_understood_offers_three_topics_the_nearest_first_and_then_a_human(start: State) -> None:
    near = (Guess(intent="none", confidence=0.6), Guess(intent="ask.cookies", confidence=0.2))
    first = says(start, "hm", ranked=near)
    assert [choice.what for choice in first.state.offered] == ["ask.cookies", "ask.data_held", "ask.retention"]
    second = says(first.state, "hm")
    assert ids(second) == ["not-understood-again"]
    assert offers(second) == ["human", "mean", "mean", "mean"]


def test_a_topic_offered_just_now_can_be_named_by_its_place(start: State) -> None:
    first = says(start, "hm")
    assert ids(says(first.state, "2")) == ["ask.retention"]
    assert ids(says(says(first.state, "👍").state, "2")) == ["not-understood-again"]


def test_a_third_language_is_told_apart_and_what_is_understood_is_answered_in_both(start: State) -> None:
    assert ids(says(start, "明日は雨", foreign=True)) == ["foreign"]
    told = says(start, "¿Quién?", Sure(intent="ask.recipients"), foreign=True)
    (effect,) = (effect for effect in told.effects if isinstance(effect, TellAnswer))
    assert effect.both
    assert effect.choices[-1].do == "human"
    assert says(start, "Quiero borrar", Sure(intent="request.erasure"), foreign=True).state.step == "erasure.scope"


def test_a_human_asked_for_beside_a_request_is_offered_and_the_form_keeps_the_question(start: State) -> None:
    parts = (
        Part(text="delete it", intent="request.erasure"),
        Part(text="who gets it?", intent="ask.recipients"),
        Part(text="a human please", intent="talk.human"),
    )
    told = says(start, "well", Sure(intent="request.erasure"), parts=parts)
    assert ids(told) == ["human-too", "ask.recipients", "start", "erasure-scope-ask"]
    assert presses(told.state, "human").state.step == "writing.human"


def test_a_human_asked_for_beside_a_question_comes_last(start: State) -> None:
    parts = (Part(text="a human please", intent="talk.human"), Part(text="who gets it?", intent="ask.recipients"))
    told = says(start, "well", Sure(intent="ask.recipients"), parts=parts)
    assert ids(told) == ["ask.recipients", "human-ask"]


def test_three_requests_are_all_named_and_the_copy_goes_first(start: State) -> None:
    wished = ("request.erasure", "request.marketing_objection", "request.portability")
    parts = tuple(Part(text=intent, intent=intent) for intent in wished)
    told = says(start, "well", Sure(intent="request.erasure"), parts=parts)
    assert ids(told)[0] == "copy-first"
    assert told.state.step == "portability.format"
    assert [draft.right.value for draft in told.state.parked] == ["marketing_objection", "erasure"]


def test_a_wish_again_in_a_third_language_puts_the_question_again(start: State) -> None:
    said = "Quiero borrar mis datos"
    first = says(start, said, Sure(intent="request.erasure"), foreign=True)
    assert ids(first) == ["foreign-short", "start", "erasure-scope-ask"]
    assert ids(says(first.state, said, Sure(intent="request.erasure"), foreign=True)) == [
        "foreign-short",
        "erasure-scope-ask",
    ]
    assert ids(says(start, said, TWO, foreign=True)) == ["foreign-short", "which-one"]


def test_an_answer_beside_a_question_is_taken_only_where_it_is_one(start: State) -> None:
    form = says(start, "delete", Sure(intent="request.erasure")).state
    asked = Part(text="who gets it?", intent="ask.recipients")
    idle = says(form, "x, who gets it?", Sure(intent="ask.recipients"), parts=(Part(text="blue", intent=None), asked))
    assert ids(idle) == ["ask.recipients", "erasure-scope-ask"]
    assert idle.state.draft
    assert idle.state.draft.values == {}
    bad = says(idle.state, "1").state
    told = says(bad, "well", Sure(intent="ask.recipients"), parts=(Part(text="ada@example", intent=None), asked))
    assert ids(told) == ["ask.recipients", "bad-email", "email-ask"]


@pytest.mark.parametrize("words", ["how long?", "quand est-ce que ce sera fait ?", "is it quick?", "sous quel délai ?"])
def test_in_a_form_the_time_is_that_of_the_answer(start: State, words: str) -> None:
    form = says(start, "delete", Sure(intent="request.erasure")).state
    assert ids(says(form, words, Sure(intent="ask.retention")))[0].startswith("ask.reply_time")


@pytest.mark.parametrize("words", ["how long do you keep it?", "combien de temps gardez-vous mes appels ?"])
def test_in_a_form_what_is_kept_is_still_asked_about(start: State, words: str) -> None:
    form = says(start, "delete", Sure(intent="request.erasure")).state
    assert ids(says(form, words, Sure(intent="ask.retention")))[0].startswith("ask.retention")


@pytest.mark.parametrize(
    "words", ["who can see this chat?", "vous gardez cette conversation ?", "où va ce que j'écris ici ?"]
)
def test_a_question_about_this_chat_is_about_this_chat(start: State, words: str) -> None:
    assert ids(says(start, words, Sure(intent="ask.retention"))) == ["privacy"]
    assert ids(says(start, words, Sure(intent="talk.forget_me"))) == ["forget-sure"]


def test_one_question_without_a_conversation_tells_the_second_wish_too() -> None:
    parts = (Part(text="how long", intent="ask.retention"), Part(text="do you sell", intent="ask.selling"))
    ranked = (Guess(intent="ask.retention", confidence=0.9), Guess(intent="ask.selling", confidence=0.05))
    asked = single(
        understood("well", Sure(intent="ask.retention"), ranked=ranked, parts=parts),
        language="en",
        given=GIVEN,
        wording=WORDING,
    )
    assert (asked.intent, asked.runners_up[0].intent) == ("ask.retention", "ask.selling")
    assert asked.kind == LIBRARY.answers["ask.retention"].kind
    assert LIBRARY.answers["ask.selling"].about(None)["en"] in asked.answer


def test_one_question_beside_a_request_is_a_request() -> None:
    parts = (Part(text="delete", intent="request.erasure"), Part(text="who", intent="ask.recipients"))
    torn = Torn(intents=("ask.data_held", "request.erasure"))
    asked = single(understood("well", torn, parts=parts), language="fr", given=GIVEN, wording=WORDING)
    assert (asked.intent, asked.kind) == ("request.erasure", "request")
    sure = Sure(intent="request.erasure")
    asked = single(understood("well", sure, parts=parts), language="fr", given=GIVEN, wording=WORDING)
    assert (asked.intent, asked.kind) == ("request.erasure", "request")
