"""French or English, or too little to tell; and whether it is surely neither."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from intents.text import clean, plain, without_accents

Language = Literal["fr", "en"]

# Words that settle it alone. What both languages write (ok, stop, message, retention …) is in neither list.
_FRENCH = """
je tu il elle nous vous ils elles mon ma mes ton ta tes sa ses notre nos votre vos leur leurs moi toi lui le la
les un une des du au aux ce cet cette ces et ou mais donc ni que qui quoi dont quel quelle quels quelles est
sont suis etes sommes etait ai avez ont avons aurez serez peux peut pouvez puis veux voulez voudrais faut fait
faire faites dois doit devez de pour par avec sans dans sur sous chez depuis pendant apres avant entre vers ne
pas plus jamais rien oui non merci bonjour bonsoir salut coucou adieu revoir comment combien pourquoi quand
donnees donnee personnelles effacer supprimer annuler retour suivant passer aide aidez aurevoir quelqu humain
conseiller francais anglais recommencer repete repetez aujourd hier demain s'il plait d'accord c'est j'ai n'est
qu'est l'ai m'a bien voila tres droit droits compte ca cela
"""
_ENGLISH = """
i you he she it we they my your his her its our their him us them the this that these those and or because if of
to with without from into about what which who whom whose when where why how is are was were be been am do does
did done have has had can could will would should shall may might must not never nothing yes no thanks thank
hello hi hey goodbye please delete erase remove send give get know want need right rights help back cancel skip
english french someone human agent person again repeat restart yesterday today tomorrow ago by at for in here
there any some all anyone everyone okay sure mine yours stored keep keeping sell share sharing data
"""
_FRENCH_WORDS, _ENGLISH_WORDS = frozenset(_FRENCH.split()), frozenset(_ENGLISH.split())
# Of the words above, those that another language writes, too: they tell French and English apart, and no more.
_ELSEWHERE = """
a ai al all am an as at avec by come con data de des die do dont du e elle en es est et faut for had has he i il in is
la le les lui ma me mes mi mon my ne ni no non of on or os ou par pas pour que qui sa se si so son sur sure te ten to
tu un una une want was we well will
"""
_OURS = (_FRENCH_WORDS | _ENGLISH_WORDS) - frozenset(_ELSEWHERE.split())
_ENOUGH = 0.85
# What people write in Europe with Latin letters: the more languages to choose from, the more a typo looks like one.
_KNOWN: Final = (
    "fr", "en", "es", "de", "it", "pt", "nl", "pl", "ro", "tr", "sv", "da", "no", "fi", "cs", "hu", "hr", "sk",
)  # fmt: skip
_FEWEST: Final = 4
"""Words that a language can be known by; fewer may be a name, or anything."""
_SHORTEST: Final = 15
"""Letters, likewise."""
_NEITHER: Final = 0.05
_SURELY_NEITHER: Final = 0.005
_NO_WORDS: Final = re.compile(r"\S*[@/\d_]\S*|\b[A-Z]{2,}\b")
"""Addresses, links, numbers and abbreviations are of no language."""
_LAST_LATIN: Final = "\u024f"
_MORE_LATIN: Final = ("\u1e00", "\u1eff")


def language_of(text: str) -> Language | None:
    """The language of a text, or None when neutral words, or as many of both, leave it open."""
    words = _words(plain(text))
    parts = _parts(words)
    french, english = len(parts & _FRENCH_WORDS), len(parts & _ENGLISH_WORDS)
    if french != english:
        return "fr" if french > english else "en"
    return _by_letters(text) if len(set(words)) >= 3 else None


def foreign(text: str) -> bool:
    """Is this surely neither French nor English? Typos, names and addresses are not said to be."""
    told = _NO_WORDS.sub(" ", clean(text))
    letters = [sign for sign in told if sign.isalpha()]
    if sum(map(_of_another_script, letters)) * 2 > len(letters):
        return len(letters) >= 2
    words = _words(told)
    small = sum(word[0].islower() for word in words)
    ours = len(_parts(_words(plain(told))) & _OURS)
    if len(set(words)) < _FEWEST or len(letters) < _SHORTEST or 2 * small < len(words) or ours > 1:
        return False
    chances = _chances(told.casefold())
    return chances["fr"] + chances["en"] < (_SURELY_NEITHER if ours else _NEITHER)


def _words(text: str) -> list[str]:
    stripped = (word.strip('.,;:!?¿¡…«»"()[]*') for word in text.replace("’", "'").split())
    return [word for word in stripped if word]


def _parts(words: list[str]) -> set[str]:
    """The words without accents, and what they are put together of."""
    bare = [without_accents(word) for word in words]
    return {part for word in bare for part in (word, *word.split("'"), *word.split("-")) if part}


def _of_another_script(letter: str) -> bool:
    first, last = _MORE_LATIN
    return letter > _LAST_LATIN and not first <= letter <= last


def _by_letters(text: str) -> Language | None:
    chances = _chances(text)
    french = chances["fr"] / (chances["fr"] + chances["en"])
    if max(french, 1 - french) < _ENOUGH:
        return None
    return "fr" if french > 0.5 else "en"


def _chances(text: str) -> dict[str, float]:
    return {language: float(chance) for language, chance in _identifier().rank(text)}


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(_KNOWN))
    return identifier
