"""Fields that hold something on a registered person and carry no canary, each for a reason that is written here.

A field that nobody has marked, and that has no line here, fails the attack.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models

from tests.attack.canaries import Aviary
from tests.attack.left_unmarked import NO_DAY_OF_ITS_OWN
from vapenvila.web.wall.catalogue.tables import walled_models
from vapenvila.web.wall.declaration import RowKind
from vapenvila.web.wall.row_security import declaration_of

ON_A_PERSON = ("identity", "contact", "casework")
IN_ROOMS = (RowKind.ROOM, RowKind.DOOR)
# What holds no mark. A count, an order or a choice made by it, over rows that one must not see, fails `test_unseen_rows.py`.
OF_A_KIND = {
    "BooleanField": "yes or no",
    "UUIDField": "an identifier: those of rows are looked for on every page as they are",
    "ForeignKey": "an identifier, likewise",
}
ONE_OF_A_FEW = "one of a few words of ours"
OF_ITSELF = {
    "people.Identity.name_sounds": "hashes of the name that is sealed beside them",
    "people.Identity.name_pairs": "hashes of the name that is sealed beside them",
    "people.Identity.personnummer_hash": "a hash of the number that is sealed beside it",
    "people.Identity.case_number_hash": "a hash of the number that is sealed beside it",
    "people.PersonReference.reference_hash": "a hash of the reference that is sealed beside it",
    "people.RemovedPerson.mark_hash": "a hash of somebody who is not kept",
    "disclosures.DisclosureNames.name_hash": "a hash of a number that stands in the sealed document",
    "disclosures.Examination.answers": "yes, no or unsure to questions of the catalogue",
    "memberships.GroupStatementDraft.payload": "a statement on a group, read back whole; its reasons carry marks",
    "memberships.MembershipStep.before": "codes of ours and days, as they stood before; the step itself carries marks",
    "disclosures.LettingGo.at": "when a paper was let go; written by a trigger, in the moment",
} | NO_DAY_OF_ITS_OWN


def unmarked_fields(aviary: Aviary) -> list[str]:
    """Fields with something on a registered person, and days of what lies in rooms, that have neither canary nor reason."""
    marked = {canary.field for canary in aviary.by_word.values()}
    return [
        name
        for model in walled_models()
        for field in _looked_for(model)
        for name in [f"{model._meta.label}.{field.name}"]
        if not _has_reason(field, name)
        and not any(one == name or one.startswith(f"{name}.") for one in marked)
    ]


def idle_reasons(aviary: Aviary) -> list[str]:
    """Reasons for fields that carry a canary, or that nobody looks for."""
    marked = {canary.field for canary in aviary.by_word.values()}
    looked_for = {f"{m._meta.label}.{field.name}" for m in walled_models() for field in _looked_for(m)}
    return [name for name in OF_ITSELF if name in marked or name not in looked_for]


def _looked_for(model: type[models.Model]) -> Iterator[Any]:
    declaration = declaration_of(model)
    assert declaration is not None
    category = {name: category for category, name in declaration.categories()}
    for field in model._meta.concrete_fields:
        day = isinstance(field, models.DateField) and declaration.kind in IN_ROOMS
        moment_of_few = (
            isinstance(field, models.DateTimeField) and field.null
        )  # marked in the rows that have it
        if category.get(field.name) in ON_A_PERSON or (day and not moment_of_few):
            yield field


def _has_reason(field: Any, name: str) -> bool:
    return name in OF_ITSELF or bool(field.choices) or field.get_internal_type() in OF_A_KIND
