"""`ombud intents`, for whoever edits phrases: on a catalogue of the test's own, which is learned in a second."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import loading
from bot.files import FileProblem
from bot.settings import Settings
from intents.catalogue import Intent
from tests.integration.conftest import Command
from tests.small import CATALOGUE, NOTHING, intent

Edit = Callable[[str, str, str], None]
TWO = "do you archive my data and how long do you keep my data?"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small catalogue as files, in the place of the packaged one."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    for one in CATALOGUE:
        (folder / f"{one.intent.replace('.', '-')}.yaml").write_text(_written(one), encoding="utf-8")
    monkeypatch.setattr(loading, "catalogue_files", lambda: sorted(folder.glob("*.yaml")))
    return folder


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Puts other words into a file of the catalogue."""

    def edit_(name: str, was: str, becomes: str) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert text.count(was) == 1
        path.write_text(text.replace(was, becomes), encoding="utf-8")

    return edit_


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "var" / "phrases.yaml"
    path.parent.mkdir(exist_ok=True)
    return path


def _written(intent: Intent) -> str:
    lines = [f"intent: {intent.intent}", f"meaning: {intent.meaning}", "phrases:"]
    for language, texts in intent.phrases:
        lines += [f"  {language}:", *(f"    - {json.dumps(text, ensure_ascii=False)}" for text in texts)]
    return "\n".join(lines) + "\n"


def found(command: Command) -> list[tuple[str, int, str]]:
    """What a check finds but small numbers, which are all that the catalogue as it is lacks."""
    status, out, err = command("intents", "check", "--json")
    findings = [json.loads(line) for line in out.splitlines()]
    assert status == (1 if findings else 0)
    assert "Traceback" not in err
    assert all(finding["remedy"] and finding["intent"] is not None for finding in findings)
    return [(f["file"], f["line"], f["what"]) for f in findings if "too few to learn from" not in f["what"]]


def test_check_tells_file_line_and_remedy(folder: Path, command: Command) -> None:
    status, out, _ = command("intents", "check")
    assert status == 1
    first, *_, last = out.splitlines()
    assert first.startswith(
        "catalogue/ask-archiving.yaml:4: 2 phrases in fr are too few to learn from. Write at least 15"
    )
    assert last == "12 findings in 22 phrases."


def test_check_finds_what_stands_twice_and_what_is_nobody(edit: Edit, command: Command) -> None:
    assert found(command) == []
    edit("talk-thanks.yaml", '"merci"', '"merci"\n    - "OUI !"')
    edit("none.yaml", "phrases:", "unlike:\n- {intent: ask.biscuits, why: no}\nphrases:")
    assert found(command) == [
        ("catalogue/none.yaml", 4, "there is no intent ask.biscuits"),
        ("catalogue/talk-thanks.yaml", 6, "'OUI !' stands in control.yes (fr 0) already"),
    ]


def test_check_finds_a_phrase_that_another_intent_holds(edit: Edit, command: Command) -> None:
    edit(
        "ask-retention.yaml",
        '"how long do you keep my data"',
        '"how long do you keep my data"\n    - "how long is my file kept"',
    )
    stray = "how long do you keep my file and my data"
    edit("none.yaml", '"a cake recipe"', f'"a cake recipe"\n    - "{stray}"')
    ((file, line, what),) = found(command)
    assert (file, line) == ("catalogue/none.yaml", 11)
    assert what.startswith(f"{stray!r} is nearer to ask.retention (by ")


@pytest.mark.parametrize(
    ("name", "was", "becomes", "line", "what"),
    [
        ("none.yaml", "meaning: none", "meening: none", 1, "meaning: this is missing"),
        ("none.yaml", "  fr:", "  fr: oui", 5, "this line goes on with the one above"),
        ("none.yaml", "  fr:", "  fr: [", 5, "this is not YAML"),
        ("none.yaml", "intent: none", "intent: None!", 1, "intent: String should match"),
        ("none.yaml", "intent: none", "intent: talk.bye", 1, "this is the file of talk.bye"),
    ],
)
def test_check_tells_of_a_file_that_cannot_be_read(
    edit: Edit, command: Command, name: str, was: str, becomes: str, line: int, what: str
) -> None:
    edit(name, was, becomes)
    ((file, at, told),) = found(command)
    assert (file, at) == (f"catalogue/{name}", line)
    assert told.startswith(what)


def test_check_finds_what_is_wrong_in_phrases_of_ones_own(folder: Path, own: Path, command: Command) -> None:
    entry = "- intent: {}\n  by: Claire\n  on: 2026-11-23\n  en:\n    - {}\n"
    own.write_text(entry.format("ask.retention", "I am lea@example.org") + entry.format("ask.retention", "a cake"))
    assert found(command) == [
        ("var/phrases.yaml", 5, "'I am lea@example.org' holds what may be personal data (emails)"),
    ]
    own.write_text(entry.format("ask.biscuits", "a cake") + entry.format("ask.retention", "A cake recipe?"))
    assert found(command) == [
        ("var/phrases.yaml", 1, "there is no intent ask.biscuits"),
        ("var/phrases.yaml", 10, "'A cake recipe?' stands in none already"),
    ]  # fmt: skip
    own.write_text("- intent: ask.retention\n  by: Claire\n")
    assert found(command) == [("var/phrases.yaml", 1, "0.on: this is missing")]


def test_a_malformed_file_of_ones_own_stops_the_start_with_file_line_and_remedy(
    folder: Path, own: Path, command: Command
) -> None:
    own.write_text("- intent: ask.retention\n  by: Claire\n  on: someday\n")
    status, out, err = command("intents", "try", "hello")
    assert (status, out) == (3, "")
    assert err.startswith("ombud: var/phrases.yaml:3: 0.on: ")
    assert err.count("\n") == 1
    own.write_text("# nothing yet\n")
    assert command("intents", "try", "hello")[0] == 0


def test_a_phrase_of_ones_own_is_taken_in_and_learned(
    folder: Path, own: Path, command: Command, settings: Settings
) -> None:
    loading.learn(settings.data_dir)
    text = 'is there an expiry: "traces" # of mine'
    status, out, err = command("intents", "suggest", "--add", "ask.retention", "--en", text, "--by", "Claire")
    assert (status, err) == (0, "")
    assert "next start learns it" in out
    assert own.stat().st_mode & 0o777 == 0o600
    fr = ("traces éternelles ou pas", "ça s'efface un jour, mes vieilles traces")
    assert command("intents", "suggest", "--add", "ask.retention", "--fr", fr[0], "--fr", fr[1], "--by", "Jo")[0] == 0
    taken = loading.load_own_phrases(own, CATALOGUE)
    assert [(one.intent, one.fr, one.en, one.by) for one in taken] == [
        ("ask.retention", (), (text,), "Claire"), ("ask.retention", fr, (), "Jo"),
    ]  # fmt: skip
    best = loading.learn(settings.data_dir, own=own).scores(text)[0]
    assert (best.intent, round(best.confidence, 2)) == ("ask.retention", 0.98)
    assert "0.98" in command("intents", "try", text)[1]


def test_comments_of_ones_own_file_stay(folder: Path, own: Path, command: Command) -> None:
    own.write_text("# ours\n- intent: talk.thanks  # short\n  by: Jo\n  on: 2026-11-01\n  en: [ta very much]")
    assert command("intents", "suggest", "--add", "talk.thanks", "--fr", "mille mercis à vous", "--by", "Jo")[0] == 0
    assert own.read_text("utf-8").startswith("# ours\n- intent: talk.thanks  # short\n")
    assert len(loading.load_own_phrases(own, CATALOGUE)) == 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("When do you delete my FILE?", "is a phrase of ask.retention already"),
        ("a cake recipe !", "is a phrase of none already"),
        ("my address is lea@example.org, how long", "may be personal data (emails"),
        ("my name is Ada Lovelace, how long", "may be personal data (names"),
        ("what happens to my files after the contract", "is nearly 'what happens to my file after the contract'"),
        ("!!", "has no words"),
    ],
)
def test_a_phrase_that_cannot_be_taken_in_is_refused_with_the_reason(
    folder: Path, own: Path, command: Command, text: str, why: str
) -> None:
    status, out, err = command("intents", "suggest", "--add", "ask.retention", "--en", text, "--by", "Jo")
    assert (status, out) == (1, "")
    assert why in err
    assert not own.exists()


def test_a_phrase_that_another_intent_holds_is_refused(folder: Path, own: Path, command: Command) -> None:
    phrase = "how long do you keep my data and my file"
    status, _, err = command("intents", "suggest", "--add", "none", "--en", phrase, "--by", "Jo")
    assert status == 1
    assert "is nearer to ask.retention" in err
    assert not own.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["--add", "ask.retention", "--en", "a b c"],
        ["--add", "ask.retention", "--en", "a b c", "--by", " "],
        ["--add", "ask.retention", "--by", "Jo"],
        ["--add", "ask.biscuits", "--en", "a b c", "--by", "Jo"],
        ["--add", "ask.retention", "--en", "a " * 200, "--by", "Jo"],
        ["--en", "a b c"],
    ],
)
def test_wrong_use_of_add_is_said_so(folder: Path, own: Path, command: Command, words: list[str]) -> None:
    status, out, err = command("intents", "suggest", *words)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert not own.exists()


def test_own_phrases_stand_beside_own_policies(settings: Settings, tmp_path: Path) -> None:
    assert loading.own_phrases(settings) == settings.data_dir / "phrases.yaml"
    elsewhere = settings.model_copy(update={"knowledge_dir": tmp_path})
    assert loading.own_phrases(elsewhere) == tmp_path / "phrases.yaml"


def test_a_phrase_of_another_intent_in_ones_own_file_is_a_problem(folder: Path, own: Path) -> None:
    own.write_text("- {intent: talk.thanks, by: Jo, on: 2026-11-01, en: [a cake recipe]}\n")
    with pytest.raises(FileProblem, match="stands in none already"):
        loading.load_catalogue(own)


def test_try_tells_the_nearest_phrases_what_rules_did_and_the_costs(folder: Path, command: Command) -> None:
    status, out, _ = command("intents", "try", "how", "long", "do", "you", "keep", "all", "my", "data")
    assert status == 0
    rows = {line[:10].strip(): line[11:] for line in out.splitlines() if line[:10].strip()}
    assert list(rows) == ["language", "read as", "nearest", "likely", "cheapest", "decided", "answered"]
    assert "ask.retention" in rows["nearest"]
    assert "how long do you keep my data" in rows["nearest"]
    assert rows["likely"] == "before  after the rules"
    assert rows["cheapest"].endswith("take it for ask.retention")
    assert rows["decided"] == "take it for ask.retention"
    assert rows["answered"].endswith("(ask.retention)")
    assert "to none: a question is no yes" in command("intents", "try", "yes?")[1]


def rows_of(command: Command, text: str) -> dict[str, list[str]]:
    """What `try` prints, by what stands in front."""
    status, out, _ = command("intents", "try", text)
    assert status == 0
    rows, title = dict[str, list[str]](), ""
    for line in out.splitlines():
        title = line[:10].strip() or title
        rows.setdefault(title, []).append(line[11:])
    return rows


def test_try_decides_as_ask_does(folder: Path, command: Command) -> None:
    for text, decided in (
        (TWO, "2 wishes"),
        ("?!", "there are no words"),
        (NOTHING, "say that it is not understood"),
        ("no " * 700, "too long"),
    ):
        rows = rows_of(command, text)
        assert rows["decided"][0].startswith(decided)
        asked = json.loads(command("ask", "--json", text)[1])
        assert rows["answered"][0].endswith(f"({asked['intent']})")
        assert asked["answer"].splitlines()[0] == rows["answered"][1]
    assert rows_of(command, "")["decided"] == ["there is no text"]
    assert [row.split()[0] for row in rows_of(command, TWO)["decided"][1:]] == ["ask.archiving", "ask.retention"]


def test_try_shows_the_words_as_they_are_compared_signs_and_all(folder: Path, command: Command) -> None:
    assert rows_of(command, "Hello, WHEN do you delet my file !")["read as"] == ["when do you delete my file !"]
    assert rows_of(command, "¿dónde guardan ustedes todas las fotografías?")["language"] == [
        "neither French nor English"
    ]


@pytest.mark.parametrize("arguments", [("intents", "try", "hello"), ("ask", "hello")])
def test_a_training_is_announced_once(folder: Path, command: Command, arguments: tuple[str, ...]) -> None:
    note = "Learning the phrases anew: about a minute, once."
    assert note in command(*arguments)[2].splitlines()
    assert note not in command(*arguments)[2]


@pytest.fixture
def wishes(folder: Path) -> None:
    """Beside the small catalogue, two intents of which one starts a request."""
    for one in (
        intent(
            "request.erasure",
            ["effacez toutes mes données", "je veux que vous supprimiez mon dossier"],
            ["delete all my data", "I want my file erased"],
        ),
        intent(
            "ask.data_held",
            ["que savez-vous de moi", "quelles données avez-vous sur moi"],
            ["what do you know about me", "which data do you have about me"],
        ),
    ):
        (folder / f"{one.intent.replace('.', '-')}.yaml").write_text(_written(one), encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "text", "why"),
    [
        ("fr", "je veux savoir quelles données vous avez sur moi", "is taken for ask.data_held now"),
        ("en", "please do not delete all of my data", "is no wish as it is put (denied): it is read as none"),
        ("en", "can I have all my data deleted", "(only asked about): it is read as explain.erasure"),
    ],
)
def test_a_phrase_that_would_start_a_request_for_nothing_is_refused(
    folder: Path, wishes: None, own: Path, command: Command, language: str, text: str, why: str
) -> None:
    status, out, err = command("intents", "suggest", "--add", "request.erasure", f"--{language}", text, "--by", "Jo")
    assert (status, out) == (1, "")
    assert why in err
    assert not own.exists()


def test_a_wish_is_taken_in(folder: Path, wishes: None, own: Path, command: Command) -> None:
    text = "delete my whole data right now"
    assert command("intents", "suggest", "--add", "request.erasure", "--en", text, "--by", "Jo")[0] == 0


def test_check_tells_of_a_wish_that_the_rules_read_otherwise(
    folder: Path, wishes: None, edit: Edit, command: Command
) -> None:
    edit("request-erasure.yaml", '"delete all my data"', '"may I have all my data deleted"')
    ((file, line, what),) = found(command)
    assert (file, line) == ("catalogue/request-erasure.yaml", 8)
    assert what.endswith("is read as explain.erasure (only asked about)")


def test_check_finds_somebody_in_the_catalogue(edit: Edit, command: Command) -> None:
    edit("none.yaml", '"a cake recipe"', '"the cake of Mrs Stone"')
    ((file, line, what),) = found(command)
    assert (file, line) == ("catalogue/none.yaml", 10)
    assert what.endswith("holds what may be personal data (a name behind a title)")


def test_check_says_that_what_cannot_be_read_hides_the_rest(edit: Edit, command: Command) -> None:
    edit("none.yaml", "meaning: none", "meening: none")
    status, out, err = command("intents", "check")
    assert (status, err) == (1, "")
    assert out.splitlines()[-1] == "Nothing else was checked: put this right first."
    assert "Nothing else was checked" in command("intents", "check", "--json")[2]


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("by: Claire", "par: Claire", ["0.by", "say who took it in; initials"]),
        ("  en:", "  extra: x\n  en:", ["0.extra", "one of: intent, fr, en, by, on"]),
        ("on: 2026-11-23", "on: 23/11/2026", ["0.on", "Write it as 2026-11-23"]),
        ("en:\n    - my traces", "en: my traces", ["0.en", "no list", 'beginning with "- "']),
        ("en:\n    - my traces", "en:", ["0.en", "nothing stands here", 'beginning with "- "']),
        ("my traces", "4471", ["0.en.0", "a number is no text", "quotes"]),
        ("my traces", "tell: when", ["0.en.0", "a colon", "quotes"]),
        ("my traces", "my traces\n     - are gone", ["phrases.yaml:6", "dash", "Indent"]),
        ("my traces", "a" * 301, ["0.en.0", "at most 300", "shorter"]),
    ],
)
def test_a_mistake_in_ones_own_file_is_told_in_plain_words(
    folder: Path, own: Path, command: Command, was: str, becomes: str, words: list[str]
) -> None:
    text = "- intent: ask.retention\n  by: Claire\n  on: 2026-11-23\n  en:\n    - my traces\n"
    assert text.count(was) == 1
    own.write_text(text.replace(was, becomes))
    status, out, _ = command("intents", "check")
    assert status == 1
    for word in words:
        assert word in out.splitlines()[0]
    assert "Input should" not in out


def test_a_phrase_under_the_wrong_language_is_refused(folder: Path, own: Path, command: Command) -> None:
    text = "is there any expiry date for all this"
    status, _, err = command("intents", "suggest", "--add", "ask.retention", "--fr", text, "--by", "Jo")
    assert (status, "is English" in err, "--en" in err, own.exists()) == (1, True, True, False)


def test_a_day_written_day_first_is_put_right(command: Command, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command("intents", "suggest", "--since", "01/11/2026")
    assert left.value.code == 2
    assert "write 2026-11-01" in capfd.readouterr().err
