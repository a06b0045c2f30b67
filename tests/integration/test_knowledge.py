"""The knowledge base at work: the team's answers to gaps, files edited while people ask, what was told on which day."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

import knowledge
from bot import Problem, reach
from bot.files import FileProblem
from bot.settings import Settings
from bot.store import events, requests
from bot.store.tables import Outgoing
from tests.desk import Desk
from tests.integration.conftest import Command
from tests.processes import installed

Opener = Callable[..., Desk]

POLICY = "influence-media-group"

COOKIES = "answers/ask-cookies.yaml"
OURS = """\
intent: ask.cookies
editor: Jeanne Doe
text:
  fr: La politique parle de la navigation sur le site.
  en: The policy speaks of browsing the site.
cites:
  - clause: collection.directly
    quote: que vous naviguez sur nos sites internet et applications mobiles
next: [ask.collection]
"""


def answers(desk: Desk, number: int, *, fr: str | None = None, en: str | None = None) -> int:
    return reach.answer(desk.app.store, number, fr=fr, en=en, by="staff:1", now=desk.now)


def write(settings: Settings, name: str, text: str) -> None:
    """A file of the lawyer's own."""
    path = settings.data_dir / "policies" / POLICY / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def offered(desk: Desk) -> set[str]:
    return {choice.do for choice in desk.state().offered}


def test_the_team_answers_a_gap_once_for_all_who_asked_and_all_who_will(open_desk: Opener) -> None:
    desk = open_desk()
    for name, words in (("ada", "Are there cookies on your site?"), ("binta", "Y a-t-il des cookies sur votre site ?")):
        desk.says(words, name=name)
        team = next(item for item in desk.state(name).offered if item.do == "team")
        desk.presses(team.id, name=name)
    first, second = desk.app.queries.questions()
    assert (first.topic, second.topic) == ("cookies", "cookies")
    assert (first.text, second.text) == ("", "")

    assert answers(desk, second.id, fr="Un seul cookie, pour la langue.", en="One cookie, for the language.") == 2
    told = "\n".join(message.text for message in desk.waits(seconds=1))
    assert "One cookie, for the language." in told
    assert "Un seul cookie, pour la langue." in told
    assert desk.app.queries.questions() == []
    assert answers(desk, first.id, fr="Encore.") == 0

    (reply,) = desk.says("Are there cookies on your site?", name="ada")
    assert "One cookie, for the language." in reply.text
    assert "says nothing about cookies" in reply.text
    assert "team" not in offered(desk)
    (kept,) = desk.app.queries.answered(POLICY)
    assert (kept.gap, kept.by, kept.at) == ("cookies", "staff:1", desk.now.replace(second=kept.at.second))


def test_an_answer_in_one_language_is_told_in_it_and_marked(open_desk: Opener) -> None:
    desk = open_desk()
    desk.starts("en")
    desk.says("Are there cookies on your site?")
    desk.presses(desk.button("team"))
    answers(desk, 1, fr="Un seul cookie.")
    desk.waits(seconds=1)
    assert desk.said == ["team-answer"]
    assert "in French:\nUn seul cookie." in desk.shown[-1].text


def test_a_gap_put_to_the_team_twice_is_one_question(open_desk: Opener) -> None:
    desk = open_desk()
    desk.starts("en")
    for _ in range(2):
        desk.says("Are there cookies on your site?")
        desk.presses(desk.button("team"))
        assert desk.said == ["team-noted"]
    assert len(desk.app.queries.questions()) == 1


def test_a_message_for_a_human_is_answered_to_its_writer_alone_and_becomes_no_entry(open_desk: Opener) -> None:
    desk = open_desk()
    for name in ("ada", "binta"):
        desk.says("/human", name=name)
        desk.says("Is my file complete?", name=name)
    assert answers(desk, 1, en="Yours is.") == 1
    (told,) = desk.waits(seconds=1)
    assert "Yours is." in told.text
    assert [question.id for question in desk.app.queries.questions()] == [2]
    assert desk.app.queries.answered(POLICY) == []


def test_a_valid_file_of_ones_own_counts_from_the_next_message_on(open_desk: Opener, settings: Settings) -> None:
    desk = open_desk()
    desk.starts("en")
    (before,) = desk.says("Are there cookies on your site?")
    write(settings, COOKIES, OURS)
    (after,) = desk.says("Are there cookies on your site?")
    assert "says nothing about cookies" in before.text
    assert after.text.startswith("The policy speaks of browsing the site.")
    first, second = desk.app.queries.versions(POLICY, "ask.cookies")
    assert (first.editor, second.editor) == ("Ombud", "Jeanne Doe")
    (settings.data_dir / "policies" / POLICY / COOKIES).unlink()
    (again,) = desk.says("Are there cookies on your site?")
    assert again.text == before.text


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("quote: que vous", "quote: que nous", "does not stand in the clause"),
        ("  en: The", "  # en: The", "text.en"),
        ("text:\n  fr: La politique parle", "text:\n  fr: La politique : elle parle", "must stand in quotes"),
    ],
)
def test_a_file_that_does_not_hold_changes_nothing_and_says_why(
    open_desk: Opener, settings: Settings, caplog: pytest.LogCaptureFixture, old: str, new: str, what: str
) -> None:
    desk = open_desk()
    desk.starts("en")
    (before,) = desk.says("Are there cookies on your site?")
    write(settings, COOKIES, OURS.replace(old, new))
    with caplog.at_level(logging.ERROR, logger="ombud"):
        (after,) = desk.says("Are there cookies on your site?")
        desk.says("Are there cookies on your site?")
    assert after.text == before.text
    (told,) = [record.getMessage() for record in caplog.records]
    assert what in told
    assert "ask-cookies.yaml:" in told
    with pytest.raises(FileProblem):
        open_desk()


def test_a_reply_leaves_the_id_and_the_digest_of_what_it_told(open_desk: Opener) -> None:
    desk = open_desk()
    desk.starts("en")
    desk.says("Are there cookies on your site?")
    with desk.app.store.reading() as session:
        row = session.exec(select(Outgoing).where(Outgoing.about == "ask.cookies")).one()
        assert row.payload is None
    (version,) = desk.app.queries.versions(POLICY, "ask.cookies")
    assert row.digest == version.digest
    assert json.dumps(desk.shown[-1].text) in json.dumps(version.content)


def test_what_people_could_read_on_a_day_is_found_again(open_desk: Opener, settings: Settings) -> None:
    desk = open_desk()
    desk.starts("en")
    desk.waits(days=2)
    write(settings, COOKIES, OURS)
    desk.says("Are there cookies on your site?")
    told = {day: _told(desk, date(2026, 11, day)) for day in (22, 23, 24, 25, 26)}
    assert told[22] == []
    assert [len(told[day]) for day in (23, 24, 25, 26)] == [1, 1, 2, 1]
    assert "says nothing" in told[24][0]
    assert "browsing the site" in told[26][0]


def _told(desk: Desk, day: date) -> list[str]:
    versions = desk.app.queries.told_on(POLICY, day)
    return [json.dumps(version.content) for version in versions if version.name == "ask.cookies"]


def test_a_request_keeps_the_policy_under_which_it_was_filed(open_desk: Opener, settings: Settings) -> None:
    desk = open_desk()
    desk.starts("en")
    before = desk.app.library().digest
    _files(desk)
    write(settings, COOKIES, OURS)
    _files(desk)
    after = desk.app.library().digest
    with desk.app.store.reading() as session:
        assert [request.policy for request in requests.filed_order(session)] == [before, after]
    assert [version.digest for version in desk.app.queries.versions(POLICY, POLICY)] == [before, after]


def _files(desk: Desk) -> None:
    desk.says("stop sending me advertising")
    desk.says("ada@example.org")
    desk.presses(desk.button("confirm"))
    assert "receipt" in desk.said


def test_every_start_publishes_only_what_has_changed(open_desk: Opener) -> None:
    for _ in range(2):
        open_desk()
    desk = open_desk()
    assert [version.number for version in desk.app.queries.versions(POLICY, "ask.retention")] == [1]


def test_policy_show_tells_the_versions_and_the_day(open_desk: Opener, settings: Settings, command: Command) -> None:
    desk = open_desk()
    write(settings, COOKIES, OURS)
    desk.says("Are there cookies on your site?")
    status, out, _ = command("policy", "show", "ask.cookies")
    assert status == 0
    assert "version 1, from 2026-11-23 09:00 UTC, by Ombud" in out
    assert "version 2, from 2026-11-23 09:00 UTC, by Jeanne Doe" in out
    status, out, _ = command("policy", "show", "ask.cookies", "--on", "2026-11-22")
    assert (status, out[:27]) == (0, "Nothing was published then:")
    status, out, _ = command("policy", "show", "ask.cookies", "--on", "2026-11-23", "--json")
    assert [json.loads(line)["number"] for line in out.splitlines()] == [1, 2]


def test_the_team_answers_from_a_shell_in_both_languages(open_desk: Opener, command: Command, tmp_path: Path) -> None:
    desk = open_desk()
    installed(tmp_path)
    desk.starts("en")
    desk.says("Are there cookies on your site?")
    desk.presses(desk.button("team"))
    status, out, _ = command(
        "policy", "questions", "answer", "1", "One cookie.", "--translation", "Un cookie.", "--by", "Jeanne Doe"
    )
    assert status == 0
    assert "kept beside the policy's gap" in out
    _, listed, _ = command("policy", "questions", "--answered")
    assert listed.startswith("cookies, by Jeanne Doe, ")
    assert "[fr] Un cookie." in listed
    assert "[en] One cookie." in listed
    _, asked, _ = command("ask", "Are there cookies on your site?")
    assert "One cookie." in asked
    command("policy", "questions", "revise", "cookies", "Deux cookies.", "--translation", "Two cookies.", "--by", "J.")
    (reply,) = desk.says("Are there cookies on your site?")
    assert "Two cookies." in reply.text
    command("policy", "questions", "withdraw", "cookies", "--by", "J.")
    (reply,) = desk.says("Are there cookies on your site?")
    assert "Two cookies." not in reply.text
    assert "team" in offered(desk)
    status, _, err = command("policy", "questions", "withdraw", "biscuits", "--by", "J.")
    assert status == 3
    assert "biscuits" in err


@pytest.mark.parametrize("level", ["error", "warning", "note"])
def test_policy_check_fails_by_the_least_finding_that_counts(command: Command, level: str) -> None:
    status, out, _ = command("policy", "check", "--json", "--level", level)
    found = json.loads(out)
    assert status == 1
    assert len(found["items"]) == 25


def test_policy_check_writes_each_shape_to_a_file(command: Command, tmp_path: Path) -> None:
    for shape, begins in (("--html", "<!doctype html>"), ("--sarif", "{"), ("--json", "{")):
        status, out, _ = command("policy", "check", shape, "--output", "found")
        assert (status, out) == (1, "")
        assert (tmp_path / "found").read_text(encoding="utf-8").lower().startswith(begins)
    status, _, err = command("policy", "check", "--json", "--output", "no/such/folder")
    assert status == 3
    assert "cannot be written" in err


def test_policy_preview_shows_one_answer_or_says_which_there_are(command: Command) -> None:
    status, out, _ = command("policy", "preview", "ask.cookies", "--language", "en")
    assert status == 0
    assert "The policy says nothing about cookies." in out
    status, _, err = command("policy", "preview", "ask.biscuits")
    assert status == 2
    assert "ask.biscuits" in err


@pytest.mark.parametrize(
    ("broken", "what"),
    [
        ("editor: !Anne x", "is not read here"),
        ("editor: &a [*a]", "is not read here"),
        ("editor: 0b_", "is no number"),
        ("editor: \x07", "cannot be seen"),
        ("\teditor: x", "never with a tab"),
    ],
)
def test_nothing_in_a_file_stops_people_from_being_answered(
    open_desk: Opener, settings: Settings, caplog: pytest.LogCaptureFixture, broken: str, what: str
) -> None:
    desk = open_desk()
    desk.starts("en")
    write(settings, COOKIES, OURS.replace("editor: Jeanne Doe", broken))
    (reply,) = desk.says("Are there cookies on your site?")
    assert "says nothing about cookies" in reply.text
    assert any(what in record.getMessage() for record in caplog.records)


def test_things_of_ones_own_are_taken_over_too(open_desk: Opener, settings: Settings) -> None:
    desk = open_desk()
    desk.starts("en")
    desk.says("Are there cookies on your site?")
    own = "- {id: teapot, name: {fr: votre théière, en: your teapot}, said: [teapot, theiere]}\n"
    packaged = (Path(knowledge.__file__).parent / "things.yaml").read_text(encoding="utf-8")
    write(settings, "things.yaml", packaged + own)
    desk.says("Are there cookies on your site?")
    assert "teapot" in desk.app.library().things


@pytest.mark.parametrize("name", ["answers/ask-cookies.yml", "reponses.yaml"])
def test_a_file_that_would_never_be_read_is_refused(open_desk: Opener, settings: Settings, name: str) -> None:
    write(settings, name, OURS)
    with pytest.raises(FileProblem, match="never read"):
        open_desk()
    (settings.data_dir / "policies" / POLICY / name).unlink()
    write(settings, "answers/.#ask-cookies.yaml", "an editor's lock")
    open_desk()


def test_a_folder_that_is_none_and_a_slug_of_another_are_refused(open_desk: Opener, settings: Settings) -> None:
    with pytest.raises(Problem, match="OMBUD_KNOWLEDGE_DIR"):
        open_desk(knowledge_dir=settings.data_dir / "nowhere")
    policy = (Path(knowledge.__file__).parent / "policies" / POLICY / "policy.yaml").read_text(encoding="utf-8")
    write(settings, "policy.yaml", policy.replace(f"slug: {POLICY}", "slug: other"))
    with pytest.raises(FileProblem, match="slug"):
        open_desk()


def test_a_human_s_answer_is_told_in_the_language_spoken(open_desk: Opener) -> None:
    desk = open_desk()
    desk.starts("en")
    desk.says("/human")
    desk.says("Is my file complete?")
    answers(desk, 1, fr="Oui.", en="Yes, it is.")
    (told,) = desk.waits(seconds=1)
    assert "Yes, it is." in told.text


def test_an_answer_that_was_on_its_way_before_the_upgrade_arrives(open_desk: Opener) -> None:
    desk = open_desk()
    desk.starts("en")
    old = json.dumps({"kind": "answered", "at": desk.now.isoformat(), "question": 1, "text": "It is."})
    with desk.app.store.transaction() as session:
        events.put(session, to="conversation:1", kind="answered", due=desk.now, payload=old)
    (told,) = desk.waits(seconds=1)
    assert "It is." in told.text
