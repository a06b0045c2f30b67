"""The bench counts as it says it does."""

from __future__ import annotations

import re
from itertools import zip_longest
from xml.etree import ElementTree

import pytest

from tests.bench.intents.changes import CHANGES
from tests.bench.intents.held_out import threshold
from tests.bench.intents.measured import AS_IT_IS, Measured, silenced
from tests.bench.intents.picture import draw
from tests.bench.intents.processes import Start
from tests.bench.intents.report import figures, tables
from tests.bench.intents.sentences import Sentence
from tests.bench.intents.tally import Reliability, Tally, Verdict

ASKED = Sentence("who gets my data?", "en", ("ask.recipients",), never=("request.access",), tags=("plain",))
NOTHING = Sentence("quelle heure est-il ?", "fr", ("none",))
EITHER = Sentence("ne touchez à rien, passez-moi quelqu'un", "fr", ("none", "talk.human"))


def sure(intent: str, confidence: float = 0.9) -> Verdict:
    return Verdict((intent,), True, ((intent, confidence), ("none", 1 - confidence)), micros=5)


def torn(*intents: str) -> Verdict:
    return Verdict(intents, False, tuple((intent, 0.4) for intent in intents), micros=5)


SILENT = Verdict((), False, (("none", 0.8), ("talk.bot", 0.1), ("case.status", 0.05), ("ask.recipients", 0.02)))


def counted(*rows: tuple[Sentence, Verdict]) -> Tally:
    tally = Tally()
    for row in rows:
        tally.add(*row)
    return tally


def test_an_offer_that_holds_what_was_wanted_counts_half() -> None:
    rows = [sure("ask.recipients"), torn("ask.selling", "ask.recipients"), torn("ask.selling"), SILENT]
    found = counted(*((ASKED, verdict) for verdict in rows)).figures
    assert found["in_scope"] == 4
    assert found["accuracy"] == pytest.approx((1 + 0.5) / 4)
    assert found["right"] == pytest.approx(1 / 4)
    assert found["right_or_offered"] == pytest.approx(2 / 4)
    assert found["asked_back"] == pytest.approx(2 / 4)
    assert found["silent"] == pytest.approx(1 / 4)
    assert found["out_of_scope"] == found["harmful"] == 0


def test_precise_is_what_is_right_of_what_was_answered_directly() -> None:
    verdicts = [sure("ask.recipients"), sure("ask.selling"), sure("ask.recipients"), torn("ask.selling"), SILENT]
    assert counted(*((ASKED, one) for one in verdicts)).figures["precision"] == pytest.approx(2 / 3)


def test_none_takes_no_place_among_the_first_three() -> None:
    assert counted((ASKED, SILENT)).first_three == 1
    fourth = Verdict((), False, (("talk.bye", 0.3), *SILENT.ranked))
    assert counted((ASKED, fourth)).first_three == 0


def test_out_of_scope_any_direct_answer_is_a_false_accept_but_one_that_would_do_too() -> None:
    tally = counted((NOTHING, sure("talk.bot")), (NOTHING, torn("talk.bot")), (NOTHING, SILENT), (EITHER, SILENT))
    tally.add(EITHER, sure("talk.human"))
    assert tally.in_scope == 0
    assert tally.out_of_scope == 5
    assert tally.false_accepts == 1
    assert tally.offered_for_nothing == 1
    assert tally.missed == {("none", "talk.bot"): 2}
    assert tally.found == {"none": 3}


def test_harm_is_what_is_never_wanted_or_a_request_for_nothing_and_counts_once() -> None:
    harmful = [(ASKED, sure("request.access")), (ASKED, sure("request.erasure")), (NOTHING, sure("request.erasure"))]
    harmless = [(ASKED, torn("request.access")), (ASKED, sure("explain.access")), (NOTHING, sure("ask.selling"))]
    assert counted(*harmful).harmful == 3
    assert counted(*harmless).harmful == 0
    wish = Sentence("effacez tout", "fr", ("request.erasure",))
    assert counted((wish, sure("request.restriction"))).harmful == 0


def test_confidence_that_comes_true_has_no_error() -> None:
    honest, boastful = Reliability(), Reliability()
    for at in range(10):
        honest.add(ASKED, sure("ask.recipients" if at < 8 else "ask.selling", 0.8))
        boastful.add(ASKED, sure("ask.recipients" if at < 5 else "ask.selling", 0.95))
    assert honest.error == pytest.approx(0)
    assert honest.table == [{"from": 0.8, "count": 10, "confidence": pytest.approx(0.8), "right": 0.8}]
    assert boastful.error == pytest.approx(0.45)


@pytest.mark.parametrize(("allowed", "answered"), [(0, 0), (1, 1), (2, 1), (3, 3), (9, 3)])
def test_a_threshold_lets_no_more_through_than_allowed(allowed: int, answered: int) -> None:
    verdicts = [sure("talk.bot", 0.9), sure("talk.bot", 0.5), sure("talk.bot", 0.5), SILENT]
    least = threshold(verdicts, allowed)
    assert sum(silenced(one, least).sure for one in verdicts) == answered


def test_where_all_are_held_for_certain_no_threshold_helps_and_only_these_are_answered() -> None:
    verdicts = [sure("talk.bot", 1.0), sure("talk.bot", 1.0), sure("talk.bot", 0.9)]
    least = threshold(verdicts, 1)
    assert [silenced(one, least).sure for one in verdicts] == [True, True, False]


def changed(name: str, text: str, language: str = "fr") -> str:
    return CHANGES[name][0](Sentence(text, language, ("none",)))


def test_accents_go_and_nothing_else() -> None:
    assert changed("no accents", "Où est l’été ? À Noël, ça coûte 5 €…") == "Ou est l’ete ? A Noel, ca coute 5 €…"


def test_about_one_letter_in_fifteen_slips_and_always_the_same_one() -> None:
    texts = [f"{number} je voudrais savoir combien de temps vous conservez mon adresse" for number in range(300)]
    slipped = [changed("keyboard noise", text) for text in texts]
    assert slipped == [changed("keyboard noise", text) for text in texts]
    letters = sum(sum(map(str.isalpha, text)) for text in texts)
    apart = sum(edits(text, other) for text, other in zip(texts, slipped, strict=True))
    assert apart / letters == pytest.approx(1 / 15, rel=0.25)
    assert changed("keyboard noise", "12 ?") == "12 ?"


def edits(text: str, other: str) -> int:
    """Slips between them, roughly: words that differ, since two seldom meet in one."""
    return sum(one != two for one, two in zip_longest(text.split(), other.split()))


@pytest.mark.parametrize("name", ["politeness", "a story before"])
@pytest.mark.parametrize("language", ["fr", "en", "mixed"])
def test_a_sentence_stands_whole_among_what_is_put_around_it(name: str, language: str) -> None:
    text = "who gets my data?"
    around = changed(name, text, language)
    assert text in around
    assert len(around) > len(text) + 20


def measured(*rows: tuple[Sentence, Verdict]) -> Measured:
    verdicts = [verdict for _, verdict in rows]
    return Measured(
        "ours",
        [sentence for sentence, _ in rows],
        dict.fromkeys((AS_IT_IS, *CHANGES), verdicts),
        Start(seconds=1, megabytes=100),
    )


def test_a_report_holds_every_figure_and_no_sentence() -> None:
    rows = [(ASKED, sure("ask.recipients")), (ASKED, sure("ask.selling")), (NOTHING, sure("talk.bot"))]
    system = measured(*rows, (ASKED, torn("ask.selling", "ask.recipients")), (NOTHING, SILENT))
    lines = list(tables([system], [system.above(0.95)]))
    text = "\n".join(lines)
    assert re.search(r"^ours +all +3 +\.500 ", text, re.MULTILINE)
    assert "1 ask.recipients -> ask.selling" in text
    assert not any(sentence.text in text for sentence in system.sentences)
    found = figures([system], [system.above(0.95)])
    assert found["ours"]["groups"]["#plain"]["in_scope"] == 3
    assert found["ours ≥0.95"]["groups"]["all"]["accuracy"] == 0
    assert found["ours"]["micros"] == {"p50": 5, "p99": 5}


def test_the_picture_is_an_svg_of_the_intents_that_are_confused() -> None:
    tally = counted((ASKED, sure("ask.selling")), (ASKED, sure("ask.recipients")), (NOTHING, sure("talk.bot")))
    drawn = ElementTree.fromstring(draw(tally, title="a < b"))
    texts = [text for element in drawn.iter() if (text := element.text)]
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert {"a < b", "ask.recipients → ask.selling: 1", "none → talk.bot: 1"} <= set(texts)
    assert ElementTree.fromstring(draw(Tally(), title="nothing")) is not None
