"""How calls travel: by TLS whose other end is proven, or through a proxy that the environment names."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from time import sleep
from traceback import format_exception

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from telegram.error import NetworkError

from bot.channels.telegram.client import NOTHING_LEFT, Client, ProxyProblem, bot
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


@pytest.mark.parametrize("named", ["http_proxy", "all_proxy"])
async def test_a_proxy_may_be_named_without_http(api: BotApi, monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv(named, api.url.removeprefix("http://"))
    assert await who(bot(TOKEN, "http://messenger.example.org")) == "ombud_test_bot"


def test_a_proxy_that_speaks_something_else_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks5://127.0.0.1:1080")
    with pytest.raises(ProxyProblem, match="socks5 proxy"):
        bot(TOKEN, "https://messenger.example.org")


async def test_a_proxy_that_cannot_be_one_leaves_nothing_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://")
    with pytest.raises(NetworkError) as raised:
        await who(bot(TOKEN, "http://messenger.example.org"))
    assert isinstance(raised.value.__cause__, NOTHING_LEFT)


async def test_a_connection_that_was_closed_while_nobody_looked_is_not_used_again(api: BotApi) -> None:
    with hanging_up() as url:
        client = bot(TOKEN, url)
        for _ in range(3):
            assert (await client.get_me()).username == "ombud_test_bot"
            sleep(0.1)  # the loop is busy, and does not hear that the server hangs up
        await client.hang_up()


@contextmanager
def hanging_up() -> Iterator[str]:
    """A server that answers, offers to keep the connection, and closes it all the same."""
    said = json.dumps({"ok": True, "result": US}).encode()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    line, _ = listening.accept()
                except OSError:
                    return
                with line:
                    line.recv(65536)
                    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(said), said))
                    sleep(0.03)

        Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("way", ["nobody there", "hangs up", "says nothing"])
async def test_the_token_stands_in_no_words_of_an_error(api: BotApi, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr("bot.channels.telegram.client.CONNECT", 0.1)
    api.says = b"" if way == "says nothing" else None
    client = bot(TOKEN, "http://127.0.0.1:9" if way == "nobody there" else api.url)
    with pytest.raises(NetworkError) as raised:
        await client.get_me(read_timeout=0.1)
    await client.hang_up()
    told = "".join(format_exception(raised.value))
    assert "made-up-token" not in told


async def test_hung_up_while_an_answer_is_read_leaves_it_in_doubt(api: BotApi) -> None:
    api.says = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"
    client = bot(TOKEN, api.url)
    asking = asyncio.create_task(client.get_me())
    while not api.asked:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    await client.hang_up()
    await asyncio.wait({asking}, timeout=0.3)
    error = asking.exception() if asking.done() else None
    assert not isinstance(error and error.__cause__, NOTHING_LEFT)
    asking.cancel()
