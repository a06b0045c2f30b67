"""Ombud, the privacy desk in chat."""


class Problem(Exception):
    """Ombud cannot do what it was asked to; the message says why, and what to do about it, in one line."""


class Misuse(Problem):
    """What was typed cannot be what was meant."""
