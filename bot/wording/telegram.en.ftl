# What is said in Telegram only.

telegram-quote = The policy, word for word (the French text is binding):
telegram-share = Send my number
telegram-share-hint = or write your answer here

# In a group, where others read.
telegram-group = Others read here: I speak of personal data in private only. This link is for you alone, once: { $link }
telegram-group-privacy = I keep nothing of what is written here. For questions, your rights and my full notice, write to me in private: { $link } Responsible: { $controller }. Complaints: the CNIL, cnil.fr.
telegram-group-plain = Others read here: I speak of personal data in private only. Write to me there: { $link }

# What the bot's profile says: 512 characters at most, and 120 for the short one.
telegram-description =
    Ombud, a machine. Questions on the policy that { $controller } follows, requests about your data.
    I keep where we stand for { $days } days, with no transcript; your requests, longer. No end-to-end encryption: please write nothing intimate, nor about your health.
telegram-short = Your personal data: ask your questions, use your rights. A machine; a human if you want one.

# The commands, as the menu shows them: under 40 characters.
telegram-command-start = Begin, or go on
telegram-command-help = What I can do
telegram-command-privacy = What I keep about you
telegram-command-language = Change the language
telegram-command-requests = Your requests
telegram-command-human = Talk to a human
telegram-command-cancel = Stop what is under way
telegram-command-forget = Erase this conversation
