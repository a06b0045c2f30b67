"""Rules on the wording of a policy: what reads oddly, is left open, or says less than it seems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.entries import Texts
from knowledge.findings import Finding
from knowledge.policy_text import Advice, PolicyText, patterns, same, sentences

_DOUBLED = Advice(
    "doubled-punctuation",
    Texts(fr="Deux signes de ponctuation se suivent.", en="Two punctuation marks follow each other."),
    Texts(
        fr="Garder un seul signe, et vérifier qu'aucun mot ne manque entre les deux.",
        en="Keep one of them, and check that no word is missing in between.",
    ),
    "note",
)
_TWO_MARKS = re.compile(
    r"(?:[\w'’-]+\s){0,2}[\w'’»”)]*\s?(?:([,;:?])\s?\1|,\s?[.;:]|;\s?[.,:]|(?<![./])\.\.(?![./]))(?!/)"
)


def doubled_punctuation(text: PolicyText) -> Iterator[Finding]:
    """Two commas in a row: often a word was taken out and nobody read the sentence again."""
    for clause in text.clauses:
        for found in _TWO_MARKS.finditer(clause.text):
            yield _DOUBLED.on(clause, found[0])


_HTTP = Advice(
    "plain-http",
    Texts(
        fr="Ce lien n'est pas chiffré (http).",
        en="This link is not encrypted (http).",
    ),
    Texts(fr="Écrire l'adresse en https.", en="Write the address with https."),
    "note",
)


def plain_http(text: PolicyText) -> Iterator[Finding]:
    """A link that leaves the reader without encryption."""
    for clause in text.clauses:
        for found in re.finditer(r"http://[^\s<>()\[\]]*[^\s<>()\[\].,;:»]", clause.text, re.IGNORECASE):
            yield _HTTP.on(clause, found[0])


_OVERRIDDEN = Advice(
    "overridden",
    Texts(
        fr="D'autres documents l'emportent sur la politique : elle ne suffit donc pas à savoir ce qui vaut.",
        en="Other documents override the policy, so the policy alone does not tell what holds.",
    ),
    Texts(
        fr="Demander au conseil si cette clause est voulue ; un contrat ne réduit ni l'information ni les droits.",
        en="Ask counsel whether this clause is meant; a contract reduces neither the information nor the rights.",
    ),
)
_CLASH = patterns(
    fr=r"\b(?:contradictions?|contradictoires?|conflits?|divergences?|incompatibilités?)\b",
    en=r"\b(?:contradict\w*|conflicts?|inconsisten\w*|discrepan\w*)\b",
)
_PREVAIL = patterns(
    fr=r"\b(?:prévau(?:t|dra|dront)|prévalent|prime(?:nt|ra|ront)?|l['’]emporte(?:nt|ra|ront)?)\b",
    en=r"\b(?:prevails?|takes? precedence|overrides?)\b",
)
_RIGHTLY = patterns(fr=r"politique|\blois?\b|réglementation|RGPD|version", en=r"policy|notice|\blaws?\b|GDPR|version")


def overridden(text: PolicyText) -> Iterator[Finding]:
    """Contracts or other papers go before the policy where they differ."""
    for clause in text.body:
        for sentence in sentences(clause.text):
            found = _PREVAIL[text.language].search(sentence)
            if not found or not _CLASH[text.language].search(sentence):
                continue
            winner = " ".join(sentence[: found.start()].rpartition(",")[2].split()[-6:])
            if not _RIGHTLY[text.language].search(winner):
                yield _OVERRIDDEN.on(clause, sentence)


_NO_NUMBER = Advice(
    "gdpr-without-number",
    Texts(
        fr="Le RGPD est cité par sa date, sans son numéro.",
        en="The GDPR is cited by its date, without its number.",
    ),
    Texts(
        fr="Écrire « règlement (UE) 2016/679 » : d'autres textes portent la même date.",
        en="Write “Regulation (EU) 2016/679”: other acts bear the same date.",
    ),
    "note",
)
_GDPR_DATE = patterns(
    fr=r"(?:«?\s?RGPD\s?»?\s|règlement\s)?du 27 avril 2016",
    en=r"(?:[“\"]?GDPR[”\"]?\s|regulation\s)?(?:of|dated) (?:27 April 2016|April 27,? 2016)",
)


def gdpr_without_number(text: PolicyText) -> Iterator[Finding]:
    """The regulation is named by a day on which several acts were made (2016/679, 2016/680, 2016/681)."""
    if "2016/679" in text.whole:
        return
    for clause in text.clauses:
        for found in _GDPR_DATE[text.language].finditer(clause.text):
            yield _NO_NUMBER.on(clause, found[0])


_RECORDED = Advice(
    "recording-terms",
    Texts(
        fr="Des conversations sont enregistrées, et le texte ne dit pas {lacking}.",
        en="Conversations are recorded, and the text does not say {lacking}.",
    ),
    Texts(
        fr="Dire au même endroit combien de temps l'enregistrement est gardé et comment refuser.",
        en="Say in the same place how long the recording is kept and how to refuse.",
    ),
)
_RECORDING = patterns(
    fr=r"enregistrements? (?:de |des |de vos |de nos )?(?:conversations|appels|communications|échanges)[^,;.(]*"
    r"|(?:conversations|appels|communications)\b[^.;]{0,60}\benregistrée?s\b",
    en=r"\brecordings? (?:of )?(?:your |our |the )?(?:telephone |phone )?(?:conversations|calls)[^,;.(]*"
    r"|\b(?:conversations|calls)\b[^.;]{0,60}\brecorded\b"
    r"|\brecord (?:your |our |the )?(?:\w+ )?(?:conversations|calls)\b",
)
_REFUSING = patterns(fr=r"\brefus|\boppos|\bs['’]y opposer", en=r"\brefus|\bobject|\bdeclin|\bopt(?:ing)? out")
_HOW_LONG = patterns(
    fr=r"\b(?:jours?|mois|semaines?|années?|ans?)\b|\bdurée|\beffacés?\b|\bsupprimée?s?\b",
    en=r"\b(?:days?|months?|weeks?|years?)\b|\b(?:kept|retained|deleted|erased)\b",
)
_NOT_REFUSING = Texts(fr="comment refuser", en="how to refuse")
_NOT_HOW_LONG = Texts(fr="combien de temps l'enregistrement est gardé", en="how long the recording is kept")


def recording_terms(text: PolicyText) -> Iterator[Finding]:
    """Calls are recorded without a word on refusing, or on how long, there or in a clause beside it."""
    for number, clause in enumerate(text.body):
        found = _RECORDING[text.language].search(clause.text)
        if not found:
            continue
        beside = text.body[max(0, number - 1) : number + 2]
        near = " ".join(other.text for other in beside if other.section == clause.section)
        lacking = [_NOT_REFUSING] if not _REFUSING[text.language].search(near) else []
        lacking += [_NOT_HOW_LONG] if not _HOW_LONG[text.language].search(near) else []
        if lacking:
            said = Texts(fr=", ni ".join(t.fr for t in lacking), en=", or ".join(t.en for t in lacking))
            yield _RECORDED.on(clause, found[0].strip(), lacking=said)


_OPEN = Advice(
    "open-list",
    Texts(
        fr="Cette liste reste ouverte (« {words} ») : le lecteur ne peut savoir ce qu'elle comprend encore.",
        en="This list is left open (“{words}”): a reader cannot know what else it holds.",
    ),
    Texts(
        fr="Achever la liste, ou donner des catégories qui la closent (lignes directrices WP260, § 12 et 13).",
        en="Complete the list, or give categories that close it (guidelines WP260, 12 and 13).",
    ),
)
_TELLS_WHAT = patterns(
    fr=r"collect|source|destinat|transmet|partag|communiqu|finalité|objectif|quelles données"
    r"|pourquoi trait|sous-traitant",
    en=r"collect|source|recipient|shar(?:e|ing)|disclos|purpose|what data|which data|why do we|why we|processor",
)
_AND_SO_ON = patterns(
    fr=r"[^\s(]+ ?,? (?:etc\.|etc\b|et autres|…)|\bnotamment\s*:",
    en=r"[^\s(]+ ?,? (?:etc\.|etc\b|and so on|and others|and the like)|\b(?:in particular|including|such as)\s*:",
)


def open_lists(text: PolicyText) -> Iterator[Finding]:
    """A list of data, sources, purposes or recipients that ends in « etc. » (GDPR Art. 12(1))."""
    for title, clauses in text.sections:
        if not _TELLS_WHAT[text.language].search(title.text):
            continue
        for clause in clauses:
            for found in _AND_SO_ON[text.language].finditer(clause.text):
                yield _OPEN.on(clause, found[0], words=same(found[0].split()[-1]))


WORDING_RULES = (
    doubled_punctuation,
    plain_http,
    overridden,
    gdpr_without_number,
    recording_terms,
    open_lists,
)
