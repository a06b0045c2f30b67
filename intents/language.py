"""French or English, or too little to tell."""

from __future__ import annotations

from functools import cache
from typing import Literal

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from intents.text import plain, without_accents

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
_ENOUGH = 0.85


def language_of(text: str) -> Language | None:
    """The language of a text, or None when one or two neutral words leave it open."""
    words = [without_accents(word.strip('.,;:!?…«»"()[]*')) for word in plain(text).replace("’", "'").split()]
    parts = [part for word in words for part in (word, *word.split("'"), *word.split("-")) if part]
    french = sum(part in _FRENCH_WORDS for part in set(parts))
    english = sum(part in _ENGLISH_WORDS for part in set(parts))
    if french != english and (min(french, english) == 0 or abs(french - english) >= 2):
        return "fr" if french > english else "en"
    return _by_letters(text) if len(set(words)) >= 3 else None


def _by_letters(text: str) -> Language | None:
    language, confidence = _identifier().classify(text)
    if confidence < _ENOUGH:
        return None
    return "fr" if language == "fr" else "en"


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(["fr", "en"])
    return identifier
