"""E-mail addresses as they are dictated or disguised: "ada at example dot org", « fatou point diallo arobase … ».

Only an unmistakable shape is read: a word for the at-sign, between a name and a domain that ends as domains do. Where
that word is also an everyday one ("at", « chez »), the name must stand where an address is told. What comes out is a
guess all the same, and the caller asks it back.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from intents.numbers import DIGITS

_OPEN, _CLOSE = r"[^\S\n]*[(\[{<*_-][^\S\n]*", r"[^\S\n]*[)\]}>*_-][^\S\n]*"
_AHEAD, _BEHIND = r"(?:[^\S\n]+|(?<=\s))", r"(?:[^\S\n]+|$)"
_TOKEN: Final = re.compile(
    rf"(?P<at>{_OPEN}(?:at|arr?obas[ek]?|chez|@){_CLOSE}|[^\S\n]*@[^\S\n]*"
    rf"|{_AHEAD}(?:arr?obas[ek]?|a commercial){_BEHIND})"
    rf"|(?P<weak>{_AHEAD}(?:at|chez){_BEHIND})"
    rf"|(?P<dot>{_OPEN}(?:dot|point){_CLOSE}|{_AHEAD}(?:dot|point|pt){_BEHIND}|(?<!\s)\.(?!\s|$)|\s\.\s)"
    rf"|(?P<under>{_AHEAD}(?:underscore|under score|underline|tiret (?:du )?bas|sous[ -]tiret|souligne){_BEHIND}|_)"
    rf"|(?P<dash>{_AHEAD}(?:tiret(?: du (?:six|milieu|haut))?|dash|hyphen|minus|trait d.?union){_BEHIND}|-)"
    rf"|(?P<plus>{_AHEAD}plus{_BEHIND}|\+)"
    rf"|(?P<glue>{_AHEAD}(?:(?:tout )?attachee?s?|en un (?:seul )?mot|(?:all )?(?:in )?one word|all together){_BEHIND})"
    r"|(?P<atom>[a-z0-9]+)|(?P<space>[^\S\n]+)|(?P<other>.)",
    re.DOTALL,
)
_JOINS: Final = {"dot": ".", "dash": "-", "under": "_", "plus": "+"}
_MAYBE: Final = re.compile(r"@|\b(?:at|chez|arr?obas[ek]?|commercial)\b|_at_")
_DOTTED: Final = re.compile(r"(?:dot|point|pt)(?![a-z])|\.\s?[a-z]")
_LETTER: Final = re.compile(r"\b([a-z]) (?:comme|as in|for|like) (?=\1)[a-z]{2,}")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TLDS: Final = _words(
    """com org net edu gov mil info biz name pro int eu fr be ch lu mc re gp mq gf nc pf yt de uk ie it es pt nl at dk
    se no fi is pl cz sk hu ro bg gr hr si rs ua ru ee lv lt tr us ca mx br ar cl au nz jp cn kr in sg hk za ma dz tn
    sn ci cm mg io co me tv cc ai app dev tech shop online site cloud xyz paris bzh corsica alsace mail
    media group agency press news radio example test"""
)
_TELLS: Final = _words(
    """is est s was be mail mails email courriel courrier adresse address e to a sur par by via with avec use using
    utilisez prenez write ecrivez ecrire reach contact contactez joindre ok yes oui yep no non nope nan plutot rather
    actually instead voici here please merci et and or ou then donc alors mean meant dire send envoyez envoyer from de
    pour for cest cetait correct"""
)
"""Words after which an address is told, where the at-sign is only a word."""
_NEVER: Final = _words(
    """i me you he she it we us they them who what which that this there here is am are be was were been look looked
    work works worked working worker live lives lived shop shopped shopping buy bought order ordered read saw seen find
    found see meet staff people someone anyone somebody job data account accounts customer client clients cliente
    everything anything nothing not register registered subscribed sign signed login log logged home je tu il elle on
    nous vous moi toi lui eux suis es est sommes etes sont etais etait ete travaille travaillais achete acheter achat
    commande commandes inscrit inscrite abonne abonnee compte comptes donnees data aller vais va vu lu voir trouve
    passe reste habite rendez retour directement desormais encore deja jamais pas plus and et ou or"""
)
"""Words that stand before "at" and « chez » in any sentence, and are nobody's address."""
_LONGEST: Final = 64


class Spelled(NamedTuple):
    """An address read from words, and where it stands."""

    start: int
    end: int
    address: str


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


def spelled(text: str) -> list[Spelled]:
    """The addresses spelled out in a text without accents in lower case."""
    if not (_MAYBE.search(text) and _DOTTED.search(text)):
        return []
    # « d comme Denise » is its letter, as wide as before: what is found keeps its place.
    text = _LETTER.sub(lambda match: match[1].ljust(len(match[0])), text)
    tokens = [_Token(m.lastgroup or "", m[0], m.start(), m.end()) for m in _TOKEN.finditer(text)]
    found: list[Spelled] = []
    for at, token in enumerate(tokens):
        if token.kind in ("at", "weak"):
            one = _address(tokens, at)
            if one and (not found or one.start >= found[-1].end):
                found.append(one)
    return found


def _address(tokens: list[_Token], at: int) -> Spelled | None:
    domain, last = _domain(tokens, at + 1)
    name, first = _name(tokens, at - 1)
    if not domain or not name or len(name) > _LONGEST:
        return None
    if tokens[at].kind == "weak" and not _told(tokens, first, name):
        return None
    return Spelled(tokens[first].start, tokens[last].end, f"{name}@{domain}")


def _domain(tokens: list[_Token], at: int) -> tuple[str, int]:
    """What follows the at-sign: labels with dots between, the last of them a known ending; and its last token."""
    said, best = "", ("", at)
    dotted = False
    while at < len(tokens) and len(said) < 4 * _LONGEST:
        if tokens[at].kind != "atom":
            break
        label, at = _letters(tokens, at)
        said += label
        if dotted and label in _TLDS:
            best = (said, at)
        at += 1
        if at < len(tokens) and tokens[at].kind == "glue":
            at += 1
        if at >= len(tokens) or tokens[at].kind not in ("dot", "dash"):
            break
        dotted = tokens[at].kind == "dot"
        said += _JOINS[tokens[at].kind]
        at += 1
    return best


def _letters(tokens: list[_Token], at: int) -> tuple[str, int]:
    """A label from here on, spelled letter by letter or not; and its last token."""
    label = tokens[at].text
    if len(label) == 1:
        while at + 2 < len(tokens) and tokens[at + 1].kind == "space" and _letter(tokens[at + 2]):
            at += 2
            label += tokens[at].text
    return label, at


def _letter(token: _Token) -> bool:
    return token.kind == "atom" and len(token.text) == 1


def _name(tokens: list[_Token], at: int) -> tuple[str, int]:
    """What stands before the at-sign, read backwards; and its first token."""
    glued = at >= 0 and tokens[at].kind == "glue"
    at -= glued
    name, first = "", at
    while at >= 0 and tokens[at].kind == "atom" and len(name) <= _LONGEST:
        before = tokens[at - 1] if at >= 2 else None
        spaced = before is not None and before.kind == "space" and tokens[at - 2].kind == "atom"
        belongs = spaced and _belongs(tokens[at - 2].text, tokens[at].text, glued=glued)
        counted = belongs or (first != at and tokens[at + 1].kind == "space")
        name = (DIGITS.get(tokens[at].text, tokens[at].text) if counted else tokens[at].text) + name
        first = at
        if before is None or not (belongs or before.kind in _JOINS):
            break
        name = _JOINS.get(before.kind, "") + name
        at -= 2
    return name.lstrip(".-+"), first


def _belongs(before: str, word: str, *, glued: bool) -> bool:
    """Do two words with a space between make one part of the name: letters, figures, or "all one word"?"""
    if glued:
        return before not in _TELLS and before not in _NEVER
    if word in DIGITS or word.isdigit():
        return before not in _TELLS and before not in _NEVER
    return len(word) == 1 and len(before) == 1


def _told(tokens: list[_Token], first: int, name: str) -> bool:
    """Does the name stand where an address is told: first, after a stop, after « mon adresse est »?"""
    if name in _NEVER:
        return False
    if not name.isalpha() or tokens[first].text != name:
        return True
    before = first - 1
    while before >= 0 and tokens[before].kind == "space":
        before -= 1
    return before < 0 or tokens[before].kind == "other" or tokens[before].text in _TELLS
