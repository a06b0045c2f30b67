"""A message without its courtesies, and its sentences: a wish stands in one of them, the rest is story."""

from __future__ import annotations

import re

from intents.manner import wants_something
from intents.text import questioned

_NAMED = r"""(?:[\s,]*(?:
    there | all | team | everybody | everyone | sirs? | madam | or | and | madame | monsieur | messieurs | mesdames | et
  | à\stous | à\stoutes | (?:à\stoute\s)?l['’]équipe
  ))*"""
_GREETING = re.compile(
    rf"""^\W*(?:
    (?:re)?bonjour | bonsoir | salut | coucou | bjr | slt | madame | monsieur | messieurs | hello | hi | hey | dear
  | good\s(?:morning|afternoon|evening|day)
  )\b{_NAMED}[\s,.!:;-]*""",
    re.IGNORECASE | re.VERBOSE,
)
# How people beg pardon for asking, up to where they ask.
_PARDON = re.compile(
    r"""^\W*(?:
    (?:pardon|désolée?|navrée?|excusez[\s-]moi|mes\sexcuses|toutes\smes\sexcuses|sorry|apologies|excuse\sme|pardon\sme)\b
      (?:\s(?:de|d['’]|pour|si|for|to|if|about)\b[^,:;.!?]{0,60})?
  | si\s(?:cela|ça|ce)\sne\s(?:vous|te)\s(?:dérange|ennuie|gêne)\spas[^,:;.!?]{0,30}
  | (?:quand|dès\sque|lorsque|si)\svous\s(?:avez|aurez|auriez)\s
      (?:un|une|deux|cinq|le|du)\s(?:petite?\s)?(?:instant|moment|minutes?|temps|secondes?)[^,:;.!?]{0,30}
  | (?:j['’]ai|j['’]aurais|juste|encore)\s(?:juste\s)?une\s(?:petite\s|autre\s|dernière\s)?question
      (?:\s(?:pour\svous|s['’]il\svous\splaît))?
  | if\s(?:it|that)(?:\sis|['’]s)\s(?:not|n['’]t)\s(?:too\smuch|a)\s(?:of\sa\s)?(?:bother|trouble)[^,:;.!?]{0,20}
  | if\syou\s(?:do\snot|don['’]t)\smind[^,:;.!?]{0,20}
  | when(?:ever)?\syou\s(?:have|get|find)\s(?:a|some|the)\s(?:minute|moment|second|time|chance)[^,:;.!?]{0,30}
  | (?:i\s(?:just\s)?have\s|just\s)?(?:a|one)\s(?:quick|small|little|last|other)?\s?question(?:\sfor\syou)?
  | quick\squestion
  )\s*[,:;—–-]\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOSING = re.compile(
    r"[\s,.!]*\b(?:cordialement|merci d['’]avance|merci par avance|bien à vous|salutations|thanks in advance|sincerely"
    r"|(?:kind|best|warm) regards|regards)\b[\w\s,.!'’-]{0,40}$",
    re.IGNORECASE,
)
# A sentence that does nothing but be kind.
_KIND = re.compile(
    r"""^\W*(?:
    j['’]espère\sque\s(?:vous\s(?:allez|vous|passez|avez\spassé)|tout\s(?:va|se)|la|le|votre)\b
  | i\s(?:do\s)?hope\s(?:you\s(?:are|had|have)|you['’]re|this|all|everything|the|your)\b
  | (?:veuillez|je\svous\sprie\sd)['’\s]*(?:d['’]|bien\s)*(?:agréer|recevoir|croire|accepter)\b
  | (?:très\s|bien\s)*(?:cordialement|sincèrement|respectueusement|amicalement)\b | bien\sà\s(?:vous|toi)\b
  | (?:yours|best|kind|warm|many)\s(?:faithfully|sincerely|truly|regards|wishes)\b | (?:kind\s)?regards\b
  | (?:très\s)?(?:bonne|belle|excellente)\s(?:journée|soirée|semaine|continuation|fin\sde|année|nuit|réception)\b
  | bon(?:ne)?\s(?:week[\s-]?end|courage|dimanche|après[\s-]midi)\b
  | (?:have|enjoy)\s(?:a|the|your)\s(?:\w+\s){0,2}(?:day|evening|week|weekend|one|afternoon|time|night)\b
  | dans\sl['’]attente\b | (?:i\s)?look(?:ing)?\sforward\b | à\s(?:bientôt|très\svite)\b | take\scare\b | see\syou\b
  )""",
    re.IGNORECASE | re.VERBOSE,
)
# Thanks, which may go on into a wish: « merci de supprimer … », "thank you for deleting …".
_THANKS = re.compile(
    r"""^\W*(?:
    (?:un\sgrand\s|mille\s|encore\s)?merci\b
      (?!\s(?:de|d['’])\s?(?:ne|bien|me|m['’]|nous|les?|la|vous|\w+er\b|\w+ir\b|(?![vn]otre\b)\w+re\b))
  | (?:many\s|much\s|a\sbig\s)?(?:thanks|thank\syou|cheers|ta)\b
      (?!\sfor\s(?!helping|taking|reading|answering|understanding)\w+ing\b)
  | je\svous\s(?:en\s)?(?:remercie|suis\s(?:très\s|bien\s)?reconnaissante?)\b
      (?!\s(?:de|d['’])\s?(?:ne|bien|me|m['’]|les?|la|\w+er\b|\w+ir\b|(?![vn]otre\b)\w+re\b))
  | i\s(?:am|['’]m|would\sbe)\s(?:very\s|so\s|most\s)?(?:grateful|thankful|obliged)\b(?!\sif\b)
  | i\sappreciate\b
  )""",
    re.IGNORECASE | re.VERBOSE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+|\n+")
_SHORTEST = 3
# The encoder's time grows with the text; a wish stands at the beginning or at the end of a long one.
_HEAD, _TAIL = 500, 300
_MOST = 6


def parts_of(text: str) -> list[str]:
    """The whole first, then its sentences where there are several."""
    whole = text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]} {text[-_TAIL:]}"
    whole = without_courtesies(whole)
    sentences = [part for part in _SENTENCE_END.split(whole) if len(part.split()) >= _SHORTEST]
    if len(sentences) < 2:
        return [whole]
    return [whole, *sentences[: _MOST // 2], *sentences[_MOST // 2 :][-_MOST // 2 :]]


def without_courtesies(text: str) -> str:
    """The text without greeting, begging pardon, good wishes and closing, where something else is said."""
    heart = _PARDON.sub("", _CLOSING.sub("", _GREETING.sub("", text)))
    sentences = _SENTENCE_END.split(heart)
    telling = [sentence for sentence in sentences if not _only_kind(sentence)]
    if 0 < len(telling) < len(sentences):
        heart = _PARDON.sub("", " ".join(telling))
    return heart if len(heart.split()) >= _SHORTEST else text


def _only_kind(sentence: str) -> bool:
    thanks = _THANKS.match(sentence)
    if thanks:
        return not wants_something(sentence[thanks.end() :])
    return bool(_KIND.match(sentence)) and not questioned(sentence)
