"""Made-up rows of one programme's police room and of its door, each pointing at others of them. Written and rolled back."""

from typing import Any
from uuid import UUID

from django.db import models

from vapenvila.rules.roles import AgencyKind
from vapenvila.web.oversight.wall_proof.canary_rows import plant
from vapenvila.web.oversight.wall_proof.standpoints import Site
from vapenvila.web.wall.identifiers import new_id
from vapenvila.web.wall.row_security import policy_of


def where_it_lies(model: type[models.Model], here: Site) -> dict[str, UUID]:
    """The columns that say where a row of the police here lies; at the door, one from the police to social services."""
    police, social = here.rooms[AgencyKind.POLICE].pk, here.rooms[AgencyKind.SOCIAL].pk
    places = {
        "programme_id": here.programme.pk,
        "room_id": police,  # also of a shared table whose rows may belong to one room
        "from_room_id": police,
        "to_room_id": social,
    }
    return {
        field.column: places[field.column] for field in model._meta.concrete_fields if field.column in places
    }


class MadeUpRows:
    """The made-up rows of the police here: one or two of a kind, and each points at others of them."""

    def __init__(self, here: Site) -> None:
        self._here = here
        self._keys: dict[tuple[type[models.Model], int], Any] = {}

    def one(self, model: type[models.Model], nth: int = 0) -> Any:
        """The key of a row of this kind, planted when it is first asked for."""
        if (model, nth) not in self._keys:
            self._keys[model, nth] = plant(
                model, where_it_lies(model, self._here), parent=self._parent, nth=nth
            )
        return self._keys[model, nth]

    def _parent(self, field: Any, _: int) -> Any:
        """What a row points at: it must be there behind the wall, and nowhere else."""
        target = field.remote_field.model
        if policy_of(target) is None:
            return new_id()
        if field.null:  # also what points at its own table, which would never end
            return None
        alike = [
            one.name
            for one in field.model._meta.concrete_fields
            if one.remote_field and one.related_model is target
        ]
        return self.one(target, alike.index(field.name))
