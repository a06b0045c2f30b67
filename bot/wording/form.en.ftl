# The form: what is said around the questions of rights.en.ftl. To "send" is to file the request.

start = I am preparing your { $right }: a few questions, and nothing goes out before you agree. "Back", "help" and "cancel" always work. Please write nothing intimate, nor about your health.
start-next = I am preparing your { $right }: as before, nothing goes out until you agree.
already-under-way = Your { $right } is already under way.
parked = I am putting your { $right } aside; we will come back to it afterwards.
wish-edited = All right: I drop your { $right }, as you edited your message.
resume-sure = Your { $right } is still unsent. Go on with it?
resumed = Back to your { $right }.
restarted = Your answers are erased. Let us start over.
restart-sure = Start over? Your answers will be erased.
first-question = This is the first question: there is nothing before it.
back-was = Your answer so far – { $label }: { $value }
cannot-skip = This step is needed. Here is why.
corrected = Corrected – { $label }: { $value }
added = Added: { $value }
edit-kept = I saw your change, but your answer stays as it was – { $label }: { $value }
edit-none = Noted – { $label }: nothing.
overwrite-sure = Your address is already verified; another one will need a new code. Replace it?

summary =
    Your { $right }, not sent yet:
    { $lines }
    Shall I send it to the company?
summary-line = – { $label }: { $value }
summary-waits = Your { $right } is waiting for your go-ahead.
change-which = Nothing is sent. Which answer would you like to change? To drop the request, write "cancel".

cancel-sure = Drop your { $right }? Nothing has been sent.
cancel-sure-lost = Drop your { $right }? Nothing has been sent; your answers will be erased.
cancelled = Your { $right } is dropped. Nothing was sent, and your answers are erased.
reminder = Your { $right } has not been sent yet. To finish it, answer the question below; to drop it, write "cancel".
reminder-parked = Your { $right }, put aside, is not sent yet. We will come back to it after the request under way.
expired = Your { $right } had been waiting too long: I have erased it, and sent nothing. You can start it again whenever you like.

receipt =
    It is sent: your { $right } has the reference { $reference }.
    { $term }
    { $proof }
    { $notices }
    It is free. To add to it, withdraw it or talk to a human, write here. { $contact }You may complain to the CNIL: cnil.fr.
receipt-counts = Sent on { $filed }, it counts from { $received }.
receipt-counts-same = It counts from today.
receipt-term = { $counts } An answer is due by { $due }, or two months later if the company tells you why by then.
receipt-term-prompt = { $counts } It takes effect without delay; the company answers by { $due } at the latest.
contact-line = Contact: { $contact }.{" "}
receipt-proved = Your address is verified by a code; no identity paper was needed.
receipt-no-proof = No proof of identity was needed.

read-back = I read: { $value }. Is that right?
read-wrong = Sorry, I misread you. Please type the address with its @, or the number in digits.

# Two ways of asking again; the question itself is repeated right after.
retry-email = I need an e-mail address, such as ada@example.org.
retry-email-again = I found no address. It has an @ and no space: ada@example.org.
retry-contact = I need an e-mail address or a phone number, such as ada@example.org or +33 6 12 34 56 78.
retry-contact-again = I found no address and no number. The address has an @; the number, all of its digits.
retry-date = I need a date, such as 3 September 2026.
retry-date-again = I found no date. Digits work too, year first: 2026-09-03.
retry-choice = Tap one of the answers below, or type it.
retry-choice-again = I recognise none of the answers below in that. Tap the one that fits, or type its words.
retry-choice-one = Just one answer, please: tap it, or type it.
retry-text = Say it in your own words, in a sentence or two.
retry-text-again = I need at least one word or number to go on.
retry-name = I need a name, such as Ada Martin.
retry-name-again = I found no name. A first name or a family name will do.
retry-code = I need the code from the e-mail: 8 digits, such as 1234 5678.
retry-code-again = I found no code. Type only its 8 digits, with or without a space.
retry-summary = Answer "yes" to send the request, "no" to change an answer.
retry-summary-again = Nothing has been sent yet. Press a button, or write only "yes" or "no".
retry-human = This is not working out. A human can take over: write "human". Or let us try again; what you have given is kept.
retry-human-again = This still does not work, and I am sorry. Write "human": the team will finish it with you. "Cancel" drops the request.

bad-email = This address looks incomplete. It is written without spaces, with an @ and then a dot: ada@example.org.
bad-email-several = I see several addresses. Please give just one.
bad-contact = This looks like an address or a number, but something is missing. For example: ada@example.org or +33 6 12 34 56 78.
bad-phone = I do not know this number: its length is right, but no phone network uses it. Please check its digits, for example +33 6 12 34 56 78.
bad-date-several = I see several dates. Please give just one, such as 3 September 2026.
bad-date-future = This date is still to come. Give today's date or one in the past.
bad-long = This answer has { $length } characters; there is room for { $most }. Please keep the main point.
bad-same = That is the same answer as before. Give another one, or write "skip".

code-not-yet = The code comes later, by e-mail: I will ask you for it. For now, here is the question.
why-code = This code shows that the address is yours: that way nobody can act in your place.
why-summary = It lets you check everything: the company only receives what you have confirmed.
help-field = Answer in your own words or with a button. "Why" tells what the question is for, "back" goes to the one before, "cancel" drops the request, "human" calls the team.
help-code = The code is in the e-mail I am sending you; look in your spam folder too. You can ask for a new one, give another address or ask for a human.
help-summary = Check your answers. "Yes" sends the request, "no" lets you change an answer, "cancel" drops everything.
form-changed = The questions for this request have changed since your last message. What still fits is kept; let us go on.
# What people write when they have nothing to answer, with commas between.
said-none = none, nothing, no, nope, i have none, i don't have one, i do not have one, i don't have any, don't know, i don't know, no idea, not that i know, not applicable, n/a, nothing to add, no number, no client number, no customer number, i have no number
# What people write when they cannot choose, with commas between.
said-undecided = i don't know, don't know, dunno, i dunno, i do not know, i really don't know, i don't know which, i don't know which one, i'm not sure, not sure, i am not sure which, no idea, i have no idea, i can't decide, i can't choose, what's the difference, what is the difference, what's the difference between them, what's the difference between the two, what is the difference between the two, which difference, the difference
# What people write when they no longer want the request itself.
said-refusal = don't, don't do it, don't do that, don't do anything, please don't, actually don't, don't send it, don't send, don't send that, don't send anything, not that, i changed my mind, i have changed my mind, changed my mind, never mind, forget it, leave it, drop it, i don't want to, i don't want this, i don't want that, i don't want it, i don't want anything, i want nothing, not anymore, absolutely not, no way
