"""Files of incidents, saved mappings and feeds."""

from collections.abc import Mapping

from tests.cast import City
from tests.guards.examples.form import NOON, Example
from tests.web.imports.files import settings
from tests.web.imports.register import an_upload
from vapenvila.web.accounts.models import User
from vapenvila.web.imports.actions.mappings import save_mapping
from vapenvila.web.imports.models import ImportConflict
from vapenvila.web.wall.acting import acting
from vapenvila.web.wall.identifiers import new_id


def _import(city: City, person: User) -> Mapping[str, object]:
    return {"batch": an_upload(city, by=person).pk}


def _import_conflict(city: City, person: User) -> Mapping[str, object]:
    batch = an_upload(city, by=person)
    conflict = ImportConflict.objects.create(
        programme=city.programme,
        batch=batch,
        source_no="A1",
        row=2,
        field="kind",
        register_value="a",
        file_value="b",
    )
    return {"batch": batch.pk, "conflict": conflict.pk}


def _batch_of_conflict(city: City, person: User) -> Mapping[str, object]:
    return {"batch": _import_conflict(city, person)["batch"]}


def _mapping(city: City, person: User) -> Mapping[str, object]:
    with acting(programmes=[city.programme.pk]):
        saved = save_mapping(
            programme=city.programme, name=f"Mapping {new_id()}", settings=settings(), by=person, at=NOON
        )
    return {"mapping": saved.pk}


def _mapping_version(city: City, person: User) -> Mapping[str, object]:
    return {**_mapping(city, person), "version": 1}


def _feed(city: City, person: User) -> Mapping[str, object]:
    return {"profile": "polisen"}


EXAMPLES: dict[str, Example] = {
    "import": _import,
    "import-mapping": _import,
    "import-commit": _import,
    "import-undo": _import,
    "import-held": _import,
    "import-conflict": _import_conflict,
    "import-conflicts": _batch_of_conflict,
    "import-conflicts-all": _batch_of_conflict,
    "import-saved-mapping": _mapping,
    "import-mapping-file": _mapping,
    "import-mapping-version": _mapping_version,
    "import-mapping-delete": _mapping,
    "import-feed-switch": _feed,
}
