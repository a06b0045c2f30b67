"""Yes and no in forty ways and both languages, where we ask for one, even where the matcher understands nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot import loading
from bot.dialogue.effects import File, Reply
from bot.dialogue.events import Said
from bot.dialogue.spoken import spoken
from bot.dialogue.state import SUMMARY, Draft, Given, State
from bot.dialogue.turn import turn
from bot.rights.request import Right
from bot.settings import Settings
from intents.bands import Band, Sure, Unsure
from intents.entities import entities
from intents.scores import Guess
from intents.understanding import Understood

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORDING, FORMS = loading.load_wording(), loading.load_forms()
LIBRARY = loading.find_library(Settings(_env_file=None))

YES = {
    "fr": """oui, Oui !, OUI, oui., ouii, oui oui, oui oui oui, ouais, ouaip, ouai, ui, wi, oiu, ouep, yep, ok, OK,
    okk, okay, d'accord, dac, dakor, daccord, bien sur, bien sûr !, evidemment, Carrément, affirmatif, absolument,
    tout à fait, tout a fait, exact, exactement, c'est ça, c'est ça oui, cest ça, c'est exact, c'est bon, C bon,
    parfait, impeccable, nickel, ça marche, ca marche, ca me va, je confirme, Je valide., validé, allez-y, vas y,
    volontiers, oui svp, oui merci, oui s'il vous plaît, ben oui, bah oui, ah oui, mais oui, envoyez, oui
    envoyez-la, oui c'est correct, entendu, très bien, j'accepte, pas de problème, sans problème, go""",
    "en": """yes, Yes!, YES, yes., yess, yes yes, yes yes yes, yep, yepp, yup, yeah, yea, yeah sure, y, yse, ok, OK,
    okk, okay, okey, oki, sure, Sure!, sure thing, of course, certainly, definitely, absolutely, totally,
    affirmative, correct, that's correct, thats correct, that is right, that's right, thats right, exactly, spot on,
    indeed, it is, that's it, confirm, i confirm, I confirm., confirmed, agreed, i agree, go ahead, yes go ahead, go
    for it, do it, please do, yes please, yes pls, yes thanks, yes thank you, send it, yes send it, submit, proceed,
    sounds good, looks good, all good, perfect, fine, fine by me, by all means, you bet, alright, all right""",
}
NO = {
    "fr": """non, Non !, NON, non., nonn, noon, non non, non non non, nan, naan, nn, no, nope, non merci, nan merci,
    non svp, pas du tout, absolument pas, certainement pas, surtout pas, sûrement pas, surement pas, en aucun cas,
    jamais, jamais de la vie, bien sûr que non, évidemment non, pas vraiment, pas exactement, pas tout à fait, pas
    maintenant, pas encore, pas ça, ce n'est pas ça, c'est pas ça, c pas ça, ce n'est pas correct, c'est faux, C'est
    faux !, faux, incorrect, négatif, negatif, je refuse, je ne veux pas, je veux pas, je préfère pas, je prefere
    que non, plutôt pas, plutot non, vaut mieux pas, je ne crois pas, je crois pas, je ne pense pas, n'envoyez pas,
    ne l'envoyez pas, hors de question, pas question, ah non, ben non, mais non, non finalement, en fait non, pas
    d'accord""",
    "en": """no, No!, NO, no., noo, nooo, no no, no no no, nope, nop, noope, nah, naah, nay, n, no way, no thanks, no
    thx, no thank you, no please, not really, not at all, not now, not yet, not this one, not right, not correct,
    not quite, that's wrong, thats wrong, that is wrong, wrong, incorrect, false, that's not right, thats not right,
    that's not it, it isn't, it isnt, it is not, no it isn't, negative, never, absolutely not, certainly not,
    definitely not, of course not, please don't, please dont, don't, dont, do not, don't send it, dont send it, no
    don't, i'd rather not, I would rather not, rather not, i'd prefer not to, better not, i don't think so, i dont
    think so, i refuse, i disagree, uh no, oh no, hell no, sorry no, no sorry, actually no""",
}
NEITHER = """oui mais attendez, oui mais, oui sauf l'adresse, oui si c'est gratuit, oui ?, d'accord mais pas
    l'adresse, peut-être, je ne sais pas, yes but wait, yes but, yes wait, yes if it is free, yes?, ok?, ok but not
    the address, maybe, i guess, why not, pourquoi pas, si vous voulez, if you like, perhaps, k, que, 10, 100, si,
    hmm, euh, well, not sure, pas sûr, yes and no, oui et non, oui ou non, ni oui ni non, how, quoi, bonjour, hello,
    merci, thanks, super, great"""


def ways(listed: str) -> list[str]:
    return [way.strip() for way in listed.split(",")]


def given() -> Given:
    def label(text: Any, language: Any) -> str:
        return spoken(text, language, WORDING)

    return Given(library=LIBRARY, forms=FORMS, label=label, now=NOW, today=NOW.date())


def comes_to(words: str, *, band: Band, **draft: Any) -> tuple[list[str], bool]:
    """What is said to these words at a summary, or where something was read back; and is the request filed?"""
    about = {"at": SUMMARY, "values": {"contact": ["ada@example.org"]}, **draft}
    begun = Draft(id="d1", right=Right.marketing_objection, version=1, first_voiced=NOW, **about)
    understood = Understood(
        text=words,
        language=None,
        ranked=(Guess(intent="none", confidence=1.0),),
        band=band,
        entities=entities(words, today=NOW.date()),
    )
    told = turn(State(greeted=True, draft=begun), Said(at=NOW, understood=understood), given())
    said = [effect.text.id for effect in told.effects if isinstance(effect, Reply)]
    return said, any(isinstance(effect, File) for effect in told.effects)


@pytest.mark.parametrize("word", sorted({*ways(YES["fr"]), *ways(YES["en"])}))
def test_a_yes_files(word: str) -> None:
    assert comes_to(word, band=Unsure()) == ([], True)


@pytest.mark.parametrize("word", sorted({*ways(NO["fr"]), *ways(NO["en"])}))
def test_a_no_files_nothing(word: str) -> None:
    said, filed = comes_to(word, band=Unsure())
    assert (said[0], filed) == ("change-which", False)


@pytest.mark.parametrize("word", ways(NEITHER))
@pytest.mark.parametrize("band", [Unsure(), Sure(intent="control.yes")], ids=["not understood", "taken for a yes"])
def test_what_has_a_reservation_files_nothing(word: str, band: Band) -> None:
    assert not comes_to(word, band=band)[1]


def test_there_are_forty_ways_of_each() -> None:
    assert min(len(set(map(str.casefold, ways(listed)))) for listed in (*YES.values(), *NO.values())) >= 40


def test_what_was_read_out_of_words_waits_for_a_yes() -> None:
    reading = {"at": "contact", "values": {}, "guessed": {"contact": ["+33612345678"]}}
    assert comes_to("yep", band=Unsure(), **reading)[0] == ["summary"]
    asked_again = ["read-wrong", "marketing-objection-contact-ask", "number-ask"]
    assert comes_to("nope", band=Unsure(), **reading)[0] == asked_again
    assert comes_to("yes but wait", band=Sure(intent="control.yes"), **reading)[0] == ["read-back"]
    assert comes_to("06 98 76 54 32", band=Unsure(), **reading)[0] == ["summary"]
