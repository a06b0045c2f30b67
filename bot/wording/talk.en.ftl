# What Ombud says of itself, and what it says when nothing else fits.

welcome =
    Hello, I am Ombud, the automatic assistant for your data at { $controller }: I answer your questions and pass on your requests.
    The team can read what you write. I forget our conversation after { $days } days; requests you sent stay longer.
    A person instead? Write "human".
welcome-english = En français ? Écrivez simplement en français.
welcome-back = Welcome back. What would you like to know or ask for?
welcome-back-to = Welcome back. This is where we were:
help =
    Ask a question about your data, or say what you want done. Your own words will do.
    /requests: your requests
    /human: a human
    /cancel: stop what is under way
    /privacy: what I keep
    /forget: erase this conversation
    /language: change the language

language-now = All right, let us go on in English.
languages =
    I speak French and English. Which language do you prefer?
    Je parle français et anglais : choisissez ci-dessous.

talk-greet = Hello. I am here for your questions and requests about your data.
talk-thanks = You are welcome.
talk-bye = Goodbye. To pick up again, just write here.
talk-bot = Yes, I am a machine. To talk to a person, write "human".
talk-upset = I am sorry this is going badly. Someone on the team can read and answer you: write "human".

at-your-service = All right. What can I do for you?
nothing-open = No question is open. Tell me what you would like to know or ask for.
nothing-under-way = Nothing is under way. What would you like to know, or ask for?
unknown-command = I don't know that command. /help shows the ones there are.
empty-message = I received no text, and I only read what is written. Please say it in words.
no-words = Could you put that in words, please?
sign-send = To send it, tap the button or write "yes".
sign-yes = To say yes, tap the button or write "yes".
too-long = This message has { $length } characters; I read { $most } at most. Please give the main point in a few sentences.
media-photo = I cannot see pictures: I only read words. { $otherwise }
media-video = I do not watch videos: I only read words. What would you like to tell me?
media-file = I do not open files: I only read words. { $otherwise }
media-voice = I cannot listen to voice messages. Please put it in a few words, or ask for a person.
media-sticker = I only read words. What would you like to tell me?
media-location = I do not need to know where you are, and have not kept it.
media-poll = I cannot answer a poll. Ask me your question in words.
media-other = I cannot read what you sent: I only read words. Please say it in words.
media-several = I received all { $count } of them, but I only read words. { $otherwise }
media-too-large = That is too large for me, and I only read words. { $otherwise }
media-caption = I only read the words, not what is attached.
media-only-words = Only words reach the team. Please write your message here.
media-by-contact = To get a document to us: { $contact }.
media-by-human = To get a document to us, write "human": the team will tell you how.
number-ask = The button sends this account's number, your own. You can also type it, or give an address.
number-noted = Noted.
number-needless = I no longer need your number.
number-unasked = I do not need your number now, and have not kept it.
number-not-own = That is not your account's own number: I have not kept it. When I ask for a number, share your own, or type it.
edit-seen = I saw that you changed an earlier message; that changes nothing here. To correct something, say it again. To add to a request already sent: /requests.
old-button = That button belongs to an earlier question. Nothing was changed.
which-one = Just to be sure: what did you mean?
which-of-these = Gladly, but which one of these?
did-you-mean = Just to be sure: did you mean "{ $topic }"?
did-you-mean-again = I did not follow. If you want "{ $topic }", say yes; if not, say no, or write "human".
perhaps = If I understand correctly:
also-asked = As to "{ $topic }":
first-your-question = Your question first:
one-after-the-other = First your { $first }; then your { $then }.
copy-first = First your copy: once erased, there would be nothing left to send. Then your { $then }.
# Goes on after "then your".
one-then-another = { $first }, then your { $then }
human-too = A person can also read you: write "human" at any moment.
kept-too = Noted: your { $right } comes next.
wanted-too = That leaves your { $right }: here it is. To drop it, write "cancel".
foreign =
    I read and write French and English only. Write "human" and someone on the team will read your message.
    Je lis et j’écris seulement le français et l’anglais. Écrivez « humain » et une personne de l’équipe vous lira.
foreign-short =
    I speak only French and English.
    Je ne parle que français et anglais.
neither = All right, it was none of those. Please put it in other words.
not-understood = I did not quite understand. Put it in one sentence, such as "Who gets my data?", or choose a topic.
not-understood-again = Sorry, I still do not understand. A person can read you: write "human". Otherwise, here are some topics.
not-understood-still = I am a machine, and these words escape me. Choose below, or write "human" and a person will read your message.
not-understood-human = I cannot help you with this, but someone on the team can: write "human", then your message.
more-of-what = What would you like to know more about?
whole-clauses =
    My answer stands in this part of the policy, quoted word for word:
    { $titles }
whole-section =
    Here is the whole part, word for word:
    { $titles }
courtesy = A courtesy translation; only the French text is binding:
law-line = { $article }: { $says }
no-answer = I have no answer to that: the policy that I quote says nothing of it. A person can answer you: write "human".
which-person = The answer depends on who you are. Which one is you?
person-noted = Noted. What would you like to know?
as-named = { $name }
no-difference = The policy makes no difference for that situation on this point.
team-said =
    The team answered on { $day }:
    { $text }
team-said-in-other =
    The team answered on { $day }, in French:
    { $text }
said-section = the whole section, whole section, show me the whole section, show the whole section, show me the section, the entire section, read the whole section, i want to read the whole section, the full section, full section, the whole chapter, the whole passage, the full text, show me the full text, the whole part, give me the whole section
said-team = ask the team, ask them, please ask the team, yes ask the team, can you ask the team, could you ask the team, put it to the team, ask your team, yes please ask the team
said-where = which clause, what clause, in which clause, which clause is that, which clause says that, which part, which article, which paragraph, which section, where does it say that, where does it say so, where is that written, where is it written, where is that, where exactly, where in the policy, where does that come from, what is your source, your source, source, says who, show me the clause, show me the clauses, show me where, quote it, quote the clause, prove it, read the clause, read the clauses
said-both = both, the 2, both 2, the 2 of them, all 3, all the 3, both of them, both please, the two, all of them, all three, i want both, both of these, all of these, one and the other, i meant both, both actually
said-neither = neither, none, none of them, none of these, none of those, neither of them, neither of these, neither one, none of the above, something else, not that, none of that, no something else, not these, nothing of that, nope neither, no neither, none of these please
all-stays = All right, everything stays as it was.
aside-dropped = All right, let us leave that. Nothing was sent.
internal-error = Something went wrong on our side. Your last message is lost, the rest is kept. Please send it again, or ask for a human by writing /human.

# Says nothing: it stands in for a sentence that is not needed this time.
nothing = { "" }

privacy =
    Responsible for your data: { $controller }. Ombud is its machine.
    Purpose: to answer your questions (legitimate interest) and to handle your requests (legal obligation).
    Kept, encrypted: where this chat stands, { $days } days after your last message, with no transcript; your messages to the team, as long. Your requests stay, as evidence of how they were handled, and their link with this chat while they are open.
    In a messenger, the provider carries the messages, without end-to-end encryption.
    Your rights: ask here. /forget erases this chat. Complaints: the CNIL, cnil.fr.
    { $contact }
privacy-contact = Contact: { $contact }
privacy-no-contact = Contact: write "human" here.

forget-sure = Erase this conversation and your unanswered questions{ $lost }? Requests you sent stay, as the company must prove how it handled them. Note their references: afterwards I can no longer show them to you here.
# Goes on after "your unanswered questions", hence the comma.
forget-draft = , along with whatever you have not sent yet
forgotten = It is erased. If you write again, we start afresh.

# A yes and nothing beside it, with commas between.
said-yes = ok do it, ok go ahead, yes, yes yes, yeah, yep, yup, ok, okay, sure, of course, i confirm, yes i confirm, confirm, that is right, that's right, correct, exactly, perfect, go ahead, yes go ahead, yes please, yes thanks, send it, yes send it, do it, yes do it, absolutely, definitely, all good, looks good, yes that is correct, yes that's right, alright, all right, yes it is, yes i do, yes i am sure, i am sure, yes of course, yes sure, yes absolutely, yes definitely, yes correct, yes exactly, yes indeed, yes that is it, that is it, that's it, that is the one, that one, it is, indeed, yes right, that's correct, quite right, spot on, affirmative, certainly, by all means, sure thing, for sure, you bet, totally, agreed, i agree, i do, please do, yes please do, please send it, yes do, fine, that's fine, that is fine, yes that's fine, fine by me, all correct, everything is correct, it is correct, everything is right, it is all right, looks right, looks correct, sounds good, ok yes, okay yes, ok send it, ok fine, ok perfect, ok good, go for it, submit, submit it, confirmed, approve, approved, proceed, yup yup, yeah sure, yeah ok, yeah that's right, yeah go ahead, aye, y, yse, yess, yep go ahead, sure go ahead, sure yes, oh yes, well yes, oki, okey, oky, okey dokey, roger, perfect go ahead, perfect send it, i accept, accepted, yes i accept, yes i agree
# A plain no, with commas between.
said-no = no, no no, nope, nah, nah no, nay, no way, no thanks, no thank you, no not really, not really, not at all, not now, not yet, not that, not this, not that one, not this one, not right, not correct, not quite, not exactly, that is wrong, that's wrong, it is wrong, wrong, incorrect, false, that is not right, that's not right, that is not it, that's not it, it is not, no it is not, it isn't, no it isn't, no that's not it, no that is wrong, no that's wrong, no it's wrong, negative, never, by no means, absolutely not, certainly not, definitely not, of course not, no of course not, please no, please don't, don't, do not, don't do it, do not do it, don't send it, do not send it, no don't, no do not, no don't do it, i don't want to, i do not want to, i don't want that, no i don't, no i do not, i'd rather not, i would rather not, rather not, i'd prefer not to, i prefer not to, better not, i don't think so, i do not think so, don't think so, i refuse, i disagree, i decline, n, noo, nop, noope, nopes, nuh uh, uh no, uhm no, um no, oh no, well no, hell no, no sorry, sorry no, no actually, actually no, no wait, ok no, no never, on second thoughts no
