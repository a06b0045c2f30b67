"""What people tell of themselves in a set turn of phrase: their name, or the number under which they are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from intents.dates import DATE_MARKS
from intents.spoken_dates import in_figures
from intents.text import without_accents

_Q = "['’]"
_WORD = rf"[^\W\d_](?:[^\W\d_]|(?:{_Q}|[-‐‑–])(?=[^\W\d_]))*"
_WORDS = rf"(?P<name>{_WORD}(?: {_WORD}){{0,7}})"
_NAMES: Final = tuple(
    re.compile(rf"(?<!\w){pattern}", re.IGNORECASE)
    for pattern in (
        rf"(?:my|his|her|their|the) (?:(?:full|whole|last|first|real) )?name(?: (?:is|was)|{_Q}s|:) ?:?\s?{_WORDS}",
        rf"(?:s?he (?:is|was)|i am|i{_Q}m) called {_WORDS}",
        rf"je m ?{_Q}? ?app?ell?es? {_WORDS}",
        rf"(?:il|elle) s ?{_Q}? ?app?el(?:le|ait|lait) {_WORDS}",
        r"(?:mon|son|le) nom(?: complet| de famille| et (?:mon |son )?pr[ée]nom)?"
        rf" ?(?:est|[ée]tait|c{_Q}est|:) ?:?\s?{_WORDS}",
        rf"(?:c{_Q}est|ici|this is) {_WORDS} (?:[àa] l{_Q}appareil|speaking)(?!\w)",
    )
)
_SAYS_NAME: Final = re.compile(r"name|nom|app?el|appareil|speaking|called", re.IGNORECASE)
_PARTICLES = "de du des la le les d van von der den zu da dos di del della el al ben bin ibn"
_PARTICLE: Final = frozenset(_PARTICLES.split())
_GO_ON = """and et or ou but mais so donc car because parce je j i vous you il elle nous we please svp merci thanks
thank que qui which that can could puis pouvez"""
_AFTER: Final = frozenset(_GO_ON.split())
"""Words with which the sentence goes on after a name."""
_OTHER_WORDS = """comment quoi pas ainsi comme a an the not no in on at of for to by with what how who wrong right
correct incorrect misspelled misspelt mentioned listed written spelled spelt changed known used important private
secret still also already being now missing mal faux fausse ecrit mentionne change toujours encore deja bien juste trop
dans sur un une mon ma votre vos my your his her its it everywhere there here different same confidential au aux"""
_NO_NAME: Final = frozenset(_OTHER_WORDS.split()) | _AFTER
_MOST: Final = 4

_OF = (
    r"(?:clients?|customer|cliente|abonn[ée]e?s?|subscriber|adh[ée]rente?|member(?:ship)?|membre|contra(?:ct|t)|loyalty"
    r"|fid[ée]lit[ée])"
)
_NUMBER = (
    r"(?:n ?[°ºo]\.?|num[ée]ro|num\.?|nos?\.?|number|nr\.?|ref(?:erence)?\.?|r[ée]f(?:[ée]rence)?\.?|id\.?|identifiant"
    r"|identifier|code|#)"
)
_VALUE = r"(?P<number>[a-z]{0,6}[-/.]?\d[\w/-]*(?:[ .]\d[\w/-]*)*)(?!\w)"
_IS = rf" ?(?:(?:with you|chez vous) )?(?:is|est|c{_Q}est|[:=#])? ?(?:the |le )?(?:n ?°)? ?"
_CUSTOMER: Final = re.compile(
    rf"(?<!\w)(?:{_NUMBER} ?(?:de |du |d{_Q}|of )?{_OF}|{_OF}[ -]?{_NUMBER}){_IS}{_VALUE}", re.IGNORECASE
)
_ALONE: Final = re.compile(
    rf"\W*(?:(?:mon|le|my|the) {_NUMBER} ?,? ?(?:is|est|c{_Q}est)?|c{_Q}est(?: le)?(?: {_NUMBER})?"
    rf"|it(?:{_Q}s| is)(?: {_NUMBER})?|{_NUMBER}) ?:? ?{_VALUE}(?:,? (?:please|thanks|merci|svp))?\W*",
    re.IGNORECASE,
)
_AROUND_DATE: Final = (
    r"\b(?:le|the|on|en|in|of|dernier|derniere|last|past|this|year|cette|annee|il|elle|he|she|est|was|is|has|died|passed|"
    r"away|decede|decedee|mort|morte|depuis|since|c['’]?etait|c['’]?est|it|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d{4})\b"
)
_SHORTEST: Final = 3
_COURTESY: Final = frozenset({"my", "mon", "le", "the", "is", "est", "it", "s", "c", "yes", "oui", "thanks", "merci"})


def names_in(text: str) -> Iterator[str]:
    """The names told: four words at most, particles too; of words without a capital, only what can be nothing else."""
    if not _SAYS_NAME.search(text):
        return
    bare = text[1:] == text[1:].lower()
    for pattern in _NAMES:
        for found in pattern.finditer(text):
            name = _name(found["name"].split(), bare=bare)
            if name:
                yield name


def _name(words: list[str], *, bare: bool) -> str | None:
    """The words that are the name; `bare` where the whole message has no capitals."""
    kept: list[str] = []
    for word in words:
        said = without_accents(word).casefold()
        if said in _NO_NAME and (not kept or said in _AFTER):
            break
        if not (bare or word[0].isupper() or said in _PARTICLE or re.match(rf"[a-z]{_Q}", said)):
            break
        if bare and said in _NO_NAME:
            return None
        kept.append(word)
    while kept and kept[-1].casefold() in _PARTICLE:
        kept.pop()
    return " ".join(kept) if 0 < len(kept) <= _MOST else None


def customer_numbers_in(text: str) -> list[re.Match[str]]:
    """Where a number stands that is called one of a customer; its group `number` is the number."""
    return [found for found in _CUSTOMER.finditer(text) if _long_enough(found)]


def is_date_only(text: str) -> bool:
    """Is it a date and nothing beside, but for the words around one: « le 3 mars dernier », "he died on 3 March"?"""
    words = in_figures(without_accents(text).casefold())
    rest = DATE_MARKS.sub(" ", words)
    return rest != words and not re.sub(_AROUND_DATE, " ", rest).strip(" ,.!'’")


def number_told(text: str) -> str | None:
    """The number of a message that says nothing else; for where a customer's number was asked."""
    found = _ALONE.fullmatch(text)
    if found:
        return found["number"] if _long_enough(found) else None
    named = customer_numbers_in(text)
    return named[0]["number"] if len(named) == 1 and _is_all(named[0], text) else None


def _long_enough(found: re.Match[str]) -> bool:
    number: str = found["number"]
    return sum(sign.isalnum() for sign in number) >= _SHORTEST


def _is_all(found: re.Match[str], text: str) -> bool:
    """Does the message say nothing but that: "my customer number is 4711"?"""
    beside = f"{text[: found.start()]} {text[found.end() :]}".casefold()
    return all(word[0] in _COURTESY for word in re.finditer(r"[^\W_]+", beside))
