# La preuve de l'adresse : un code envoyé par e-mail, à recopier dans la conversation.

code-ask = Quel est le code de 8 chiffres envoyé à { $address } ? Il est valable 10 minutes. S'il n'arrive pas, regardez dans les courriers indésirables.
code-limited = Je ne peux plus envoyer de code : la limite de 24 heures est atteinte. Revenez demain, ou demandez un humain. Vos réponses sont gardées.
code-refused = L'e-mail à { $address } n'a pas pu être remis. Vérifiez l'adresse et corrigez-la, ou demandez un humain.
code-late = L'e-mail ne passe pas pour l'instant. Je réessaie ; le code peut arriver plus tard.
code-shape = Le code a 8 chiffres ; j'en compte { $digits } dans votre message.
code-right = Merci, votre adresse est vérifiée.
code-wrong =
    { $left ->
        [0] Ce n'est pas le bon code, et il ne reste aucun essai. Demandez un nouveau code.
        [one] Ce n'est pas le bon code. Il reste { $left } essai : recopiez le dernier code reçu.
       *[other] Ce n'est pas le bon code. Il reste { $left } essais : recopiez le dernier code reçu.
    }
code-expired = Ce code n'est plus valable : ses 10 minutes sont passées. Demandez-en un nouveau.
code-none = Aucun code n'est en cours. Demandez-en un nouveau.
code-locked = Trop de codes faux : celui-ci n'est plus valable. Demandez-en un nouveau, ou un humain.

code-mail-subject = Votre code de vérification – { $controller }
code-mail-body =
    Bonjour,

    Voici votre code : { $code }

    Il est valable { $minutes } minutes. Recopiez-le là où on vous le demande : { $channel }.

    Responsable de vos données : { $controller }
    Objet : { $right }, le { $time }

    Ne donnez ce code à personne, même à quelqu'un qui dit appeler pour { $controller }.

    Vous n'avez rien demandé ? Ignorez ce message : sans ce code, personne n'obtient l'accès à quoi que ce soit.

    Ombud, la machine qui reçoit les demandes sur les données personnelles

code-unsent = Aucun code n'est en route pour { $address }. Demandez-en un nouveau, donnez une autre adresse, ou passez par un humain.
# Ce que les gens écrivent pour avoir un autre code, séparé par des virgules.
said-resend = renvoyer, renvoyez le code, renvoyer le code, nouveau code, un autre code, pas de code, pas reçu, pas recu, rien reçu, code perdu

# Où l'on recopie le code, dans l'e-mail.
channel-terminal = la conversation avec Ombud, dans le terminal
channel-telegram = la conversation avec Ombud, dans Telegram
channel-slack = la conversation avec Ombud, dans Slack
