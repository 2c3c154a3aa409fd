"""The form that registers what somebody has answered outside the chat: a yes, a no, or that a yes no longer holds."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from handlers import access, drafting
from handlers.consent.fields import ANSWERS, Answered, consent_fields, read_answers
from handlers.consent.ledger import add_answer, judge_case_again
from handlers.consent.receipts import receipt
from handlers.consent.verdicts import holders_for, meeting_day, services_needed, verdict_for
from handlers.consent.words import holder_name, service_names, state_text
from handlers.context import Context
from handlers.errors import BadField, OutOfDate
from handlers.rules.holders import Holder
from handlers.screens import Answer, Button, ChoiceField, Field, Finish, Form, Heading, Note, Open, Option, Text
from store import audit
from store.consents import ConsentKind
from store.drafts import Draft
from store.meetings import Item, ItemState, Meeting

PURPOSE = "consent.register"
KINDS = tuple(map(ConsentKind, ANSWERS))


class OpenConsent(BaseModel):
    """Whose answer is to be registered, for which item; without a holder, the first whose consent does not hold."""

    item: int
    holder: Holder | None = None


class RegisterConsent(BaseModel):
    """What the form brings; the fields carry the holder in their ids."""

    model_config = ConfigDict(extra="allow")
    draft: str

    @property
    def values(self) -> dict[str, Any]:
        """The fields by id."""
        return self.model_extra or {}


def open_consent(ctx: Context, request: OpenConsent) -> Answer:
    """The form for one who decides. Nothing in it is ticked beforehand."""
    item, meeting = access.item_for_convener(ctx, request.item)
    holder = request.holder or _first_missing(ctx, item, meeting)
    _require_asked(ctx, item, meeting, holder)
    data = {"item": item.id, "holder": holder.value}
    draft = drafting.begin(ctx, PURPOSE, **data)
    audit.record(ctx.session, ctx.tenant_id, ctx.actor_id, ctx.now, "consent.read", "case", item.case_id)
    return Open(_form(ctx, draft, item, meeting, holder))


def _first_missing(ctx: Context, item: Item, meeting: Meeting) -> Holder:
    states = verdict_for(ctx, item, meeting).holders
    return next((state.holder for state in states if not state.holds), states[0].holder)


def register_consent(ctx: Context, request: RegisterConsent) -> Answer:
    """Write the answer in the ledger and judge at once. A second click gets the same receipt and writes nothing."""
    draft = drafting.held(ctx, PURPOSE, request.draft)
    item, meeting = access.item_for_convener(ctx, draft.data["item"])
    holder = Holder(draft.data["holder"])
    if draft.consumed_at is not None:
        return _finish(ctx, item, meeting, ConsentKind(draft.data["kind"]))
    _require_asked(ctx, item, meeting, holder)
    answered = read_answers(ctx, [holder], request.values, KINDS)[0]
    scope = _scope(ctx, item, answered, request.values)
    if drafting.consume(ctx, draft, kind=answered.kind.value):
        add_answer(ctx, item, meeting, ctx.actor_id, answered, scope)
        judge_case_again(ctx, item.case_id, ctx.actor_id)
    return _finish(ctx, item, meeting, answered.kind)


def _finish(ctx: Context, item: Item, meeting: Meeting, kind: ConsentKind) -> Finish:
    return Finish(receipt(ctx, item, meeting, kind))


def _require_asked(ctx: Context, item: Item, meeting: Meeting, holder: Holder) -> None:
    """The item is planned, and this holder is among those who decide on the day of the meeting."""
    if item.state is not ItemState.PLANNED:
        raise OutOfDate(
            ctx.t("This meeting will not take place, so there is nothing to register. Your meetings show what holds."),
            heading=ctx.t("This card no longer applies"),
            buttons=(Button(ctx.t("My meetings"), "list.show"),),
        )
    if holder not in holders_for(ctx, item, meeting, meeting_day(ctx, meeting)):
        raise OutOfDate(
            ctx.t("Others decide on the day of the meeting now. The card of the meeting shows who."),
            heading=ctx.t("This card no longer applies"),
            buttons=(Button(ctx.t("My meetings"), "list.show"),),
        )


def _form(ctx: Context, draft: Draft, item: Item, meeting: Meeting, holder: Holder) -> Form:
    t = ctx.t
    reference = access.case_of(ctx, item).reference
    state = next(state for state in verdict_for(ctx, item, meeting).holders if state.holder is holder)
    return Form(
        name="consent.register",
        title=t("Register answer"),
        parts=(
            Heading(t("{holder} in case {reference}", holder=holder_name(ctx, holder), reference=reference)),
            Text(
                t(
                    "Here you register an answer that was given to you outside the chat. You are signed in as {name}.",
                    name=ctx.actor.name,
                )
            ),
            Note(state_text(ctx, item, state)),
            *consent_fields(ctx, holder, KINDS, _scope_field(ctx, item, holder)),
        ),
        submit=t("Register"),
        close=t("Cancel"),
        draft=draft.id,
    )


def _scope_field(ctx: Context, item: Item, holder: Holder) -> Field:
    names = service_names(ctx, item, services_needed(ctx, item))
    return ChoiceField(
        f"scope_{holder}",
        ctx.t("Who the consent covers"),
        tuple(Option(service, name[:1].upper() + name[1:]) for service, name in names.items()),
        required=False,
        many=True,
        expanded=len(names) <= 10,
        hint=ctx.t("Tick those the consent covers. Only when the answer is yes."),
    )


def _scope(ctx: Context, item: Item, answered: Answered, values: dict[str, Any]) -> frozenset[str]:
    field = f"scope_{answered.holder}"
    ticked = values.get(field)
    chosen = frozenset(ticked if isinstance(ticked, tuple) else ()) & services_needed(ctx, item)
    if answered.consents and not chosen:
        raise BadField({field: ctx.t("Choose who the consent covers.")})
    return chosen
