# Passing on to a human, and their answer.

human-ask = Write your message, all in one go: the team will read it, and its answer will arrive here. { $when }{ $kept } { $contact }
# Follows a sentence: the space in front belongs to it.
human-draft-kept = { " " }The request you are preparing is kept.
human-noted = The team has your message; its answer will arrive here. { $when }
team-noted = I have put the question to the team; its answer will arrive here. { $when }
about-topic = "{ $topic }"
team-answer =
    You had put a question to the team: { $topic }
    { $said }
staff-answer =
    The team's answer (a person, not the machine):
    { $text }
when-hours = Hours when someone is there: { $hours }.
when-unknown = I cannot say how soon.
