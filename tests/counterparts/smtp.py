"""A mail server on loopback: it keeps what it is handed, and fails in the ways that mail servers fail."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import IPv4Address
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import Literal

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

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
        return AuthResult(success=good, handled=False)


@asynccontextmanager
async def mail_server(
    fault: Fault | None = None, *, starttls: SSLContext | None = None, tls: SSLContext | None = None
) -> AsyncIterator[MailServer]:
    """A server for the length of a test, in the test's own loop; in clear, unless it offers TLS or insists on it."""
    loop, counterpart = asyncio.get_running_loop(), MailServer(fault=fault)

    def protocol() -> SMTP:
        return SMTP(
            counterpart,
            hostname="mail.example.org",
            authenticator=counterpart.authenticate,
            auth_require_tls=starttls is not None,
            tls_context=starttls,
        )

    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=tls)
    counterpart.port = server.sockets[0].getsockname()[1]
    try:
        yield counterpart
    finally:
        counterpart.going_home.set()
        server.close()
        await server.wait_closed()


def certified(folder: Path) -> SSLContext:
    """A TLS context of a server at 127.0.0.1; its certificate lies in `folder/server.pem`, for whoever trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example.org")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
