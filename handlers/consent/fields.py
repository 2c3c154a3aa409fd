"""The fields that register a consent, shared by all forms that do. Only the date is filled in beforehand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from handlers import picks
from handlers.context import Context
from handlers.errors import BadField
from handlers.guard import guarded
from handlers.rules.holders import Holder
from handlers.screens import ChoiceField, DateField, Field, TextField, YesNoField
from locales import mark
from store.cipher import cipher_of
from store.consents import ConsentKind

ANSWERS: Mapping[str, str] = {
    ConsentKind.WRITTEN: mark("In writing, kept in the archive"),
    ConsentKind.ORAL: mark("Orally, noted"),
    ConsentKind.REFUSED: mark("Has said no"),
    ConsentKind.WITHDRAWN: mark("Withdrawn"),
}
YES = (ConsentKind.WRITTEN, ConsentKind.ORAL)
LASTS_MONTHS = 12


@dataclass(frozen=True)
class Answered:
    """What one who decides has answered outside the chat, as it may be stored: the evidence is sealed."""

    holder: Holder
    kind: ConsentKind
    sealed_evidence: str | None
    given_on: date
    informed: bool

    @property
    def consents(self) -> bool:
        """Whether the answer is a yes."""
        return self.kind in YES


def consent_fields(
    ctx: Context,
    holder: Holder,
    kinds: Sequence[ConsentKind] = YES,
    scope: Field | None = None,
    *,
    among_others: bool = False,
) -> tuple[Field, ...]:
    """The fields for one who decides, with the holder in their ids. `scope` stands where it is asked for as well.
    `among_others`: the form asks about several, so that each label says whom it is about.
    """
    t, who = ctx.t, ctx.t(picks.HOLDERS[holder])
    answer = ChoiceField(
        f"kind_{holder}",
        t("{holder}: what answer do you have?", holder=who),
        picks.options(t, ANSWERS, kinds),
        expanded=True,
    )
    evidence = TextField(
        f"evidence_{holder}",
        t("{holder}: archive reference or note", holder=who) if among_others else t("Archive reference or note"),
        required=False,
        hint=t("In writing: the archive reference. Orally: how and when. No names or national identity numbers."),
    )
    day = t("{holder}: date of the answer", holder=who) if among_others else t("Date of the answer")
    given = DateField(f"given_on_{holder}", day, initial=today(ctx))
    informed = YesNoField(
        f"informed_{holder}",
        t("{holder}: informed", holder=who) if among_others else t("Informed"),
        t("Knows what is shared with whom, and that it can be withdrawn"),
    )
    return (answer, evidence, given, *((scope,) if scope else ()), informed)


def read_consent_fields(
    ctx: Context, holders: Sequence[Holder], values: Mapping[str, Any], kinds: Sequence[ConsentKind] = YES
) -> list[dict[str, Any]]:
    """The answers of all who decide, as plain values to keep in a draft. BadField names every field that is wrong."""
    answers = read_answers(ctx, holders, values, kinds)
    return [{**vars(answer), "holder": answer.holder.value, "kind": answer.kind.value} for answer in answers]


def read_answers(
    ctx: Context, holders: Sequence[Holder], values: Mapping[str, Any], kinds: Sequence[ConsentKind]
) -> list[Answered]:
    """The answers of all who decide. BadField names every field that is wrong."""
    answers: list[Answered] = []
    errors: dict[str, str] = {}
    clear: set[str] = set()
    for holder in holders:
        try:
            answers.append(_read(ctx, holder, values, kinds))
        except BadField as refusal:
            errors |= refusal.errors
            clear |= refusal.clear
    if errors:
        raise BadField(errors, frozenset(clear))
    return answers


def today(ctx: Context) -> date:
    """The tenant's local day."""
    return ctx.now.astimezone(ctx.zone).date()


def _read(ctx: Context, holder: Holder, values: Mapping[str, Any], kinds: Sequence[ConsentKind]) -> Answered:
    kind = next((kind for kind in kinds if kind == values.get(f"kind_{holder}")), None)
    given_on, informed = values.get(f"given_on_{holder}"), values.get(f"informed_{holder}") is True
    field = f"evidence_{holder}"
    # The guard comes first: what it refuses must not stay in the field because something else is wrong too.
    evidence = guarded(ctx, field, str(values.get(field) or ""))
    errors = {
        f"kind_{holder}": "" if kind else ctx.t("Choose the answer you have."),
        field: _evidence_error(ctx, kind, evidence),
        f"given_on_{holder}": _date_error(ctx, kind, given_on),
        f"informed_{holder}": _informed_error(ctx, kind, informed),
    }
    if any(errors.values()):
        raise BadField({name: text for name, text in errors.items() if text})
    assert kind is not None
    assert isinstance(given_on, date)
    sealed = cipher_of(ctx.session).seal(evidence) if evidence else None
    return Answered(holder, kind, sealed, given_on, informed)


def _evidence_error(ctx: Context, kind: ConsentKind | None, evidence: str) -> str:
    if evidence:
        return ""
    if kind is ConsentKind.WRITTEN:
        return ctx.t("Write the archive reference of the written consent.")
    if kind is ConsentKind.ORAL:
        return ctx.t("Write in short how you got the consent, for example by telephone.")
    return ""


def _date_error(ctx: Context, kind: ConsentKind | None, given_on: object) -> str:
    if not isinstance(given_on, date):
        return ctx.t("Choose the day you got the answer.")
    if given_on > today(ctx):
        return ctx.t("The day cannot be later than today.")
    if kind in YES and given_on + relativedelta(months=LASTS_MONTHS) <= today(ctx):
        return ctx.t("A consent holds for twelve months. Ask for a new one.")
    return ""


def _informed_error(ctx: Context, kind: ConsentKind | None, informed: bool) -> str:
    if kind in YES and not informed:
        return ctx.t("A consent counts when the one who gives it knows what is shared with whom. Tell them first.")
    return ""
