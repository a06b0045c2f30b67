"""How easily a text is read: a yardstick for counsel, no judgment (GDPR Art. 12(1) wants clear and plain language)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.entries import Texts
from knowledge.findings import Ease, Finding
from knowledge.policy_text import Advice, PolicyText, same, sentences
from knowledge.typography import Language

LONGEST = 45
"""More words in a sentence than that, and its beginning is forgotten at its end."""
HARDEST = 30
"""What has a lower score is very difficult on the scale of both formulas: specialists read it."""
FEWEST = 60
"""The score of fewer words than that tells more about chance than about the text."""

# Hyphenation leaves out breaks that no printer wants: of the words counted by hand in the tests, pyphen 0.18 misses 14
# of 104 French syllables and 17 of 93 English ones; groups of vowels miss none.
_FRENCH_MUTE = re.compile(r"(?<=[qg])u(?=[eiéèêy])|(?<=\w)es?$")
_FRENCH_CONSONANT_Y = re.compile(r"(?<=[aeiouéèê])y(?=[aeiouéèê])")
_FRENCH_VOWELS = re.compile(r"[aeiouyàâèêëîïôöùûüœæ]*é|[aeiouyàâèêëîïôöùûüœæ]+")
_ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
_ENGLISH_APART = re.compile(r"i(?:a|o(?!n)|u)|ea(?:$|t[ei])")
_ENGLISH_MUTE = re.compile(r"(?:[^aeiouyl]e|[^aeiouysxzcg]es|[^aeiouytd]ed)$")

_LONG = Advice(
    "long-sentence",
    Texts(fr="Cette phrase a {words} mots.", en="This sentence has {words} words."),
    Texts(fr="La couper en deux ou trois, une idée chacune.", en="Cut it into two or three, one idea each."),
    "note",
)
_HARD = Advice(
    "hard-to-read",
    Texts(
        fr="Cette section est très difficile à lire : {words} sur 100.",
        en="This section is very hard to read: {words} out of 100.",
    ),
    Texts(
        fr="Raccourcir les phrases, et préférer les mots courants (RGPD, art. 12(1)).",
        en="Shorten the sentences, and prefer everyday words (GDPR Art. 12(1)).",
    ),
    "note",
)


def measure(texts: tuple[str, ...], language: Language) -> Ease:
    """Reading ease of paragraphs, headings apart; their list items count as sentences."""
    counted = (len(_words(sentence)) for text in texts for sentence in sentences(text))
    lengths = [count for count in counted if count]
    syllables = sum(count_syllables(word, language) for text in texts for word in _words(text))
    words, number = max(1, sum(lengths)), max(1, len(lengths))
    if language == "fr":
        score = 207 - 1.015 * words / number - 73.6 * syllables / words
    else:
        score = 206.835 - 1.015 * words / number - 84.6 * syllables / words
    return Ease(
        language=language,
        words=sum(lengths),
        sentences=len(lengths),
        longest=max(lengths, default=0),
        score=max(0, min(100, round(score))),
    )


def count_syllables(word: str, language: Language) -> int:
    """Syllables as they are spoken: each group of vowels is one, the mute ones left out."""
    word = word.lower()
    if language == "fr":
        spoken = _FRENCH_MUTE.sub("", _FRENCH_CONSONANT_Y.sub("j", word))
        return max(1, len(_FRENCH_VOWELS.findall(spoken)))
    apart = len(_ENGLISH_VOWELS.findall(word)) + len(_ENGLISH_APART.findall(word))
    return max(1, apart - bool(_ENGLISH_MUTE.search(word)))


def hard_passages(text: PolicyText) -> Iterator[Finding]:
    """Sentences that are too long, and sections that only specialists read."""
    for title, clauses in text.sections:
        ease = measure(tuple(clause.text for clause in clauses), text.language)
        if ease.words >= FEWEST and ease.score < HARDEST:
            yield _HARD.on(title, title.text, words=same(str(ease.score)))
    for clause in text.body:
        for sentence in sentences(clause.text):
            count = len(_words(sentence))
            if count > LONGEST:
                yield _LONG.on(clause, _opening(sentence), words=same(str(count)))


def _words(text: str) -> list[str]:
    """Words as spaces part them: « l'adresse » is spoken as one; signs and numbers are none."""
    return re.findall(r"[^\W\d_](?:\S*[^\W\d_])?", text)


def _opening(sentence: str) -> str:
    """The first words of a sentence, to the letter."""
    found = re.match(r"(?:\S+\s+){11}\S+", sentence)
    return found[0] if found else sentence
