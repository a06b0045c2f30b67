"""Links that open something, and the commands, which work wherever a conversation stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.dialogue.doors import DOORS
from bot.rights.request import Right
from intents.bands import Torn
from tests.unit.dialogue.person import CODE, NOW, Person

ERASE, ADS = "request.erasure", "request.marketing_objection"


@pytest.mark.parametrize("right", Right)
def test_each_right_has_a_link_by_its_own_name(right: Right) -> None:
    person = Person()
    person.opens(right.value)
    assert person.state.draft
    assert (person.state.draft.right, person.state.draft.first_voiced) == (right, NOW)
    assert DOORS[right.value.replace("_", "-")] == f"request.{right.value}"


@pytest.mark.parametrize(
    ("link", "right"),
    [
        ("copy", "access"), ("rectify", "rectification"), ("correct", "rectification"), ("erase", "erasure"),
        ("delete", "erasure"), ("restrict", "restriction"), ("object", "objection"),
        ("stop-ads", "marketing_objection"), ("marketing", "marketing_objection"), ("export", "portability"),
        ("withdraw-consent", "consent_withdrawal"), ("after-death", "post_mortem"), ("Stop_Ads", "marketing_objection"),
    ],
)  # fmt: skip
def test_a_right_may_be_called_as_people_call_it(link: str, right: str) -> None:
    person = Person()
    person.opens(link)
    assert person.state.step.startswith(f"{right}.")


@pytest.mark.parametrize(
    ("link", "told"), [("human", "human-ask"), ("requests", "no-request"), ("privacy", "privacy"), ("help", "help")]
)
def test_a_link_may_lead_to_something_else(link: str, told: str) -> None:
    assert Person().opens(link) == [told]


def test_who_comes_for_the_first_time_is_welcomed_first() -> None:
    assert Person(greeted=False).opens("erase") == ["welcome", "start", "erasure-scope-ask"]


@pytest.mark.parametrize("link", ["", "x", "OMB-7F3K-Q2XW", "erase; confirm"])
def test_a_link_that_leads_nowhere_is_none(link: str) -> None:
    assert Person().opens(link) == ["welcome-back"]
    assert Person(greeted=False).opens(link) == ["welcome"]


def test_a_link_puts_the_form_under_way_aside() -> None:
    person = Person()
    person.says("delete my data", ERASE)
    assert person.opens("stop-ads")[:2] == ["parked", "start-next"]
    assert person.opens("stop-ads")[0] == "already-under-way"


def test_a_link_confirms_nothing() -> None:
    person = Person()
    person.says("stop the ads", ADS)
    person.says("ada@example.org")
    assert person.opens("stop-ads") == ["already-under-way", "summary"]
    person.says("/forget")
    person.opens("delete")
    assert (person.filed, person.state.step) == ([], "erasure.scope")


@pytest.mark.parametrize("words", ["/start erase", "/START@some_bot erase"])
def test_the_link_may_be_typed(words: str) -> None:
    assert Person().says(words) == ["start", "erasure-scope-ask"]
    assert Person(greeted=False).says(words)[:2] == ["welcome", "welcome-english"]
    assert Person(greeted=False).says(words)[-1] == "erasure-scope-ask"


def test_whoever_types_start_is_greeted_once() -> None:
    assert Person(greeted=False).says("/start") == ["welcome", "welcome-english"]


def _idle(person: Person) -> None:
    person.says("who gets it?", "ask.recipients")


def _field(person: Person) -> None:
    person.says("delete my data", ERASE)
    person.presses("answer", "scope=everything")


def _free(person: Person) -> None:
    person.says("my data are wrong", "request.rectification")


def _code(person: Person) -> None:
    _field(person)
    person.says("ada@example.org")
    person.says("none")


def _summary(person: Person) -> None:
    _code(person)
    person.says(CODE)


def _editing(person: Person) -> None:
    _summary(person)
    person.presses("change")


def _writing(person: Person) -> None:
    _field(person)
    person.presses("help")
    person.says("/human")


def _cancelling(person: Person) -> None:
    _field(person)
    person.says("/cancel")


def _forgetting(person: Person) -> None:
    person.says("/forget")


def _choosing(person: Person) -> None:
    person.says("hm", Torn(intents=(ERASE, "request.access")))


def _meaning(person: Person) -> None:
    person.says("hm", Torn(intents=(ERASE,)))


STATES: list[tuple[Callable[[Person], None], str]] = [
    (_idle, "idle"),
    (_field, "erasure.email"),
    (_free, "rectification.wrong"),
    (_code, "erasure.code"),
    (_summary, "erasure.summary"),
    (_editing, "editing"),
    (_writing, "writing.human"),
    (_cancelling, "confirming.cancel"),
    (_forgetting, "confirming.forget"),
    (_choosing, "choosing"),
    (_meaning, "confirming.mean"),
]


@pytest.mark.parametrize(("reach", "step"), STATES)
@pytest.mark.parametrize(
    ("command", "told", "step_after"),
    [
        ("/start", {"welcome-back", "welcome-back-to"}, ""),
        ("/help", {"help", "help-field", "help-code", "help-summary"}, ""),
        ("/privacy", {"privacy"}, ""),
        ("/language fr", {"language-now"}, ""),
        ("/language", {"languages"}, ""),
        ("/requests", {"no-request"}, ""),
        ("/nonsense", {"unknown-command"}, ""),
        ("/human", {"human-ask"}, "writing.human"),
        ("/forget", {"forget-sure"}, "confirming.forget"),
        ("/delete", {"forget-sure"}, "confirming.forget"),
        ("/start erase", {"start", "start-next", "already-under-way"}, "erasure."),
    ],
)
def test_a_command_works_in_every_state(
    reach: Callable[[Person], None], step: str, command: str, told: set[str], step_after: str
) -> None:
    person = Person()
    reach(person)
    assert person.state.step == step
    held = person.state.draft.values if person.state.draft else None
    assert told & set(person.says(command))
    assert person.state.step.startswith(step_after or step)
    if held and command != "/start erase":
        assert person.values == held


@pytest.mark.parametrize(("reach", "step"), STATES)
def test_cancelling_works_in_every_state(reach: Callable[[Person], None], step: str) -> None:
    person = Person()
    reach(person)
    assert set(person.says("/cancel")) & {
        "nothing-under-way", "cancel-sure", "cancel-sure-lost", "aside-dropped", "all-stays"
    }  # fmt: skip
    assert person.filed == []


def test_start_in_the_middle_of_a_form_goes_on_with_it() -> None:
    person = Person()
    _field(person)
    assert person.says("/start") == ["welcome-back-to", "email-ask"] == person.opens()
