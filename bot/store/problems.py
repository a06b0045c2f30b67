"""What can be wrong with the store; every message says, in one line, what to do."""

from __future__ import annotations

from bot import Problem


class StoreProblem(Problem):
    """The store cannot be used."""


class NotMigrated(StoreProblem):
    """The schema is older than the program."""

    def __init__(self) -> None:
        super().__init__("the database does not have the newest schema. Run `ombud migrate`.")


class TooNew(StoreProblem):
    """The schema is newer than the program."""

    def __init__(self) -> None:
        super().__init__("the database has a newer schema than this Ombud. Install the newer version again.")


class WrongKeys(StoreProblem):
    """What is stored was encrypted with a key that is not among ours, or there is no usable key at all."""

    def __init__(self) -> None:
        super().__init__("the keys do not open this database. Put back its key file, or all its keys in OMBUD_KEYS.")


class Unavailable(StoreProblem):
    """The database does not answer, or what answers is no database."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"the database cannot be used ({why}). Check OMBUD_DATABASE_URL, the disk and its permissions."
        )


class Clash(Unavailable):
    """Two transactions waited for each other, and this one was undone; begun again, it works."""
