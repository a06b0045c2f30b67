"""What stands behind a button: signed, and bound to the chat and the step that it was offered in.

Telegram hands callback data back as any client sends it, so nothing in it is believed unless we signed it. A choice
id names the turn that offered it, and the core knows whether that turn still stands.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256

LONGEST = 64
"""Bytes of callback data that Telegram takes."""

STEP_BYTES, SEAL_BYTES = 6, 15
"""Multiples of three, so that base64 needs no padding; 120 bits of seal."""


@dataclass(frozen=True)
class Marks:
    """Seals choices and opens what comes back; `key` is derived for this alone, by whoever builds it."""

    key: bytes = field(repr=False)

    def seal(self, choice: str, *, address: str, step: str) -> str:
        """The callback data of a button: the choice, the step in short, and our seal on both and on the chat."""
        said = f"{choice}:{_short(sha256(step.encode()).digest(), STEP_BYTES)}"
        data = f"{said}:{self._seal(said, address)}"
        if len(data.encode()) > LONGEST:
            raise ValueError("the choice is too long for callback data")
        return data

    def open_(self, data: str, address: str) -> str:
        """The choice that was sealed for this chat; "" for anything else."""
        said, _, seal = data.rpartition(":")
        if not hmac.compare_digest(seal.encode(errors="replace"), self._seal(said, address).encode()):
            return ""
        return said.rpartition(":")[0]

    def _seal(self, said: str, address: str) -> str:
        signed = f"{address}\n{said}".encode(errors="replace")
        return _short(hmac.digest(self.key, signed, "sha256"), SEAL_BYTES)


def _short(digest: bytes, length: int) -> str:
    return urlsafe_b64encode(digest[:length]).decode()
