"""Rules over the scores: a wish denied, only asked about, told of by others, past, or not ours to grant is no wish.

They move likelihood from `request.*` to what is meant instead, never towards a request, and applying them twice
changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from intents.manner import Manner, denial, manner_of
from intents.scores import Guess
from intents.text import normal, questioned

# The verbs whose negation denies the wish. Objecting is itself put negatively ("do not call me"): its lists are short.
_DENIALS = {
    intent: denial(verbs)
    for intent, verbs in {
        "request.access": r"envo[iy]|transm|communiqu|copi|recev|send|copy|receiv|obtain|get\b|give|show",
        "request.rectification": r"corrig|rectif|modif|chang|correct|fix|updat|amend|touch",
        "request.erasure": r"suppr|effac|detrui|enlev|retir|oubli|touch|vir|"
        r"delet|eras|remov|wip|destroy|forget|get\srid|clear|los[ei]|clos",
        "request.restriction": r"gel|limit|bloqu|suspend|fre+z|restrict|block|paus",
        "request.objection": r"oppos|object",
        "request.marketing_objection": r"desinscri|desabonn|retir|enlev|suppr|oppos|unsubscrib|remov|object|opt",
        "request.portability": r"envo[iy]|transf|transm|export|port|send|mov|receiv|get\b",
        "request.consent_withdrawal": r"retir|revo|annul|withdraw|cancel",
        "request.post_mortem": r"suppr|effac|delet|eras|clos|ferm",
        "case.withdraw": r"annul|retir|abandon|withdraw|cancel|drop|stop",
        "talk.forget_me": r"suppr|effac|oubli|delet|eras|forget|wip|clear",
    }.items()
}

# "Don't stop" wants the calls; "you don't stop" complains of them.
_GO_ON = re.compile(
    r"(?<!you )(?<!you do )\b(?:not|never) (?:(?:want|wish|need|asking) )?(?:(?:you|to|that|for) ){0,3}stop\b"
    r"|(?<!vous )\b(?:n arret|ne cess)\w+ (?:\w+ )?pas\b"
)
_CLAUSE_END = re.compile(r"[,;:.!?…\n]+")
# Said between commas, and no clause: "do not, under any circumstances, delete it".
_ASIDE = re.compile(
    r",\s*(under (?:any|no) circumstances?|please|en aucun cas|sous aucun prétexte|surtout|"
    r"s['’]il (?:vous|te) pla[iî]t|je vous (?:en )?(?:prie|supplie))\s*,",
    re.IGNORECASE,
)
# What is less likely than this decides nothing, and reading the manner of a text takes time.
_LEAST = 0.001


@dataclass(frozen=True)
class Moved:
    """Likelihood that a rule took from one intent and gave to another, and the rule in a few words."""

    intent: str
    to: str
    why: str


def weigh(ranked: tuple[Guess, ...], text: str) -> tuple[Guess, ...]:
    """The guesses again, with what the rules forbid moved to what they suggest instead."""
    found = moved(ranked, text)
    if not found:
        return ranked
    chances = {guess.intent: guess.confidence for guess in ranked}
    for one in found:
        chances[one.to] = chances.get(one.to, 0.0) + chances[one.intent]
        chances[one.intent] = 0.0
    best_first = sorted(chances.items(), key=lambda item: -item[1])
    return tuple(Guess(intent=intent, confidence=chance) for intent, chance in best_first)


def moved(ranked: tuple[Guess, ...], text: str) -> list[Moved]:
    """What the rules do to these guesses, and why, the likeliest first."""
    ruled = [guess.intent for guess in ranked if guess.confidence >= _LEAST and _is_ruled(guess.intent)]
    if not ruled:
        return []
    manner, words, question = manner_of(text), _in_clauses(text), questioned(text)
    found = ((intent, _instead(intent, words, manner, question=question)) for intent in ruled)
    return [Moved(intent, *instead) for intent, instead in found if instead]


def _in_clauses(text: str) -> str:
    """The words, with a mark where a clause ends: in "it's no use, delete it", the no does not deny what follows."""
    whole = _ASIDE.sub(r" \1 ", text)
    return " | ".join(filter(None, map(normal, _CLAUSE_END.split(whole))))


def _is_ruled(intent: str) -> bool:
    return intent in _DENIALS or intent == "control.yes" or intent.startswith(("request.", "explain."))


def _instead(intent: str, words: str, manner: Manner, *, question: bool) -> tuple[str, str] | None:
    """What is meant instead of this intent, and why; None if no rule forbids it."""
    family, _, topic = intent.partition(".")
    if intent == "control.yes" and question:
        return "none", "a question is no yes"
    denied = _DENIALS.get(f"request.{topic}" if family == "explain" and not manner.asked else intent)
    if denied and denied.search(words):
        return "none", "denied"
    if intent in ("request.marketing_objection", "request.objection") and _GO_ON.search(words):
        return "none", "denied"
    if family in ("request", "explain") and manner.elsewhere:
        return "none", "somebody else's matter"
    if family != "request":
        return None
    if manner.past:
        return "case.overdue" if manner.waiting else "case.status", "it is past: asked for before"
    if manner.asked and (topic != "post_mortem" or question):  # "when I die, …" asks nothing
        return f"explain.{topic}", "only asked about"
    if manner.reported:
        return f"explain.{topic}", "told of others, or quoted"
    return None
