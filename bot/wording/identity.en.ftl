# Proof of the address: a code sent by e-mail, to be copied into the conversation.

code-ask = What is the 8-digit code sent to { $address }? It is valid for 10 minutes. If it does not arrive, look in your spam folder.
code-limited = I can send no more codes: the limit for 24 hours is reached. Come back tomorrow, or ask for a human. Your answers are kept.
code-refused = The e-mail to { $address } could not be delivered. Check the address and correct it, or ask for a human.
code-late = The e-mail is not getting through at the moment. I keep trying; the code may arrive later.
code-shape = The code has 8 digits; I count { $digits } in your message.
code-right = Thank you, your address is verified.
code-wrong =
    { $left ->
        [0] That is not the right code, and there is no try left. Ask for a new code.
        [one] That is not the right code. You have { $left } try left: copy the latest code you received.
       *[other] That is not the right code. You have { $left } tries left: copy the latest code you received.
    }
code-expired = This code is no longer valid: its 10 minutes are over. Ask for a new one.
code-none = No code is under way. Ask for a new one.
code-locked = Too many wrong codes: this one is no longer valid. Ask for a new one, or for a human.

code-mail-subject = Your verification code – { $controller }
code-mail-body =
    Hello,

    This is your code: { $code }

    It is valid for { $minutes } minutes. Copy it where you are asked for it: { $channel }.

    Responsible for your data: { $controller }
    What it is for: { $right }, on { $time }

    Do not give this code to anyone, not even to someone who says they are calling for { $controller }.

    You asked for nothing? Ignore this message: without this code nobody gets access to anything.

    Ombud, the machine that takes requests about personal data

code-unsent = No code is on its way to { $address }. Ask for a new one, give another address, or turn to a human.
# What people write to get another code, with commas between.
said-resend = resend, send it again, new code, another code, no code, not get the code, not received, did not receive, nothing arrived, lost the code

# Where the code is to be copied, in the e-mail.
channel-terminal = the conversation with Ombud, in the terminal
channel-telegram = the conversation with Ombud, in Telegram
channel-slack = the conversation with Ombud, in Slack
