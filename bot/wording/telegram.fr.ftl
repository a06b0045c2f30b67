# Ce qui n'est dit que dans Telegram.

telegram-quote = La politique, mot pour mot :
telegram-share = Envoyer mon numéro
telegram-share-hint = ou écrivez votre réponse ici

# Dans un groupe, où d'autres lisent.
telegram-group = Ici, d'autres lisent : je ne parle de données personnelles qu'en privé. Ce lien n'est que pour vous, une seule fois : { $link }
telegram-group-privacy = Je ne garde rien de ce qui s’écrit ici. Pour vos questions, vos droits et ma notice complète, écrivez-moi en privé : { $link } Responsable : { $controller }. Réclamations : la CNIL, cnil.fr.
telegram-group-plain = Ici, d'autres lisent : je ne parle de données personnelles qu'en privé. Écrivez-moi là : { $link }

# La fiche du robot : 512 signes au plus, et 120 pour la courte.
telegram-description =
    Ombud, une machine. Questions sur la politique que suit { $controller }, demandes sur vos données.
    Je garde où nous en sommes { $days } jours, sans transcription ; vos demandes, plus longtemps. Pas de chiffrement de bout en bout : n'écrivez rien d'intime ni sur votre santé.
telegram-short = Vos données personnelles : posez vos questions, faites valoir vos droits. Une machine ; un humain si vous voulez.

# Les commandes, telles que le menu les montre : moins de 40 signes.
telegram-command-start = Commencer, ou reprendre
telegram-command-help = Ce que je sais faire
telegram-command-privacy = Ce que je garde de vous
telegram-command-language = Changer de langue
telegram-command-requests = Vos demandes
telegram-command-human = Parler à un humain
telegram-command-cancel = Arrêter ce qui est en cours
telegram-command-forget = Effacer cette conversation
