"""Each rule finds its weakness in the policy of another company, and none of them finds fault with a clean one."""

from __future__ import annotations

import pytest

from knowledge.policy_text import Passage, PolicyText
from knowledge.rules import RULES
from knowledge.typography import Language

CLEAN_FRENCH = """
# Politique de confidentialité des Ateliers Vannier

# Qui sommes-nous ?

Les Ateliers Vannier (ci-après « Atelier ») sont responsables du traitement de vos données. On nous joint au
12 rue des Osiers, 49000 Angers, ou à l'adresse vie-privee@vannier.example. Ils suivent le règlement (UE) 2016/679 du
27 avril 2016. En cas de contradiction avec vos contrats, la présente politique prévaut.

« Membre » : toute personne inscrite à un cours de l'Atelier. Un Membre peut inscrire un proche.

# Quelles données collectons-nous ?

Nous collectons votre nom, votre adresse et vos inscriptions. Les données collectées auprès de tiers se limitent à
votre adresse. Les services de gestion concernés les tiennent à jour.

L'enregistrement des appels sert à former nos équipes.

Chaque enregistrement est effacé après 30 jours, et vous pouvez le refuser en début d'appel.

# Pourquoi traitons-nous vos données ?

Nous tenons vos inscriptions, car votre contrat le demande. Nous pouvons vous contacter pour un nouveau cours, si vous
y avez consenti. Ainsi que la loi le prévoit, nos factures sont gardées dix ans.

# Combien de temps les gardons-nous ?

L'annexe 1 donne la durée de chaque traitement. Les sauvegardes effectuées chaque nuit durent 30 jours. Nos
prestataires effacent vos données, et leur accès doit cesser avec le contrat. Avant que nous effacions un dossier, vous
recevez un message.

# Quels sont vos droits et comment les exercer ?

Vous pouvez accéder à vos données, les corriger, les effacer et vous opposer à leur usage. Écrivez à l'adresse
ci-dessus, ou cliquez sur « Mes données » ; l'onglet « Mes données » s'ouvre sur https://vannier.example/donnees. Nous
vérifions votre identité par un code, afin que nous soyons sûrs de vous répondre. Le [recueil de la
CNIL](https://www.cnil.fr/fr) explique ces droits.

# Annexe 1

Inscriptions : cinq ans. Factures : dix ans. Appels : 30 jours.
"""
CLEAN_ENGLISH = """
# Privacy policy of Harrow Looms

# Who are we?

Harrow Looms Ltd (the “Workshop”) is the controller of your data. Write to us at 4 Mill Lane, Leeds LS1 4AP, or at
privacy@looms.example. It follows Regulation (EU) 2016/679 of 27 April 2016. In the event of a conflict between your
contract and this policy, this policy prevails.

A “Member” means anybody who takes a course of the Workshop. A Member can enrol a relative.

# What data do we collect?

We collect your name, your address and your enrolments. Others give us nothing but your address. We record your
telephone calls in order to train our staff.

Each recording is deleted after 30 days, and you can refuse it when the call begins.

# Why do we use your data?

We keep your enrolments because your contract requires it. We may contact you about a new course if you have agreed.
Invoices are kept for ten years, as the law requires.

# How long do we keep them?

Appendix 1 gives the period of each purpose. Nightly copies last 30 days. Also known as back-ups, they are encrypted.
You receive a message before we erase a file.

# What are your rights and how can you exercise them?

You can see your data, correct them, erase them and object to their use. Write to the address above, or click “My data”;
the tab “My data” opens on https://looms.example/data. We check your identity by a code. The
[guide of the ICO](https://ico.org.uk/your-data) explains these rights.

# Appendix 1

Enrolments: five years. Invoices: ten years. Calls: 30 days.
"""


def policy(written: str, language: Language = "fr", *, source: str = "") -> PolicyText:
    """A policy from its paragraphs; a line with `#` opens a section."""
    passages: list[Passage] = []
    section = 0
    for paragraph in written.strip().split("\n\n"):
        section += paragraph.startswith("# ")
        text = " ".join(paragraph.removeprefix("# ").split())
        passages.append(Passage(f"s{section}.{len(passages)}", f"s{section}", text))
    titles = (f"s{number}" for number in range(1, section + 1))
    headings = frozenset(next(p.id for p in passages if p.section == title) for title in titles)
    text = source or "\n\n".join(passage.text for passage in passages)
    return PolicyText(tuple(passages), headings, text, "Vannier" if language == "fr" else "Harrow Looms", language)


def found(text: PolicyText) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.quote) for rule in RULES for finding in rule(text)]


def quotes(rule: str, written: str, language: Language = "fr", *, source: str = "") -> list[str | None]:
    return [quote for name, quote in found(policy(written, language, source=source)) if name == rule]


@pytest.mark.parametrize(("written", "language"), [(CLEAN_FRENCH, "fr"), (CLEAN_ENGLISH, "en")])
def test_a_clean_policy_has_no_findings(written: str, language: Language) -> None:
    assert found(policy(written, language)) == []


# Rule, language, what is written, and the words that are found.
WEAK: list[tuple[str, Language, str, str]] = [
    ("missing-table", "fr", "# Durées\n\nElles figurent dans le tableau suivant.", "tableau suivant"),
    ("missing-table", "fr", "# Durées\n\nVoyez l'annexe B.", "annexe B"),
    ("missing-table", "en", "# Periods\n\nThey stand in the following table.", "following table"),
    ("missing-table", "en", "# Periods\n\nSee Schedule 3.", "Schedule 3"),
    ("dead-link", "fr", "# Liens\n\nLe guide est [là](javascript:void(0)).", "[là](javascript:void(0))"),
    ("dead-link", "en", "# Links\n\nThe guide is [here]().", "[here]()"),
    ("no-contact", "fr", "# Nous\n\nVannier est le responsable de traitement de vos données.", "Vannier"),
    ("no-contact", "en", "# Us\n\nHarrow Looms is the controller of your data.", "Harrow Looms"),
    (
        "exercise-not-told",
        "fr",
        "# Comment faire valoir vos droits ?\n\nIls sont à vous.",
        "Comment faire valoir vos droits ?",
    ),
    ("exercise-not-told", "en", "# How to exercise your rights\n\nThey are yours.", "How to exercise your rights"),
    (
        "opens-mid-argument",
        "fr",
        "# Partage\n\nToutefois, un tiers peut lire vos messages.",
        "Toutefois, un tiers peut lire vos",
    ),
    (
        "opens-mid-argument",
        "en",
        "# Sharing\n\nHowever, others may read your notes.",
        "However, others may read your notes.",
    ),
    ("undefined-term", "fr", "# Qui\n\nUn « Adhérent » inscrit un proche. Les Adhérents sont libres.", "« Adhérent »"),
    ("undefined-term", "en", "# Who\n\nA “Patron” may come. Patrons are free.", "“Patron”"),
    ("doubled-punctuation", "fr", "# Qui\n\nL'atelier, Vannier,, vous répond.", "Vannier,,"),
    ("doubled-punctuation", "en", "# Who\n\nThe workshop answers you..", "workshop answers you.."),
    ("plain-http", "fr", "# Site\n\nVoyez http://vannier.example/droits.", "http://vannier.example/droits"),
    ("plain-http", "en", "# Site\n\nSee <http://looms.example>.", "http://looms.example"),
    (
        "overridden",
        "fr",
        "# Ordre\n\nEn cas de conflit, vos conditions particulières l'emportent.",
        "En cas de conflit, vos conditions particulières l'emportent.",
    ),
    (
        "overridden",
        "en",
        "# Order\n\nIf this policy is inconsistent with your contract, the contract takes precedence.",
        "If this policy is inconsistent with your contract, the contract takes precedence.",
    ),
    ("gdpr-without-number", "fr", "# Droit\n\nSelon le règlement du 27 avril 2016.", "règlement du 27 avril 2016"),
    ("gdpr-without-number", "en", "# Law\n\nUnder the GDPR of April 27, 2016.", "GDPR of April 27, 2016"),
    ("recording-terms", "fr", "# Appels\n\nVos appels sont enregistrés.", "appels sont enregistrés"),
    ("recording-terms", "en", "# Calls\n\nYour calls may be recorded.", "calls may be recorded"),
    ("open-list", "fr", "# Qui sont les destinataires ?\n\nDes banques, assureurs, etc.", "assureurs, etc."),
    ("open-list", "en", "# Who are the recipients?\n\nBanks, insurers and so on.", "insurers and so on"),
    ("agreement", "fr", "# Quelles droits avez-vous ?\n\nTous.", "Quelles droits"),
    ("agreement", "fr", "# Quel données ?\n\nToutes.", "Quel données"),
    ("agreement", "fr", "# Accès\n\nVoici les mesures effectués.", "mesures effectués"),
    ("agreement", "fr", "# Accès\n\nDes copies de sauvegarde, sans nom, doit rester ici.", "doit rester"),
    ("mood", "fr", "# Accès\n\nAfin que nous effaçons vos données, écrivez.", "Afin que nous effaçons"),
    ("mood", "fr", "# Accès\n\nBien que vous refusez, elles restent.", "Bien que vous refusez"),
]


@pytest.mark.parametrize(("rule", "language", "written", "quote"), WEAK, ids=[f"{w[0]}: {w[3]}" for w in WEAK])
def test_a_weakness_is_found_in_any_policy(rule: str, language: Language, written: str, quote: str) -> None:
    text = policy(written, language)
    findings = [finding for each in RULES for finding in each(text) if finding.rule == rule]
    assert len(findings) == 1
    told = findings[0].quote or ""
    assert told == quote
    assert told in next(clause.text for clause in text.clauses if clause.id == findings[0].clause)


@pytest.mark.parametrize("rule", sorted({weak[0] for weak in WEAK} - {"agreement", "mood"}))
def test_each_rule_is_tried_in_both_languages(rule: str) -> None:
    assert {weak[1] for weak in WEAK if weak[0] == rule} == {"fr", "en"}


@pytest.mark.parametrize(
    ("language", "source", "quote"),
    [
        ("fr", "# Accès\n\nNous gardons vos messages et vos\n\nfactures pendant dix ans.", "et vos factures pendant"),
        ("fr", "# Accès\n\n- nous gardons vos messages et vos\ffactures pendant dix ans.", "et vos factures pendant"),
        ("en", "# Access\n\nWe keep all your messages and your\n\ninvoices for ten years.", "and your invoices for"),
    ],
)
def test_a_sentence_cut_by_a_page_break_is_found_where_it_was_mended(
    language: Language, source: str, quote: str
) -> None:
    mended = source.replace("vos\n\nfac", "vos fac").replace("vos\ffac", "vos fac").replace("your\n\ninv", "your inv")
    assert quotes("cut-sentence", mended, language, source=source) == [quote]


def test_a_sentence_that_stays_cut_is_found_at_its_first_half() -> None:
    written = "# Accès\n\nNous gardons tous vos messages et vos\n\nfactures pendant dix ans."
    assert quotes("cut-sentence", written) == ["et vos"]


@pytest.mark.parametrize(
    "source",
    [
        "Nous collectons tout ce qui suit :\n\nvotre nom\n\nvotre adresse",
        "Pour nous écrire, voici notre adresse à Angers\n\nvie-privee@vannier.example",
        "Nos engagements\n\nnous gardons peu de données.",
    ],
)
def test_lists_and_addresses_are_no_cut_sentences(source: str) -> None:
    assert quotes("cut-sentence", "# Accès\n\nRien.", source=source) == []


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("missing-table", "# Durées\n\nVoici le tableau suivant.\n\n| Donnée | Durée |"),
        ("missing-table", "# Durées\n\nVoyez la figure 2.\n\nFigure 2 : les durées."),
        ("overridden", "# Ordre\n\nEn cas de conflit avec la loi, la loi prévaut."),
        ("overridden", "# Ordre\n\nEn cas de divergence, la version française prévaut."),
        ("overridden", "# Droits\n\nVos intérêts prévalent sur les nôtres."),
        ("open-list", "# Nos valeurs\n\nRespect, écoute, etc."),
        ("opens-mid-argument", "# Accès\n\nAinsi que la loi le veut, vous êtes libre."),
        ("agreement", "# Accès\n\nVoici les droits des personnes concernés."),
        ("agreement", "# Accès\n\nLes données que nous avons peut-être doivent être effacées."),
        ("agreement", "# Accès\n\nLes prestataires suivent vos choix et leur chef doit le prouver."),
        ("agreement", "# Accès\n\nElles sont uniquement utilisées ici, et également traitées par nous."),
        ("agreement", "# Accès\n\nLes jours fériés, notre bureau peut être fermé."),
        ("agreement", "# Accès\n\nVos messages pourront partir plus tard, sauf si Vannier doit les garder."),
        ("agreement", "# Accès\n\nVoici vos droits et informations demandés."),
        ("no-contact", "# Nous\n\nVannier répond à bureau [at] vannier.example."),
        ("no-contact", "# Nous\n\nVannier est responsable. Appelez le 01 99 00 12 34."),
        ("no-contact", "# Nous\n\nVannier répond par un [formulaire](https://vannier.example/demande)."),
        ("exercise-not-told", "# Comment exercer vos droits ?\n\nVous pouvez nous écrire."),
        ("undefined-term", "# Qui\n\nTout « Adhérent » désigne un membre. Un Adhérent est libre."),
        ("undefined-term", "# Qui\n\nAppuyez sur le bouton « Refuser ». Refuser est libre."),
        ("doubled-punctuation", "# Qui\n\nNom, adresse, etc., selon https://vannier.example/../b."),
        ("recording-terms", "# Appels\n\nVos appels sont enregistrés deux mois ; vous pouvez refuser."),
    ],
)
def test_what_looks_alike_is_no_weakness(rule: str, written: str) -> None:
    assert quotes(rule, written) == []


@pytest.mark.parametrize(
    "said",
    [
        "Réclamation auprès de la CNIL, 3 Place de Fontenoy, 75007 Paris.",
        "Réclamation : contact@cnil.fr.",
        "Le capital est de 10000 Euros.",
    ],
)
def test_the_address_of_an_authority_is_no_contact(said: str) -> None:
    assert quotes("no-contact", f"# Nous\n\nVannier traite vos données.\n\n{said}") == ["Vannier"]


def test_a_policy_that_never_names_its_controller_lacks_a_contact_as_a_whole() -> None:
    assert quotes("no-contact", "# Nous\n\nNous traitons vos données.") == [None]


def test_what_the_company_does_is_no_way_to_turn_to_it() -> None:
    written = "# Comment exercer vos droits ?\n\nNous pouvons vous contacter, vous écrire ou vous appeler."
    assert len(quotes("exercise-not-told", written)) == 1


def test_a_recording_says_only_what_lacks() -> None:
    rule = next(rule for rule in RULES if rule.__name__ == "recording_terms")
    finding = next(rule(policy("# Appels\n\nVos appels sont enregistrés. Vous pouvez refuser.")))
    assert finding.text.fr.endswith("le texte ne dit pas combien de temps l'enregistrement est gardé.")
    assert finding.text.en.endswith("the text does not say how long the recording is kept.")
