"""One's own telephone number, shared by a control of the messenger: an answer where one is asked for, never a proof."""

from __future__ import annotations

from bot.dialogue import asides, intake
from bot.dialogue.draft import at_field, field_at, guess_at
from bot.dialogue.effects import Effect, Reply, TellAnswer, Text
from bot.dialogue.events import Said, Shared
from bot.dialogue.state import Given, State, Turn
from intents.bands import Unsure
from intents.entities import entities
from intents.understanding import Understood


def shared(state: State, event: Shared, given: Given) -> Turn:
    """Take the person's own number where it answers the open question; keep no other."""
    if not event.own:
        return asides.again(Turn(state).say("number-not-own"), given)
    if state.aside or not asked_for(state, given):
        return asides.again(Turn(state).say("number-unasked"), given)
    typed = _typed(event, given)
    return intake.take(state, typed, given) or intake.retry(state, given)


def asked_for(state: State, given: Given) -> bool:
    """Is a field being asked that takes a telephone number?"""
    return at_field(state) and field_at(state, given).kind == "contact"


def offered(before: State, told: Turn, given: Given) -> Turn:
    """The turn, offering to share a number where one is asked for, once, and taking that back afterwards."""
    asked = asked_for(told.state, given)
    if asked and not before.sharing and told.state.aside is None and guess_at(told.state) is None:
        ask = Reply(text=Text(id="number-ask"), contact="ask")
        return Turn(told.state.model_copy(update={"sharing": True}), (*told.effects, ask))
    if asked or not before.sharing:
        return told
    corrected = next((effect for effect in told.effects if _corrects(effect)), None)
    if corrected is not None:  # which says already that the answer was taken
        ending = corrected.model_copy(update={"ends_sharing": True})
        effects = tuple(ending if effect is corrected else effect for effect in told.effects)
        return Turn(told.state.model_copy(update={"sharing": False}), effects)
    done = Reply(text=Text(id="number-noted" if _answered(before, told.state) else "number-needless"), contact="done")
    # Before what is said next, whose quick replies belong last; and after what was erased, or it would be as well.
    spoken = (place for place, effect in enumerate(told.effects) if isinstance(effect, Reply | TellAnswer))
    first = next(spoken, len(told.effects))
    effects = (*told.effects[:first], done, *told.effects[first:])
    return Turn(told.state.model_copy(update={"sharing": False}), effects)


def _corrects(effect: Effect) -> bool:
    return isinstance(effect, Reply) and effect.text.id in ("corrected", "added") and not effect.choices


def _answered(before: State, after: State) -> bool:
    """Was the question answered for which the number was asked?"""
    return (
        before.draft is not None
        and after.draft is not None
        and (before.draft.id == after.draft.id and before.draft.at in after.draft.values)
    )


def _typed(event: Shared, given: Given) -> Said:
    """The number as if it had been typed: an account's is international, with its plus sign or without."""
    number = event.phone.strip()
    number = number if number.startswith("+") else f"+{number}"
    found = entities(number, today=given.today)
    understood = Understood(text=number, language=None, ranked=(), band=Unsure(), entities=found)
    return Said(at=event.at, understood=understood)
