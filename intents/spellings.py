"""Words as they are typed in a hurry, and what they stand for; a form that is also an ordinary word stays out."""

from __future__ import annotations

_FRENCH = """
j'ai: g jai | c'est: c cest | que: k ke q | quel: kel | quels: kels | quelle: kelle | quelles: kelles | qui: ki |
quoi: koi kwa | pourquoi: pk pq pkoi pourkoi prquoi prq pourqoi | vous: vs vou | nous: ns | dans: ds | avec: avc |
quand: qd kan kand | comment: cmt coment komen komment coman | combien: cb combi combiens | quelqu'un: qq1 qqun |
quelque chose: qqch qqchose | beaucoup: bcp | tout: tt | toute: tte | temps: tps | toujours: tjs tjr tjrs tjours |
jamais: jms | maintenant: mtn mnt | donc: dc | désolé: dsl | s'il vous plaît: svp | s'il te plaît: stp |
salut: slt | bonjour: bjr bjour bonjours | bonsoir: bsr | coucou: cc | merci: mrc mci |
d'accord: dac dacc dak dakor | oui: ui wi ouep ouais oué | non: nn nan | je veux: jveu jveux jvx |
je voudrais: jvoudrai jvoudrais jvoudré | veux: veu | je peux: jpeu jpeux | je suis: jsuis jsui chui chuis |
je sais: jsais | je comprends: jcomprends | mot de passe: mdp | numéro: num | téléphone: tel tlf |
rendez-vous: rdv | problème: pb | données: doné donés donees | donner: doner | personnelles: perso persos |
supprimer: suprimer | supprime: suprime | supprimez: suprimez |
effacer: efacer éfacer effaser | efface: eface | effacez: efacez | il y a: ya | qu'est-ce que: keske kesk |
qu'il: kil | qu'on: kon | il faut: fo | longtemps: lgtps lgtemps | pendant: pdt | aujourd'hui: ajd auj |
informations: infos | aurez: auré | facebook: fb | instagram: insta | parce que: pcq pck | quelque: qqe
"""

_ENGLISH = """
you: u | your: ur | are: r | please: pls plz plse pleas | thanks: thx tnx thnx | thank you: ty tysm |
want to: wanna | going to: gonna | give me: gimme | let me: lemme | have to: gotta | do not: dont don't |
do not: don'y don'r don'g donr dont' dotn odnt dnot |
can not: cant can't cannot | will not: wont won't | does not: doesnt doesn't | did not: didnt didn't |
is not: isnt isn't | are not: arent aren't | was not: wasnt wasn't | have not: havent haven't |
has not: hasnt hasn't | should not: shouldnt | would not: wouldnt | could not: couldnt | what is: whats what's |
where is: wheres where's | who is: whos who's | that is: thats that's | there is: theres there's | how is: how's |
it is: it's | i am: im i'm | i have: ive | i would: i'd | let us: let's | you all: yall y'all ya'll |
you are: youre | they are: theyre | about: abt | what: wat wut wht | which: wich | people: ppl |
because: cuz coz | before: b4 | today: 2day | tomorrow: tmrw 2moro | account: acct | address: adress addy |
receive: recieve | information: info | delete: deleet delet dlete | privacy: privcy | the: teh |
yes: yep yeah yea yup | no: nope nah | i do not know: idk | have: hav hv | should: shud | would: wud |
could: cud
"""


def _table(text: str) -> dict[str, str]:
    entries = (entry.strip().split(": ") for entry in text.split("|"))
    return {short: full for full, shorts in entries for short in shorts.split()}


SHORT_FORMS = _table(_FRENCH) | _table(_ENGLISH)
