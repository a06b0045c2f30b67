# What the terminal adds to the conversation.

terminal-hint = Write, or type the number of a choice. /cancel stops what is under way; Ctrl-C leaves and keeps everything.
terminal-quote = The policy, word for word (the French text is binding):
terminal-mail = (development) The e-mail is in { $path }
terminal-learning = First start: I am learning to understand you. This takes about a minute, once.
terminal-leave = Everything is kept. To go on, run the same command.
terminal-prompt = you >
terminal-again = Nothing was done: { $why } Please say it again.
terminal-unfinished = Your last line was not taken; everything else is kept.
