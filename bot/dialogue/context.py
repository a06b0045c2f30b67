"""What words mean because of where they are said: in the middle of a form, or about this very conversation."""

from __future__ import annotations

import re
from typing import Final

from bot.dialogue.events import Said
from bot.dialogue.state import State
from intents.bands import Sure, meant
from intents.text import normal, questioned

_TIME: Final = re.compile(
    r"(?:(?:et|mais|and|but|ok|alors|so|ca|cela|it) )*"
    r"(?:(?:dans|en|sous|d ici|pendant|depuis|within|in|for) )?"
    r"(?:combien de temps|combien de jours|combien de semaines|quel delai|quels delais|"
    r"quand(?! (?:j|je|nous|on|il|elle|ils|elles|mon|ma|mes|le|la|les)\b)|"
    r"(?:est ce que )?(?:c est|ca (?:va )?(?:etre|prend\w*|dure\w*)|ce sera) (?:long|rapide|combien)|"
    r"ca (?:va )?prend\w* (?:combien|longtemps)|(?:ca|cela) dure|"
    r"how long|how soon|how quick\w*|how fast|how many (?:days|weeks|months)|how much time|"
    r"when(?! (?:i|we|he|she|they|it|you|my|our|the)\b)|"
    r"(?:is it|will it be|will it take|will this take|does it take|does this take) (?:long|quick\w*))\b"
)
"""How people ask for the time that a request takes."""
_KEPT: Final = re.compile(
    r"\b(?:gard\w*|conserv\w*|archiv\w*|stock\w*|detien\w*|avez|aviez|keep\w*|kept|stor\w*|retain\w*|retention|hold|"
    r"held|stay\w*|reste\w*|have you|you have|collect\w*|code|expir\w*|valable|valid)\b"
)
"""Of which time else they may ask."""
_THIS_CHAT: Final = re.compile(
    r"\b(?:ce|cet|cette|notre|du|this|our|the|of|to|les|mes|my|these) "
    r"(?:chat|tchat|conversation|discussion|echange|bot|chatbot|robot|(?:this|ce|these) (?:chat|bot|conversation))\b"
    r"|\bwhat i (?:write|type|say) here\b|\bj ?(?:ecris|tape|dis) ici\b|\b(?:mes|ces|these|my) messages\b"
)


def in_context(state: State, event: Said) -> Said:
    """The message, with what it means here."""
    likely = meant(event.understood.band)
    words = normal(event.text)
    if state.draft and _of_time(words):
        return _meaning(event, "ask.reply_time")
    if state.draft and event.understood.parts:
        event = _with_parts(event)
    asks = questioned(event.text) or bool(likely)
    if asks and _THIS_CHAT.search(words) and all(intent.startswith("ask.") for intent in likely):
        return _meaning(event, "talk.bot_privacy")
    return event


def _of_time(words: str) -> bool:
    """In the middle of a form: how long the request will take, not how long data are kept."""
    return _TIME.match(words) is not None and not _KEPT.search(words)


def _with_parts(event: Said) -> Said:
    parts = tuple(
        part.model_copy(update={"intent": "ask.reply_time"}) if _of_time(normal(part.text)) else part
        for part in event.understood.parts
    )
    return event.model_copy(update={"understood": event.understood.model_copy(update={"parts": parts})})


def _meaning(event: Said, intent: str) -> Said:
    understood = event.understood.model_copy(update={"band": Sure(intent=intent), "parts": ()})
    return event.model_copy(update={"understood": understood})
