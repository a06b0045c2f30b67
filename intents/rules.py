"""Rules over the scores: a wish that is denied, only asked about, told of by others, or past, is not a wish.

They move likelihood from `request.*` to what is meant instead, and never towards a request. Applying them twice
changes nothing. All patterns are read on the normal form: no accents, no apostrophes, contractions written out.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from intents.scores import Guess
from intents.text import normal

_SENTENCE_END = re.compile(r"[.!?;…\n]+")

# The verbs whose negation denies the wish. Objecting is itself put negatively ("do not call me"), so its list is short.
_VERBS = {
    "request.access": r"envo[iy]|transm|communiqu|copi|send|copy",
    "request.rectification": r"corrig|rectif|modif|chang|correct|fix|updat|amend|touch",
    "request.erasure": r"supprim|effac|detrui|enlev|retir|oubli|touch|vir|delet|eras|remov|wip|destroy|forget|get\srid|clear",
    "request.restriction": r"gel|limit|bloqu|suspend|fre+z|restrict|block|paus",
    "request.objection": r"oppos|object",
    "request.marketing_objection": r"desinscri|desabonn|retir|enlev|supprim|oppos|unsubscrib|remov|object",
    "request.portability": r"envo[iy]|transf|transm|export|port|send|mov",
    "request.consent_withdrawal": r"retir|revo|annul|withdraw|cancel",
    "request.post_mortem": r"supprim|effac|delet|eras|clos|ferm",
    "case.withdraw": r"annul|retir|abandon|withdraw|cancel|drop|stop",
    "talk.forget_me": r"supprim|effac|oubli|delet|eras|forget|wip|clear",
}
_DENIED = r"""
    (?:ne|n)(?:\s\w+){{0,2}}?\s(?:{verb})\w*(?:\s\w+){{0,2}}?\s(?:pas|jamais|rien|surtout|aucun\w*)
  | (?:ne|n)?\s?\w*\s?(?:pas|surtout\spas|jamais)\s(?:(?:envie|besoin|question|demand\w+|dit)\s)?(?:d|de|que|qu|a)?\s?
        (?:(?:vous|tu|on|me|m|les|l|la|le|mes|nous)\s){{0,3}}(?:{verb})\w*
  | (?:en\saucun\scas|sous\saucun\spretexte|under\sno\scircumstances?(?:\s\w+){{0,2}})\s(?:{verb})\w*
  | (?:sans|au\slieu\sd\w?|plutot\sque\sd\w?|evitez\sd\w?|eviter\sd\w?)\s(?:\w+\s){{0,2}}?(?:{verb})\w*
  | (?:not|never|without|rather\sthan|instead\sof|avoid|against|refuse\sto|no\sneed\sto|no\sneed\sfor\syou\sto)\s
        (?:(?:want|wanting|wish|ask|asking|asked|need|like|going|ever|yet|even|actually|really|please|saying|telling)\s){{0,2}}
        (?:(?:you|me|to|that|anyone|anybody|have|be|it|them|my|data|account|for|get|getting)\s){{0,4}}(?:{verb})\w*
"""

_ASKED = re.compile(
    r"""\b(?:
    puis\sje | peut\son | pourrai[st]?\sje | pourrait\son | (?:est\sce\sque?|si)\s(?:je|j|on)\b | ai\sje\b | a\st\son
  | (?:je|on)\s(?:peux?t?|pourrais|pourrait)\s(?!vous\b|te\b)\w+ | (?:j\sai|on\sa|avoir|avons\snous)\s(?:bien\s)?le\sdroit\s(?:d|de)\b
  | comment | (?:qu\sest\sce|c\sest\squoi|quest\sce|quoi\s(?:sert|consiste)) | que\s(?:se\spasse|signifie|devient|veut|deviennent)
  | (?:est\sil|c\sest|est\sce|serait\sil)\spossible | dans\squels?\scas | quand\s(?:puis|peut|est) | ca\s(?:veut\sdire|sert|marche)
  | a\squoi | en\squoi | quelle\s(?:est\sla\s)?difference | pourquoi | expli\w+ | combien\sde\stemps
  | savoir\s(?:si|comment|quand|pourquoi|ce\sque\s(?:c\sest|signifie|veut)) | parlez\smoi
  | (?:can|could|may|might|am|must|should|shall|would|do|did|if|when|whether|where|how|have)\si\b(?!\s(?:please|kindly)\b)
  | how\b | what\s(?:is|are|does|do|happens|if|would|about|exactly|kind)\b | why\b | when\s(?:can|do|does|may)
  | (?:is|would|was)\s(?:it|that)\s(?:even\s)?(?:possible|legal|allowed|ok|okay) | is\sthere\s(?:a|any)\b
  | can\s(?:people|someone|somebody|anyone|one|users|customers|we)\b | do\s(?:people|we|users|customers)\shave
  | explain | tell\sme\s(?:about|more|how|what\s(?:it|the\sright)) | differences?\sbetween | who\scan
  )""",
    re.VERBOSE,
)
_WISH = re.compile(
    r"""\b(?:
    je\s(?:le\s|la\s|les\s|vous\s|m\s)?(?:veux|souhaite|desire|demande|exige|voudrais|oppose|retire)\b(?!\s(?:savoir|comprendre|connaitre))
  | j\s(?:aimerais|exige)\b(?!\s(?:savoir|comprendre|connaitre)) | merci\sd(?:e|\b) | veuillez | priere\sde | faites\sle
  | (?:supprim|effac|corrig|rectifi|envoy|bloqu|gel|arret|transmett|enlev|retir)ez
  | i\s(?:want|demand|request|object|withdraw|revoke|need)\b(?!\sto\s(?:know|understand))
  | i\swould\slike\b(?!\sto\s(?:know|understand))
  | please\s(?:delete|erase|remove|correct|fix|update|send|stop|freeze|restrict|transfer|do|withdraw|give)
  )""",
    re.VERBOSE,
)
_PAST = re.compile(
    r"""\b(?:
    (?:j\s(?:ai|avais)|nous\savons|on\sa)\s(?:deja\s|bien\s|pourtant\s)?(?:demande|fait\s(?:une|ma|la|cette)\s(?:demande|requete)|envoye|ecrit|sollicite|exige|reclame|depose)
  | vous\s(?:ne\s)?(?:l\s|m\s)?(?:n\s)?avez\s(?:toujours\s|encore\s|jamais\s|deja\s)*(?:pas\s)?(?:rien\s)?(?:supprime|efface|corrige|envoye|repondu|traite|fait)
  | (?:ma|cette|la)\sdemande\s(?:d|de|du)\b.*\b(?:date|depuis|envoyee|faite|restee|deposee)
  | i\s(?:have\s|had\s)?(?:already\s|just\s|previously\s)?(?:asked|requested|sent|filed|submitted|emailed|wrote|written|told|demanded|applied)
  | you\s(?:still\s)?(?:have|did|had)\s(?:still\s|never\s|not\s|yet\s|already\s)+(?:delet|eras|remov|correct|sen[dt]|answer|repl|respond|process|fix|done|do\b)\w*
  | my\s(?:\w+\s)?request\s(?:from|of|dated|sent|made)\b
  )""",
    re.VERBOSE,
)
_WAITING = re.compile(
    r"\b(?:toujours|encore|aucune|sans reponse|rien|pas|jamais|attends?|retard|delai|"
    r"still|never|no|not|nothing|waiting|late|overdue|ignored?)\b"
)
_REPORTED = re.compile(
    r"""\b(?:
    (?:m\s?a|m\sont|lui\sa|leur\sa|a)\s(?:dit|conseille|explique|raconte|affirme|suggere)\s(?:de|d|que|qu)\b | (?:dit|disent|pense|conseille)\s(?:de|d|que|qu)\b
  | (?:il\s)?parait\s(?:que|qu) | j\sai\s(?:lu|entendu|vu)\b | on\sm\sa\sdit | selon\s(?:un|une|mon|ma|lui|elle|eux)\b
  | (?:said|says|told\sme|tells\sme|thinks|suggested|suggests|advised|claims|mentioned)\b | i\s(?:read|heard|saw)\b | apparently
  )""",
    re.VERBOSE,
)
_QUOTED = re.compile(r"[«“\"„][^»”\"]{4,}[»”\"]")


def weigh(ranked: tuple[Guess, ...], text: str) -> tuple[Guess, ...]:
    """The guesses again, with what the rules forbid moved to what they suggest instead."""
    sentences = [normal(sentence) for sentence in _SENTENCE_END.split(text)]
    words = normal(text)
    told = _told_otherwise(sentences, text)
    chances = {guess.intent: guess.confidence for guess in ranked}
    for intent in [guess.intent for guess in ranked]:
        target = "none" if _denied(intent, words, asked=told.asked) else told(intent)
        if target and target != intent:
            chances[target] = chances.get(target, 0.0) + chances[intent]
            chances[intent] = 0.0
    if all(chances.get(guess.intent) == guess.confidence for guess in ranked):
        return ranked
    best_first = sorted(chances.items(), key=lambda item: -item[1])
    return tuple(Guess(intent=intent, confidence=chance) for intent, chance in best_first)


def _told_otherwise(sentences: list[str], text: str) -> Callable[[str], str | None]:
    """What a request is turned into by the way it is put, if at all."""
    asked = [bool(_ASKED.search(sentence)) for sentence in sentences]
    wished = any(_WISH.search(sentence) and not is_asked for sentence, is_asked in zip(sentences, asked, strict=True))
    whole = " ".join(sentences)
    past = bool(_PAST.search(whole)) and not wished
    reported = bool(_REPORTED.search(whole) or _QUOTED.search(text))
    late = "case.overdue" if _WAITING.search(whole) else "case.status"

    def told(intent: str) -> str | None:
        if not intent.startswith("request."):
            return None
        if past:
            return late
        if reported or (any(asked) and not wished):
            return intent.replace("request.", "explain.")
        return None

    return told


def _denied(intent: str, words: str) -> bool:
    pattern = _DENIALS.get(intent)
    return bool(pattern and pattern.search(words))


_DENIALS = {intent: re.compile(rf"\b(?:{_DENIED.format(verb=verb)})", re.VERBOSE) for intent, verb in _VERBS.items()}
