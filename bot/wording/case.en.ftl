# After sending: where a request stands, adding to it, withdrawing it.

# The answer to a single question, outside any conversation.
ask-in-chat = Requests are followed in a conversation with Ombud: please ask there.

no-request = I find no request sent from this conversation. If you made it some other way, a human can look for it.
no-open-request = I find no open request in this conversation. A human can look further.
pick-request = Which request is it about?
more-requests =
    { $number ->
        [0] There are no others.
        [one] There is one more, an older one; a human can tell you about it.
       *[other] There are { $number } more, older ones; a human can tell you about them.
    }
case-card =
    { $reference }: your { $right }, counted from { $received }.
    Status: { $status }. An answer is due by { $due }.
case-closed =
    { $reference }: your { $right }, counted from { $received }.
    Closed: { $status }.
case-overdue = { $reference }: the answer to your { $right } was due by { $due }, and I see none. It is late. A human can tell you what is going on; you may also complain to the CNIL (cnil.fr).
case-not-yet-due = { $reference }: the answer to your { $right } is due by { $due }. That date has not passed; a human can tell you where it stands.
withdraw-sure = Withdraw the request { $reference }? The company will not answer it, and this cannot be undone.
withdrawn = The request { $reference } is withdrawn. You can make another one whenever you like.
amend-ask = What would you like to add to the request { $reference }? Write it in a single message; what was already sent does not change.
amended = I have added it to the request { $reference }. The team will read it with the rest.
