"""The questions on one past incident: the same as in the weekly review, saved together or not at all."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from vapenvila.rules.reader import Reader
from vapenvila.rules.review_answers import Answer, may_answer
from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.models import Incident
from vapenvila.web.reviews.queries.answers import answers_for
from vapenvila.web.reviews.views.blocks import Block, block_for
from vapenvila.web.reviews.views.questions import QUESTIONS, Asked, asked_afterwards
from vapenvila.web.reviews.views.saving import CLASH, NOT_VALID, SAVED, after_saving, save_answer

ASKED_AFTERWARDS = ("victim", "offender", "motive")
GROUPS_LIST = "known-groups"  # the list of names that the fields for groups offer


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an attempt to save all questions: the status of the page, and the blocks as they came out."""

    status: int
    blocks: dict[str, Block]


def blocks_of(incident: Incident, *, reader: Reader, by: User, at: datetime) -> dict[str, Block]:
    """The questions with what stands now."""
    asked = _asked(incident, by, at)
    return {name: _block(name, asked, reader) for name in ASKED_AFTERWARDS}


def save_all(incident: Incident, sent: QueryDict, *, reader: Reader, by: User, at: datetime) -> Saved:
    """Save what was answered to every question, or nothing when one of them is refused or has changed meanwhile."""
    asked = _asked(incident, by, at)
    forms = {
        name: QUESTIONS[name].form(sent, prefix=name, auto_id="%s", **asked.about)
        for name in ASKED_AFTERWARDS
        if _may(name, asked.programme, reader, at)
    }
    with transaction.atomic():
        came = {
            name: save_answer(QUESTIONS[name], asked, form, over=sent.get(f"over-{name}", ""))
            for name, form in forms.items()
        }
        worst = max(came.values(), default=SAVED)
        if worst != SAVED:
            transaction.set_rollback(True)
    if worst == SAVED:
        return Saved(SAVED, {})
    asked = _asked(incident, by, at)
    blocks = {}
    for name in ASKED_AFTERWARDS:
        if name in forms:
            blocks[name] = after_saving(QUESTIONS[name], asked, forms[name], came[name])
            blocks[name].saved = False  # nothing was
            if came[name] == SAVED:
                blocks[name].version = forms[name].cleaned_data["version"]
            _offer_groups(blocks[name])
        else:
            blocks[name] = _block(name, asked, reader)
    return Saved(NOT_VALID if NOT_VALID in came.values() else CLASH, blocks)


def _asked(incident: Incident, by: User, at: datetime) -> Asked:
    return asked_afterwards(answers_for([incident])[incident.pk], by=by, at=at)


def _may(name: str, programme: UUID, reader: Reader, at: datetime) -> Any:
    return may_answer(reader, Answer(name), programme, today=timezone.localdate(at))


def _block(name: str, asked: Asked, reader: Reader) -> Block:
    block = block_for(QUESTIONS[name], asked, allowed=_may(name, asked.programme, reader, asked.at))
    block.form.prefix, block.form.auto_id = name, "%s"
    _offer_groups(block)
    return block


def _offer_groups(block: Block) -> None:
    field = block.form.fields.get("group_name")
    if field is not None:
        field.widget.attrs["list"] = GROUPS_LIST
