"""Mail over real SMTP, to a server on loopback."""

from __future__ import annotations

import asyncio
import socket

import pytest

from bot.channels.mail import Letter, SmtpMail
from bot.store.outgoing import Accepted, Later, Outcome, Refused
from tests.counterparts.smtp import Fault, MailServer, mail_server

SENDER = "Privacy desk <privacy@example.org>"
LETTER = Letter(to="ada@example.org", subject="Votre code à usage unique", text="Votre code : 1234 5678\n" + "é" * 2000)


async def post(server: MailServer, *, timeout: float = 5, user: str = "", letter: Letter = LETTER) -> Outcome:
    carrier = SmtpMail(f"smtp://{user}127.0.0.1:{server.port}", SENDER, timeout)
    return await asyncio.to_thread(carrier.send, letter)


async def test_a_letter_arrives_as_it_was_written() -> None:
    async with mail_server() as server:
        assert await post(server) == Accepted()
    (arrived,) = server.letters
    assert server.recipients == ["ada@example.org"]
    assert arrived["Subject"] == LETTER.subject
    assert arrived.get_content().strip() == LETTER.text
    assert (arrived["From"], arrived["To"]) == (SENDER, "ada@example.org")


async def test_machines_are_asked_not_to_answer_and_the_letter_has_a_name_and_a_date() -> None:
    async with mail_server() as server:
        await post(server)
        await post(server)
    first, second = server.letters
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Date"].datetime.tzinfo is not None
    assert first["Message-ID"].endswith("@example.org>")
    assert first["Message-ID"] != second["Message-ID"]


@pytest.mark.parametrize(
    ("fault", "outcome", "code"),
    [
        ("unknown recipient", Refused, "550"),
        ("refused content", Refused, "554"),
        ("greylisted", Later, "451"),
        ("too busy", Later, "452"),
    ],
)
async def test_what_the_server_says_decides_whether_to_come_back(
    fault: Fault, outcome: type[Later | Refused], code: str
) -> None:
    async with mail_server(fault) as server:
        became = await post(server)
    assert isinstance(became, outcome)
    assert code in became.why
    assert "ada" not in became.why
    assert server.letters == []


async def test_a_server_that_stalls_is_given_up_for_now() -> None:
    async with mail_server("stalls") as server:
        assert isinstance(await post(server, timeout=0.2), Later)


async def test_a_server_that_is_down_is_tried_later() -> None:
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        assert isinstance(await post(MailServer(port=taken.getsockname()[1])), Later)


async def test_user_and_password_stand_in_the_url() -> None:
    async with mail_server() as server:
        assert await post(server, user="desk:open%3Asesame@") == Accepted()
    assert server.users == ["desk"]


async def test_a_wrong_password_is_ours_to_mend_and_no_fault_of_the_address() -> None:
    async with mail_server() as server:
        became = await post(server, user="desk:shut@")
    assert isinstance(became, Later)
    assert "desk" not in became.why
    assert "shut" not in became.why


async def test_a_list_of_addresses_is_no_address() -> None:
    two = LETTER.model_copy(update={"to": "ada@example.org, eve@example.org"})
    async with mail_server() as server:
        await post(server, letter=two)
    assert "eve@example.org" not in server.recipients


def test_the_password_is_in_no_representation() -> None:
    assert "sesame" not in repr(SmtpMail("smtp://desk:sesame@mail.example.org", SENDER))
