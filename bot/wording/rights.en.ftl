# The rights, their questions, and what the law wants people told.
# One question a message, at most 300 characters; a button, at most 28.

## In a sentence: "your …", "this …"
request-access = access request
request-rectification = rectification request
request-erasure = erasure request
request-restriction = restriction request
request-objection = request to object
request-marketing-objection = request to stop advertising
request-portability = portability request
request-consent-withdrawal = request to withdraw consent
request-post-mortem = request about data after a death

## How far a request has come
status-received = received
status-identity-pending = waiting for an identity check
status-in-review = being looked at
status-clarifying = waiting for details from you
status-in-progress = being carried out
status-closed = closed

## What became of it
outcome-granted = granted
outcome-partly = granted in part
outcome-refused = refused
outcome-nothing-held = no data found
outcome-unidentifiable = person could not be identified
outcome-withdrawn = withdrawn by you
outcome-rerouted = continued in another way
outcome-duplicate = already requested

## Questions that several rights share
email-ask = Which e-mail address should the answer go to? If you can, give one that the company already knows. Just before we send, a code will arrive there, to check that it is yours.
email-why = The answer goes to this address, which also helps to find your file. The code keeps others from acting in your name. You are not asked for an identity document here.
email-label = E-mail for the answer
identifier-ask = Do you have a client number, or anything else that helps to find the file? If not, skip this.
identifier-why = It only helps to find the right file, especially if your e-mail address is not in it. You are free to skip it.
identifier-label = Helps to find the file

## Access (GDPR Art. 15)
access-scope-ask = Would you like everything the company holds about you, or only part of it?
access-scope-why = You have a right to everything. Asking for part of it only makes the answer easier to read.
access-scope-label = Data requested
access-scope-everything = Everything
access-scope-part = Part of it
access-part-ask = Which data would you like? For example: the recordings of my calls.
access-part-why = This lets the company send what you are looking for. You need not say why.
access-part-label = Part requested
access-notice-content = You will get a copy of your data, free of charge the first time, with what the law requires: purposes, recipients, periods, source and rights.
access-notice-recipients = You can ask for the names of those who received your data.
access-notice-delivery = The copy will be a download outside this chat.

## Rectification (GDPR Art. 16)
rectification-wrong-ask = What is wrong or incomplete? For example: my name is misspelt.
rectification-wrong-why = The company has to know what to correct or complete.
rectification-wrong-label = To be corrected
rectification-correct-ask = What should it say instead?
rectification-correct-why = The company needs the right information to make the correction. You are not asked for proof here.
rectification-correct-label = Should say instead
rectification-notice-recipients = The company tells those it passed the data to, unless that is impossible or takes disproportionate effort. You can ask who they are.
rectification-notice-contact = If it is an address or a telephone number, the team checks more closely and also tells the old contact.
rectification-notice-meanwhile = In the meantime you can ask that the disputed data no longer be used: that is called restriction.

## Erasure (GDPR Art. 17)
erasure-scope-ask = What should be erased: all your data, or only part of them?
erasure-scope-why = The company has to know what to erase. You need not say why.
erasure-scope-label = Data to erase
erasure-scope-everything = All my data
erasure-scope-part = Part of them
erasure-part-ask = Which data should be erased? For example: my old address.
erasure-part-why = This way, what you want erased is erased, and nothing else.
erasure-part-label = Part to erase
erasure-warning = Please note: erasure cannot be undone. If you want to keep a copy of your data, ask for it first.
erasure-notice-exceptions = The law allows some data to be kept: for freedom of expression, a legal duty or public task, public health, archives or research, or legal claims. The answer will say what remains, and why.
erasure-notice-remains = What must remain is moved to an archive with restricted access. The record of this request is kept, and a minimal entry prevents your data from being taken up again.
erasure-notice-recipients = The company tells those it passed your data to, unless that is impossible or takes disproportionate effort.
erasure-notice-minor = If your data were collected online before you turned 18, they must be erased as soon as possible. If there is no answer within a month, you can turn to the CNIL, which decides within three weeks.

## Restriction (GDPR Art. 18)
restriction-ground-ask = Why should your data be kept, but no longer used? The law knows four reasons.
restriction-ground-why = Restriction exists only in these four cases (GDPR Art. 18), so the company has to know which is yours.
restriction-ground-label = Reason
restriction-ground-contested = I dispute their accuracy
restriction-ground-unlawful = Unlawful use, but keep them
restriction-ground-claims = I need them for a claim
restriction-ground-objection = My objection is pending
restriction-details-ask = Would you like to add details, for example which data are meant? If not, skip this.
restriction-details-why = Details help to find the data you mean. You are free to skip this.
restriction-details-label = Details
restriction-notice-meaning = Your data will be kept, but no longer used without your consent, except for legal claims, to protect another person's rights, or for an important public interest.
restriction-notice-lifting = The company must tell you before it lifts the restriction.

## Objection (GDPR Art. 21(1))
objection-processing-ask = Which use of your data do you object to? For example: the recording of my calls.
objection-processing-why = The company has to know which use is meant.
objection-processing-label = Use in question
objection-situation-ask = Why is this use a problem for you, in your situation? One sentence is enough. Please send no documents and no health details.
objection-situation-why = By law, this objection rests on reasons to do with your own situation (GDPR Art. 21). It is then for the company to prove that its reasons weigh more.
objection-situation-label = Your situation
objection-notice-stop = The company must stop this use, unless it shows compelling legitimate grounds that weigh more, or needs the data for legal claims.
objection-notice-restriction = While this is being examined, you can also ask that the data no longer be used: that is called restriction.

## End of advertising (GDPR Art. 21(2) and (3))
marketing-objection-contact-ask = Which e-mail address or telephone number should get no more advertising? You can write several. For advertising by post, ask to speak to the team.
marketing-objection-contact-why = This is the address or number that the company must stop advertising to. You need not give a reason or prove who you are.
marketing-objection-contact-label = No advertising to
marketing-objection-notice-effect = Advertising must stop without delay, before the date of the answer. Profiling for advertising must stop too.
marketing-objection-notice-service = Messages that are not advertising, for example about a contract you have, will continue.
marketing-objection-notice-list = To make this last, the company keeps the address or number in a do-not-contact list, which is used for nothing else.
marketing-objection-notice-calls = Your request holds for this company only. For all of them, since 11 August 2026, a sales call to a consumer in France needs prior consent, unless it is about a contract under way.

## Portability (GDPR Art. 20)
portability-format-ask = In which format would you like your data: CSV or JSON?
portability-format-why = The law asks for a format that machines can read. Both will do; CSV opens in a spreadsheet, JSON is easier to import into other software.
portability-format-label = Format
portability-format-csv = CSV
portability-format-json = JSON
portability-receiver-ask = Who should receive these data?
portability-receiver-why = You can receive them yourself, or have them sent to another company where that is technically possible.
portability-receiver-label = To be sent
portability-receiver-me = To me
portability-receiver-company = To another company
portability-company-ask = Which company, and at what address can it be reached? For example: Example Ltd, contact@example.org.
portability-company-why = To send the data directly, the company has to know who to write to.
portability-company-label = Receiving company
portability-notice-provided = This right covers data you provided, including through your activity, if they are processed by computer with your consent or for a contract. For other data, there is the access request.
portability-notice-transfer = Data are sent directly to another company where that is technically possible.
portability-notice-keeps = This request erases nothing: the company keeps your data.

## Withdrawal of consent (GDPR Art. 7(3))
consent-withdrawal-scope-ask = Do you withdraw all your consents, or just one?
consent-withdrawal-scope-why = The company has to know which use to stop. You need not say why.
consent-withdrawal-scope-label = Consent withdrawn
consent-withdrawal-scope-everything = All of them
consent-withdrawal-scope-part = Just one
consent-withdrawal-part-ask = Which consent do you withdraw? For example: receiving the newsletter.
consent-withdrawal-part-why = The company has to know which use to stop, and which ones go on.
consent-withdrawal-part-label = Which one
consent-withdrawal-contact-ask = Which e-mail address or telephone number did you use when you gave your consent?
consent-withdrawal-contact-why = It helps to find your consent. Withdrawing must be as easy as giving it: nothing else is checked.
consent-withdrawal-contact-label = Consent given with
consent-withdrawal-notice-effect = The withdrawal takes effect without delay, for the future.
consent-withdrawal-notice-past = What was done before with your consent remains lawful.
consent-withdrawal-notice-erasure = The withdrawal does not erase the data. You can ask for their erasure as well.

## After a death (French Data Protection Act, Art. 85)
post-mortem-whose-ask = Is this about your own data, or those of someone who has died?
post-mortem-whose-why = The law provides for two cases: your instructions for after your death, and what can be requested after someone close to you has died.
post-mortem-whose-label = Whose data
post-mortem-whose-mine = My own data
post-mortem-whose-deceased = Someone who has died
post-mortem-wish-ask = After your death, what should be done with your data?
post-mortem-wish-why = The company will have to follow this choice after your death. You can change it at any time.
post-mortem-wish-label = Your choice
post-mortem-wish-keep = Keep them
post-mortem-wish-erase = Erase them
post-mortem-wish-communicate = Pass them on
post-mortem-details-ask = Would you like to add details, for example which data, or who they should go to? If not, skip this.
post-mortem-details-why = You can decide differently for different data. You are also free to skip this.
post-mortem-details-label = Details
post-mortem-executor-ask = Who should see to it that your instructions are followed? Give a name and a way to reach this person, once you have told them. If there is nobody, skip this.
post-mortem-executor-why = The person you name can ask the company to carry out your instructions. If you name nobody, your heirs can.
post-mortem-executor-label = Person you name
post-mortem-deceased-ask = What was the name of the person who died? Please give first name and surname.
post-mortem-deceased-why = The name helps to find the right file.
post-mortem-deceased-label = Person who died
post-mortem-death-ask = On which date did this person die? For example: 3 September 2026.
post-mortem-death-why = This request is only open after a death. The date also helps to tell apart two people of the same name.
post-mortem-death-label = Date of death
post-mortem-relation-ask = In what role are you making this request?
post-mortem-relation-why = The law gives this right to the person whom the deceased named, otherwise to the heirs.
post-mortem-relation-label = Your role
post-mortem-relation-executor = Named by the person
post-mortem-relation-heir = Heir
post-mortem-relation-other = Other
post-mortem-need-ask = What are you asking for? For example: close the account, or get a document needed for the estate.
post-mortem-need-why = The law lets you obtain what is needed to settle the estate, have accounts closed, and have the use of the data stopped.
post-mortem-need-label = Your request
post-mortem-warning = If these are your own instructions: by confirming, you expressly agree to the company recording them.
post-mortem-notice-change = Your own instructions hold for this company only. You can change or cancel them at any time.
post-mortem-notice-papers = For someone who has died, a French family record book (livret de famille) or a notarial certificate (acte de notoriété) is enough for heirs. The team will tell you how to show it: do not send it here.

## What the person gets from the team; the team's own words follow
notice-identity = Request { $reference }: the team has reasonable doubts about who is asking, and has to check before going on. Please send no identity document in this chat. This is what the team writes:
notice-identified = Request { $reference }: the check is done, and the team goes on. Thank you.
notice-clarify = Request { $reference }: the team needs more details.
notice-extended = Request { $reference }: more time is needed. You will have an answer by { $due } at the latest. If you disagree, you can turn to the CNIL (cnil.fr) or a court. The reason:
notice-granted = Request { $reference }: it is done. If you disagree with the answer, you can turn to the CNIL (cnil.fr) or a court.
notice-partly = Request { $reference }: it is granted in part. The rest is refused ({ $law ->
    [gdpr] GDPR
   *[lil] French Data Protection Act,
  } Art. { $article }). You can turn to the CNIL (cnil.fr) or a court. What is done, what is not, and why:
notice-refused = Request { $reference }: it is refused ({ $law ->
    [gdpr] GDPR
   *[lil] French Data Protection Act,
  } Art. { $article }). You can turn to the CNIL (cnil.fr) or a court. The reason:
notice-nothing-held = Request { $reference }: the company has searched and holds no data about you. If you disagree, you can turn to the CNIL (cnil.fr) or a court.
notice-unidentifiable = Request { $reference }: the company cannot tell which data are yours ({ $law ->
    [gdpr] GDPR
   *[lil] French Data Protection Act,
  } Art. { $article }). You can ask again with something else to find them by, or turn to the CNIL (cnil.fr) or a court. Why:
notice-rerouted = Request { $reference }: it continues in another way. The team explains:
notice-duplicate = Request { $reference }: the same request is already under way and will be answered.

## What the team gets from the person; the person's own words follow
notice-staff-amend = Request { $reference }: an addition.
notice-staff-clarified = Request { $reference }: the details you asked for.
notice-staff-withdraw = The person has withdrawn request { $reference }.

## Why this cannot be done
refused-closed = This request is closed and cannot change any more. You can always make a new one.
refused-person-only = Only the person who made the request can withdraw it.
refused-staff-only = Only the team can do this.
refused-status = This step is not possible at the point the request has reached.
refused-no-words = A few words are missing: write what should be said.
refused-no-article = A refusal must name the article of law that allows it, for example 17(3)(b).
refused-identity-needless = This request takes effect without proof of identity: there is nothing to check.
refused-suspend-access-only = Asking for details can stop the clock only for access to a large amount of data.
refused-extend-without-delay = This request takes effect without delay: the answer cannot be put off.
refused-extend-twice = The time has already been extended, and cannot be extended again.
refused-extend-late = The month is over: the time can no longer be extended.
refused-human-decides = A person of the team has to decide this.

# What people write to choose, with commas between.
said-everything = everything, all, all of it, all of them, all my data, the lot, the whole lot, everything you have, everything you've got, all you have, every single thing, absolutely everything, all the data, whatever you have, everything about me, the whole thing
said-part = part, part of it, part of them, some, some of it, some of them, only part, not everything
said-except = except, except for, all but, everything but, apart from, other than, with the exception of
said-oneself = me, mine, myself, my data, me personally
said-somebody-else = someone else, somebody else, someone else's, somebody else's, another person, another person's, a relative, dead person, deceased, someone who died, somebody who died, father, mother, dad, mum, mom, son, daughter, brother, sister, husband, wife, spouse, partner, grandfather, grandmother, uncle, aunt, friend, child, parents
said-died = passed away, has died, just died, who died, is deceased, is dead, died last, died on, died in, died this, father died, mother died, dad died, mum died, mom died, husband died, wife died, son died, daughter died, brother died, sister died, friend died, grandmother died, grandfather died, late husband, late wife, late father, late mother
said-family = son, daughter, child, one of the children, husband, wife, spouse, widow, widower, father, mother, dad, mum, mom, brother, sister, grandson, granddaughter, an heir, i inherit, family
said-no-family = none of these, no relation, friend, neighbour, neighbor, colleague, solicitor, lawyer, notary, guardian
