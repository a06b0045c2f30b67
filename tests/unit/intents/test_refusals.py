"""A refusal starts nothing, however it is put, and whatever is refused: through all of understanding."""

from __future__ import annotations

from datetime import date

import pytest

from intents.bands import Sure, Torn
from intents.scores import Matcher
from intents.understanding import understand

TODAY = date(2026, 11, 23)
WISHES = (
    "delete my data", "erase my account", "remove my file", "correct my address", "change my name", "freeze my data",
    "block my account", "send me a copy of my data", "transfer my data", "withdraw my consent",
    "unsubscribe me", "forget me", "get rid of my file",
)  # fmt: skip
REFUSED = (
    "I don't want you to {}", "please don't {}", "I didn't ask you to {}", "I wouldn't want you to {}",
    "You shouldn't {}",
    "I don't wish you to {}", "Don’t {}", "I don't intend for you to {}", "I never asked you to {}", "do not ever {}",
    "Do not, under any circumstances, {}", "nobody asked you to {}", "I would hate for you to {}",
    "stop asking me to {}",
    "no need to {}", "I'm not asking you to {}",
)  # fmt: skip
VOEUX = (
    "supprimiez mes données", "effaciez mon compte", "retiriez mon dossier", "corrigiez mon adresse",
    "geliez mes données",
    "bloquiez mon compte", "m'envoyiez une copie", "me désinscriviez",
)  # fmt: skip
REFUSES = (
    "je ne veux pas que vous {}", "je ne souhaite surtout pas que vous {}", "je n'ai jamais demandé que vous {}",
    "je refuse que vous {}", "je crains que vous {}", "j'ai peur que vous {}", "je ne vous demande pas que vous {}",
    "pas question que vous {}",
)  # fmt: skip
OTHERS = (
    "don't stop emailing me", "I don't want you to stop the emails", "surtout n'arrêtez pas de m'envoyer des mails",
    "delte nto my data", "i dotn want to delete my data", "Please delete nothing",
    "I object to the deletion of my data",
    "The last thing I want is for you to erase my data", "Je crains que vous effaciez mes données",
    "J'hésite à faire supprimer mes données", "Maybe one day I'll ask you to erase everything",
    "You were supposed to delete my data", "You should have deleted my data", "Vous deviez effacer mes données",
    "Vous auriez dû effacer mes données", "My data was deleted", "Merci d'avoir effacé mes données",
    "Inutile d'effacer quoi que ce soit", "Veuillez ne plus effacer mes messages",
)  # fmt: skip
STILL = (
    "you don't stop calling me, take me off your list", "I hate you, delete my data", "I'm worried, delete my data",
    "Nobody answers me so delete my data", "sorry, delete my data", "vous n'arrêtez pas de m'appeler, ça suffit",
    "Je ne suis plus client, supprimez mes données", "I do not live there any more: correct my address",
    "I don't trust you any more, erase my account", "don't call me anymore", "ne m'appelez plus",
    "arrêtez de m'appeler", "I don't want to be called again", "je ne veux plus de publicité",
)  # fmt: skip


def started(text: str, matcher: Matcher) -> str:
    """The request that a text starts, if it does."""
    band = understand(text, matcher=matcher, today=TODAY).band
    return band.intent if isinstance(band, Sure) and band.intent.startswith("request.") else ""


@pytest.mark.parametrize("refused", REFUSED)
def test_a_refusal_in_english_starts_nothing(refused: str, matcher: Matcher) -> None:
    assert {wish: started(refused.format(wish), matcher) for wish in WISHES} == dict.fromkeys(WISHES, "")


@pytest.mark.parametrize("refuse", REFUSES)
def test_a_refusal_in_french_starts_nothing(refuse: str, matcher: Matcher) -> None:
    assert {voeu: started(refuse.format(voeu), matcher) for voeu in VOEUX} == dict.fromkeys(VOEUX, "")


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_refused_feared_put_off_or_past_starts_nothing(text: str, matcher: Matcher) -> None:
    assert started(text, matcher) == ""


@pytest.mark.parametrize("text", STILL)
def test_a_no_beside_a_wish_does_not_take_it_away(text: str, matcher: Matcher) -> None:
    band = understand(text, matcher=matcher, today=TODAY).band
    meant = (band.intent,) if isinstance(band, Sure) else band.intents if isinstance(band, Torn) else ()
    assert meant
    assert meant[0].startswith("request.")
