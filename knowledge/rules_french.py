"""Rules of French grammar that a few patterns decide: agreement, and the subjunctive."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.entries import Texts
from knowledge.findings import Finding
from knowledge.policy_text import Advice, Passage, PolicyText, same, sentences

_AGREEMENT = Advice(
    "agreement",
    Texts(fr="L'accord est fautif : « {words} ».", en="The words do not agree in the French text: “{words}”."),
    Texts(fr="Corriger l'accord, et relire la phrase.", en="Correct the agreement, and read the sentence again."),
    "note",
)
_MOOD = Advice(
    "mood",
    Texts(
        fr="« {words} » : cette locution demande le subjonctif.",
        en="“{words}”: these French words require the subjunctive.",
    ),
    Texts(fr="Mettre le verbe au subjonctif.", en="Put the verb in the subjunctive."),
    "note",
)
# The nouns of a policy whose gender and number their ending tells, or that are listed (« uniquement » is no noun).
_FEMININE = r"(?:\w+[ts]ion|donnée|finalité|durée|mesure|caractéristique|personne|catégorie|base|raison|condition)"
_MASCULINE = (
    r"(?:\w+ements|traitement|consentement|enregistrement|effacement|droit|destinataire|organisme|motif|délai|cookie"
    r"|intérêt|fichier|prestataire)"
)
_PARTICIPLE = (
    r"(?:effectu|trait|collect|concern|conserv|communiqu|héberg|stock|utilis|enregistr|réalis|opér|transf[eé]r|demand)é"
)
_WRONG_QUESTION = re.compile(
    rf"\b(?:quels? {_FEMININE}s?|quelles? {_MASCULINE}s?|quel(?:le)? (?:{_FEMININE}|{_MASCULINE})s)\b", re.IGNORECASE
)
_WRONG_PARTICIPLE = re.compile(
    rf"\b(?:{_MASCULINE}s? {_PARTICIPLE}e(?P<many>s?)|{_FEMININE}s? {_PARTICIPLE}(?P<more>s?))\b", re.IGNORECASE
)
# A participle may belong to a noun further ahead (« les services de gestion concernés »), if that has its number.
_MANY_AHEAD = re.compile(r"\b(?:[ld]es|ces|[nvs]os|ses|leurs|aux|plusieurs|certaine?s|de \w+s)\b.* ", re.IGNORECASE)
_ONE_AHEAD = re.compile(r"\b(?:l[ea]|une?|du|au|cet?|cette|sa|son|[nv]otre|leur)\b.* |\bl['’].* ", re.IGNORECASE)
# From a plural subject to a singular verb, with nothing between that could bring a subject or a verb of its own.
_SINGULAR_VERB = re.compile(
    r"""(?:[^,.]{1,25},[ ])?(?:des|les|ces|nos|vos|ses|certaine?s)[ ]
    (?:
        (?!\b(?:qu[ei]|dont|où|lesquel\w+|lorsque?|quand|si|comme|il|elle|on|ce|cela|et|ou|mais|chacune?)\b)
        (?!\b(?:\w+(?<!m)ent|\w*ont)\b|\b[nqc]u?['’])
        (?!,[ ](?:(?:le|la|une?|notre|votre|leur|son|sa|chaque|tout|personne)\b|l['’]|(?-i:[A-Z])))
        [^.;:(]
    ){3,160}?
    [ ](?P<verb>(?:peut|doit|sera|fera)[ ]\w+)""",
    re.IGNORECASE | re.VERBOSE,
)
_INDICATIVE = re.compile(
    r"\b(?:à ce|bien|afin|pour|avant|moins|sans|pourvu) (?:que nous \w+(?<![iy])ons|que vous \w+(?<![iy])ez)\b",
    re.IGNORECASE,
)


def agreement(text: PolicyText) -> Iterator[Finding]:
    """A word that agrees neither in gender nor number with its noun, or a verb with its subject."""
    for clause in _french(text):
        wrong = [found[0] for found in _WRONG_QUESTION.finditer(clause.text)]
        wrong += [found[0] for found in _WRONG_PARTICIPLE.finditer(clause.text) if not _meant_ahead(found)]
        wrong += [found["verb"] for s in sentences(clause.text) if (found := _SINGULAR_VERB.match(s))]
        for words in wrong:
            yield _AGREEMENT.on(clause, words, words=same(words))


def _meant_ahead(found: re.Match[str]) -> bool:
    """Could the participle belong to a noun before the one it stands beside?"""
    ahead = re.split(r"[,.;:()]", found.string[: found.start()])[-1].rstrip().rpartition(" ")[0] + " "
    return bool((_MANY_AHEAD if found["many"] or found["more"] else _ONE_AHEAD).search(ahead))


def _french(text: PolicyText) -> tuple[Passage, ...]:
    return text.clauses if text.language == "fr" else ()


def mood(text: PolicyText) -> Iterator[Finding]:
    """An indicative where the subjunctive must stand."""
    for clause in _french(text):
        for found in _INDICATIVE.finditer(clause.text):
            yield _MOOD.on(clause, found[0], words=same(found[0]))


FRENCH_RULES = (agreement, mood)
