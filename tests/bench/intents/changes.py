"""The same sentence as others would type it: without accents, with slips of the finger, loud, polite, after a story.

What is put around a sentence is made up here and stands in no catalogue. Chance is seeded by the sentence itself.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from tests.bench.intents.sentences import Sentence

_KEYS = {
    "fr": ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
}
_LETTERS_PER_SLIP = 15
_POLITE = {
    "fr": (
        (
            "Bonjour à toute l'équipe, j'espère que la semaine commence bien. ",
            " Je vous suis reconnaissante du temps passé.",
        ),
        ("Madame, Monsieur, ", " Veuillez agréer l'expression de ma considération distinguée."),
        ("Pardon de vous interrompre, ", " Belle fin de semaine à vous !"),
        ("Bonsoir, si cela ne vous ennuie pas trop : ", " Un grand merci, bien cordialement, Odile"),
        ("Coucou, quand vous aurez un instant : ", " Merci mille fois et bonne continuation."),
    ),
    "en": (
        ("Good morning everybody, I hope the week has started well. ", " I am grateful for any time you can spare."),
        ("Dear Sir or Madam, ", " Yours faithfully, Prudence"),
        ("Sorry to interrupt, ", " Have a lovely weekend!"),
        ("Good evening, if it is not too much bother: ", " Many thanks and kind regards, Odile"),
        ("Hi there, whenever you have a minute: ", " Cheers, you are very kind."),
    ),
}
_STORIES = {
    "fr": (
        "Au printemps dernier nous avons quitté Nantes pour un hameau de la Drôme. Le camion a eu deux jours de retard "
        "et il pleuvait à verse.",
        "Mon beau-frère tient une petite boulangerie depuis douze ans. Dimanche, pendant le repas, la conversation est "
        "tombée sur votre maison. Tout le monde avait un avis.",
        "J'ai rencontré une de vos collègues à un salon à Lille. Nous avons bavardé une demi-heure autour d'un café.",
        "La semaine a été longue, ma fille a eu la varicelle. Ce matin j'ai enfin rangé la pile de courrier. "
        "Votre enveloppe était tout en dessous.",
    ),
    "en": (
        "Last spring we left Bristol for a hamlet in Wales. The van came two days late and it was pouring with rain.",
        "My brother-in-law has run a small bakery for twelve years. On Sunday, over lunch, your firm came up. "
        "Everybody had an opinion.",
        "I met one of your colleagues at a fair in Leeds. We chatted for half an hour over coffee.",
        "It has been a long week, my daughter had chickenpox. This morning I finally sorted the pile of post. "
        "Your envelope was at the very bottom.",
    ),
}


def without_accents(sentence: Sentence) -> str:
    return "".join(map(_bare, sentence.text))


def noisy(sentence: Sentence) -> str:
    """One letter in fifteen slips: a neighbour on the keyboard of that language, swapped, dropped or doubled."""
    chance = Random(sentence.text)
    signs = list(sentence.text)
    letters = [at for at, sign in enumerate(signs) if sign.isalpha()]
    slips = int(len(letters) / _LETTERS_PER_SLIP + chance.random())
    for at in chance.sample(letters, slips):
        match chance.choice(("neighbour", "swap", "drop", "double")):
            case "swap" if at + 1 in letters:
                signs[at], signs[at + 1] = signs[at + 1], signs[at]
            case "drop":
                signs[at] = ""
            case "double":
                signs[at] *= 2
            case _:
                signs[at] = _neighbour(signs[at], _KEYS[_tongue(sentence)], chance)
    return "".join(signs)


def upper(sentence: Sentence) -> str:
    return sentence.text.upper()


def polite(sentence: Sentence) -> str:
    before, after = Random(sentence.text).choice(_POLITE[_tongue(sentence)])
    text = sentence.text.rstrip()
    return f"{before}{text}{'' if text.endswith(('.', '!', '?', '…')) else '.'}{after}"


def after_a_story(sentence: Sentence) -> str:
    return f"{Random(sentence.text).choice(_STORIES[_tongue(sentence)])} {sentence.text}"


Changes = Mapping[str, tuple[Callable[[Sentence], str], float]]

CHANGES: Final[Changes] = {
    "no accents": (without_accents, 0.03),
    "upper case": (upper, 0.03),
    "politeness": (polite, 0.03),
    "keyboard noise": (noisy, 0.06),
    "a story before": (after_a_story, 0.06),
}
"""What is done to a sentence, and the share of accuracy that may be lost by it."""


def _tongue(sentence: Sentence) -> str:
    """Whoever mixes both languages is taken for French."""
    return sentence.language if sentence.language in _KEYS else "fr"


def _bare(sign: str) -> str:
    """The letter without its accent, and nothing else changed."""
    return unicodedata.normalize("NFD", sign)[:1] if sign.isalpha() else sign


def _neighbour(sign: str, rows: tuple[str, ...], chance: Random) -> str:
    """A key beside the one that was meant; a letter that has none stays as it is."""
    letter = _bare(sign[:1]).lower()
    near = [
        key
        for above, row in enumerate(rows)
        for at, key in enumerate(row)
        for row_of_letter, held in enumerate(rows)
        if letter and letter in held and abs(above - row_of_letter) <= 1 and abs(at - held.index(letter)) <= 1
        if key != letter
    ]
    if not near:
        return sign
    found = chance.choice(near)
    return found.upper() if sign.isupper() else found
