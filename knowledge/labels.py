"""The words around a report and a preview; what they hold comes from the policy and its files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from knowledge.entries import Texts
from knowledge.findings import Level, State
from knowledge.typography import Language, french

STATES: tuple[State | Literal["not_assessed"], ...] = ("present", "partly", "missing", "not_assessed")
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
SIGNS: Mapping[str, str] = {
    "present": "●",
    "partly": "◐",
    "missing": "○",
    "not_assessed": "?",
    "error": "■",
    "warning": "▲",
    "note": "•",
}
"""Beside each state and level, so that nothing hangs on colour."""

EASE: tuple[tuple[int, str], ...] = ((30, "ease-1"), (50, "ease-2"), (60, "ease-3"), (70, "ease-4"))
"""Below this score, this label; the steps are Flesch's, whose scale Kandel and Moles kept."""

_ENGLISH: Mapping[str, str] = {
    "check": "Policy check",
    "copy": "Copy of",
    "digest": "digest",
    "summary": "In brief",
    "first": "To do first",
    "first-none": "No error was found.",
    "levels": "What was found",
    "states": "What the law wants told",
    "present": "Present",
    "partly": "In part",
    "missing": "Missing",
    "not_assessed": "Not assessed",
    "error": "Error",
    "warning": "Warning",
    "note": "Note",
    "errors": "Errors",
    "warnings": "Warnings",
    "notes": "Notes",
    "colon": ":",
    "checklist": "What the law wants people told",
    "checklist-caption": "Each item of GDPR Articles 13 and 14 and of the French Data Protection Act (LIL), with its "
    "state and the words of the policy.",
    "item": "Item",
    "state": "State",
    "words-of-policy": "The policy’s words, and what to do",
    "findings": "Findings",
    "findings-none": "Nothing was found.",
    "remedy": "To do:",
    "clause": "clause",
    "line": "line",
    "rule": "rule",
    "by-hand": "found by hand",
    "ease": "Reading ease",
    "ease-none": "Reading ease was not measured.",
    "ease-caption": "From 0, very hard, to 100, very easy. French is measured after Kandel and Moles (1958), English "
    "after Flesch (1948).",
    "text": "Text",
    "words": "Words",
    "sentences": "Sentences",
    "longest": "Longest sentence, in words",
    "score": "Score",
    "in-fr": "French",
    "in-en": "English",
    "ease-1": "very hard",
    "ease-2": "hard",
    "ease-3": "fairly hard",
    "ease-4": "plain",
    "ease-5": "easy",
    "sources": "Where this comes from",
    "sources-found": "Found by a rule or the list above: {rule}. Found by reading: {hand}.",
    "sources-states": "The state of each item and what was found by reading are those of the files kept by {editor}; "
    "their quotations were compared with the text, to the letter, by the program. This check is not legal advice.",
    "sources-copy": "Checked against the copy of {date}. Digest of that copy (SHA-256):",
}

_FRENCH: Mapping[str, str] = {
    "check": "Contrôle de la politique",
    "copy": "Copie du",
    "digest": "empreinte",
    "summary": "En bref",
    "first": "À faire d'abord",
    "first-none": "Aucune erreur relevée.",
    "levels": "Ce qui a été relevé",
    "states": "Ce que la loi veut que l'on dise",
    "present": "Présent",
    "partly": "En partie",
    "missing": "Absent",
    "not_assessed": "Non évalué",
    "error": "Erreur",
    "warning": "Avertissement",
    "note": "Remarque",
    "errors": "Erreurs",
    "warnings": "Avertissements",
    "notes": "Remarques",
    "colon": " :",
    "checklist": "Ce que la loi veut que l'on dise aux personnes",
    "checklist-caption": "Chaque point des articles 13 et 14 du RGPD et de la loi Informatique et Libertés (LIL), avec "
    "son état et les mots de la politique.",
    "item": "Point",
    "state": "État",
    "words-of-policy": "Les mots de la politique, et ce qu'il reste à faire",
    "findings": "Constats",
    "findings-none": "Rien n'a été relevé.",
    "remedy": "À faire :",
    "clause": "clause",
    "line": "ligne",
    "rule": "règle",
    "by-hand": "relevé à la lecture",
    "ease": "Facilité de lecture",
    "ease-none": "La facilité de lecture n'a pas été mesurée.",
    "ease-caption": "De 0, très difficile, à 100, très facile. Le français est mesuré d'après Kandel et Moles (1958), "
    "l'anglais d'après Flesch (1948).",
    "text": "Texte",
    "words": "Mots",
    "sentences": "Phrases",
    "longest": "Phrase la plus longue, en mots",
    "score": "Note",
    "in-fr": "Français",
    "in-en": "Anglais",
    "ease-1": "très difficile",
    "ease-2": "difficile",
    "ease-3": "assez difficile",
    "ease-4": "courant",
    "ease-5": "facile",
    "sources": "D'où viennent ces constats",
    "sources-found": "Relevés par une règle ou par la liste ci-dessus : {rule}. Relevés à la lecture : {hand}.",
    "sources-states": "L'état de chaque point et les relevés à la lecture sont ceux des fichiers tenus par {editor} ; "
    "leurs citations ont été comparées au texte, à la lettre, par le programme. Ce n'est pas un avis juridique.",
    "sources-copy": "Contrôle fait sur la copie du {date}. Empreinte de cette copie (SHA-256) :",
}

LABELS: Mapping[Language, Mapping[str, str]] = {
    "fr": {name: french(words) for name, words in _FRENCH.items()},
    "en": _ENGLISH,
}

# As the conversation says them; a test holds them against its wording.
READ_CLAUSES = Texts(fr="Lire les clauses", en="Read the clauses")
ASK_TEAM = Texts(fr="Poser à l’équipe", en="Ask the team")
WHO_YOU_ARE = Texts(
    fr="La réponse dépend de votre situation. Laquelle est la vôtre\u202f?",
    en="The answer depends on who you are. Which one is you?",
)
WHO_ELSE = Texts(fr="Autre situation", en="Another situation")
GAP = Texts(fr="Non précisé", en="Gap")


def ease_in_words(score: int, language: Language) -> str:
    """What a reading-ease score means."""
    return LABELS[language][next((name for limit, name in EASE if score < limit), "ease-5")]
