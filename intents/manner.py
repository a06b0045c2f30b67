"""How a thing is put: asked about, wished for, past, told of by others, denied, about a matter that is not ours.

Patterns are read on the normal form (text.py): no accents, no apostrophes, contractions written out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from intents.text import normal, questioned

_SENTENCE_END = re.compile(r"[.!?;…\n]+")

_ASKED = re.compile(
    r"""\b(?:
    puis\sje | peut\son | pourrai[st]?\sje | pourrait\son | (?:est\sce\sque?|si)\s(?:je|j|on)\b | ai\sje\b | a\st\son
  | (?:je|on)\s(?:peux?t?|pourrais|pourrait)\s(?!vous\b|te\b)\w+
  | (?:j\sai|on\sa|avoir|avons\snous)\s(?:bien\s)?le\sdroit\s(?:d|de)\b
  | comment | qu\sest\sce | c\sest\squoi | quest\sce | quoi\s(?:sert|consiste) | a\squoi | en\squoi | pourquoi
  | qu\s(?:arrive|advient|adviendrait|arriverait)
  | que\s(?:se\spasse\w*|signifie|devient|veut|deviennent) | ca\s(?:veut\sdire|sert|marche) | expli\w+ | parlez\smoi
  | (?:est\sil|c\sest|est\sce|serait\sil)\spossible | dans\squel\w*\s(?:cas|situations?)
  | quand\s(?:puis|peut|est) | quelle\s(?:est\sla\s)?difference | combien\sde\stemps
  | savoir\s(?:si|comment|quand|pourquoi|ce\sque\s(?:c\sest|signifie|veut))
  | (?:can|could|may|might|am|must|should|shall|would|do|did|if|when|whether|where|how|have)\si\b
  | how\b | why\b | when\s(?:can|do|does|may) | what\s(?:is|are|does|do|happens|if|would|becomes|about|exactly|kind)\b
  | (?:is|would|was)\s(?:it|that)\s(?:even\s)?(?:be\s)?(?:possible|legal|allowed|ok|okay) | is\sthere\s(?:a|any)\b
  | can\s(?:people|someone|somebody|anyone|one|users|customers|we)\b | do\s(?:people|we|users|customers)\shave
  | explain | tell\sme\s(?:about|more|how|what\s(?:it|the\sright)) | differences?\sbetween | who\scan
  )""",
    re.VERBOSE,
)
_WISHED = re.compile(
    r"""^(?:(?:hello|hi|hey|bonjour|ok|so|then|alors|donc|please|kindly|svp)\s){0,2}(?:
    delete|erase|remove|destroy|burn|trash|shred|wipe|give\sme|send|hand|correct|fix|update|replace|amend|freeze|undo|take
  | throw|forget|unsubscribe|transfer|export|restrict|block
  )\b
  | \b(?:
    je\s(?:(?:le|la|les|vous|m)\s)?(?:veux|souhaite|desire|demande|exige|voudrais|oppose|retire)\b
        (?!\s(?:savoir|comprendre|connaitre|demander|verifier))
  | j\s(?:aimerais|exige)\b(?!\s(?:savoir|comprendre|connaitre|demander|verifier)) | merci\sd(?:e|\b)
  | veuillez | priere\sde | faites\sle
  | (?:supprim|effac|corrig|rectifi|envoy|bloqu|gel|arret|transmett|enlev|retir|detruis|vid|jet|vir|oubli|remett|donn
        |suspend)ez
  | i\s(?:want|demand|request|object|withdraw|revoke|need|would\slike)\b
        (?!\sto\s(?:know|understand|ask|hear|learn|check))
  | (?:please|kindly)\s(?:delete|erase|remove|correct|fix|update|send|stop|freeze|restrict|transfer|do|withdraw|give
        |let\sme|put|destroy|wipe|forget|take)
  )""",
    re.VERBOSE,
)
_PAST = re.compile(
    r"""\b(?:
    (?:j\s(?:ai|avais)|nous\savons|on\sa|je\svous\sai|je\svous\savais)\s(?:deja\s|bien\s|pourtant\s)?
        (?:demande|fait\s(?:une|ma|la|cette)\s(?:demande|requete)|envoye|ecrit|sollicite|exige|reclame|depose)
  | vous\s(?:ne\s)?(?:[lm]\s)?(?:n\s)?avez\s(?:toujours\s|encore\s|jamais\s|deja\s)*(?:pas\s)?(?:rien\s)?
        (?:supprime|efface|corrige|envoye|repondu|traite|fait)
  | (?:ma|cette|la)\sdemande\s(?:d|de|du)\b.*\b(?:date|depuis|envoyee|faite|restee|deposee)
  | i\s(?:have\s|had\s)?(?:already\s|just\s|previously\s)?
        (?:asked|requested|sent|filed|submitted|emailed|wrote|written|told|demanded|applied)
  | you\s(?:still\s)?(?:have|did|had)\s(?:still\s|never\s|not\s|yet\s|already\s)+
        (?:delet|eras|remov|correct|sen[dt]|answer|repl|respond|process|fix|done|do\b)\w*
  | my\s(?:\w+\s)?request\s(?:from|of|dated|sent|made)\b
  | vous\s(?:deviez|auriez\sdu|aviez\spromis|m\s?(?:aviez|avez)\s(?:promis|assure)|(?:etes|etiez)\scenses?)\b
  | you\s(?:(?:were|are)\s(?:supposed|meant)\sto|should\shave|promised|ought\sto\shave)\b
  | merci\sd\savoir\b | my\s(?:data|account|file|profile|records?)\s(?:was|were|has\sbeen|have\sbeen)\s\w+ed\b
  )""",
    re.VERBOSE,
)
_WAITING = re.compile(
    r"\b(?:toujours|encore|aucune|sans reponse|rien|pas|jamais|attends?|retard|delai|deviez|auriez|censes?|promis|"
    r"still|never|no|not|nothing|waiting|late|overdue|ignored?|supposed|meant|should|promised)\b"
)
_REPORTED = re.compile(
    r"""\b(?:
    (?:m\s?a|m\sont|lui\sa|leur\sa|a)\s(?:dit|conseille|explique|raconte|affirme|suggere)\s(?:de|d|que|qu)\b
  | (?:dit|disent|pense|conseille)\s(?:de|d|que|qu)\b | (?:il\s)?parait\s(?:que|qu)\b
  | j\sai\s(?:lu|entendu|vu)\b | selon\s(?:un|une|mon|ma|lui|elle|eux)\b
  | (?<!\bi\s)(?:said|says|told\sme|tells\sme|thinks|suggested|suggests|advised|claims|mentioned)\b
  | i\s(?:read|heard?|saw)\b | apparently
  )""",
    re.VERBOSE,
)

# Things of daily life that other services handle, and the words by which people name what we handle.
_ELSEWHERE = re.compile(
    r"""\b(?:
    commandes? | livraisons? | colis | reservations? | rendez\svous | alarmes? | reveil | minuteur | rappels?
  | playlists? | chansons? | musique | liste\s(?:de|des)\scourses | panier | billets? | hotel | agenda
  | calendrier | virements?
  | carte\s(?:bleue|bancaire) | lettre\sde\smotivation | dissertation | devoirs | traduction | restaurant
  | magasin | voisine?s? | cover\sletter | essay | homework | translation | neighbou?rs? | (?<!in\s)orders?(?!\sto\b)
  | delivery | parcels? | bookings? | appointments? | alarms? | timers? | reminders? | songs? | music
  | (?:shopping|grocery|to\sdo)\slist | basket | cart | flights? | tickets? | calendar
  )\b""",
    re.VERBOSE,
)
_OURS = re.compile(
    r"\b(?:donnees?|informations?|dossiers?|fichiers?|base|comptes?|profil|historique|coordonnees|"
    r"data|information|files?|records?|database|accounts?|profile|history|details|everything)\b"
)
# Another company's or office's matter: its name stands where the place or the owner stands.
_OTHERS = re.compile(
    r"""\b(?:chez|sur|de|d|a|au|aux|des|du|par|compte|profil|on|at|from|by|to|my|mon|account)\s
    (?:(?:l|la|le|les|mon|ma|my|the|site|des|du|de|page|compte|account)\s){0,3}
    (?:facebook | instagram | google | gmail | whatsapp | amazon | netflix | twitter | tiktok | linkedin | snapchat
  | youtube | apple | microsoft | uber | airbnb | edf | sncf | orange | sfr | impots | mairie | banque | secu | ameli
  | caf | prefecture | medecin | ecole | bank | tax\soffice | town\shall | doctor | school | landlord | council)\b
    (?!\s(?:details|card|account\snumber))""",
    re.VERBOSE,
)
_QUOTED = re.compile(r"[«“\"„][^»”\"]{4,}[»”\"]")

# How a verb is denied, feared or put off; VERB is the beginning of the verbs that would carry the wish out.
_DENIED = r"""\b(?:
    (?<!vous\s)(?:ne|n)(?:\s\w+){0,2}?\s(?:VERB)\w*(?:\s\w+){0,2}?\s(?:pas|jamais|rien|surtout|aucun\w*)
  | (?<!vous\s)ne\splus\s(?:VERB)\w*
  | (?:pas|jamais|ni)\s(?:(?:envie|besoin|question|demand\w+|dit|lieu)\s)?(?:(?:d|de|que|qu|a)\s)?
        (?:(?:vous|tu|on|me|m|les|l|la|le|mes|nous)\s){0,3}(?:VERB)\w*
  | (?:pas|jamais)\s(?:demande|voulu|souhaite)\s(?:la|l|le|une|d|de)\s(?:VERB)\w*
  | (?:arret\w+|cess\w+|inutile|stop|quit)\s(?:(?:de|d|me|my|mes|mon|ma|la|le|l)\s){0,2}(?!arret|cess|stop)(?:VERB)\w*
  | (?:stop|quit)\sasking\s(?:me\s|us\s)?to\s(?:VERB)\w* | (?:arret\w+|cess\w+)\sde\sme\sdemander\sde?\s(?:VERB)\w*
  | (?:VERB)\w*\s(?:surtout\s)?(?:pas|jamais|rien|nothing|no\s(?:data|thing))\b
  | (?:refuse|(?:would|d)\shate|shame|afraid|scared|fear|forbid|objects?|peur|crains|craint|dommage|horreur
    |m\soppose|hesit\w+|last\sthing\si\swant\sis)\s
        (?:(?:que|qu|ce|a|la|l|le|les|d|de|ne|toute|on|vous|faire|it|if|you|your|for|that|will|would|the|any|to|let|have
        |be|about|my|me|m|mes|nous)\s){1,5}(?:VERB)\w*
  | (?:aucun\s(?:cas|pretexte)|no\scircumstances?)(?:\s\w+){0,2}\s(?:VERB)\w*
  | (?:VERB)\w*(?:\s\w+){0,4}\s(?:en\saucun\scas|sous\saucun\spretexte|under\s(?:any|no)\scircumstances?)
  | (?:sans|au\slieu\sde?|plutot\sque\sde?|evite[rz]\sde?)\s(?:\w+\s){0,2}?(?:VERB)\w*
  | (?:nobody|no\sone|personne)\s(?:\w+\s){0,3}?(?:ask\w*|wants?|wanted|told|demand\w*|veut|voulait)\s
        (?:\w+\s){0,3}?(?:VERB)\w*
  | (?:not|never|without|rather\sthan|instead\sof|avoid|against|refuse\sto|no\sneed\s(?:for\syou\s)?to)\s
        (?:(?:under\sany\scircumstances?|want|wanting|wanted|wish|wishing|ask|asking|asked|need|like|going|ever|yet|even|
        actually|really|please|saying|intend\w*|plan\w*|mean\w*|trying|try|dare|expect\w*|interested|looking)\s){0,3}
        (?:(?:you|me|to|in|that|anyone|have|be|it|them|my|data|account|for|get|getting|dare|just|simply)\s){0,4}(?:VERB)\w*
  | (?:maybe|perhaps|peut\setre)\s(?:one\sday|some\sday|later|un\sjour|plus\stard)(?:\s\w+){0,6}?\s(?:VERB)\w*
  )"""


@dataclass(frozen=True)
class Manner:
    """How a text is put, whatever it is about."""

    asked: bool
    past: bool
    waiting: bool
    reported: bool
    elsewhere: bool


def manner_of(text: str) -> Manner:
    """The manner of a text; a sentence that plainly wishes outweighs another one that asks or looks back."""
    sentences = [normal(sentence) for sentence in _SENTENCE_END.split(text)]
    asking = [sentence for sentence in sentences if _asks(sentence)]
    wished = any(_WISHED.search(sentence) for sentence in sentences if sentence not in asking)
    whole = " ".join(sentences)
    return Manner(
        asked=bool(asking) and not wished,
        past=bool(_PAST.search(whole)) and not wished,
        waiting=bool(_WAITING.search(whole)),
        reported=bool(_REPORTED.search(whole) or _QUOTED.search(text)),
        elsewhere=bool(_OTHERS.search(whole) or (_ELSEWHERE.search(whole) and not _OURS.search(whole))),
    )


def _asks(sentence: str) -> bool:
    """Is it put as a question? What a wish goes on to say is none: "give me what is under my name"."""
    asked, wished = _ASKED.search(sentence), _WISHED.search(sentence)
    return bool(asked and not (wished and wished.start() < asked.start()))


def wants_something(sentence: str) -> bool:
    """Does a sentence ask or wish, rather than tell what was before?"""
    words = normal(sentence)
    return questioned(sentence) or bool(_ASKED.search(words) or _WISHED.search(words))


def denial(verbs: str) -> re.Pattern[str]:
    """The pattern of all the ways of saying not to do what these verbs say."""
    return re.compile(_DENIED.replace("VERB", verbs), re.VERBOSE)
