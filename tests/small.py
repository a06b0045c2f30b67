"""A small catalogue, learned in a second, whose two questions are so near each other that it is known what is torn."""

from __future__ import annotations

from io import BytesIO

from intents import train
from intents.catalogue import Catalogue, Intent, Phrases
from intents.scores import Encoder, Matcher

TORN = "keep how file"
"""Taken for ask.retention or ask.archiving."""
NEARLY = "do you keep my file"
"""Taken for ask.retention, with ask.archiving beside it."""
NOTHING = "zorglub flimflam"
"""Not understood."""


def intent(name: str, fr: list[str], en: list[str]) -> Intent:
    return Intent(intent=name, meaning=name, phrases=Phrases(fr=tuple(fr), en=tuple(en)))


CATALOGUE: Catalogue = (
    intent(
        "ask.archiving",
        ["que devient mon dossier après le contrat", "archivez-vous mes données"],
        ["what happens to my file after the contract", "do you archive my data"],
    ),
    intent(
        "ask.retention",
        ["combien de temps gardez-vous mes données", "quand effacez-vous mon dossier"],
        ["how long do you keep my data", "when do you delete my file"],
    ),
    intent("control.no", ["non", "aucune"], ["no", "none of them"]),
    intent("control.yes", ["oui"], ["yes"]),
    intent(
        "none",
        ["quel temps fait-il", "une recette de gâteau", "qui a gagné le match"],
        ["what is the weather", "a cake recipe", "who won the match"],
    ),
    intent("talk.thanks", ["merci"], ["thank you"]),
)


def learned(encode: Encoder, catalogue: Catalogue = CATALOGUE) -> Matcher:
    return train.matcher(BytesIO(train.fit(catalogue, encode)), encode)
