"""A made-up policy: each answer is shown as it is told, beside the words it rests on."""

from __future__ import annotations

import pytest

from bot.files import load_library
from bot.loading import load_wording
from knowledge.entries import LANGUAGES, Texts
from knowledge.labels import ASK_TEAM, READ_CLAUSES, WHO_ELSE, WHO_YOU_ARE
from knowledge.library import Library
from knowledge.preview import Preview, as_html, as_text
from tests.pages import Page, printed, unwrapped

FILES = {
    "policy.yaml": """\
slug: moulin
controller: Le Moulin <b> & Fils
language: fr
captured: 2026-11-01
editor: la meunière
title: document.title
sections:
  - {id: keeping, title: keeping.title}
  - {id: rights, title: rights.title}
people:
  - {id: miller, name: {fr: Meunier, en: Miller}, said: [meunier, miller]}
  - {id: baker, name: {fr: Boulanger, en: Baker}, said: [boulanger, baker]}
uncited: {document.title: the title}
""",
    "clauses.fr.md": """\
<!-- clause: document.title -->
Vos données au moulin

<!-- clause: keeping.title -->
Combien de temps ?

<!-- clause: keeping.time -->
Nous gardons l'adresse & le nom <script>tant qu'il le faut</script>, "au plus" un hiver.

<!-- clause: rights.title -->
Vos droits\u00a0:

<!-- clause: rights.erasure -->
- faire effacer vos données
""",
    "clauses.en.md": """\
<!-- clause: document.title -->
Your data at the mill

<!-- clause: keeping.title -->
How long?

<!-- clause: keeping.time -->
We keep the address & the name <script>as long as needed</script>, at most a winter.

<!-- clause: rights.title -->
Your rights:

<!-- clause: rights.erasure -->
- have your data erased
""",
    "gaps.yaml": """\
figures:
  text:
    fr: Aucun chiffre dans la copie du {date} !
    en: No figures in the copy of {date}!
  cites:
    - {clause: rights.title, quote: Vos droits}
  law: [gdpr_13]
  next: [explain.erasure, request.erasure]
""",
    "things.yaml": """\
- {id: photo, name: {fr: votre photo, en: your photo}, said: [photo]}
- {id: voice, name: {fr: votre voix, en: your voice}, said: [voix, voice]}
""",
    "law.yaml": """\
gdpr_13:
  article: {fr: "RGPD, art. 13", en: GDPR Art. 13}
  says: {fr: La durée doit être dite., en: The period must be told.}
""",
    "answers/ask-retention.yaml": """\
intent: ask.retention
text: {fr: "L'adresse est gardée <i>un temps</i>.", en: The address is kept <i>for a time</i>.}
cites:
  - {clause: keeping.time, quote: Nous gardons l'adresse & le nom}
  - {clause: keeping.time, quote: le nom <script>tant qu'il le faut}
next: [explain.erasure]
variants:
  - id: named
    thing: any
    gap: figures
    text: {fr: "Rien n'est dit de {thing}.", en: "Nothing is said of {thing}."}
  - id: voice
    thing: voice
    said: [enregistrement, recording]
    text: {fr: La voix non plus., en: Nor of the voice.}
    cites:
      - {clause: rights.title, quote: Vos droits}
  - id: miller
    person: miller
    text: {fr: Vous savez déjà tout., en: You know it all.}
    cites:
      - {clause: keeping.time, quote: '"au plus" un hiver'}
    next: [explain.erasure, request.erasure, ask.retention]
""",
    "answers/explain-erasure.yaml": """\
intent: explain.erasure
editor: le boulanger
text: {fr: Vous pouvez faire effacer vos données., en: You can have your data erased.}
cites:
  - {clause: rights.erasure, quote: faire effacer vos données}
  - {clause: rights.title, quote: Vos droits}
next: [request.erasure, ask.retention]
""",
}
LABELS = {
    "ask.retention": Texts(fr="Gardées jusqu’à quand\u202f?", en="Kept how long?"),
    "explain.erasure": Texts(fr="Le droit à l’effacement", en="The right to erasure"),
    "request.erasure": Texts(fr="Effacer mes données", en="Erase my data"),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("moulin")
    (folder / "answers").mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return load_library(folder)


def buttons(library: Library, name: str) -> list[str]:
    cards = [card for part in Preview(library, LABELS, name).parts() for topic in part.topics for card in topic.cards]
    return [button.en for button in next(card for card in cards if card.answer.id == name).buttons]


def test_every_answer_is_on_the_page_in_both_languages(library: Library) -> None:
    page = Page(as_html(library, LABELS))
    for answer in library.answers.values():
        assert f"answer-{answer.id}" in page.ids
        for language in LANGUAGES:
            for line in answer.text[language].replace("{thing}", "").split("\n\n"):
                assert line.strip(" .") in page.text
    assert {"en", "fr"} == set(page.languages)


def test_topics_stand_under_the_section_of_their_first_clause(library: Library) -> None:
    parts = Preview(library, LABELS).parts()
    assert [(part.id, [topic.intent for topic in part.topics]) for part in parts] == [
        ("keeping", ["ask.retention"]),
        ("rights", ["explain.erasure"]),
    ]
    assert Page(as_html(library, LABELS)).links == [
        "#part-keeping",
        "#topic-ask.retention",
        "#part-rights",
        "#topic-explain.erasure",
        "#uncited",
    ]


def test_the_clause_stands_whole_and_its_quoted_words_are_marked(library: Library) -> None:
    page = Page(as_html(library, LABELS, "ask.retention"))
    assert "Nous gardons l'adresse & le nom <script>tant qu'il le faut" in page.marked
    assert '</script>, "au plus" un hiver.' in page.text
    assert '"au plus" un hiver' in page.marked
    assert library.clause("keeping.time").en in page.text


def test_a_page_says_whose_words_it_shows(library: Library) -> None:
    text = Page(as_html(library, LABELS)).text
    assert "Le Moulin <b> & Fils" in text
    assert "la meunière" in text
    assert "words of le boulanger" in text
    assert "1 November 2026" in text


def test_a_gap_is_marked_by_a_word_and_shows_the_law(library: Library) -> None:
    for shown in (Page(as_html(library, LABELS)).text, printed(as_text(library, LABELS, None))):
        for words in ("Gap", "Non précisé", "GDPR Art. 13", "The period must be told.", "La durée doit être dite."):
            assert words in shown
    without = Page(as_html(library, LABELS, "explain.erasure")).text
    assert "Non précisé" not in without
    assert "GDPR" not in without


def test_a_variant_says_when_it_is_told_with_an_example_of_a_thing(library: Library) -> None:
    text = Page(as_html(library, LABELS)).text
    assert "Nothing is said of your photo." in text
    assert "Rien n’est dit de votre photo." in text
    assert "When the question names a thing, here “your photo”" in text
    assert "“enregistrement”, “recording”; or when the question names “your voice”" in text
    assert "When the question names “Miller”, or whoever asks is one" in text


def test_the_buttons_are_those_of_the_conversation(library: Library) -> None:
    assert buttons(library, "explain.erasure") == ["Erase my data", "Kept how long?", "Read the clauses"]
    assert buttons(library, "ask.retention/named") == [
        "The right to erasure",
        "Erase my data",
        "Read the clauses",
        "Ask the team",
    ]


def test_where_the_answer_depends_on_who_asks_the_kinds_of_people_are_offered(library: Library) -> None:
    assert buttons(library, "ask.retention") == ["Miller", "Baker", "Read the clauses"]
    assert buttons(library, "ask.retention/miller") == [
        "The right to erasure",
        "Erase my data",
        "Another situation",
        "Read the clauses",
    ]
    assert WHO_YOU_ARE.en in Page(as_html(library, LABELS, "ask.retention")).text
    assert WHO_YOU_ARE.en not in Page(as_html(library, LABELS, "explain.erasure")).text


def test_the_words_of_the_conversation_are_its_own() -> None:
    wording = load_wording()
    said = {
        "button-more": READ_CLAUSES,
        "button-team": ASK_TEAM,
        "button-who": WHO_ELSE,
        "which-person": WHO_YOU_ARE,
    }
    for language in LANGUAGES:
        assert {name: wording.text(language, name) for name in said} == {
            name: texts[language] for name, texts in said.items()
        }


def test_clauses_that_no_answer_cites_are_listed_with_the_reason(library: Library) -> None:
    assert [(clause.id, why) for clause, why in Preview(library, LABELS).uncited()] == [
        ("document.title", "the title"),
        ("keeping.title", ""),
    ]
    assert "Nobody has said why." in Page(as_html(library, LABELS)).text
    text = printed(as_text(library, LABELS, "en"))
    assert "document.title: the title" in text
    assert "keeping.title: nobody has said why" in text


@pytest.mark.parametrize(
    ("only", "shown"),
    [
        ("explain.erasure", ["explain.erasure"]),
        ("ask.retention/voice", ["ask.retention/voice"]),
        (
            "ask.retention",
            ["ask.retention", "ask.retention/named", "ask.retention/voice", "ask.retention/miller"],
        ),
    ],
)
def test_one_meaning_or_one_answer_can_be_shown_alone(library: Library, only: str, shown: list[str]) -> None:
    page = Page(as_html(library, LABELS, only))
    assert [name.removeprefix("answer-") for name in page.ids if name.startswith("answer-")] == shown
    assert "uncited" not in page.ids
    text = printed(as_text(library, LABELS, "fr", only))
    assert [name for name in library.answers if f"({name})" in text] == shown
    assert "no answer cites" not in text


def test_what_is_no_answer_cannot_be_shown(library: Library) -> None:
    with pytest.raises(KeyError, match=r"ask\.weather"):
        as_html(library, LABELS, "ask.weather")
    with pytest.raises(KeyError, match=r"ask\.weather"):
        as_text(library, LABELS, None, "ask.weather")


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_terminal_shows_each_answer_its_quotations_and_its_buttons(library: Library, width: int) -> None:
    text = unwrapped(printed(as_text(library, LABELS, None), width))
    for answer in library.answers.values():
        assert f"({answer.id})" in text
        for language in LANGUAGES:
            words = answer.text[language].replace("{thing}", "votre photo" if language == "fr" else "your photo")
            assert unwrapped(words) in text
        for cite in answer.cites:
            assert cite.quote in text
    for label in LABELS.values():
        assert f"[{label.en}]".replace(" ", "\u00a0") in text


def test_one_language_can_be_shown_alone(library: Library) -> None:
    text = printed(as_text(library, LABELS, "en"))
    assert "You can have your data erased." in text
    assert "Vous pouvez" not in text
