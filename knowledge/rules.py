"""Rules that find what a policy promises and does not hold: a table, a link, a way to reach somebody, a lost paragraph.

`RULES` lists them all, those of rules_wording.py and rules_french.py too. Each reads any policy in French or English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from knowledge.entries import Texts
from knowledge.findings import Finding
from knowledge.policy_text import Advice, Passage, PolicyText, patterns, same, sentences
from knowledge.rules_french import FRENCH_RULES
from knowledge.rules_wording import WORDING_RULES

Rule = Callable[[PolicyText], Iterator[Finding]]

_AUTHORITY = re.compile(
    r"\bCNIL\b|\bICO\b|Information Commissioner|Data Protection (?:Commission|Authority)|supervisory authority"
    r"|autorité de (?:contrôle|protection)|Fontenoy|Wycliffe House",
    re.IGNORECASE,
)

_TABLE = Advice(
    "missing-table",
    Texts(
        fr="Le texte renvoie à « {words} », qui n'y figure pas.",
        en="The text refers to “{words}”, which it does not hold.",
    ),
    Texts(
        fr="Joindre ce qui est annoncé, ou supprimer le renvoi et dire ici ce qu'il devait montrer.",
        en="Add what is announced, or drop the reference and say here what it was to show.",
    ),
)
_NOUN = re.compile(r"tableau|table|schéma|chart|diagram|figure|annexe?|appendi|schedule", re.IGNORECASE)
_SHOWN = patterns(
    fr=r"\b(?:tableau|schéma|figure|annexe)[xs]? (?:ci-\w+|suivante?s?\b|en annexe|n°\s*\d+|\d+|(?-i:[A-Z])\b)",
    en=r"\b(?:table|chart|diagram|figure|annex|appendix|schedule)(?:e?s)? "
    r"(?:below|above|overleaf|attached|\d+|(?-i:[A-Z])\b)"
    r"|\b(?:following|attached) (?:table|chart|diagram|figure|annex|appendix|schedule)(?:e?s)?\b",
)
_TABLE_IN_TEXT = re.compile(r"^\s*\|.+\||<table|!\[", re.MULTILINE)


def missing_tables(text: PolicyText) -> Iterator[Finding]:
    """A reference to a table, figure or annex that the policy does not hold."""
    if _TABLE_IN_TEXT.search(text.whole):
        return
    for clause in text.body:
        for found in _SHOWN[text.language].finditer(clause.text):
            if not _titled(text, found[0]):
                yield _TABLE.on(clause, found[0], words=same(found[0]))


def _titled(text: PolicyText, reference: str) -> bool:
    """Does a clause bear the title of what is referred to: « Annexe 2 », "Tables"?"""
    noun = next(word[0] for word in _NOUN.finditer(reference))
    title = re.compile(rf"\W*{noun}\w*(?:\s+(?:\d+|[A-Z])\b|\s*[:.]?$)", re.IGNORECASE)
    return any(title.match(clause.text) for clause in text.clauses)


_DEAD_LINK = Advice(
    "dead-link",
    Texts(fr="Ce lien ne mène nulle part.", en="This link leads nowhere."),
    Texts(fr="Mettre l'adresse de la page annoncée.", en="Put in the address of the page that is announced."),
)
_NOWHERE = re.compile(r"\[[^\]]*\]\(\s*(?:#|javascript:[^)]*\)?|about:blank)?\s*\)", re.IGNORECASE)


def dead_links(text: PolicyText) -> Iterator[Finding]:
    """A link without a target: « ici » that nobody can follow (GDPR Art. 12(1))."""
    for clause in text.clauses:
        for found in _NOWHERE.finditer(clause.text):
            yield _DEAD_LINK.on(clause, found[0])


_NO_CONTACT = Advice(
    "no-contact",
    Texts(
        fr="Le responsable du traitement est nommé, mais ni e-mail, ni téléphone, ni adresse ne permet de le joindre.",
        en="The controller is named, but no e-mail, telephone or address lets anybody reach it.",
    ),
    Texts(
        fr="Ajouter au moins une adresse e-mail et une adresse postale (RGPD, art. 13(1)(a)).",
        en="Add at least an e-mail address and a postal address (GDPR Art. 13(1)(a)).",
    ),
)
_MAIL = re.compile(r"[\w.+-]+\s?(?:@|\[at\]|\(at\))\s?(?!cnil\.fr|ico\.org\.uk|dataprotection\.ie)[\w-]+\.\w")
TELEPHONE = r"(?:\+|\b0)\d(?:[\s.()-]{0,2}\d){7,}"
_REACHED = re.compile(
    rf"{TELEPHONE}"
    r"|\b\d{5}\s+(?!EUR|Euro)[A-ZÀ-Ý]|\b(?:BP|CS)\s*\d+"  # a French town
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b|\b[A-Z]{2}\s+\d{5}\b|\bP\.?\s?O\.?\s?Box"  # a British, an American one
    r"|(?i:\bform(?:ulaire)?\b|\bcontact|\bécri(?:re|vez)|\bwrite)[^<(]*[<(]?https?://"
)
_CONTROLLER = patterns(fr=r"responsable d[eu] traitement", en=r"\bcontroller\b")


def no_contact(text: PolicyText) -> Iterator[Finding]:
    """No way to reach the controller; the authority's own address is none (GDPR Art. 13(1)(a))."""
    if reaches(text):
        return
    named = [clause for clause in text.body if text.controller in clause.text]
    as_such = [clause for clause in named if _CONTROLLER[text.language].search(clause.text)]
    clause = next(iter(as_such or named), None)
    yield _NO_CONTACT.on(clause, text.controller if clause else None)


def reaches(text: PolicyText) -> bool:
    """Does the policy hold an e-mail, telephone, form or postal address of the controller?"""
    said = [sentence for clause in text.clauses for sentence in sentences(clause.text)]
    return any(_MAIL.search(s) or (_REACHED.search(s) and not _AUTHORITY.search(s)) for s in said)


_HOW = Advice(
    "exercise-not-told",
    Texts(
        fr="Le titre annonce comment exercer les droits, mais le texte ne dit pas à qui s'adresser.",
        en="The heading announces how to exercise the rights, but the text does not say whom to turn to.",
    ),
    Texts(
        fr="Dire à qui écrire, par quel moyen et sous quel délai une réponse est donnée (RGPD, art. 12(2) et 12(3)).",
        en="Say whom to write to, how, and how soon an answer is given (GDPR Art. 12(2) and 12(3)).",
    ),
)
_HOW_HEADING = patterns(
    fr=r"comment\b.*\b(?:exercer|faire valoir)", en=r"\bhow\b.*\b(?:exercise|assert|use)\b.*(?:right|them)"
)
# « vous contacter », "contact you" is what the company does.
_TURN_TO = patterns(
    fr=r"\b(?:écrivez|écrivant|contactez|contactant|adressez|adressant|envoyez|envoyant|appelez|appelant|saisissez)\b"
    r"|(?<!vous )\b(?:écrire|contacter|envoyer|joindre|appeler|adresser|saisir)\b|\bvous adresser (?:à|au)\b",
    en=r"\b(?:writ(?:e|ing) to|get in touch|apply to|turn to)\b"
    r"|\b(?:contact|e-?mail|send|call|reach)(?:ing)? (?:us|our|the|your|an?|to)\b",
)


def exercise_not_told(text: PolicyText) -> Iterator[Finding]:
    """A heading asks how rights are exercised, and no sentence tells whom to turn to (GDPR Art. 12(2))."""
    said = [sentence for clause in text.body for sentence in sentences(clause.text)]
    told = any(_MAIL.search(s) or (_TURN_TO[text.language].search(s) and not _AUTHORITY.search(s)) for s in said)
    for title, _ in text.sections:
        if not told and _HOW_HEADING[text.language].search(title.text):
            yield _HOW.on(title, title.text)


_OPENING = Advice(
    "opens-mid-argument",
    Texts(
        fr="La section s'ouvre sur « {words} », qui suppose un paragraphe absent.",
        en="The section opens with “{words}”, which supposes a paragraph that is not there.",
    ),
    Texts(
        fr="Rétablir ce qui précédait, ou commencer la section sans ce mot.",
        en="Restore what came before, or begin the section without this word.",
    ),
)
_CONNECTIVE = patterns(
    fr=r"(?:ainsi(?! que\b)|en outre|de plus|par ailleurs|toutefois|cependant|néanmoins|enfin|de même|en effet"
    r"|c['’]est pourquoi|par conséquent|en conséquence|pourtant|donc|dès lors|dans ce cas|ces derni[eè]re?s)\b",
    en=r"(?:thus|therefore|however|in addition|moreover|furthermore|also(?! known)|besides|nevertheless|consequently"
    r"|accordingly|for this reason|in this case|finally|hence|the latter)\b",
)


def opens_mid_argument(text: PolicyText) -> Iterator[Finding]:
    """The first paragraph of a section leans on one that is gone."""
    for _, clauses in text.sections:
        found = _CONNECTIVE[text.language].match(clauses[0].text) if clauses else None
        if found:
            yield _OPENING.on(clauses[0], _words(clauses[0].text, slice(6)), words=same(found[0]))


_CUT = Advice(
    "cut-sentence",
    Texts(
        fr="Dans la copie enregistrée, une phrase est coupée en deux paragraphes.",
        en="In the saved copy a sentence is cut into two paragraphs.",
    ),
    Texts(
        fr="Réunir les deux moitiés dans la version publiée : la coupure vient sans doute d'un saut de page.",
        en="Join the two halves in the published version: the cut probably comes from a page break.",
    ),
)


def cut_sentences(text: PolicyText) -> Iterator[Finding]:
    """A page break within a sentence: words without an end, then a paragraph that begins with a small letter."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n|\f", text.source)]
    for before, after in pairwise(part for part in paragraphs if part):
        # An unmarked list has short lines in small letters; an address or a link below its label is no sentence.
        listed = before[0].islower() or len(before.split()) < 6 or re.match(r"\S*(?:@|://|www\.)", after)
        if not listed and re.search(r"[\w,»”)’'-]$", before) and after[0].islower():
            ends, begins = _words(before, slice(-2, None)), _words(after, slice(2))
            joined = re.compile(rf"{re.escape(ends)}(?:\s+{re.escape(begins)}|$)")
            found = ((clause, joined.search(clause.text)) for clause in text.body)
            clause, match = next(((clause, match) for clause, match in found if match), (None, None))
            yield _CUT.on(clause, match[0] if match else None)


_TERM = Advice(
    "undefined-term",
    Texts(
        fr="Le terme « {words} » est employé entre guillemets sans être défini.",
        en="The term “{words}” is used in quotation marks and never defined.",
    ),
    Texts(
        fr="Définir le terme, ou employer partout le même mot pour les mêmes personnes ou choses.",
        en="Define the term, or use one word throughout for the same persons or things.",
    ),
)
_QUOTED = re.compile(r"[«“\"]\s?((?-i:[A-ZÀ-Ý])[^«»“”\"\d]*?[a-zà-ÿ])\s?[»”\"]")
_DEFINED_AFTER = patterns(
    fr=r"\s?(?:(?:et/ou|ou)[^.:;«]*«[^»]*»\s?)*(?::|,?\s*(?:c['’]est-à-dire|désigne|signifie|s['’]entend|vise|correspond))",
    en=r"\s?(?:(?:and/or|or)[^.:;“\"]*[“\"][^”\"]*[”\"]\s?)*(?::|,?\s*(?:that is|means?|refers?|shall mean|denotes?))",
)
_DEFINED_BEFORE = patterns(
    fr=r"(?:ci-après|ci-dessous|dénommée?s?|désignée?s?|appelée?s?|on entend par)[^.;)]{0,60}$",
    en=r"(?:herein\w*|below|called|known as|referred to as|by|\(the|\(our|\(each,? an?)[^.;)]{0,30}$",
)
_NAMED_THING = patterns(
    fr=r"(?:clique[rz]?|bouton|lien|rubrique|section|page|onglet|menu|intitulée?s?|titre|mention)(?:\s\S+)?\s?$",
    en=r"(?:click(?:ing)?|press(?:ing)?|button|link|section|page|tab|menu|entitled|titled|heading)(?:\s\S+)?\s?$",
)


def undefined_terms(text: PolicyText) -> Iterator[Finding]:
    """A capitalised term in quotation marks, used more than once, that the policy never defines."""
    quoted: dict[str, tuple[Passage, str, str]] = {}
    defined: set[str] = set()
    for clause in text.body:
        for found in _QUOTED.finditer(clause.text):
            before, after, term = clause.text[: found.start()], clause.text[found.end() :], _singular(found[1])
            if _DEFINED_BEFORE[text.language].search(before) or _DEFINED_AFTER[text.language].match(after):
                defined.add(term)
            elif len(found[1].split()) <= 4 and not _NAMED_THING[text.language].search(before):
                quoted.setdefault(term, (clause, found[0], found[1]))
    used = _singular(" ".join(clause.text for clause in text.body))
    for term, (clause, quote, words) in quoted.items():
        if term not in defined and len(re.findall(rf"\b{re.escape(term)}\b", used)) > 1:
            yield _TERM.on(clause, quote, words=same(words))


def _singular(words: str) -> str:
    """Words without their plural endings: « Utilisateurs » is one « Utilisateur » with many others."""
    return re.sub(r"(?<=\w{2})[sx]\b", "", words)


def _words(text: str, which: slice) -> str:
    """The first or last words of a text."""
    return " ".join(text.split()[which])


RULES: tuple[Rule, ...] = (
    missing_tables,
    dead_links,
    no_contact,
    exercise_not_told,
    opens_mid_argument,
    cut_sentences,
    undefined_terms,
    *WORDING_RULES,
    *FRENCH_RULES,
)
