"""What short words wish for or ask outright: "correct my name" gives the matcher too little to go by.

It is read beside something else that is said, never alone: whole messages are the matcher's (scores.py).
"""

from __future__ import annotations

import re
from typing import Final

from intents.rules import weigh
from intents.scores import Guess
from intents.text import normal

LEADING: Final = re.compile(
    r"^(?:(?:et|and|puis|then|aussi|also|sinon|ensuite|mais|but|so|donc|alors|ok|d abord|first|en plus|de plus|plus) )+"
)
"""Words that lead from what was said before."""
_ORDERED: Final = (
    r"(?:(?:please|merci de|veuillez|can you|could you|pouvez vous|pourriez vous|que vous|qu on|you to|to|de|d|"
    r"(?:i|je|j) (?:also |aussi |just |really |d abord |first )*(?:want|need|wish|would like|veux|voudrais|souhaite|"
    r"aimerais|demande|ai (?:aussi )?besoin)|aussi|also|d abord|first|les?|la|l|me|m|moi|en) )*"
)
_OF_DATA: Final = (
    r"(?:name|surname|address|e?mail|phone|telephone|number|birth|birthday|date|data|details|account|file|records?|"
    r"everything|all$|it|them|nom|prenom|adresse|courriel|numero|naissance|donnees|coordonnees|compte|dossier|tout|toutes)"
)
_NAMED: Final = tuple(
    (intent, re.compile(_ORDERED + pattern))
    for intent, pattern in (
        ("request.erasure", rf"(?:delete|erase|remove|supprim\w+|effac\w+)(?: \w+){{0,3}}? {_OF_DATA}\b"),
        ("request.erasure", r"(?<=les )(?:supprim|effac)\w+"),
        (
            "request.rectification",
            rf"(?:correct|fix|update|rectif\w+|corrig\w+)(?: \w+){{0,3}}? {_OF_DATA}\b(?! (?:deleted|erased))",
        ),
        (
            "request.access",
            r"(?:(?:send|give|envoyez|donnez|recevoir|avoir|get|receive|moi|me) )*(?:a|an|une|la|the) cop(?:y|ie)\b",
        ),
        (
            "request.access",
            r"(?:send|give|envo\w+|donn\w+|remett\w+) (?:me|moi) (?:all |toutes )?(?:my|mes) "
            r"(?:data|donnees?|infos?|informations?)\b",
        ),
        (
            "request.marketing_objection",
            r"(?:stop|arret\w+)(?: \w+){0,2}? (?:ads|adverts|advertising|pub|pubs|publicites?)\b",
        ),
        (
            "request.marketing_objection",
            r"(?:take|remove|retir\w+|enlev\w+)(?: me| moi)? (?:off|from|de|des) (?:\w+ ){0,3}?"
            r"(?:lists?|listes?|mailings?)\b",
        ),
        (
            "request.rectification",
            rf"(?:my|mon|ma|mes) (?:\w+ )?{_OF_DATA} (?:is|are|est|sont) (?:\w+ )?"
            r"(?:wrong|incorrect|false|outdated|misspelt|misspelled|faux|fausses?|inexacte?s?|erronee?s?)\b",
        ),
        (
            "ask.recipients",
            r"(?:tell me|dites (?:moi|nous)|dis moi|know|savoir|see|voir) (?:to whom|(?:a )?qui|who)(?: \w+){0,2}? "
            r"(?:got|gets?|has|have|had|received?|a|ont|avez|recoit|donnees?)\b",
        ),
    )
)


def outright(text: str) -> str | None:
    """What the words name, unless the rules say that it is denied, past or somebody else's."""
    words = LEADING.sub("", normal(text))
    named = next((intent for intent, pattern in _NAMED if pattern.match(words)), None)
    if named is None:
        return None
    ruled = weigh((Guess(intent=named, confidence=1.0),), text)[0].intent
    return None if ruled == "none" else ruled
