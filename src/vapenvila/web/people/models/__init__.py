"""The tables of registered persons. Every row lies in one agency's room; identities are sealed in a table of their own."""

from vapenvila.web.people.models.acts import BrokenGlass, PersonChange, PersonMerge, PersonReview
from vapenvila.web.people.models.importing import PersonBatch, PersonFilePiece, SavedPersonMapping
from vapenvila.web.people.models.person import Identity, Person, PersonReference
from vapenvila.web.people.models.removed import RemovedPerson

__all__ = [
    "BrokenGlass",
    "Identity",
    "Person",
    "PersonBatch",
    "PersonChange",
    "PersonFilePiece",
    "PersonMerge",
    "PersonReference",
    "PersonReview",
    "RemovedPerson",
    "SavedPersonMapping",
]
