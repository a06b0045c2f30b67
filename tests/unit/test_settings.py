from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.fernet import Fernet

from bot.settings import Settings, SettingsProblem, read_settings

KEY, OTHER = Fernet.generate_key().decode(), Fernet.generate_key().decode()
PRODUCTION = {
    "ENV": "production",
    "KEYS": KEY,
    "SMTP_URL": "smtps://mail.example.org",
    "CONTACT": "privacy@example.org",
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's `.env` is read, and no setting of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"OMBUD_{name.upper()}", raising=False)
    return tmp_path


def read(monkeypatch: pytest.MonkeyPatch, **settings: str) -> Settings:
    for name, value in settings.items():
        monkeypatch.setenv(f"OMBUD_{name}", value)
    return read_settings()


def refused(monkeypatch: pytest.MonkeyPatch, **settings: str) -> str:
    """Why these settings will not do, in one line."""
    with pytest.raises(SettingsProblem) as raised:
        read(monkeypatch, **settings)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_in_development_nothing_need_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(monkeypatch)
    assert settings.env == "development"
    assert settings.zone == ZoneInfo("Europe/Paris")


def test_what_is_set_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, TIMEZONE="", ENV="", DATA_DIR="", KEYS="") == Settings()


def test_the_database_lies_in_the_data_folder_unless_another_is_named(
    monkeypatch: pytest.MonkeyPatch, elsewhere: Path
) -> None:
    assert read(monkeypatch).url == f"sqlite:///{elsewhere}/var/ombud.sqlite"
    assert read(monkeypatch, DATA_DIR="/srv/ombud").url == "sqlite:////srv/ombud/ombud.sqlite"
    named = "postgresql+psycopg://db.example.org/ombud"
    assert read(monkeypatch, DATABASE_URL=named).url == named


def test_settings_are_read_from_a_file_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, elsewhere: Path
) -> None:
    (elsewhere / ".env").write_text("OMBUD_HOURS=9 h à 18 h\nOMBUD_POLICY=other\nPATH_OF_SOMEBODY_ELSE=1\n", "utf-8")
    settings = read(monkeypatch, POLICY="mine")
    assert (settings.hours, settings.policy) == ("9 h à 18 h", "mine")


@pytest.mark.parametrize("missing", ["KEYS", "SMTP_URL", "CONTACT"])
def test_production_names_what_is_missing_and_nothing_else(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    why = refused(monkeypatch, **PRODUCTION | {missing: ""})
    assert [name for name in PRODUCTION if f"OMBUD_{name}" in why] == [missing]


def test_production_names_all_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    why = refused(monkeypatch, ENV="production")
    assert all(f"OMBUD_{name}" in why for name in ("KEYS", "SMTP_URL", "CONTACT"))


@pytest.mark.parametrize("blank", [" ", ",", " , "])
def test_blank_keys_are_no_keys_in_production(monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    assert "OMBUD_KEYS" in refused(monkeypatch, **PRODUCTION | {"KEYS": blank})


def test_production_with_all_of_them_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, **PRODUCTION).env == "production"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ENV", "prod"),
        ("TIMEZONE", "Europe/Nowhere"),
        ("TIMEZONE", "../etc/passwd"),
        ("SMTP_URL", "mail.example.org:25"),
        ("SMTP_URL", "https://mail.example.org"),
        ("SMTP_URL", "smtp://mail.example.org:none"),
        ("HOLIDAYS", "Atlantis"),
        ("HOLIDAYS", "FR-99"),
        ("TELEGRAM_TOKEN", "a token"),
        ("TELEGRAM_TOKEN", "12345"),
        ("TELEGRAM_TOKEN", "bot12345:abc"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_WEBHOOK_URL", "ftp://bot.example.org"),
        ("TELEGRAM_WEBHOOK_SECRET", "fifteen-letters"),
        ("TELEGRAM_WEBHOOK_SECRET", "é" * 20),
        ("TELEGRAM_WEBHOOK_SECRET", "x" * 257),
        ("BIND", "8000"),
        ("BIND", "127.0.0.1:none"),
        ("BIND", "127.0.0.1:70000"),
        ("LOG", "xml"),
    ],
)
def test_a_setting_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert f"OMBUD_{name}" in refused(monkeypatch, **{name: value})


@pytest.mark.parametrize("keys", ["hello", f"{KEY},hello", f"{KEY} {OTHER}", "é" * 44], ids=range(4))
def test_a_key_that_is_none_is_told_by_its_place_and_never_repeated(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    why = refused(monkeypatch, KEYS=keys)
    assert "OMBUD_KEYS" in why
    assert KEY not in why
    assert "hello" not in why


@pytest.mark.parametrize("keys", [KEY, f"{KEY},{OTHER}", f" {KEY} , {OTHER} ", f"{KEY},"], ids=range(4))
def test_keys_stand_with_commas_between_them(monkeypatch: pytest.MonkeyPatch, keys: str) -> None:
    assert read(monkeypatch, KEYS=keys).keys == keys


def test_secrets_are_in_no_representation(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read(
        monkeypatch,
        KEYS=KEY,
        SMTP_URL="smtp://desk:sesame@mail.example.org",
        TELEGRAM_TOKEN="12345:made-up-token",
        TELEGRAM_WEBHOOK_SECRET="made-up-secret-of-a-test",
    )
    for secret in (KEY, "sesame", "made-up"):
        assert secret not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"), [("TELEGRAM_TOKEN", "12345;sesame"), ("TELEGRAM_WEBHOOK_SECRET", "a sesame of a secret")]
)
def test_a_secret_that_cannot_be_one_is_not_repeated(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert "sesame" not in refused(monkeypatch, **{name: value})


def test_a_webhook_needs_a_secret_that_telegram_proves_itself_with(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "https://bot.example.org/telegram/"
    why = refused(monkeypatch, TELEGRAM_WEBHOOK_URL=url)
    assert "OMBUD_TELEGRAM_WEBHOOK_SECRET" in why
    settings = read(monkeypatch, TELEGRAM_WEBHOOK_URL=url, TELEGRAM_WEBHOOK_SECRET="a_secret-of-16-signs")
    assert settings.telegram_webhook_url == url.rstrip("/")


def test_a_token_tells_which_bot_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(monkeypatch, TELEGRAM_TOKEN="12345:made-up-token").telegram_bot == 12345


@pytest.mark.parametrize(
    ("bind", "host", "port"),
    [("127.0.0.1:8000", "127.0.0.1", 8000), ("0.0.0.0:80", "0.0.0.0", 80), ("[::1]:8000", "::1", 8000)],
)
def test_where_it_listens_is_a_host_and_a_port(
    monkeypatch: pytest.MonkeyPatch, bind: str, host: str, port: int
) -> None:
    assert read(monkeypatch, BIND=bind).listens == (host, port)
