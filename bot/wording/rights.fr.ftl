# Les droits, leurs questions et ce que la loi veut que l'on dise.
# Une question par message, 300 signes au plus ; un bouton, 28 signes au plus.

## Dans une phrase : « votre … », « cette … »
request-access = demande d'accès
request-rectification = demande de rectification
request-erasure = demande d'effacement
request-restriction = demande de limitation
request-objection = demande d'opposition
request-marketing-objection = demande d'arrêt de la publicité
request-portability = demande de portabilité
request-consent-withdrawal = demande de retrait du consentement
request-post-mortem = demande sur des données après un décès

## Où en est une demande
status-received = reçue
status-identity-pending = en attente d'une vérification d'identité
status-in-review = à l'étude
status-clarifying = en attente d'une précision de votre part
status-in-progress = en cours d'exécution
status-closed = close

## Ce qu'elle est devenue
outcome-granted = acceptée
outcome-partly = acceptée en partie
outcome-refused = refusée
outcome-nothing-held = aucune donnée trouvée
outcome-unidentifiable = personne impossible à identifier
outcome-withdrawn = retirée par vous
outcome-rerouted = réorientée
outcome-duplicate = déjà demandée

## Questions communes
email-ask = À quelle adresse e-mail voulez-vous recevoir la réponse ? De préférence, une adresse que la société connaît déjà. Juste avant l'envoi, un code y arrivera, pour vérifier qu'elle est à vous.
email-why = La réponse part à cette adresse, qui sert aussi à retrouver votre dossier. Le code évite que quelqu'un agisse à votre place. Aucune pièce d'identité ne vous est demandée ici.
email-label = E-mail pour la réponse
identifier-ask = Avez-vous un numéro de client, ou un autre repère qui aide à retrouver le dossier ? Sinon, passez.
identifier-why = Ce repère aide seulement à retrouver le bon dossier, surtout si votre adresse e-mail n'y figure pas. Vous pouvez très bien passer.
identifier-label = Repère du dossier

## Accès (RGPD, art. 15)
access-scope-ask = Voulez-vous tout ce que la société détient sur vous, ou une partie seulement ?
access-scope-why = Vous avez droit à tout. N'en demander qu'une partie rend seulement la réponse plus facile à lire.
access-scope-label = Données demandées
access-scope-everything = Tout
access-scope-part = Une partie
access-part-ask = Quelles données voulez-vous recevoir ? Par exemple : les enregistrements de mes appels.
access-part-why = Cela permet de vous envoyer ce que vous cherchez. Vous n'avez pas à dire pourquoi.
access-part-label = Partie demandée
access-notice-content = Vous recevrez une copie de vos données, gratuite la première fois, avec ce que la loi prévoit : objectifs, destinataires, durées, origine et droits.
access-notice-recipients = Vous pouvez demander les noms de ceux qui ont reçu vos données.
access-notice-delivery = La copie sera à télécharger en dehors de cette discussion.

## Rectification (RGPD, art. 16)
rectification-wrong-ask = Quelle donnée est fausse ou incomplète ? Par exemple : mon nom est mal écrit.
rectification-wrong-why = La société doit savoir quelle donnée corriger ou compléter.
rectification-wrong-label = À corriger
rectification-correct-ask = Que faut-il écrire à la place ?
rectification-correct-why = La société a besoin de la bonne information pour corriger. Aucun justificatif ne vous est demandé ici.
rectification-correct-label = À écrire à la place
rectification-notice-recipients = La société informe ceux à qui elle a transmis la donnée, sauf si c'est impossible ou demande des efforts démesurés. Vous pouvez demander leurs noms.
rectification-notice-contact = S'il s'agit d'une adresse ou d'un numéro de téléphone, l'équipe vérifie davantage et prévient aussi l'ancien contact.
rectification-notice-meanwhile = En attendant, vous pouvez demander que la donnée contestée ne soit plus utilisée : c'est la limitation.

## Effacement (RGPD, art. 17)
erasure-scope-ask = Que faut-il effacer : toutes vos données, ou une partie seulement ?
erasure-scope-why = Il faut savoir quoi effacer. Vous n'avez pas à dire pourquoi.
erasure-scope-label = Données à effacer
erasure-scope-everything = Toutes mes données
erasure-scope-part = Une partie
erasure-part-ask = Quelles données faut-il effacer ? Par exemple : mon ancienne adresse.
erasure-part-why = Cela permet d'effacer ce que vous souhaitez, et rien d'autre.
erasure-part-label = Partie à effacer
erasure-warning = Attention : un effacement ne peut pas être annulé. Si vous voulez garder une copie de vos données, demandez-la avant.
erasure-notice-exceptions = La loi permet de garder certaines données : liberté d'expression, obligation légale ou mission publique, santé publique, archives ou recherche, droits à faire valoir en justice. La réponse dira ce qui reste, et pourquoi.
erasure-notice-remains = Ce qui doit rester passe dans une archive à accès restreint. Le dossier de cette demande est conservé, et une mention minimale évite que vos données soient reprises.
erasure-notice-recipients = La société informe ceux à qui elle a transmis vos données, sauf si c'est impossible ou demande des efforts démesurés.
erasure-notice-minor = Si vos données ont été collectées en ligne avant vos 18 ans, elles doivent être effacées dès que possible. Sans réponse au bout d'un mois, la CNIL peut être saisie ; elle se prononce en trois semaines.

## Limitation (RGPD, art. 18)
restriction-ground-ask = Pour quel motif voulez-vous que vos données soient gardées, mais plus utilisées ? La loi en prévoit quatre.
restriction-ground-why = La limitation n'existe que dans ces quatre cas (RGPD, art. 18) : la société doit savoir lequel est le vôtre.
restriction-ground-label = Motif
restriction-ground-contested = J'en conteste l'exactitude
restriction-ground-unlawful = Illicite, mais gardez-les
restriction-ground-claims = Pour faire valoir mes droits
restriction-ground-objection = Mon opposition est à l'étude
restriction-details-ask = Voulez-vous préciser, par exemple de quelles données il s'agit ? Sinon, passez.
restriction-details-why = Une précision aide à viser les bonnes données. Vous pouvez très bien passer.
restriction-details-label = Précision
restriction-notice-meaning = Vos données seront conservées, mais plus utilisées sans votre accord, sauf pour une action en justice, pour protéger les droits d'une autre personne ou pour un intérêt public important.
restriction-notice-lifting = La société doit vous prévenir avant de lever la limitation.

## Opposition (RGPD, art. 21, par. 1)
objection-processing-ask = À quel usage de vos données vous opposez-vous ? Par exemple : l'enregistrement de mes appels.
objection-processing-why = La société doit savoir quel usage est en cause.
objection-processing-label = Usage en cause
objection-situation-ask = En quoi cet usage vous pose-t-il problème, dans votre situation ? Une phrase suffit. N'envoyez ni justificatif, ni information de santé.
objection-situation-why = Cette opposition repose, selon la loi, sur des raisons tenant à votre situation (RGPD, art. 21). C'est ensuite à la société de prouver que les siennes l'emportent.
objection-situation-label = Votre situation
objection-notice-stop = La société doit cesser cet usage, sauf si elle démontre un motif légitime et impérieux qui l'emporte, ou si elle en a besoin en justice.
objection-notice-restriction = Pendant l'examen, vous pouvez aussi demander que ces données ne soient plus utilisées : c'est la limitation.

## Arrêt de la publicité (RGPD, art. 21, par. 2 et 3)
marketing-objection-contact-ask = Quel e-mail ou quel numéro ne doit plus recevoir de publicité ? Vous pouvez en écrire plusieurs. Pour le courrier postal, demandez à parler à l'équipe.
marketing-objection-contact-why = C'est l'adresse ou le numéro que la société ne devra plus démarcher. Vous n'avez ni raison à donner, ni identité à prouver.
marketing-objection-contact-label = Plus de publicité à
marketing-objection-notice-effect = La publicité doit cesser sans délai, sans attendre la date de réponse. Le profilage à des fins publicitaires doit cesser aussi.
marketing-objection-notice-service = Les messages qui ne sont pas de la publicité, par exemple sur un contrat en cours, continuent.
marketing-objection-notice-list = Pour que cela dure, la société garde cette adresse ou ce numéro dans une liste d'opposition, qui ne sert à rien d'autre.
marketing-objection-notice-calls = Votre demande vaut pour cette société seulement. Pour toutes, depuis le 11 août 2026, un appel commercial à un consommateur exige son accord préalable, sauf s'il porte sur un contrat en cours.

## Portabilité (RGPD, art. 20)
portability-format-ask = Sous quel format voulez-vous vos données : CSV ou JSON ?
portability-format-why = La loi prévoit un format lisible par une machine. Les deux conviennent ; CSV s'ouvre dans un tableur, JSON se prête mieux à un import dans un logiciel.
portability-format-label = Format
portability-format-csv = CSV
portability-format-json = JSON
portability-receiver-ask = À qui ces données doivent-elles être remises ?
portability-receiver-why = Vous pouvez les recevoir vous-même, ou les faire envoyer à une autre entreprise si c'est techniquement possible.
portability-receiver-label = À remettre
portability-receiver-me = À moi
portability-receiver-company = À une autre entreprise
portability-company-ask = À quelle entreprise, et à quelle adresse la joindre ? Par exemple : Exemple SARL, contact@example.org.
portability-company-why = Pour un envoi direct, la société doit savoir à qui écrire.
portability-company-label = Entreprise destinataire
portability-notice-provided = Ce droit porte sur les données que vous avez fournies, y compris par votre activité, si elles sont traitées par informatique avec votre accord ou pour un contrat. Pour les autres, il y a la demande d'accès.
portability-notice-transfer = L'envoi direct à une autre entreprise se fait si c'est techniquement possible.
portability-notice-keeps = Cette demande n'efface rien : la société garde vos données.

## Retrait du consentement (RGPD, art. 7, par. 3)
consent-withdrawal-scope-ask = Retirez-vous tous vos consentements, ou un seul ?
consent-withdrawal-scope-why = La société doit savoir quel usage arrêter. Vous n'avez pas à dire pourquoi.
consent-withdrawal-scope-label = Consentement retiré
consent-withdrawal-scope-everything = Tous
consent-withdrawal-scope-part = Un seul
consent-withdrawal-part-ask = Quel consentement retirez-vous ? Par exemple : recevoir la lettre d'information.
consent-withdrawal-part-why = La société doit savoir quel usage arrêter, et lesquels continuent.
consent-withdrawal-part-label = Lequel
consent-withdrawal-contact-ask = Avec quelle adresse e-mail ou quel numéro de téléphone aviez-vous donné votre accord ?
consent-withdrawal-contact-why = Cela permet de retrouver votre accord. Le retirer doit être aussi simple que le donner : rien d'autre n'est vérifié.
consent-withdrawal-contact-label = Accord donné avec
consent-withdrawal-notice-effect = Le retrait prend effet sans délai, pour l'avenir.
consent-withdrawal-notice-past = Ce qui a été fait auparavant avec votre accord reste licite.
consent-withdrawal-notice-erasure = Le retrait n'efface pas les données. Vous pouvez aussi demander leur effacement.

## Après un décès (loi Informatique et Libertés, art. 85)
post-mortem-whose-ask = S'agit-il de vos propres données, ou de celles d'une personne décédée ?
post-mortem-whose-why = La loi prévoit deux cas : vos instructions pour après votre décès, et ce que l'on peut demander après le décès d'un proche.
post-mortem-whose-label = Données de
post-mortem-whose-mine = Mes propres données
post-mortem-whose-deceased = Une personne décédée
post-mortem-wish-ask = Après votre décès, que faudra-t-il faire de vos données ?
post-mortem-wish-why = La société devra suivre ce choix après votre décès. Vous pourrez le changer à tout moment.
post-mortem-wish-label = Votre choix
post-mortem-wish-keep = Les conserver
post-mortem-wish-erase = Les effacer
post-mortem-wish-communicate = Les transmettre
post-mortem-details-ask = Voulez-vous préciser, par exemple quelles données, ou à qui les transmettre ? Sinon, passez.
post-mortem-details-why = Vous pouvez décider différemment selon les données. Vous pouvez aussi très bien passer.
post-mortem-details-label = Précisions
post-mortem-executor-ask = Qui devra veiller au respect de vos instructions ? Indiquez un nom et un moyen de joindre cette personne, après l'avoir prévenue. Sinon, passez.
post-mortem-executor-why = La personne que vous désignez pourra demander à la société d'appliquer vos instructions. Si vous n'en désignez pas, vos héritiers le pourront.
post-mortem-executor-label = Personne désignée
post-mortem-deceased-ask = Comment s'appelait la personne décédée ? Indiquez son prénom et son nom.
post-mortem-deceased-why = Le nom sert à retrouver le bon dossier.
post-mortem-deceased-label = Personne décédée
post-mortem-death-ask = À quelle date cette personne est-elle décédée ? Par exemple : 3 septembre 2026.
post-mortem-death-why = Cette démarche n'est ouverte qu'après le décès. La date évite aussi de confondre deux personnes du même nom.
post-mortem-death-label = Date du décès
post-mortem-relation-ask = À quel titre faites-vous cette demande ?
post-mortem-relation-why = La loi donne ce droit à la personne que le défunt a désignée, sinon à ses héritiers.
post-mortem-relation-label = Votre qualité
post-mortem-relation-executor = La personne désignée
post-mortem-relation-heir = Héritier ou héritière
post-mortem-relation-other = Autre
post-mortem-need-ask = Que demandez-vous ? Par exemple : fermer le compte, ou obtenir un document utile à la succession.
post-mortem-need-why = La loi permet d'obtenir ce qui sert à régler la succession, de faire fermer les comptes et de faire cesser l'usage des données.
post-mortem-need-label = Votre demande
post-mortem-warning = S'il s'agit de vos propres instructions : en confirmant, vous acceptez expressément que la société les enregistre.
post-mortem-notice-change = Vos instructions ne valent que pour cette société. Vous pouvez les changer ou les annuler à tout moment.
post-mortem-notice-papers = Pour une personne décédée, un livret de famille ou un acte de notoriété suffit aux héritiers. L'équipe vous dira comment le montrer : ne l'envoyez pas ici.

## Ce que la personne reçoit de l'équipe ; les mots de l'équipe suivent
notice-identity = Demande { $reference } : l'équipe a un doute raisonnable sur l'identité de la personne qui demande, et doit la vérifier avant d'aller plus loin. N'envoyez pas de pièce d'identité dans cette discussion. Voici ce que l'équipe vous écrit :
notice-identified = Demande { $reference } : la vérification est faite, l'équipe reprend l'examen. Merci.
notice-clarify = Demande { $reference } : l'équipe a besoin d'une précision.
notice-extended = Demande { $reference } : il faut plus de temps. Vous aurez une réponse au plus tard le { $due }. Si vous n'êtes pas d'accord, vous pouvez saisir la CNIL (cnil.fr) ou un juge. Le motif :
notice-granted = Demande { $reference } : c'est fait. Si vous n'êtes pas d'accord avec la réponse, vous pouvez saisir la CNIL (cnil.fr) ou un juge.
notice-partly = Demande { $reference } : elle est acceptée en partie. Le reste est refusé ({ $law ->
    [gdpr] RGPD
   *[lil] loi Informatique et Libertés
  }, art. { $article }). Vous pouvez saisir la CNIL (cnil.fr) ou un juge. Ce qui est fait, ce qui ne l'est pas, et pourquoi :
notice-refused = Demande { $reference } : elle est refusée ({ $law ->
    [gdpr] RGPD
   *[lil] loi Informatique et Libertés
  }, art. { $article }). Vous pouvez saisir la CNIL (cnil.fr) ou un juge. Le motif :
notice-nothing-held = Demande { $reference } : la société a cherché et ne détient aucune donnée sur vous. Si vous n'êtes pas d'accord, vous pouvez saisir la CNIL (cnil.fr) ou un juge.
notice-unidentifiable = Demande { $reference } : la société ne parvient pas à savoir quelles données sont les vôtres ({ $law ->
    [gdpr] RGPD
   *[lil] loi Informatique et Libertés
  }, art. { $article }). Vous pouvez refaire une demande avec un autre repère, ou saisir la CNIL (cnil.fr) ou un juge. Pourquoi :
notice-rerouted = Demande { $reference } : elle continue autrement. L'équipe vous explique :
notice-duplicate = Demande { $reference } : la même demande est déjà en cours, et recevra sa réponse.

## Ce que l'équipe reçoit de la personne ; ses mots suivent
notice-staff-amend = Demande { $reference } : un ajout.
notice-staff-clarified = Demande { $reference } : la précision demandée.
notice-staff-withdraw = La demande { $reference } a été retirée par la personne.

## Pourquoi cela ne se peut pas
refused-closed = Cette demande est close : elle ne peut plus changer. Une nouvelle demande reste toujours possible.
refused-person-only = Seule la personne qui a fait la demande peut la retirer.
refused-staff-only = Seule l'équipe peut le faire.
refused-status = Cette étape n'est pas possible là où en est la demande.
refused-no-words = Il manque quelques mots : écrivez ce qui doit être dit.
refused-no-article = Un refus doit citer l'article de loi qui le permet, par exemple 17(3)(b).
refused-identity-needless = Cette demande prend effet sans preuve d'identité : il n'y a rien à vérifier.
refused-suspend-access-only = Une précision ne peut arrêter le délai que pour une demande d'accès à un grand nombre de données.
refused-extend-without-delay = Cette demande prend effet sans délai : la réponse ne peut pas être repoussée.
refused-extend-twice = Le délai a déjà été prolongé : il ne peut pas l'être une seconde fois.
refused-extend-late = Le mois est passé : le délai ne peut plus être prolongé.
refused-human-decides = Cette décision revient à une personne de l'équipe.

# Ce que les gens écrivent pour choisir, séparé par des virgules.
said-everything = tout, toutes, tous, toutes mes données, tout ce que vous avez, la totalité, le tout, intégralement, tout supprimer, tout effacer, absolument tout, tout tout tout, tout sans exception, l'ensemble, toutes les données, l'intégralité, tout ce que vous détenez, tout ce que vous savez sur moi
said-part = une partie, en partie, certaines, certains, pas tout, seulement une partie
said-except = sauf, excepté, hormis, à l'exception de, à l'exception des, à l'exception du
said-oneself = moi, moi-même, les miennes, les miens, mes données, moi personnellement
said-somebody-else = quelqu'un d'autre, autrui, une autre personne, un proche, un défunt, une défunte, défunt, défunte, un mort, un parent, père, mère, papa, maman, fils, fille, frère, sœur, mari, femme, épouse, époux, conjoint, conjointe, compagnon, compagne, grand-père, grand-mère, oncle, tante, ami, amie, enfant, parents, décédé, décédée
said-died = est mort, est morte, est décédé, est décédée, vient de mourir, vient de décéder, nous a quittés, feu mon père, feue ma mère
said-family = fils, fille, enfant, l'un des enfants, mari, femme, épouse, époux, conjoint, conjointe, veuf, veuve, père, mère, papa, maman, frère, sœur, petit-fils, petite-fille, fille unique, fils unique, héritier, héritière, j'hérite, de la famille
said-no-family = rien de tout cela, aucun lien, ami, amie, voisin, voisine, collègue, notaire, avocat, avocate, tuteur, tutrice
