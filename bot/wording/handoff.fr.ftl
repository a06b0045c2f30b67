# Le passage à un humain, et sa réponse.

human-ask = Écrivez votre message, en une seule fois : l'équipe le lira, et sa réponse arrivera ici. { $when }{ $kept } { $contact }
# Suit une phrase : l'espace du début en fait partie.
human-draft-kept = { " " }Votre demande en cours est gardée.
human-noted = L'équipe a votre message ; sa réponse arrivera ici. { $when }
team-noted = J'ai posé la question à l'équipe ; sa réponse arrivera ici. { $when }
about-topic = « { $topic } »
team-answer =
    Vous aviez posé une question à l'équipe : { $topic }
    { $said }
staff-answer =
    L'équipe vous répond (une personne, pas la machine) :
    { $text }
when-hours = Heures de présence : { $hours }.
when-unknown = Je ne peux pas vous dire sous quel délai.
