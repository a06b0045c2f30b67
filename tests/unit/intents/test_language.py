from __future__ import annotations

import pytest

from intents.language import foreign, language_of


@pytest.mark.parametrize(
    "text",
    [
        "bonjour", "mes données", "oui", "non merci", "ça va", "supprimer", "pk vs gardez tt ca", "slt g une question",
        "aidez-moi", "c'est quoi le RGPD ?", "Qui est responsable ?", "J’ai reçu votre e-mail", "où en est ma demande",
        "Le marketing par SMS continue malgré mon opposition", "effacez ma newsletter",
    ],
)  # fmt: skip
def test_french_is_recognised(text: str) -> None:
    assert language_of(text) == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "hello", "my data", "yes", "no thanks", "delete", "who are you", "help me", "what's the GDPR?", "hi there",
        "Marketing messages continue although somebody opted out", "thx", "u selling my info?", "please unsubscribe",
    ],
)  # fmt: skip
def test_english_is_recognised(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "stop",
        "cookies",
        "12345678",
        "👍",
        "OMB-7F3K-Q2XW",
        "message important",
        "ok ok ok",
        "pizza taxi internet",
    ],
)
def test_what_both_languages_write_is_left_open(text: str) -> None:
    assert language_of(text) is None


FRENCH_OR_ENGLISH = [
    "Bonjour, je voudrais savoir qui reçoit mes données", "Combien de temps gardez-vous tout ça ?",
    "slt cmt on fé pr suprimé mé doné", "jveu pu recevoir vos pub svp", "vs avé koi sr moi", "pk vs gardez tt ca mdr",
    "supprimr mon comte svp mrci", "je veu efacer mes donnés perso", "kel donné vs avé", "ya moyen de tt efacer la",
    "Vos commerciaux m'appellent tous les jours", "Mon numéro client est A-1234-B, Lyon Part-Dieu",
    "Madame Fatou Diallo, 12 rue de la Paix, 75002 Paris", "Jean-Michel Dupont, Villeurbanne, Rhône, France",
    "effacement total immédiat svp urgent", "données bancaires cartes adresses téléphones",
    "RGPD article 17 effacement", "où kil é mon dossier", "c koi se delire de pub", "touché pa a mé info perso",
    "Hi, who gets my personal data?", "How long do you keep all of it?", "wanna kno wat u got bout me",
    "plz rm my acct asap thx", "stop txtin me ads pls", "hw long u keep my stuff 4", "i dnt want ur emails nomore",
    "gimme everyting u hav on me", "delet my acount imediatly plz", "cn u tel me who sees ths",
    "Ada Lovelace, 3 Example Street, Bristol", "account closed twice still getting newsletters",
    "GDPR article 15 request", "My customer number is 99-1234", "bank cards addresses telephone numbers",
    "unsubscribe newsletter sms calls", "Maria Dolores García López", "Via Garibaldi 12, 00184 Roma, Italia",
    "ada@example.org +33612345678", "ok ok stop no", "lol mdr xptdr haha",
]  # fmt: skip
ELSEWHERE = [
    "¿Cuánto tiempo guardan mis datos personales?", "Quiero que borren mis datos, por favor",
    "Necesito hablar con alguien de su empresa", "Wie lange speichern Sie meine Daten?",
    "Ich möchte, dass Sie meine Daten löschen", "Wer bekommt meine persönlichen Daten?",
    "Per quanto tempo conservate i miei dati?", "Voglio cancellare i miei dati personali",
    "Por quanto tempo guardam os meus dados?", "Quero apagar os meus dados pessoais",
    "Hoe lang bewaren jullie mijn gegevens?", "Ik wil dat u mijn gegevens verwijdert",
    "Kto otrzymuje moje dane osobowe?", "Proszę usunąć moje dane osobowe", "Cât timp păstrați datele mele personale?",
    "Kişisel verilerimi silmenizi istiyorum", "سلام أريد حذف بياناتي", "Как долго вы храните мои данные?",
    "你们会保存我的数据多久", "Πόσο καιρό κρατάτε τα δεδομένα μου;",
]  # fmt: skip


@pytest.mark.parametrize("text", [*FRENCH_OR_ENGLISH, "", "👍", "hola", "ciao", "12345678"])
def test_typos_names_and_addresses_are_not_taken_for_a_third_language(text: str) -> None:
    assert not foreign(text)


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_third_language_is_told(text: str) -> None:
    assert foreign(text)
