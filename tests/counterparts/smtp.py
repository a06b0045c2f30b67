"""A mail server on loopback: it keeps what it is handed, and fails in the ways that mail servers fail."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Literal

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Fault = Literal["unknown recipient", "greylisted", "too busy", "refused content", "stalls"]

AT_RECIPIENT = {"unknown recipient": "550 5.1.1 no such mailbox", "greylisted": "451 4.7.1 please come back later"}
AT_DATA = {"too busy": "452 4.3.1 too many letters", "refused content": "554 5.6.0 not this letter"}


@dataclass
class MailServer:
    """Where it listens, what it took, and how it misbehaves."""

    port: int = 0
    fault: Fault | None = None
    recipients: list[str] = field(default_factory=list)
    letters: list[EmailMessage] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    going_home: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.fault == "stalls":
            await self.going_home.wait()
        if self.fault in AT_RECIPIENT:
            return AT_RECIPIENT[self.fault]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  the same
        if self.fault in AT_DATA:
            return AT_DATA[self.fault]
        content = envelope.original_content
        assert content is not None
        letter = message_from_bytes(content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.recipients += envelope.rcpt_tos
        return "250 taken"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: LoginPassword
    ) -> AuthResult:
        good = given.password == b"open:sesame"
        if good:
            self.users.append(given.login.decode())
        return AuthResult(success=good, handled=True)


@asynccontextmanager
async def mail_server(fault: Fault | None = None) -> AsyncIterator[MailServer]:
    """A server for the length of a test, in the test's own loop."""
    loop, counterpart = asyncio.get_running_loop(), MailServer(fault=fault)

    def protocol() -> SMTP:
        return SMTP(
            counterpart, hostname="mail.example.org", authenticator=counterpart.authenticate, auth_require_tls=False
        )

    server = await loop.create_server(protocol, "127.0.0.1", 0)
    counterpart.port = server.sockets[0].getsockname()[1]
    try:
        yield counterpart
    finally:
        counterpart.going_home.set()
        server.close()
        await server.wait_closed()
