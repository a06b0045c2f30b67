# Le formulaire : ce qui se dit autour des questions de rights.fr.ftl. « Envoyer », c'est déposer la demande.

start = Je prépare votre { $right } : quelques questions, et rien ne part sans votre accord. « Retour », « aide » et « annuler » marchent toujours. Ne donnez rien d'intime, ni d'information de santé.
start-next = Je prépare votre { $right } : comme avant, rien ne part sans votre accord.
already-under-way = Votre { $right } est déjà en cours.
parked = Je mets de côté votre { $right } ; nous y reviendrons ensuite.
wish-edited = D'accord : je laisse votre { $right }, puisque vous avez modifié votre message.
resume-sure = Il reste votre { $right }, pas encore envoyée. La reprendre ?
resumed = Revenons à votre { $right }.
restarted = Vos réponses sont effacées. Reprenons au début.
restart-sure = Recommencer depuis le début ? Vos réponses seront effacées.
first-question = C'est la première question : il n'y a rien avant.
back-was = Votre réponse jusqu'ici – { $label } : { $value }
cannot-skip = Cette étape est nécessaire. Voici pourquoi.
corrected = C'est corrigé – { $label } : { $value }
added = Ajouté : { $value }
edit-kept = J'ai vu votre modification, mais votre réponse reste la même – { $label } : { $value }
edit-none = C'est noté – { $label } : rien.
overwrite-sure = Votre adresse est déjà vérifiée ; une autre demandera un nouveau code. La remplacer ?

summary =
    Votre { $right }, pas encore envoyée :
    { $lines }
    Je l'envoie à la société ?
summary-line = – { $label } : { $value }
summary-waits = Votre { $right } attend votre accord.
change-which = Rien n'est envoyé. Quelle réponse voulez-vous changer ? Pour abandonner la demande, écrivez « annuler ».

cancel-sure = Abandonner votre { $right } ? Rien n'est encore envoyé.
cancel-sure-lost = Abandonner votre { $right } ? Rien n'est encore envoyé ; vos réponses seront effacées.
cancelled = Votre { $right } est abandonnée. Rien n'a été envoyé, et vos réponses sont effacées.
reminder = Votre { $right } n'est pas encore envoyée. Pour la finir, répondez à la question qui suit ; pour l'abandonner, écrivez « annuler ».
reminder-parked = Votre { $right }, mise de côté, n'est pas encore envoyée. Nous y reviendrons après la demande en cours.
expired = Votre { $right } attendait depuis trop longtemps : je l'ai effacée, sans rien envoyer. Vous pouvez la refaire quand vous voulez.

receipt =
    C'est envoyé : votre { $right } porte la référence { $reference }.
    { $term }
    { $proof }
    { $notices }
    C'est gratuit. Pour compléter, retirer ou parler à un humain, écrivez ici. { $contact }Recours possible : la CNIL, cnil.fr.
receipt-counts = Envoyée le { $filed }, elle compte depuis le { $received }.
receipt-counts-same = Elle compte depuis aujourd'hui.
receipt-term = { $counts } Réponse au plus tard le { $due }, ou deux mois de plus si la société explique pourquoi d'ici là.
receipt-term-prompt = { $counts } Elle prend effet sans délai ; la société vous répond au plus tard le { $due }.
contact-line = Contact : { $contact }.{" "}
receipt-proved = Votre adresse est vérifiée par un code ; aucune pièce d'identité n'était nécessaire.
receipt-no-proof = Aucune preuve d'identité n'était nécessaire.

read-back = J'ai lu : { $value }. Est-ce bien cela ?
read-wrong = Pardon, j'ai mal lu. Écrivez l'adresse avec son @, ou le numéro en chiffres.

# Deux façons de redemander ; la question elle-même est répétée juste après.
retry-email = Il me faut une adresse e-mail, comme ada@example.org.
retry-email-again = Je n'ai pas trouvé d'adresse. Elle a un @ et aucun espace : ada@example.org.
retry-contact = Il me faut une adresse e-mail ou un numéro de téléphone, comme ada@example.org ou +33 6 12 34 56 78.
retry-contact-again = Je n'ai trouvé ni adresse ni numéro. L'adresse a un @ ; le numéro, tous ses chiffres.
retry-date = Il me faut une date, comme le 3 septembre 2026.
retry-date-again = Je n'ai pas trouvé de date. En chiffres, cela marche aussi : 03/09/2026.
retry-choice = Touchez une des réponses ci-dessous, ou écrivez-la.
retry-choice-again = Je n'y reconnais aucune des réponses ci-dessous. Touchez celle qui convient, ou écrivez ses mots.
retry-choice-one = Une seule réponse, s'il vous plaît : touchez-la, ou écrivez-la.
retry-text = Dites-le avec vos mots, en une phrase ou deux.
retry-text-again = J'ai besoin d'au moins un mot ou un chiffre pour continuer.
retry-name = Il me faut un nom, comme Ada Martin.
retry-name-again = Je n'ai pas trouvé de nom. Un prénom ou un nom de famille suffit.
retry-code = Il me faut le code reçu par e-mail : 8 chiffres, comme 1234 5678.
retry-code-again = Je n'ai pas trouvé de code. Tapez seulement ses 8 chiffres, avec ou sans espace.
retry-summary = Répondez « oui » pour envoyer la demande, « non » pour changer une réponse.
retry-summary-again = Rien n'est encore envoyé. Touchez un bouton, ou écrivez seulement « oui » ou « non ».
retry-human = Nous n'y arrivons pas ainsi. Un humain peut prendre la suite : écrivez « humain ». Sinon, réessayons ; ce que vous avez donné est gardé.
retry-human-again = Cela ne va toujours pas, et je le regrette. Écrivez « humain » : l'équipe finira avec vous. « Annuler » abandonne la demande.

bad-email = Cette adresse semble incomplète. Elle s'écrit sans espace, avec un @ puis un point : ada@example.org.
bad-email-several = Je lis plusieurs adresses. Donnez-en une seule.
bad-contact = Cela ressemble à une adresse ou à un numéro, mais il y manque quelque chose. Par exemple : ada@example.org ou +33 6 12 34 56 78.
bad-phone = Je ne connais pas ce numéro : il a la bonne longueur, mais aucun opérateur ne s'en sert. Vérifiez ses chiffres, par exemple +33 6 12 34 56 78.
bad-date-several = Je lis plusieurs dates. Donnez-en une seule, comme le 3 septembre 2026.
bad-date-future = Cette date est à venir. Donnez la date d'aujourd'hui ou une date passée.
bad-long = Cette réponse compte { $length } signes ; la place est de { $most }. Gardez l'essentiel.
bad-same = C'est la même réponse que la précédente. Donnez-en une autre, ou écrivez « passer ».

code-not-yet = Le code viendra plus tard, par e-mail : je vous le demanderai. Pour l'instant, voici la question.
why-code = Ce code montre que l'adresse est à vous : ainsi, personne ne peut agir à votre place.
why-summary = Vous pouvez ainsi tout relire : la société ne reçoit que ce que vous avez confirmé.
help-field = Répondez avec vos mots ou un bouton. « Pourquoi » dit à quoi sert la question, « retour » ramène à la précédente, « annuler » abandonne, « humain » appelle l'équipe.
help-code = Le code est dans l'e-mail que je vous envoie ; voyez aussi les courriers indésirables. Vous pouvez en demander un nouveau, donner une autre adresse ou demander un humain.
help-summary = Relisez vos réponses. « Oui » envoie la demande, « non » permet de changer une réponse, « annuler » abandonne tout.
form-changed = Les questions de cette demande ont changé depuis votre dernier message. Ce qui convient encore est gardé ; continuons.
# Ce que l'on écrit quand on n'a rien à répondre, séparé par des virgules.
said-none = aucun, aucune, rien, néant, non, je n'en ai pas, j'en ai pas, je n'en ai aucun, je ne sais pas, je sais pas, pas que je sache, aucune idée, je n'ai pas de numéro, je n'ai rien à ajouter, pas de numéro, sans objet, pas de numéro de client, aucun numéro, je n'en ai pas du tout
# Ce que l'on écrit quand on ne sait que choisir, séparé par des virgules.
said-undecided = je sais pas, je ne sais pas, j'sais pas, chais pas, sais pas, je sais pas trop, je ne sais pas trop, je n'en sais rien, j'en sais rien, je ne sais pas quoi choisir, je sais pas quoi choisir, je ne sais pas laquelle choisir, j'hésite, aucune idée, je n'ai aucune idée, quelle différence, quelle est la différence, c'est quoi la différence, quelle est la différence entre les deux, c'est quoi la différence entre les deux, quelle différence entre les deux, c'est quoi cette différence, la différence
# Ce que l'on écrit quand on ne veut plus de la demande elle-même.
said-refusal = surtout pas, ne l'envoyez pas, n'envoyez pas, n'envoyez rien, n'envoyez pas ça, ne l'envoie pas, ne faites rien, ne le faites pas, pas ça, j'ai changé d'avis, je change d'avis, laisse tomber, laissez tomber, oubliez, oubliez ça, je ne veux rien, je veux rien, je ne veux pas de ça, je veux pas de ça, je ne veux plus, je veux plus, plus maintenant, hors de question, pas question
