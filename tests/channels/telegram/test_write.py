"""What is sent fits Telegram's limits, and what is special in it lies where it should, whatever the words are."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest
import telegram
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup, MessageEntity, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot import loading
from bot.channels.telegram.write import MOST, call, chosen, cut, edit, rows, split, units
from bot.dialogue.spoken import Button, Citation, Edit, Message

WORDING = loading.load_wording()
INTRO = WORDING.text("fr", "telegram-quote")

# Words, ends of sentences and of paragraphs, accents apart, pairs of surrogates, flags and families.
WORDS = ["mot", "a", " ", " ", ". ", "\n", "\n\n", "\u00a0!", "«\u00a0oui.\u00a0» "]
PARTS = st.sampled_from([*WORDS, "e\u0301", "🙂", "🇫🇷", "👩\u200d👧"])
LONG = st.lists(st.tuples(PARTS, st.integers(1, 900)), min_size=1, max_size=30).map(
    lambda parts: "début" + "".join(part * times for part, times in parts) + "fin"
)
CITED = st.lists(st.builds(Citation, clause=st.sampled_from(["a.one", "a.two", "b.one"]), quote=LONG), max_size=4)


def title(clause: str) -> str:
    return {"a": "Vos droits", "b": "À qui transmettons-nous vos données ? 🙂"}[clause[0]]


def said(text: str = "Bonjour.", **more: Any) -> Message:
    return Message(language="fr", text=text, **more)


def written(message: Message) -> dict[str, Any]:
    return call(message, seal="mark:{}".format, title=title, wording=WORDING)


def part(text: str, entity: MessageEntity) -> str:
    """The words that an entity covers, as Telegram counts them; half a pair of surrogates would raise."""
    wide = text.encode("utf-16-le")
    return wide[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@settings(deadline=None)
@given(LONG, st.integers(40, MOST))
def test_a_text_that_is_cut_is_whole_again_when_put_together(text: str, most: int) -> None:
    pieces = cut(text, most)
    assert squeezed("".join(pieces)) == squeezed(text)
    assert all(piece and units(piece) <= most for piece in pieces)


@settings(deadline=None, max_examples=60)
@given(LONG, CITED)
def test_every_piece_fits_and_nothing_is_lost(text: str, cited: list[Citation]) -> None:
    message = said(text, citations=tuple(cited), choices=(Button(id="12.0", label="Aide"),), private=True, step="idle")
    pieces = split(message, title, WORDING)
    quoted = ""
    for piece in pieces:
        sent = written(piece)
        assert 0 < units(sent["text"]) <= MOST
        marked = [(entity.type, part(sent["text"], entity)) for entity in sent["entities"]]
        quoted += "".join(words for kind, words in marked if kind == MessageEntity.EXPANDABLE_BLOCKQUOTE)
        assert {words for kind, words in marked if kind == MessageEntity.ITALIC} <= {f"— {title(c)}" for c in "ab"}
        assert (piece.private, piece.step, piece.language) == (True, "idle", "fr")
    assert squeezed("".join(piece.text for piece in pieces)) == squeezed(text)
    assert squeezed(quoted).replace("[…]", "") == squeezed("".join(citation.quote for citation in cited))
    assert [bool(piece.choices) for piece in pieces] == [False] * (len(pieces) - 1) + [True]


def test_a_short_message_stays_one() -> None:
    message = said(citations=(Citation(clause="a.one", quote="Vous pouvez…"),), contact="ask")
    assert split(message, title, WORDING) == (message,)


@pytest.mark.parametrize(
    ("pause", "worse"),
    [("\n\n", "y\n"), ("\n", "y. "), (". ", "y "), ("\u202f! ", "y "), (".\u00a0» ", "y "), (" ", "y")],
    ids=["paragraph", "line", "sentence", "exclamation", "end of a quotation", "word"],
)
def test_a_text_is_cut_where_a_reader_pauses(pause: str, worse: str) -> None:
    first, *_ = cut("x" * 2500 + pause + worse * 300 + "z" * 3000, MOST)
    assert first == ("x" * 2500 + pause).rstrip()


@pytest.mark.parametrize("before", range(5))
@pytest.mark.parametrize("sign", ["e\u0301", "👩\u200d👧", "👍🏽"], ids=["accent", "family", "skin tone"])
def test_no_sign_is_cut_in_the_middle(sign: str, before: int) -> None:
    first, *others = cut("x" * before + sign * 5000, MOST)
    assert first.endswith(sign)
    assert all(piece == sign * (len(piece) // len(sign)) for piece in others)


def test_the_policy_stands_in_blocks_with_its_titles_below() -> None:
    cited = [("a.one", "Un."), ("a.one", "Deux."), ("a.two", "Trois."), ("b.one", "Quatre 🙂")]
    sent = written(said(citations=tuple(Citation(clause=clause, quote=quote) for clause, quote in cited)))
    assert sent["text"].splitlines() == [
        *("Bonjour.", "", INTRO, "Un. […] Deux.", "Trois.", "— Vos droits"),
        *("Quatre 🙂", "— À qui transmettons-nous vos données ? 🙂"),
    ]
    assert [(entity.type, part(sent["text"], entity)) for entity in sent["entities"]] == [
        (MessageEntity.EXPANDABLE_BLOCKQUOTE, "Un. […] Deux."),
        (MessageEntity.EXPANDABLE_BLOCKQUOTE, "Trois."),
        (MessageEntity.ITALIC, "— Vos droits"),
        (MessageEntity.EXPANDABLE_BLOCKQUOTE, "Quatre 🙂"),
        (MessageEntity.ITALIC, "— À qui transmettons-nous vos données ? 🙂"),
    ]


def test_a_quotation_that_does_not_fit_beside_the_text_begins_a_message() -> None:
    cited = tuple(Citation(clause="a.one", quote=sign * 2000) for sign in "uv")
    first, second = split(said("t" * 2000, citations=cited), title, WORDING)
    assert (first.text[0], first.citations) == ("t", cited[:1])
    assert (second.text, second.citations) == ("", cited[1:])
    assert written(second)["text"].startswith(INTRO)


def test_a_quotation_longer_than_a_message_fills_as_many_as_it_needs() -> None:
    pieces = split(said("", citations=(Citation(clause="a.one", quote="z" * 9000),)), title, WORDING)
    assert [units(written(piece)["text"]) for piece in pieces[:-1]] == [MOST, MOST]
    assert sum(len(piece.citations[0].quote) for piece in pieces) == 9000


def test_nothing_in_a_text_is_markup_and_nothing_is_previewed() -> None:
    sent = written(said("<b>a</b> *b* https://example.org"))
    assert (sent["text"], sent["entities"]) == ("<b>a</b> *b* https://example.org", [])
    assert "parse_mode" not in sent
    assert sent["link_preview_options"].is_disabled


@pytest.mark.parametrize("private", [True, False])
def test_what_repeats_personal_data_cannot_be_forwarded(private: bool) -> None:
    assert written(said(private=private))["protect_content"] is private


def test_quick_replies_are_sealed_buttons() -> None:
    markup = written(said(choices=(Button(id="12.0", label="Oui"), Button(id="12.1", label="Non"))))["reply_markup"]
    assert isinstance(markup, InlineKeyboardMarkup)
    assert [[(button.text, button.callback_data) for button in row] for row in markup.inline_keyboard] == [
        [("Oui", "mark:12.0"), ("Non", "mark:12.1")]
    ]


def test_short_labels_stand_side_by_side_and_long_ones_alone() -> None:
    labels = ["Envoyer la demande", "Changer", "Retour", "Aide", "Annuler", "Recevoir un nouveau code", "Oui", "Non"]
    laid = rows(tuple(Button(id=label, label=label) for label in labels))
    assert [[button.label for button in row] for row in laid] == [
        ["Envoyer la demande", "Changer"],
        ["Retour", "Aide", "Annuler"],
        ["Recevoir un nouveau code"],
        ["Oui", "Non"],
    ]


@pytest.mark.parametrize(("language", "label"), [("fr", "Envoyer mon numéro"), ("en", "Send my number")])
def test_a_number_is_shared_by_a_button_that_comes_and_goes(language: Literal["fr", "en"], label: str) -> None:
    ask = written(Message(language=language, text="…", contact="ask"))["reply_markup"]
    assert isinstance(ask, ReplyKeyboardMarkup)
    assert ask.one_time_keyboard
    assert ask.resize_keyboard
    assert 1 <= len(ask.input_field_placeholder or "") <= 64
    (((button,),)) = ask.keyboard
    assert (button.text, button.request_contact) == (label, True)
    done = written(Message(language=language, text="…", contact="done"))["reply_markup"]
    assert isinstance(done, ReplyKeyboardRemove)


def test_an_edit_without_a_text_takes_the_buttons_away() -> None:
    assert edit(Edit(message="30")) == ("edit_message_reply_markup", {"message_id": 30})


def test_an_edit_with_a_text_keeps_what_is_special_in_it() -> None:
    method, named = edit(Edit(message="30", text="oui", entities=({"type": "italic", "offset": 0, "length": 3},)))
    assert (method, named["message_id"], named["text"]) == ("edit_message_text", 30, "oui")
    assert named["entities"] == [MessageEntity(MessageEntity.ITALIC, 0, 3)]


def shown(text: str | None) -> telegram.Message:
    raw = {
        "message_id": 30,
        "date": 1795424400,
        "chat": {"id": 700100, "type": "private"},
        "reply_markup": {"inline_keyboard": [[{"text": "Aide", "callback_data": "mark:12.0"}]]},
    }
    return telegram.Message.de_json(raw | ({"text": text} if text else {}), None)


def test_a_press_is_told_below_the_message() -> None:
    assert chosen(shown("Oui ?"), "mark:12.0") == Edit(message="30", text="Oui ?\n\n✓ Aide")


@pytest.mark.parametrize(("text", "data"), [("🙂" * 2045, "mark:12.0"), (None, "mark:12.0"), ("Oui ?", "mark:11.0")])
def test_where_a_press_cannot_be_told_only_the_buttons_go(text: str | None, data: str) -> None:
    assert chosen(shown(text), data) == Edit(message="30")
