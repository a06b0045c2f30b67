# Ce qu'Ombud dit de lui-même, et ce qu'il dit quand rien d'autre ne convient.

welcome =
    Bonjour, je suis Ombud, l'assistant automatique pour vos données chez { $controller } : je réponds à vos questions et transmets vos demandes.
    L'équipe peut vous lire. J'oublie notre échange après { $days } jours ; vos demandes restent plus longtemps.
    Plutôt une personne ? Écrivez « humain ».
welcome-english = In English? Just write in English.
welcome-back = Vous revoilà. Que voulez-vous savoir ou demander ?
welcome-back-to = Vous revoilà. Nous en étions ici :
help =
    Posez une question sur vos données, ou dites ce que vous voulez obtenir. Avec vos mots, cela suffit.
    /requests : vos demandes
    /human : un humain
    /cancel : arrêter ce qui est en cours
    /privacy : ce que je garde
    /forget : effacer cette conversation
    /language : changer de langue

language-now = D'accord, continuons en français.
languages =
    Je parle français et anglais. Quelle langue préférez-vous ?
    I speak French and English: please choose below.

talk-greet = Bonjour. Je suis là pour vos questions et vos demandes sur vos données.
talk-thanks = Avec plaisir.
talk-bye = Au revoir. Pour reprendre, il suffit d'écrire ici.
talk-bot = Oui, je suis une machine. Pour parler à une personne, écrivez « humain ».
talk-upset = Je regrette que cela se passe mal. Une personne de l'équipe peut vous lire et vous répondre : écrivez « humain ».

at-your-service = D'accord. Que puis-je faire pour vous ?
nothing-open = Aucune question n'est en cours. Dites-moi ce que vous voulez savoir ou demander.
nothing-under-way = Rien n'est en cours. Que voulez-vous savoir ou demander ?
unknown-command = Je ne connais pas cette commande. /help montre celles qui existent.
empty-message = Je n'ai reçu aucun texte, et je ne lis que ce qui est écrit. Dites-le avec des mots.
no-words = Dites-le-moi avec des mots, s'il vous plaît.
sign-send = Pour l'envoyer, touchez le bouton ou écrivez « oui ».
sign-yes = Pour dire oui, touchez le bouton ou écrivez « oui ».
too-long = Ce message compte { $length } signes ; j'en lis { $most } au plus. Dites l'essentiel en quelques phrases.
media-photo = Je ne vois pas les images : je ne lis que les mots. { $otherwise }
media-video = Je ne regarde pas les vidéos : je ne lis que les mots. Que voulez-vous me dire ?
media-file = Je n'ouvre pas les fichiers : je ne lis que les mots. { $otherwise }
media-voice = Je ne peux pas écouter les messages vocaux. Écrivez-le en quelques mots, ou demandez une personne.
media-sticker = Je ne lis que les mots. Que voulez-vous me dire ?
media-location = Je n'ai pas besoin de savoir où vous êtes, et je ne l'ai pas gardé.
media-poll = Je ne peux pas répondre à un sondage. Posez-moi votre question avec des mots.
media-other = Je ne sais pas lire ce que vous envoyez : je ne lis que les mots. Dites-le avec des mots.
media-several = J'ai bien reçu vos { $count } envois, mais je ne lis que les mots. { $otherwise }
media-too-large = C'est trop lourd pour moi, et je ne lis que les mots. { $otherwise }
media-caption = Je ne lis que les mots, et non ce qui est joint.
media-only-words = Seuls les mots parviennent à l'équipe. Écrivez votre message ici.
media-by-contact = Pour nous faire parvenir un document : { $contact }.
media-by-human = Pour nous faire parvenir un document, écrivez « humain » : l'équipe vous dira comment.
number-ask = Le bouton envoie le numéro de ce compte, le vôtre. Vous pouvez aussi l'écrire, ou donner une adresse.
number-noted = C'est noté.
number-needless = Je n'ai plus besoin de votre numéro.
number-unasked = Je n'ai pas besoin de votre numéro maintenant, et je ne l'ai pas gardé.
number-not-own = Ce numéro n'est pas celui de votre compte : je ne l'ai pas gardé. Quand je demande un numéro, envoyez le vôtre, ou écrivez-le.
edit-seen = J'ai vu que vous avez modifié un ancien message ; cela ne change rien ici. Pour corriger quelque chose, redites-le. Pour compléter une demande déjà envoyée : /requests.
old-button = Ce bouton est celui d'une question passée. Rien n'a été modifié.
which-one = Pour bien vous comprendre : que vouliez-vous dire ?
which-of-these = Avec plaisir, mais lequel de ces sujets ?
did-you-mean = Pour bien vous comprendre : « { $topic } », est-ce ce que vous voulez ?
did-you-mean-again = Je n'ai pas compris. Si vous voulez « { $topic } », dites oui ; sinon, dites non, ou écrivez « humain ».
perhaps = Si je vous comprends bien :
also-asked = À propos de « { $topic } » :
first-your-question = D'abord, votre question :
one-after-the-other = D'abord votre { $first } ; ensuite votre { $then }.
copy-first = D'abord votre copie : une fois tout effacé, il n'y aurait plus rien à vous envoyer. Ensuite votre { $then }.
# Suite de « ensuite votre ».
one-then-another = { $first }, puis votre { $then }
human-too = Une personne peut aussi vous lire : écrivez « humain » à tout moment.
kept-too = C'est noté : nous verrons ensuite votre { $right }.
wanted-too = Il reste votre { $right } : la voici. Pour y renoncer, écrivez « annuler ».
foreign =
    Je lis et j'écris seulement le français et l'anglais. Écrivez « humain » et une personne de l'équipe vous lira.
    I read and write French and English only. Write "human" and someone on the team will read you.
foreign-short =
    Je ne parle que français et anglais.
    I speak only French and English.
neither = D'accord, ce n'était pas cela. Dites-le avec d'autres mots.
not-understood = Je n'ai pas bien compris. Dites-le en une phrase, comme « Qui reçoit mes données ? », ou choisissez un sujet.
not-understood-again = Je ne comprends toujours pas, pardon. Une personne peut vous lire : écrivez « humain ». Sinon, voici des sujets.
not-understood-still = Je suis une machine, et ces mots m'échappent. Choisissez ci-dessous, ou écrivez « humain » : une personne vous lira.
not-understood-human = Je ne peux pas vous aider sur ce point, mais une personne de l'équipe le peut : écrivez « humain », puis votre message.
more-of-what = Sur quel sujet voulez-vous en savoir plus ?
whole-clauses =
    Ma réponse se trouve dans cette partie de la politique, citée mot pour mot :
    { $titles }
whole-section =
    Voici toute la partie, mot pour mot :
    { $titles }
courtesy = Traduction de courtoisie ; seul le texte français fait foi :
law-line = { $article } : { $says }
no-answer = Je n'ai pas de réponse à cela : la politique que je cite n'en dit rien. Une personne peut vous répondre : écrivez « humain ».
which-person = La réponse dépend de votre situation. Laquelle est la vôtre ?
person-noted = C'est noté. Posez-moi votre question.
as-named = { $name }
no-difference = La politique ne fait pas de différence pour cette situation sur ce point.
team-said =
    L'équipe a répondu le { $day } :
    { $text }
team-said-in-other =
    L'équipe a répondu le { $day }, en anglais :
    { $text }
said-section = toute la section, toute la partie, la section entière, la partie entière, montrez-moi toute la section, montre-moi toute la partie, affichez la section, voir toute la section, je veux lire toute la section, le passage entier, le chapitre entier, tout le chapitre, la suite du texte, le texte complet, montrez-moi le texte complet
said-team = demandez à l'équipe, demande à l'équipe, demandez-le à l'équipe, posez la question à l'équipe, pose la question à l'équipe, pouvez-vous demander à l'équipe, oui demandez à l'équipe, posez-leur la question, demandez-leur, oui posez la question
said-where = où c'est écrit, où est-ce écrit, où est-ce que c'est écrit, c'est écrit où, où est-ce dit, où le dit-elle, où ça, quelle clause, dans quelle clause, quelle partie, dans quelle partie, quel article, quel passage, dans quel passage, quel paragraphe, montrez-moi la clause, montrez la clause, citez le texte, d'où vous sortez ça, d'où ça sort, quelle est la source, la source, votre source, sur quoi vous basez-vous, qu'est-ce qui le dit, la preuve, prouvez-le, lire la clause, lire les clauses
said-both = les deux, les 2, tous les 2, toutes les 2, les 2 svp, je veux les 2, les 3, tous les 3, tous les deux, toutes les deux, les deux svp, les deux s'il vous plaît, l'un et l'autre, l'une et l'autre, tous, toutes, les trois, tous les trois, je veux les deux, tout ça, les deux à la fois
said-neither = aucun, aucune, aucun des deux, aucune des deux, aucun des trois, ni l'un ni l'autre, ni l'une ni l'autre, aucun de ceux-là, rien de tout ça, rien de tout cela, rien de ça, autre chose, pas ça, ce n'est pas ça, c'est pas ça, aucune de ces réponses, rien de cela, non aucun, non autre chose
all-stays = D'accord, tout reste comme avant.
aside-dropped = D'accord, laissons cela. Rien n'a été envoyé.
internal-error = Un problème est survenu de notre côté. Votre dernier message est perdu, le reste est gardé. Envoyez-le de nouveau, ou demandez un humain en écrivant /human.

# Ne dit rien : la place d'une phrase qui, cette fois, n'a pas lieu d'être.
nothing = { "" }

privacy =
    Responsable de vos données : { $controller }. Ombud est sa machine.
    But : répondre à vos questions (intérêt légitime) et traiter vos demandes (obligation légale).
    Gardé, chiffré : où en est cet échange, { $days } jours après votre dernier message, sans transcription ; vos messages à l'équipe, aussi longtemps. Vos demandes restent, comme preuves de leur suite, et le lien avec cet échange tant qu'elles sont ouvertes.
    Dans une messagerie, le fournisseur transporte les messages, sans chiffrement de bout en bout.
    Vos droits : demandez ici. /forget efface cet échange. Réclamation : la CNIL, cnil.fr.
    { $contact }
privacy-contact = Contact : { $contact }
privacy-no-contact = Contact : écrivez « humain » ici.

forget-sure = Effacer cette conversation et vos questions sans réponse{ $lost } ? Les demandes envoyées restent, car la société doit prouver leur suite. Notez leurs références : après cela, je ne pourrai plus vous les montrer ici.
# Suite de « vos questions sans réponse » : elle commence donc par une virgule.
forget-draft = , ainsi que ce que vous n'avez pas encore envoyé
forgotten = C'est effacé. Si vous écrivez de nouveau, nous repartirons de zéro.

# Un oui et rien d'autre, séparé par des virgules.
said-yes = oui, ouai, daccord, c'est exact, c'est ça oui, oui oui, ouais, ok, okay, d'accord, bien sûr, je confirme, oui je confirme, c'est bon, c'est ça, exact, exactement, parfait, vas-y, allez-y, oui vas-y, oui allez-y, oui merci, oui s'il vous plaît, envoyez, oui envoyez, valider, validez, je valide, tout à fait, absolument, oui c'est bon, oui c'est ça, oui d'accord, ok merci, confirmer, oui c'est exact, oui c'est cela, c'est cela, oui c'est bien ça, c'est bien ça, c'est bien cela, oui tout à fait, oui exactement, oui absolument, oui bien sûr, bien sûr que oui, oui je suis sûr, oui je suis sûre, je suis sûr, je suis sûre, oui je veux bien, je veux bien, oui volontiers, volontiers, avec plaisir, oui oui c'est ça, ouais c'est ça, ouais ok, ouais vas-y, ouaip, ouaips, ouip, mouais oui, yep, yes, yeah, carrément, clairement, effectivement, en effet, affirmatif, évidemment, certainement, assurément, sans aucun doute, sans problème, pas de problème, aucun problème, ça marche, ça roule, ça me va, ça me convient, cela me convient, c'est correct, oui c'est correct, correct, c'est juste, c'est parfait, oui parfait, parfait merci, impeccable, nickel, très bien, oui très bien, entendu, c'est entendu, bien entendu, c'est d'accord, je suis d'accord, oui je suis d'accord, j'accepte, oui j'accepte, je confirme oui, confirmé, je confirme tout, validé, oui je valide, ok je valide, je valide tout, c'est validé, ok envoyez, ok envoie, envoyez-la, envoyez-le, envoie, oui envoyez-la, oui envoie, vous pouvez envoyer, oui vous pouvez envoyer, tu peux envoyer, vous pouvez y aller, vas y, allez y, ok vas-y, ok allez-y, go, allons-y, faites, faites-le, oui faites, oui faites-le, oui faites donc, fais-le, ok parfait, ok c'est bon, ok oui, oui ok, oui d'acc, d'acc, bah oui, ben oui, mais oui, eh oui, ah oui, euh oui, oui monsieur, tout est bon, tout est correct, tout est juste, tout est exact, c'est tout bon, c'est ok, c'est ok pour moi, ok pour moi, bon pour moi, oui c'est ok, oui c'est moi, yes c'est ça, ui, oiu, uoi, oki, okay merci, exact oui, absolument oui, oui c'est la bonne, c'est la bonne, c'est la bonne adresse, oui c'est mon adresse
# Un simple non, séparé par des virgules.
said-no = non, non non, nan, nan nan, naan, non merci, nan merci, no, nope, nop, non non merci, pas du tout, non pas du tout, absolument pas, non absolument pas, certainement pas, sûrement pas, surtout pas, non surtout pas, en aucun cas, jamais, jamais de la vie, non jamais, bien sûr que non, évidemment non, évidemment pas, pas vraiment, non pas vraiment, pas exactement, pas tout à fait, pas maintenant, non pas maintenant, pas encore, non pas encore, pas ça, non pas ça, pas celle-là, pas celui-là, ce n'est pas ça, c'est pas ça, non ce n'est pas ça, non c'est pas ça, ce n'est pas cela, c'est pas bon, ce n'est pas bon, non c'est pas bon, ce n'est pas correct, c'est pas correct, ce n'est pas exact, c'est pas la bonne, ce n'est pas la bonne, c'est faux, non c'est faux, faux, inexact, c'est inexact, incorrect, erreur, c'est une erreur, négatif, je refuse, je ne veux pas, je veux pas, non je ne veux pas, je préfère pas, je préfère ne pas, je préfère que non, je ne préfère pas, je n'y tiens pas, plutôt pas, plutôt non, mieux vaut pas, vaut mieux pas, je ne crois pas, je crois pas, je ne pense pas, je pense pas, n'envoyez pas, ne l'envoyez pas, n'envoyez rien, non n'envoyez pas, ne le faites pas, ne faites pas ça, ne faites rien, hors de question, pas question, ah non, oh non, ben non, bah non, mais non, eh non, euh non, que nenni, nenni, non désolé, désolé non, non finalement, finalement non, en fait non, non en fait, non attendez, non pas celle-là, non monsieur, nonn, nno, noon, n, ça ne va pas, ça va pas, je ne suis pas d'accord, pas d'accord, non je ne suis pas d'accord, non ça ne va pas
