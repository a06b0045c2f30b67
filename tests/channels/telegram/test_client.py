"""How calls travel: by TLS whose other end is proven, or through a proxy that the environment names."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from telegram.error import NetworkError

from bot.channels.telegram.client import NOTHING_LEFT, Client, bot
from tests.channels.telegram.bot_api import BotApi, bot_api

TOKEN = "4242:made-up-token"
US = {"id": 4242, "is_bot": True, "first_name": "Ombud", "username": "ombud_test_bot"}


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as server:
        server.answers(200, {"ok": True, "result": US})
        yield server


async def who(client: Client) -> str | None:
    """Ask the bot's name, and hang up."""
    try:
        return (await client.get_me()).username
    finally:
        await client.hang_up()


def certificate(folder: Path) -> Path:
    """A certificate for localhost, and its key, that nobody vouches for but itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    made = datetime(2000, 1, 1, tzinfo=UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    built = built.serial_number(1).not_valid_before(made).not_valid_after(made + timedelta(days=365 * 99))
    built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=True)
    whole = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "localhost.pem"
    path.write_bytes(whole + built.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize("trusted", [True, False])
async def test_whoever_cannot_prove_to_be_the_messenger_is_told_nothing(
    trusted: bool, api: BotApi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = certificate(tmp_path)
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(path)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
    async with await asyncio.start_server(api.serve, "127.0.0.1", 0, ssl=own) as server:
        client = bot(TOKEN, f"https://localhost:{server.sockets[0].getsockname()[1]}")
        if trusted:
            assert await who(client) == "ombud_test_bot"
            return
        with pytest.raises(NetworkError) as raised:
            await who(client)
    assert isinstance(raised.value.__cause__, NOTHING_LEFT)
    assert api.asked == []


async def test_a_proxy_of_the_environment_carries_calls_but_to_hosts_it_is_not_for(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", api.url)
    monkeypatch.setenv("no_proxy", "localhost")
    assert await who(bot(TOKEN, "http://messenger.example.org")) == "ombud_test_bot"
    with pytest.raises(NetworkError):
        await who(bot(TOKEN, "http://localhost:9"))
    assert [method for method, _ in api.asked] == ["getMe"]
