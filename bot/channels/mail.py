"""Mail, by SMTP or, in development, as files. No address and no word of a letter gets into a reason or a log."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import localtime, make_msgid, parseaddr
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from pydantic import BaseModel, ConfigDict

from bot.outbox import Accepted, Later, Outcome, Refused

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Letter(BaseModel):
    """A mail to one person; what else an outgoing row holds is for whoever put it there."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    to: str
    subject: str
    text: str

    def message(self, sender: str, encoding: Literal["quoted-printable", "8bit"]) -> EmailMessage:
        """The letter as it travels. Machines are told not to answer it (RFC 3834)."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = sender, self.to, self.subject
        message["Date"] = localtime()
        message["Message-ID"] = make_msgid(domain=_domain(sender))
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(self.text, cte=encoding)
        return message


@dataclass(frozen=True)
class SmtpMail:
    """A mail server: `smtp://` (encrypted if it offers to be) or `smtps://`, with `user:password@` if it wants them."""

    url: str = field(repr=False)
    sender: str
    timeout: float = 10

    def send(self, letter: Letter) -> Outcome:
        """Hand a letter to the server. 5xx to the letter is for ever; what is wrong with the server may change."""
        try:
            server = self._connect()
            try:
                self._log_in(server)
                server.send_message(letter.message(self.sender, "quoted-printable"), to_addrs=[letter.to])
                with suppress(OSError, smtplib.SMTPException):
                    server.quit()  # whatever comes of it, the letter is theirs
                return Accepted()
            finally:
                server.close()
        except smtplib.SMTPRecipientsRefused as error:
            ((code, _),) = error.recipients.values()
            return _answered(code)
        except (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPAuthenticationError) as error:
            return Later(f"the mail server does not let us in ({error.smtp_code})")
        except smtplib.SMTPResponseException as error:
            return _answered(error.smtp_code)
        except (OSError, smtplib.SMTPException) as error:
            return Later(f"the mail server cannot be used ({type(error).__name__})")

    def _connect(self) -> smtplib.SMTP:
        parts = urlsplit(self.url)
        host, name = parts.hostname or "localhost", _domain(self.sender)
        if parts.scheme == "smtps":
            trust = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, parts.port or 465, name, timeout=self.timeout, context=trust)
        return smtplib.SMTP(host, parts.port or 25, name, timeout=self.timeout)

    def _log_in(self, server: smtplib.SMTP) -> None:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        parts = urlsplit(self.url)
        encrypted = parts.scheme == "smtps" or server.has_extn("starttls")
        if parts.username and not (encrypted or parts.hostname in LOOPBACK):
            raise smtplib.SMTPNotSupportedError  # a password is not said aloud on the way
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))


@dataclass(frozen=True)
class EmlMail:
    """Mail as files that any mail program, or any editor, opens: for trying things out where there is no server."""

    folder: Path
    sender: str

    def send(self, letter: Letter) -> Outcome:
        """Write the letter, whole or not at all; the note is where it lies."""
        message = letter.message(self.sender, "8bit")
        path = self.folder / f"{uuid4().hex}.eml"
        part = path.with_suffix(".part")
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_bytes(message.as_bytes())
            part.replace(path)
        except OSError as error:
            return Later(f"the mail folder cannot be written ({type(error).__name__})")
        return Accepted(note=str(path))


def _answered(code: int) -> Outcome:
    if code >= 500:
        return Refused(f"the mail server refused the letter ({code})")
    return Later(f"the mail server put the letter off ({code})")


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"
