"""Questions without a conversation, and without a store; and the clock, which is read here alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from bot.dialogue.effects import Text
from bot.dialogue.single import Asked, single
from bot.dialogue.spoken import spoken
from bot.dialogue.state import Given, TeamSaid
from bot.loading import find_library, learn, load_forms, load_wording, own_phrases
from bot.settings import Settings
from bot.wording.words import Language, Wording
from intents.understanding import Understood, understand
from knowledge.library import Library


def utc_now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  the one place where the clock is read


def giving(settings: Settings, *, library: Callable[[], Library], wording: Wording) -> Callable[[datetime], Given]:
    """What the core may read, at any moment."""
    forms = load_forms()

    def label(text: Text, language: Language) -> str:
        return spoken(text, language, wording)

    def given(now: datetime) -> Given:
        return Given(
            library=library(),
            forms=forms,
            label=label,
            now=now,
            today=now.astimezone(settings.zone).date(),
            contact=settings.contact,
            hours=settings.hours,
        )

    return given


def asking(
    settings: Settings, *, team: Mapping[str, TeamSaid], on_training: Callable[[], None] = lambda: None
) -> Callable[[str, Language], Asked]:
    """One question, one answer; `team` is what staff have answered to gaps of the policy."""
    answer, today = answering(settings, team=team)
    matcher = learn(settings.data_dir, own=own_phrases(settings), on_training=on_training)

    def asked(text: str, language: Language) -> Asked:
        return answer(understand(text, matcher=matcher, today=today()), language)

    return asked


def answering(
    settings: Settings, *, team: Mapping[str, TeamSaid]
) -> tuple[Callable[[Understood, Language], Asked], Callable[[], date]]:
    """The same of a question that is understood already; and today, for whoever understands it."""
    wording, library = load_wording(), find_library(settings)
    giving_now = giving(settings, library=lambda: library, wording=wording)

    def answered(understood: Understood, language: Language) -> Asked:
        given = replace(giving_now(utc_now()), team=team)
        return single(understood, language=language, given=given, wording=wording)

    return answered, lambda: giving_now(utc_now()).today
