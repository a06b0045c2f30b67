"""In a form: words that are plainly no answer to the open question, whatever its field would take.

"Actually, don't" to a question that must be answered means the request itself; "2" or "neither" says nothing where
words of one's own were asked; "no client number" is the answer that there is none.
"""

from __future__ import annotations

import re
from typing import Final

from bot.dialogue import ending, intake, revise
from bot.dialogue.draft import at_field, field_at, fields, guess_at, in_free_field, opened, put
from bot.dialogue.effects import Text
from bot.dialogue.events import Said
from bot.dialogue.fields import CLOSE, CUSTOMER, Taken, read
from bot.dialogue.fields import LEAD as LEADING
from bot.dialogue.state import CODE, SUMMARY, Given, State, Turn
from intents.answers import says
from intents.ordinals import ordinal
from intents.text import alike, normal, questioned

MOST_WORDS: Final = 7
"""Whoever says more than that says more than no."""
MOST_CHOICES: Final = 9
LEAD: Final = re.compile(
    r"^(?:(?:euh|heu|um|uh|well|oh|ah|eh|ben|bah|mais|but|en fait|actually|finalement|moi|non|no|nan|nope|ok|alors|so|"
    r"hey|hold on|wait|attendez|attends|please|sorry|pardon|desolee?|s il vous plait) )+"
)
TRAIL: Final = re.compile(
    r"(?: (?:en fait|finalement|actually|moi|then|alors|donc|please|thanks|merci|s il vous plait|sorry|hein|after all|"
    r"now|a la fin))+$"
)
DENIES: Final = re.compile(
    r"(?:(?:euh|ah|oh|mais|ben|well|actually|en fait) )*(?:non|nan|no|nope) "
    r"(?:(?:en fait|actually|merci|thanks|surtout) )*"
    r"(?:pas|ne|n|not|no|do not|i do not|i never|je ne|je n|je veux pas|jamais|aucune?)\b"
)
"""How a short refusal names what is not wanted: « non pas de copie »."""
OF_SENDING: Final = re.compile(r"\b(?:send|sent|submit|envo[iy]\w*)\b|^(?:no|non|nan|nope|not|pas)\b")
"""At the summary, not to send may be for an answer that is wrong; the way to drop it all stands beside."""
PLACE: Final = re.compile(r"\b(?:first|second|last|premiere?s?|deuxieme|derniere?|d abord)\b")
AGAIN: Final = re.compile(r"\b(?:start|restart|over|again|begin\w*|recommenc\w*|repren\w*|refai\w*|zero)\b")
NOT_SO: Final = re.compile(
    r"\d|\b(?:have|got|ai|avons|know|sais|understand|comprends|remember|souviens|all|tout|toutes|everything)\b"
)
"""What a refusal does not say: "no, I don't have one" is about the answer, and not about the request."""
ASKED_NOTHING: Final = re.compile(
    r"(?:je n|j)(?: ne)? ai (?:pas|rien|jamais rien|jamais) demande(?: (?:ca|cela|rien))?|"
    r"i (?:did not|never) (?:ask(?:ed)?|want(?:ed)?)(?: (?:for|you))?(?: (?:any of )?(?:anything|that|this|it))?|"
    r"i (?:asked|ask) (?:for )?nothing"
)
NO_NUMBER: Final = re.compile(
    r"(?:(?:no|non|nope|nan|sorry|desolee?) )?"
    r"(?:i do not have|i have not got|i have|je n ai|j ai|i ve got)?(?: ?(?:no|not|none|pas|aucune?|sans|without))?"
    r"(?: (?:de|d|a|any|my))*(?: ?(?:client|customer|account|member\w*|subscriber|contract|file|loyalty))*"
    r" (?:number|numero|num|reference|ref|repere|identifiant|identifier|id)"
    r"(?: (?:de |d )?(?:client|compte|contrat|dossier|adherent|abonne))?(?: (?:sorry|desolee?|merci|thanks|here))*"
)
LACKS: Final = re.compile(
    r"(?:(?:no|non|nan|nope|sorry|desolee?) )*(?:i do not (?:have|know|remember)|i have no|je n ai pas|j ai pas|"
    r"je n en ai|j en ai|je ne sais|je sais)"
    r"(?: (?:it|one|any|an?|my|the|d|de|pas|plus|e|mail|email|courriel|adresse|address|telephone|phone|numero|number))*"
)
"""What is no refusal: there is no address to give, or it is not at hand. A human is offered in the end."""
NO: Final = re.compile(r"(?:no|non|nan|nope|nah)\b")
DENIAL: Final = re.compile(r"\b(?:no|non|not|none|pas|aucune?|sans|without)\b")
OF_THE_CODE: Final = re.compile(
    r"\b(?:le|the|ce|votre|your|mon|my|de|aucun|no|any) code\b(?! (?:postal|client|naf|ape))(?=.*\b(?:est|is|\d+)\b)|"
    r"\b(?:recu|received?|get|got|arriv\w+|come|came|gotten)\b.*\bcode\b(?! (?:postal|client|naf|ape))"
)
"""How people speak of a code that is to prove their address; a postal code is another."""


def heard(state: State, said: Said, given: Given) -> Turn | None:
    """The turn that a refusal, or words that answer nothing, come to; None where the words may be an answer."""
    assert state.draft is not None
    if at_field(state) and field_at(state, given).kind == "choice" and _undecided(said.text, given):
        return revise.explained(state, given)
    if guess_at(state) is not None or questioned(said.text):
        return None
    free = in_free_field(state, given)
    if refuses(said.text, given, strict=not free):
        return _refused(state, said, given)
    if free:
        return _no_answer(state, said, given)
    return intake.retry(state, given) if at_field(state) and LACKS.fullmatch(normal(said.text)) else None


def _undecided(text: str, given: Given) -> bool:
    """Do the words say that one cannot choose? What the question is for may help."""
    words = normal(text)
    return not {words, _bare(words)}.isdisjoint(given.phrases("said-undecided"))


def is_place(text: str) -> bool:
    """Do the words speak of a place among others, and not of beginning again? Nothing is erased for « d'abord »."""
    words = normal(text)
    return bool(PLACE.search(words)) and not AGAIN.search(words)


def refuses(text: str, given: Given, *, strict: bool = True) -> bool:
    """Do these words refuse the whole? `strict` where they cannot be an answer in words of one's own."""
    words = normal(text)
    refusals = {_bare(phrase) for phrase in given.phrases("said-refusal")}
    if words in given.phrases("said-refusal") or _bare(words) in refusals:
        return True
    if not strict or len(words.split()) > MOST_WORDS:
        return False
    if ASKED_NOTHING.fullmatch(_bare(words)) or (DENIES.match(words) and not NOT_SO.search(words)):
        return True
    return says(text, given.phrases("said-no")) or says(TRAIL.sub("", words), given.phrases("said-no"))


def _refused(state: State, said: Said, given: Given) -> Turn | None:
    """A required question refused is the request refused: that is asked. At the summary, something may be wrong."""
    assert state.draft is not None
    plain_no = says(said.text, given.phrases("said-no"))
    if state.draft.at == SUMMARY and (plain_no or OF_SENDING.search(normal(said.text))):
        return revise.change(state, given, said.text)
    if state.draft.at == SUMMARY:
        return ending.cancel(state, given)
    if plain_no and (state.draft.at == CODE or not field_at(state, given).required):
        return None
    return ending.cancel(state, given)


def _no_answer(state: State, said: Said, given: Given) -> Turn | None:
    """What says nothing in a field for words of one's own: asked again there, or passed over where it may be."""
    field = field_at(state, given)
    words = normal(said.text)
    if field.id == CUSTOMER and NO_NUMBER.fullmatch(words) and DENIAL.search(words):
        return revise.skip(state, given)
    if field.kind == "name" and _of_kin(words, given):
        return intake.retry(_related(state, said, given), given)
    if OF_THE_CODE.search(words):
        return intake.retry(state, given, Text(id="code-not-yet"))
    if any(alike(words, phrase) >= CLOSE for phrase in given.phrases("said-neither")):
        return intake.retry(state, given) if field.required else revise.skip(state, given)
    if says(said.text, given.phrases("said-no")) and not NO.match(words):  # "it is wrong": so it is, but what?
        return intake.retry(state, given)
    return None if ordinal(said.text, of=MOST_CHOICES) is None else intake.retry(state, given)


def _of_kin(words: str, given: Given) -> bool:
    """Is it who somebody is to somebody, rather than a name: "I'm his son", « mon mari »?"""
    return LEADING.sub("", words) in given.phrases("said-family") | given.phrases("said-somebody-else")


def _related(state: State, said: Said, given: Given) -> State:
    """Fill in the choices still to come that these words answer, though another question was asked."""
    draft, form = opened(state, given)
    for field in fields(draft, form):
        got = read(field, said, state, given) if field.kind == "choice" and field.id not in draft.values else None
        state = put(state, field, got.value, given) if isinstance(got, Taken) else state
    return state


def _bare(words: str) -> str:
    return TRAIL.sub("", LEAD.sub("", words))
