"""Mail over real SMTP, to a server on loopback; and as files."""

from __future__ import annotations

import asyncio
import socket
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from bot.channels.mail import EmlMail, Letter, SmtpMail
from bot.outbox import Accepted, Later, Outcome, Refused
from tests.counterparts.smtp import Fault, MailServer, certified, mail_server

SENDER = "Privacy desk <privacy@example.org>"
LETTER = Letter(to="ada@example.org", subject="Votre code à usage unique", text="Votre code : 1234 5678\n" + "é" * 2000)


async def post(
    server: MailServer, *, scheme: str = "smtp", timeout: float = 5, user: str = "", letter: Letter = LETTER
) -> Outcome:
    carrier = SmtpMail(f"{scheme}://{user}127.0.0.1:{server.port}", SENDER, timeout)
    return await asyncio.to_thread(carrier.send, letter)


async def test_a_letter_arrives_as_it_was_written() -> None:
    async with mail_server() as server:
        assert await post(server) == Accepted()
    (arrived,) = server.letters
    assert server.recipients == ["ada@example.org"]
    assert arrived["Subject"] == LETTER.subject
    assert arrived.get_content().splitlines() == LETTER.text.splitlines()
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
    assert "535" in became.why
    assert "desk" not in became.why
    assert "shut" not in became.why


async def test_a_password_goes_out_encrypted_where_the_server_offers_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
    async with mail_server(starttls=context) as server:  # it takes no password in clear
        assert await post(server, user="desk:open%3Asesame@") == Accepted()
    assert server.users == ["desk"]


async def test_smtps_is_encrypted_from_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    context = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
    async with mail_server(tls=context) as server:
        assert await post(server, scheme="smtps") == Accepted()
    assert len(server.letters) == 1


async def test_a_server_that_is_not_who_it_says_gets_nothing(tmp_path: Path) -> None:
    async with mail_server(starttls=certified(tmp_path)) as server:
        assert isinstance(await post(server), Later)
    assert server.letters == []


async def test_a_list_of_addresses_is_no_address() -> None:
    two = LETTER.model_copy(update={"to": "ada@example.org, eve@example.org"})
    async with mail_server() as server:
        await post(server, letter=two)
    assert "eve@example.org" not in server.recipients


def test_the_password_is_in_no_representation() -> None:
    assert "sesame" not in repr(SmtpMail("smtp://desk:sesame@mail.example.org", SENDER))


def test_without_a_server_letters_are_files_that_an_editor_shows(tmp_path: Path) -> None:
    outcome = EmlMail(tmp_path / "mail", SENDER).send(LETTER)
    assert isinstance(outcome, Accepted)
    (path,) = (tmp_path / "mail").iterdir()
    assert outcome.note == str(path)
    assert path.suffix == ".eml"
    assert LETTER.text.encode() in path.read_bytes()
    read = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (read["Subject"], read["To"]) == (LETTER.subject, LETTER.to)


def test_a_folder_that_cannot_be_written_is_tried_later(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("in the way")
    assert isinstance(EmlMail(tmp_path / "mail", SENDER).send(LETTER), Later)


def test_a_letter_takes_from_a_row_what_is_its_own() -> None:
    row = '{"to": "ada@example.org", "subject": "s", "text": "t", "code": 7, "conversation": 1}'
    assert Letter.model_validate_json(row) == Letter(to="ada@example.org", subject="s", text="t")
