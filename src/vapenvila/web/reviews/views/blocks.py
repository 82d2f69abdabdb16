"""A question as a block of the page: its form, what has just happened to it, and a clash of two editors made visible."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from vapenvila.rules.decision import Decision
from vapenvila.web.reviews.forms.answers import AnswerForm
from vapenvila.web.reviews.views.questions import Asked, Question, Values


@dataclass(frozen=True, slots=True)
class Clash:
    """One field two people filled in differently."""

    label: str
    yours: str
    theirs: str


@dataclass(slots=True)
class Block:
    """A question as shown."""

    question: Question
    form: AnswerForm
    version: str
    saved: bool = False
    changed_by: str = ""
    changed_at: datetime | None = None
    clashes: list[Clash] = field(default_factory=list)
    why_not: str = ""  # the rule's sentence, where this reader may not answer
    over: str = ""  # the version to save over, once the person has seen the clash


def block_for(
    question: Question, asked: Asked, *, form: AnswerForm | None = None, allowed: Decision | None = None
) -> Block:
    """The question with what stands now, or with the form somebody has just sent; closed where `allowed` is a refusal."""
    block = block_of(question, question.stored(asked), asked.about, form=form)
    block.why_not = allowed.reason if allowed is not None and not allowed else ""
    return block


def block_of(question: Question, stored: Values, about: Values, *, form: AnswerForm | None = None) -> Block:
    """The same, of values already read."""
    token = token_of(question, stored)
    initial = {**stored, "version": token}
    shown = form or question.form(initial=initial, auto_id=f"{question.name}_%s", **about)
    by = stored.get("changed_by")
    return Block(
        question, shown, token, changed_by=by.name if by else "", changed_at=stored.get("changed_at")
    )


def token_of(question: Question, stored: Values) -> str:
    """Version of the row, and a digest of the block's own values.

    Two blocks may lie on one row; a change in one of them is no clash in the other.
    """
    names = [name for name in question.form.base_fields if name not in ("version", "looked_at")]
    values = "\x1f".join(str(stored.get(name) or "") for name in names)
    return f"{stored['version']}.{hashlib.sha256(values.encode()).hexdigest()[:16]}"


def version_seen(token: str, question: Question, stored: Values) -> str:
    """The row's version the person can be said to have seen: the present one if their block still reads as it did."""
    version, _, digest = token.rpartition(".")
    same = token_of(question, stored).rpartition(".")[2] == digest
    return str(stored["version"]) if same else version


def clashes_of(stored: Values, form: AnswerForm) -> list[Clash]:
    """Field by field, where what the person wrote differs from what stands now."""
    return [
        Clash(str(bound.label), mine, theirs)
        for bound in form
        if bound.name in stored and bound.name != "version"
        for mine in [_shown(bound.field, form.cleaned_data.get(bound.name))]
        for theirs in [_shown(bound.field, stored[bound.name])]
        if mine != theirs
    ]


def _shown(control: forms.Field, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(control, forms.ChoiceField):
        names = {str(code): str(name) for code, name in control.choices}  # type: ignore[union-attr,misc]  # pairs
        return names.get(str(value), str(value))
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "Y-m-d H:i")
    return str(value)
