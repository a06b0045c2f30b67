"""Two wishes in one message: "how long do you keep it, and do you sell it?"

A message is cut where a sentence ends, and at a joining word where what follows can stand alone. It holds several
wishes only where the matcher is sure of each, they differ, and one answer would not serve them both: « qui reçoit mon
nom et mon adresse ? » is one question. In doubt a message is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pydantic import BaseModel, ConfigDict

from intents.bands import Band, Sure, decide, meant
from intents.manner import manner_of, wants_something
from intents.outright import LEADING, outright
from intents.parts import without_courtesies
from intents.rules import weigh
from intents.scores import Guess
from intents.text import normal, questioned

MOST: Final = 3
"""More wishes than that are a letter: it is read as a whole."""
_MOST_PARTS: Final = 6
_MOST_JOINTS: Final = 24
_CONFIDENT: Final = 0.6
_LOOKED_AT: Final = 120
"""Characters by whose words it is seen whether a part can stand alone."""
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;…])\s+|\n+")
_JOINT: Final = re.compile(
    r"(?:\s*,\s*|\s+)(?:et puis|et aussi|et|ainsi que|puis|ensuite|mais aussi|mais|sinon|par ailleurs|au passage|aussi|"
    r"and also|and then|and|also|then|plus|but also|but|besides|by the way)\s*,?\s+|\s*,\s+",
    re.IGNORECASE,
)
_QUESTION: Final = re.compile(
    r"(?:(?:a|de|d|pour|avec|chez|depuis|pendant|sur|dans|en|to|with|for|from|by|since|on|in) )?"
    r"(?:qui|quoi|quel\w*|quand|combien|comment|pourquoi|ou (?:est|sont|vont|vous)|est ce|qu|que|y a t|puis je|peut on|"
    r"ai je|dois je|(?:les? |la |l )?\w+ez vous|vous (?:les? |la |l )?\w+ez|\w+ t (?:il|elle|on)|\w+ent (?:ils|elles)|"
    r"who\w*|what\w*|which|where|when|why|how|"
    r"(?:do|does|did|can|could|is|are|was|were|will|would|may|should|have|has|am) "
    r"(?:i|you|it|they|we|my|the|there|this|that|your|any\w*|some\w*)|(?:do|does|are|is) \w+)\b"
)
_WISH: Final = re.compile(
    r"(?:je |j |nous |on |i |we )(?:(?:also|aussi|would|d|really|just|ne|do|don t|not) )*"
    r"(?:veux|voudrais|souhaite\w*|desire|demande|aimerais|exige|m oppose|retire|refuse|ai besoin|voulons|"
    r"want|like|need|wish|object|withdraw|request|demand|ask|refuse)\b|"
    r"merci de|veuillez|please|pourriez|pouvez|could you|can you|(?:(?:ne|me|m|les?|la|l) ){0,2}\w{3,}ez\b|"
    r"(?:dites|dis) (?:moi|nous)\b|"
    r"(?:a |une )?(?:copy of|copie de) (?:all |toutes )?(?:my|mes|the|les) (?:data|donnees)\b"
)
_STATED: Final = re.compile(
    r"(?:c est|ce sera|ca|cela|il faut|je dois|je peux|on peut|vous|mes donnees|it is|its|that is|you|my data) \w"
)
"""How a question begins that is put like a statement: only its question mark tells."""
_HUMAN: Final = re.compile(
    r"(?:(?:je veux|je voudrais|i want|i need|parler a|talk to|give me|donnez moi) )?(?:(?:a|an|un|une|to|real|vrai) )*"
    r"(?:human|humain|person|personne|someone|conseiller)(?: (?:please|svp|s il vous plait))?"
)
_ASKED_ANYWHERE: Final = re.compile(
    r"(?:how (?:long|much|many|do|can|will|soon)|is it|do you|will (?:it|you)|can (?:i|you)|when (?:will|do)|"
    r"why (?:do|is)|combien|comment|pourquoi|est ce qu|c est (?:gratuit|payant|long|combien|quand)|ca prend)\b"
)
"""Questions that no bare comma makes part of what is told before, as « mon frère, qui est mort »."""
_BARE: Final = re.compile(
    r"(?:(?:to|d|de) )?"
    r"(?:delete|erase|remove|send|give|stop|correct|fix|change|update|tell|transfer|freeze|block|explain|show|get|"
    r"forget|unsubscribe|withdraw|close|provide|export|move|see|know|receive|"
    r"(?:les? |la |l |me |m |en )?(?:supprimer|effacer|corriger|rectifier|recevoir|obtenir|savoir|retirer|transferer|"
    r"bloquer|geler|envoyer|recuperer|modifier|arreter|avoir|voir))\b"
)
"""A verb alone: an order, or what a question or a wish before it goes on with."""
_DENIED: Final = re.compile(r"\b(?:not|never|no|pas|jamais|sans|without|ne|n)\b")
_SERVED: Final = ("ask.", "explain.", "request.", "case.", "talk.human", "talk.bot", "talk.forget_me")
_TOGETHER: Final = (
    frozenset({"ask.rights", "ask.exercise"}),
    frozenset({"ask.marketing", "request.marketing_objection"}),
    frozenset({"ask.marketing", "explain.marketing_objection"}),
    frozenset({"ask.contact", "talk.human"}),
    frozenset({"request.access", "request.portability"}),
    frozenset({"request.objection", "request.marketing_objection"}),
    frozenset({"request.objection", "request.erasure"}),
    frozenset({"request.consent_withdrawal", "request.marketing_objection"}),
)
"""Meanings that one answer, or one request, serves both."""


_MAY: Final = re.compile(r"\b(?:(?:can|could|may|might|am) (?:i|we)|puis je|peut on|je p(?:eux|ourrais)|possible)\b")
"""How it is asked whether one may; a verb that goes on from there is asked about, too."""
Cut = tuple[str, bool]


class Part(BaseModel):
    """A part of a message, and what it surely means by itself, if it surely means anything."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    intent: str | None


def read_parts(text: str, cut: Sequence[Cut], scored: Sequence[tuple[Guess, ...]]) -> tuple[Part, ...]:
    """The parts of a message, each understood by itself, from how each was scored."""
    manner = manner_of(text) if cut else None
    parts, before = list[Part](), ""
    for (part, goes_on), ranked in zip(cut, scored, strict=True):
        intent = _surely(ranked, part)
        if intent and manner and intent.startswith("request."):
            if manner.reported or manner.past or manner.elsewhere:
                intent = None
            elif goes_on and _MAY.search(normal(before)):
                intent = intent.replace("request.", "explain.")
        before = part
        parts.append(Part(text=part, intent=intent))
    return tuple(parts)


def wishes(parts: Sequence[Part], whole: Band) -> tuple[Part, ...]:
    """The wishes that a message holds, in order, where there are several.

    What it means as a whole is one of them, or it is nothing but them.
    """
    found: list[Part] = []
    for part in parts:
        if part.intent and part.intent.startswith(_SERVED) and not any(_one(part, other) for other in found):
            found.append(part)
    wished = {part.intent for part in found}
    if not 2 <= len(found) <= MOST:
        return ()
    beside = whole.beside if isinstance(whole, Sure) else ()
    if wished.isdisjoint((*meant(whole), *beside)) and not all(part.intent for part in parts):
        return ()
    return tuple(found)


def cut_up(text: str) -> list[Cut]:
    """The parts that can stand alone, and whether each goes on with a verb of the part before; none if it is one."""
    parts: list[Cut] = []
    joints = 0
    for sentence in _SENTENCE_END.split(without_courtesies(text)):
        begun = len(parts)
        start = 0
        for joint in _JOINT.finditer(sentence):
            joints += 1
            if len(parts) > _MOST_PARTS or joints > _MOST_JOINTS:
                return []
            before, after = sentence[start : joint.start()], sentence[joint.end() : joint.end() + _LOOKED_AT]
            bare_comma, asks = joint[0].strip() == ",", questioned(sentence)
            if not _stands(before[:_LOOKED_AT], after, bare_comma=bare_comma, asks=asks):
                continue
            parts.append((before, _goes_on(before) and len(parts) > begun))
            start = joint.end()
        rest = sentence[start:].strip()
        if rest:
            parts.append((rest, start > 0 and _goes_on(rest)))
    return parts if 2 <= len(parts) <= _MOST_PARTS else []


def _stands(before: str, after: str, *, bare_comma: bool, asks: bool) -> bool:
    """Can what follows a joining word, or a comma, be a wish or a question by itself?"""
    words, told = LEADING.sub("", normal(after)), normal(before)
    if len(words.split()) < 2 or not told or (" " not in told and _QUESTION.match(told)):
        return False  # "why and how long", "who and where"
    if _goes_on(after):
        return (not bare_comma or _goes_on(before)) and not _DENIED.search(told)
    if asks and _ASKED_ANYWHERE.match(words):
        return True
    if asks and _STATED.match(words):
        return not bare_comma or " " not in told or "@" in before or told.replace(" ", "").isdigit()
    if bare_comma and _HUMAN.fullmatch(told):
        return bool(_QUESTION.match(words) or _WISH.match(words))
    if bare_comma and _QUESTION.match(words):  # « mon frère, qui est mort » tells, and asks nothing
        return bool(_QUESTION.match(told)) or " " not in told or "@" in before
    return bool(_QUESTION.match(words) or _WISH.match(words))


def _goes_on(text: str) -> bool:
    return _BARE.match(LEADING.sub("", normal(text))) is not None


def _surely(ranked: tuple[Guess, ...], part: str) -> str | None:
    weighed = weigh(ranked, part)
    match decide(weighed):
        case Sure(intent=intent) if weighed[0].confidence >= _CONFIDENT and _has_shape(intent, part):
            return intent
        case _:
            return outright(part)


def _has_shape(intent: str, part: str) -> bool:
    """A question or a wish is put as one; a sentence that tells a story is none, whatever it is about."""
    if not intent.startswith(_SERVED):
        return True
    words = LEADING.sub("", normal(part))
    put = _QUESTION.match(words) or _WISH.match(words) or _BARE.match(words) or _HUMAN.fullmatch(words)
    return bool(put) or wants_something(part)


def _one(part: Part, other: Part) -> bool:
    """Does one answer, or one request, serve both?"""
    a, b = sorted((part.intent or "", other.intent or ""))
    (first, _, of), (second, _, what) = a.partition("."), b.partition(".")
    if a == b or {a, b} in _TOGETHER or first == second == "case":
        return True
    if {first, second} <= {"case", "request", "explain"} and (of == what or "case" in (first, second)):
        return True
    if "request" in (first, second) and {a, b} & {"ask.rights", "ask.exercise"}:
        return True
    return first == second == "request" and "request.post_mortem" in (a, b)
