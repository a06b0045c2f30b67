"""A request for tests."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from bot.rights.request import Assurance, Right, RightsRequest, new_reference
from tests.unit.store.conftest import NOW

TODAY = NOW.date()


def made(reference: str = "", *, received: date = TODAY) -> RightsRequest:
    """A request for erasure, just filed."""
    return RightsRequest(
        reference=reference or new_reference(secrets.token_bytes(16)),
        right=Right.erasure,
        assurance=Assurance.address,
        first_voiced=NOW,
        received=received,
        due=received + timedelta(days=30),
        language="fr",
        channel="terminal",
        values={"scope": "all", "email": "ada@example.org", "parts": ["a", "b"]},
        policy="digest",
        form=1,
    )
