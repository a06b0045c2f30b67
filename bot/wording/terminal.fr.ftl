# Ce que le terminal ajoute à la conversation.

terminal-hint = Écrivez, ou tapez le numéro d'un choix. /cancel arrête ce qui est en cours ; Ctrl-C quitte et garde tout.
terminal-quote = La politique, mot pour mot :
terminal-mail = (développement) L'e-mail est dans { $path }
terminal-learning = Premier démarrage : j'apprends à vous comprendre. Il faut une minute environ, une seule fois.
terminal-leave = Tout est gardé. Pour reprendre, lancez la même commande.
terminal-prompt = vous >
terminal-again = Rien n'a été fait : { $why } Redites-le, s'il vous plaît.
terminal-unfinished = Votre dernière ligne n'a pas été prise ; tout le reste est gardé.
