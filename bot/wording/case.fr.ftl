# Après l'envoi : où en est une demande, la compléter, la retirer.

# Réponse à une question isolée, hors de toute conversation.
ask-in-chat = Les demandes se suivent dans une conversation avec Ombud : posez-y votre question.

no-request = Je ne trouve aucune demande envoyée depuis cette conversation. Si vous l'avez faite autrement, un humain peut la chercher.
no-open-request = Je ne trouve aucune demande ouverte dans cette conversation. Un humain peut chercher plus loin.
pick-request = De quelle demande s'agit-il ?
more-requests =
    { $number ->
        [0] Il n'y en a pas d'autre.
        [one] Il y en a une autre, plus ancienne ; un humain peut vous en parler.
       *[other] Il y en a { $number } autres, plus anciennes ; un humain peut vous en parler.
    }
case-card =
    { $reference } : votre { $right }, comptée depuis le { $received }.
    État : { $status }. Réponse au plus tard le { $due }.
case-closed =
    { $reference } : votre { $right }, comptée depuis le { $received }.
    Close : { $status }.
case-overdue = { $reference } : la réponse à votre { $right } était due le { $due } au plus tard, et je n'en vois pas. C'est un retard. Un humain peut vous dire ce qui se passe ; vous pouvez aussi vous plaindre à la CNIL (cnil.fr).
case-not-yet-due = { $reference } : la réponse à votre { $right } est due le { $due } au plus tard. Cette date n'est pas passée ; un humain peut vous dire où elle en est.
withdraw-sure = Retirer la demande { $reference } ? La société n'y répondra pas, et on ne peut pas revenir en arrière.
withdrawn = La demande { $reference } est retirée. Vous pourrez en faire une autre quand vous voudrez.
amend-ask = Que voulez-vous ajouter à la demande { $reference } ? Écrivez-le en un seul message ; ce qui est déjà envoyé ne change pas.
amended = C'est ajouté à la demande { $reference }. L'équipe le lira avec le reste.
