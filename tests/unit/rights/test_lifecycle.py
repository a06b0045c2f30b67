from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from bot.rights.lifecycle import (
    OPEN,
    RULES,
    TRANSITIONS,
    Act,
    Acted,
    Amend,
    AskIdentity,
    Clarified,
    Clarify,
    Close,
    Extend,
    Identified,
    Refused,
    Start,
    Take,
    Withdraw,
    act,
)
from bot.rights.request import Assurance, Outcome, Right, RightsRequest, Status
from tests.unit.rights.test_request import FILED

TODAY = date(2026, 11, 30)
EXTEND = Extend(ground="complex", reason="Vos données sont dans douze dossiers.")
ACTS: tuple[Act, ...] = (
    AskIdentity(doubt="Le nom diffère."),
    Identified(assurance=Assurance.human),
    Clarify(question="Quelles années ?"),
    Clarified(text="2024 et 2025."),
    Start(),
    Take(),
    EXTEND,
    Amend(text="Aussi mon ancien numéro."),
    Withdraw(),
    Close(outcome=Outcome.granted),
)


def at(status: Status, **changes: object) -> RightsRequest:
    return FILED.model_copy(update={"status": status, **changes})


def done(request: RightsRequest, what: Act, by: str = "staff:7", today: date = TODAY) -> Acted:
    result = act(request, what, by=by, today=today)
    assert isinstance(result, Acted), result
    return result


def why(request: RightsRequest, what: Act, by: str = "staff:7", today: date = TODAY) -> str:
    result = act(request, what, by=by, today=today)
    assert isinstance(result, Refused), result
    return result.why


def test_a_request_goes_its_way_and_the_register_keeps_each_step() -> None:
    steps: list[tuple[Act, str, Status]] = [
        (Start(), "staff:7", Status.in_review),
        (AskIdentity(doubt="Le nom diffère."), "staff:7", Status.identity_pending),
        (Identified(assurance=Assurance.human), "staff:7", Status.in_review),
        (Clarify(question="Quelles années ?"), "staff:7", Status.clarifying),
        (Clarified(text="2024 et 2025."), "person", Status.in_review),
        (Take(), "staff:7", Status.in_progress),
        (Close(outcome=Outcome.granted, words="Tout est effacé."), "staff:7", Status.closed),
    ]
    request, kinds = FILED, []
    for what, by, status in steps:
        came = done(request, what, by)
        assert came.request.status is status
        (entry,) = came.entries
        assert (entry.facts["was"], entry.facts["became"]) == (request.status, status)
        kinds.append(entry.kind)
        request = came.request
    assert kinds == [what.kind for what, _, _ in steps]
    assert (request.outcome, request.assurance, request.due) == (Outcome.granted, Assurance.human, FILED.due)
    assert request.amendments == ("2024 et 2025.",)


def test_every_act_has_a_rule_and_is_tried_here() -> None:
    union = get_args(get_args(Act)[0])
    assert set(RULES) == {member.model_fields["kind"].default for member in union} == {what.kind for what in ACTS}


def test_the_table_of_transitions() -> None:
    assert {was.value: " ".join(sorted(became)) for was, became in TRANSITIONS.items()} == {
        "received": "clarifying closed identity_pending in_progress in_review",
        "identity_pending": "closed in_review",
        "in_review": "clarifying closed identity_pending in_progress",
        "clarifying": "closed in_review",
        "in_progress": "clarifying closed identity_pending",
        "closed": "",
    }


@given(st.sampled_from(list(Status)), st.sampled_from(ACTS), st.sampled_from(["person", "staff:7", "system"]))
def test_no_act_leaves_the_table(status: Status, what: Act, by: str) -> None:
    result = act(at(status), what, by=by, today=TODAY)
    if isinstance(result, Acted):
        after = result.request
        assert after.status == status or after.status in TRANSITIONS[status]
        assert (after.outcome is not None) == (after.status is Status.closed)
        assert (after.values, after.received, after.due) == (FILED.values, FILED.received, FILED.due)


@pytest.mark.parametrize("what", ACTS, ids=lambda what: what.kind)
@pytest.mark.parametrize("by", ["person", "staff:7", "system"])
def test_closed_is_final(what: Act, by: str) -> None:
    assert why(at(Status.closed, outcome=Outcome.granted), what, by) == "refused-closed"


@pytest.mark.parametrize("what", ACTS, ids=lambda what: what.kind)
def test_words_of_people_never_reach_the_register(what: Act) -> None:
    status = min(RULES[what.kind].was)
    by = "person" if what.kind == "withdraw" else "staff:7"
    facts = str(done(at(status), what, by).entries[0].facts)
    for words in ("nom", "années", "2024", "douze", "ancien"):
        assert words not in facts


def test_who_does_what() -> None:
    assert why(FILED, Withdraw(), "staff:7") == "refused-person-only"
    assert why(FILED, Close(outcome=Outcome.withdrawn)) == "refused-person-only"
    for what in (Start(), Take(), EXTEND, Close(outcome=Outcome.granted), Clarify(question="Quoi ?")):
        assert why(FILED, what, "person") == "refused-staff-only"
    assert why(FILED, Amend(text="Encore."), "system") == "refused-staff-only"


@pytest.mark.parametrize("by", ["", "ada", "staff:", "staff:ada", "Person"])
def test_nobody_else_may_act(by: str) -> None:
    with pytest.raises(ValueError, match="neither person"):
        act(FILED, Start(), by=by, today=TODAY)


def test_a_step_out_of_order_is_refused() -> None:
    assert why(at(Status.in_progress), Start()) == "refused-status"
    assert why(FILED, Clarified(text="Voilà."), "person") == "refused-status"
    assert why(FILED, Identified(assurance=Assurance.known)) == "refused-status"


def test_withdrawing_closes_at_every_open_status_and_tells_staff() -> None:
    for status in OPEN:
        came = done(at(status), Withdraw(), "person")
        assert (came.request.status, came.request.outcome) == (Status.closed, Outcome.withdrawn)
        assert [(notice.to, notice.message) for notice in came.notices] == [("staff", "notice-staff-withdraw")]


def test_an_amendment_adds_and_never_overwrites() -> None:
    came = done(done(FILED, Amend(text="Un."), "person").request, Amend(text="Deux."), "person")
    assert came.request.amendments == ("Un.", "Deux.")
    assert came.request.values == FILED.values
    assert came.request.status is FILED.status
    assert [(notice.to, notice.words) for notice in came.notices] == [("staff", "Deux.")]


@pytest.mark.parametrize(
    ("what", "status"),
    [
        (Amend(text=" "), Status.received),
        (Clarified(text=""), Status.clarifying),
        (Clarify(question=""), Status.received),
        (AskIdentity(doubt="\n"), Status.received),
        (Extend(ground="many", reason=""), Status.received),
        (Close(outcome=Outcome.refused, article="12(5)"), Status.received),
        (Close(outcome=Outcome.rerouted), Status.received),
    ],
    ids=lambda value: getattr(value, "kind", ""),
)
def test_what_must_be_told_must_be_written(what: Act, status: Status) -> None:
    assert why(at(status), what) == "refused-no-words"


def test_an_extension_is_told_with_its_date_until_the_last_day_of_the_month() -> None:
    came = done(FILED, EXTEND, today=FILED.due)
    assert (came.request.due, came.request.extended) == (FILED.due, date(2027, 2, 23))
    (notice,) = came.notices
    assert (notice.to, notice.message, notice.words) == ("person", "notice-extended", EXTEND.reason)
    assert notice.args == {"reference": FILED.reference, "due": date(2027, 2, 23)}
    assert came.entries[0].facts == {"ground": "complex", "due": "2027-02-23"}


def test_an_extension_counts_from_receipt_with_the_holidays_of_the_place() -> None:
    received = FILED.model_copy(update={"received": date(2026, 1, 3), "due": date(2026, 2, 3)})
    moselle = EXTEND.model_copy(update={"holidays": "FR-57"})
    assert done(received, EXTEND, today=date(2026, 1, 5)).request.extended == date(2026, 4, 3)
    assert done(received, moselle, today=date(2026, 1, 5)).request.extended == date(2026, 4, 7)


def test_no_extension_after_the_month_nor_twice() -> None:
    assert why(FILED, EXTEND, today=FILED.due + timedelta(days=1)) == "refused-extend-late"
    assert why(done(FILED, EXTEND).request, EXTEND) == "refused-extend-twice"


@pytest.mark.parametrize("right", [Right.marketing_objection, Right.consent_withdrawal])
def test_what_takes_effect_at_once_is_neither_put_off_nor_doubted(right: Right) -> None:
    request = FILED.model_copy(update={"right": right})
    assert why(request, EXTEND) == "refused-extend-without-delay"
    assert why(request, AskIdentity(doubt="Le nom diffère.")) == "refused-identity-needless"
    assert done(request, Close(outcome=Outcome.granted), "system").request.outcome is Outcome.granted
    assert why(request, Close(outcome=Outcome.nothing_held), "system") == "refused-human-decides"


def test_the_bot_decides_nothing_alone() -> None:
    assert why(FILED, Close(outcome=Outcome.granted), "system") == "refused-human-decides"


@pytest.mark.parametrize("outcome", [Outcome.refused, Outcome.partly, Outcome.unidentifiable])
def test_a_refusal_names_its_article_and_its_reason(outcome: Outcome) -> None:
    assert why(FILED, Close(outcome=outcome, words="Une loi l'exige.")) == "refused-no-article"
    came = done(FILED, Close(outcome=outcome, words="Une loi l'exige.", article="17(3)(b)"))
    (notice,) = came.notices
    assert notice.message == f"notice-{outcome}"
    assert notice.args == {"reference": FILED.reference, "law": "gdpr", "article": "17(3)(b)"}
    assert notice.words == "Une loi l'exige."
    assert came.entries[0].facts["article"] == "17(3)(b)"


def test_an_article_is_a_number_and_nothing_that_tells_of_a_person() -> None:
    with pytest.raises(ValidationError):
        Close(outcome=Outcome.refused, words="Non.", article="17, Ada Martin")


@pytest.mark.parametrize("outcome", [Outcome.granted, Outcome.nothing_held, Outcome.duplicate])
def test_an_answer_that_refuses_nothing_needs_no_article(outcome: Outcome) -> None:
    came = done(FILED, Close(outcome=outcome))
    assert came.entries[0].facts == {"was": "received", "became": "closed", "outcome": outcome}
    assert came.notices[0].message == f"notice-{outcome.value.replace('_', '-')}"


def test_the_clock_rests_while_an_identity_is_doubted_and_the_safe_date_stays() -> None:
    asked = done(FILED, AskIdentity(doubt="Le nom diffère.")).request
    assert (asked.suspended, asked.due) == (TODAY, FILED.due)
    came = done(asked, Identified(assurance=Assurance.human), today=TODAY + timedelta(days=3))
    assert (came.request.suspended, came.request.due) == (None, FILED.due)
    assert came.entries[0].facts["suspended_days"] == 3


def test_asking_for_details_rests_the_clock_only_for_access_to_much_data() -> None:
    assert done(FILED, Clarify(question="Quoi ?")).request.suspended is None
    assert why(FILED, Clarify(question="Quoi ?", suspends=True)) == "refused-suspend-access-only"
    access = FILED.model_copy(update={"right": Right.access})
    assert done(access, Clarify(question="Quelles années ?", suspends=True)).request.suspended == TODAY


def test_acts_come_from_json_by_their_kind() -> None:
    adapter: TypeAdapter[Any] = TypeAdapter(Act)
    for what in ACTS:
        assert adapter.validate_json(what.model_dump_json()) == what
