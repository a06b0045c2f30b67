"""Where a policy and the installation that answers for it tell people two different things."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from datetime import date

from knowledge.entries import Frozen, Texts
from knowledge.findings import Finding
from knowledge.policy_text import Advice, PolicyText, same
from knowledge.rules import TELEPHONE, reaches
from knowledge.typography import Language

YEAR = 365
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(TELEPHONE)
_IDENTITY = re.compile(
    r"\b(?:votre|leur|d['’]une|your|their|proof of|prove) (?:\w+ )?(?:identité|identity)\b", re.IGNORECASE
)
# Authority → whose public holidays move its deadlines, and where its clocks stand.
_AUTHORITIES = {
    r"\bCNIL\b": (
        "FR",
        ("Europe/Paris", "Indian/Reunion", "America/Martinique", "America/Guadeloupe", "America/Cayenne"),
    ),
    r"\bICO\b|Information Commissioner": ("GB", ("Europe/London",)),
    r"\bData Protection Commission\b": ("IE", ("Europe/Dublin",)),
}


class Installation(Frozen):
    """What an operator has set, as far as people or the law are concerned with it."""

    contact: str
    mail_from: str
    production: bool
    holidays: str
    timezone: str
    smtp_host: str | None
    database_host: str | None
    keep_days: int
    languages: tuple[Language, ...]
    today: date


_OTHER_CONTACT = Advice(
    "contact-not-in-policy",
    Texts(
        fr="Ombud donne un contact que la politique n'a pas : {words}.",
        en="Ombud gives a contact that the policy does not have: {words}.",
    ),
    Texts(
        fr="Ajouter ce contact à la politique, ou régler OMBUD_CONTACT sur celui qu'elle donne.",
        en="Add this contact to the policy, or set OMBUD_CONTACT to the one it gives.",
    ),
)
_NOBODY = Advice(
    "nobody-reachable",
    Texts(
        fr="Ni la politique ni Ombud ne donnent de contact : personne ne peut être joint.",
        en="Neither the policy nor Ombud gives a contact: nobody can be reached.",
    ),
    Texts(fr="Régler OMBUD_CONTACT, et l'ajouter à la politique.", en="Set OMBUD_CONTACT, and add it to the policy."),
)
_EXAMPLE = Advice(
    "sender-example",
    Texts(
        fr="En production, les messages partent de {words}, une adresse d'exemple.",
        en="In production, mail is sent from {words}, an address made for examples.",
    ),
    Texts(fr="Régler OMBUD_MAIL_FROM.", en="Set OMBUD_MAIL_FROM."),
)
_PROCESSOR = Advice(
    "processor-not-named",
    Texts(
        fr="Des données passent par {words}, que la politique ne nomme pas.",
        en="Data pass through {words}, which the policy does not name.",
    ),
    Texts(
        fr="Ajouter ce sous-traitant aux destinataires (RGPD, art. 13(1)(e)), ou employer un serveur de la société.",
        en="Add this processor to the recipients (GDPR Art. 13(1)(e)), or use a server of the company.",
    ),
)
_CALENDAR = Advice(
    "other-calendar",
    Texts(
        fr="L'autorité nommée est de {words}, mais Ombud compte les délais autrement ({set}).",
        en="The authority named is of {words}, but Ombud counts deadlines otherwise ({set}).",
    ),
    Texts(fr="Corriger OMBUD_HOLIDAYS et OMBUD_TIMEZONE.", en="Correct OMBUD_HOLIDAYS and OMBUD_TIMEZONE."),
)
_TRANSLATION = Advice(
    "courtesy-translation",
    Texts(
        fr="Ombud répond aussi en {words} ; la politique n'existe qu'en {own}, et seul ce texte engage.",
        en="Ombud answers in {words} too; the policy exists in {own} only, and that text alone binds.",
    ),
    Texts(
        fr="Faire relire la traduction par le conseil, ou la publier avec la politique.",
        en="Have counsel read the translation, or publish it with the policy.",
    ),
    "note",
)
_OLD = Advice(
    "old-copy",
    Texts(fr="La copie enregistrée a {words} jours.", en="The saved copy is {words} days old."),
    Texts(fr="La comparer au texte publié aujourd'hui.", en="Compare it with the text that is published today."),
    "note",
)
_IDENTITY_UNTOLD = Advice(
    "identity-check-untold",
    Texts(
        fr="Ombud vérifie une adresse par un code envoyé par e-mail ; la politique ne parle pas d'identité.",
        en="Ombud checks an address by a code sent by e-mail; the policy does not speak of identity.",
    ),
    Texts(
        fr="Dire dans la politique comment et quand l'identité est vérifiée (RGPD, art. 12(6)).",
        en="Say in the policy how and when identity is checked (GDPR Art. 12(6)).",
    ),
    "note",
)
_KEEPING = Advice(
    "keeping-untold",
    Texts(
        fr="Ombud garde une conversation {words} jours ; la politique ne le dit pas.",
        en="Ombud keeps a conversation for {words} days; the policy does not say so.",
    ),
    Texts(
        fr="Ajouter cette durée à la politique (RGPD, art. 13(2)(a)).",
        en="Add this period to the policy (GDPR Art. 13(2)(a)).",
    ),
    "note",
)
_LANGUAGES: dict[Language, Texts] = {"fr": Texts(fr="français", en="French"), "en": Texts(fr="anglais", en="English")}


def contradictions(text: PolicyText, captured: date, installation: Installation) -> Iterator[Finding]:
    """What people would read twice and differently, or find done without having been told."""
    yield from _contact(text, installation)
    if installation.production and re.search(r"@(?:[\w-]+\.)*example\.\w+$", installation.mail_from.strip(" >")):
        yield _EXAMPLE.on(None, words=same(installation.mail_from))
    for host in dict.fromkeys((installation.smtp_host, installation.database_host)):
        if host and _foreign(host, installation.mail_from) and not _named(host, text.whole):
            yield _PROCESSOR.on(None, words=same(host))
    yield from _calendar(text, installation)
    for language in installation.languages:
        if language != text.language:
            yield _TRANSLATION.on(None, words=_LANGUAGES[language], own=_LANGUAGES[text.language])
    age = (installation.today - captured).days
    if age > YEAR:
        yield _OLD.on(None, words=same(str(age)))
    if not _IDENTITY.search(text.whole):
        yield _IDENTITY_UNTOLD.on(None)
    if not re.search(rf"\b{installation.keep_days}\s+(?:jours|days)\b", text.whole):
        yield _KEEPING.on(None, words=same(str(installation.keep_days)))


def _contact(text: PolicyText, installation: Installation) -> Iterator[Finding]:
    contact = installation.contact.strip()
    ways = [*_MAIL.findall(contact), *_PHONE.findall(contact)] or [contact]
    if contact and not any(_plain(way) in _plain(text.whole) for way in ways):
        yield _OTHER_CONTACT.on(None, words=same(contact))
    if not contact and not reaches(text):
        yield _NOBODY.on(None)


def _plain(words: str) -> str:
    """Words without what telephones and addresses are spaced with."""
    return re.sub(r"[\s()-]|(?<=\d)\.(?=\d)", "", words).casefold()


def _foreign(host: str, mail_from: str) -> bool:
    """Is this neither a machine of one's own network nor one under the domain that mail is sent from?"""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        own = mail_from.strip(" >").rpartition("@")[2]
        local = "." not in host or host.endswith((".local", ".internal", ".localhost"))
        return not local and host != own and not host.endswith(f".{own}")


def _named(host: str, words: str) -> bool:
    """Does the policy name whoever runs this machine, by a part of its domain?"""
    parts = [part for part in host.casefold().split(".")[:-1] if len(part) > 3 and part not in ("smtp", "mail")]
    return any(re.search(rf"\b{re.escape(part)}\b", words.casefold()) for part in parts)


def _calendar(text: PolicyText, installation: Installation) -> Iterator[Finding]:
    known = [place for names, place in _AUTHORITIES.items() if re.search(names, text.whole)]
    country = installation.holidays.partition("-")[0]
    if known and not any(country == where and installation.timezone in zones for where, zones in known):
        words = same(", ".join(where for where, _ in known))
        yield _CALENDAR.on(None, words=words, set=same(f"{installation.holidays}, {installation.timezone}"))
