"""Mappings kept under a name: list, change, rename, older versions, delete. Batches keep what they were read with."""

import tomllib
from pathlib import Path

import pytest
from django.test import Client

from tests.cast import City, build_city
from tests.web.imports.files import NOW, PLAIN, settings
from tests.web.imports.register import an_upload, analyst, enter
from vapenvila.rules.roles import Role
from vapenvila.web.imports.actions.background import ImportRefused, start_check
from vapenvila.web.imports.actions.mappings import (
    delete_mapping,
    rename_mapping,
    save_mapping,
    take_up_version,
)
from vapenvila.web.imports.engine.mapping_reading import mapping_from
from vapenvila.web.imports.engine.mapping_writing import as_toml
from vapenvila.web.imports.engine.profiles import PROFILE_NAMES, profile_path
from vapenvila.web.imports.models import ImportBatch, SavedMapping

pytestmark = [pytest.mark.django_db]
OTHER = settings(state="confirmed")


@pytest.fixture
def city() -> City:
    made = build_city()
    enter(made)
    return made


@pytest.fixture
def mapping(city: City) -> SavedMapping:
    return save_mapping(programme=city.programme, name="Monthly", settings=PLAIN, by=analyst(city), at=NOW)


def _save(city: City, name: str, values: dict[str, object]) -> SavedMapping:
    return save_mapping(programme=city.programme, name=name, settings=values, by=analyst(city), at=NOW)


def test_saving_again_makes_a_version_and_a_batch_keeps_its_own(city: City, mapping: SavedMapping) -> None:
    batch = an_upload(city, by=analyst(city))
    start_check(
        batch=batch, settings=mapping.settings, profile=mapping.name, version=mapping.version, by=analyst(city),
        at=NOW,
    )  # fmt: skip
    newer = _save(city, "Monthly", OTHER)
    assert (newer.pk, newer.version, newer.versions.count()) == (mapping.pk, 2, 2)
    assert _save(city, "Monthly", OTHER).version == 2  # nothing new, no version
    kept = ImportBatch.objects.get(pk=batch.pk)
    assert (kept.mapping, kept.mapping_version, kept.profile) == (PLAIN, 1, "Monthly")
    old = newer.versions.get(version=1)
    assert take_up_version(version=old, by=analyst(city), at=NOW).settings == PLAIN
    assert SavedMapping.objects.get().version == 3


def test_a_name_is_taken_once_and_never_that_of_a_ready_profile(city: City, mapping: SavedMapping) -> None:
    _save(city, "Other", OTHER)
    for name in ("other", "NYPD", " "):
        with pytest.raises(ImportRefused):
            rename_mapping(mapping=mapping, name=name, by=analyst(city), at=NOW)
    assert rename_mapping(mapping=mapping, name="Each month", by=analyst(city), at=NOW).version == 1


def test_deleting_leaves_what_was_read_with_it(city: City, mapping: SavedMapping) -> None:
    batch = an_upload(city, by=analyst(city))
    start_check(batch=batch, settings=PLAIN, profile="Monthly", version=1, by=analyst(city), at=NOW)
    delete_mapping(mapping=mapping, by=analyst(city), at=NOW)
    assert not SavedMapping.objects.exists()
    assert ImportBatch.objects.get(pk=batch.pk).mapping == PLAIN


@pytest.mark.parametrize("profile", PROFILE_NAMES)
def test_what_is_written_as_toml_reads_back_the_same(profile: str) -> None:
    found = tomllib.loads(profile_path(profile).read_text(encoding="utf-8"))
    again = tomllib.loads(as_toml(found))
    assert again == found
    assert mapping_from(again) == mapping_from(found)


def test_hard_names_and_texts_survive_the_file() -> None:
    hard = {
        **settings(
            kind={"column": 'Händelse "typ"', "values": {"å\nä": "shooting", "": "skip", "a.b": "other"}}
        ),
        "null_words": ["–", "\\N", "\x7f"],
    }
    assert tomllib.loads(as_toml(hard)) == hard


def test_the_pages_list_change_rename_take_up_and_delete(
    client: Client, city: City, mapping: SavedMapping, tmp_path: Path
) -> None:
    city.sign_in(client, Role.POLICE_ANALYST)
    place = "/p/vinterhamn/imports/mappings/"
    page = f"{place}{mapping.pk}/"
    assert "Monthly" in client.get(place).content.decode()
    assert "source_system" in client.get(page).content.decode()
    assert tomllib.loads(client.get(f"{page}file/").content.decode()) == PLAIN
    wrong = client.post(page, {"name": "Monthly", "settings": "kind = "}).content.decode()
    assert "not valid TOML" in wrong
    wrong = client.post(page, {"name": "Monthly", "settings": 'kind = "shooting"'}).content.decode()
    assert "source_system" in wrong
    shown = client.post(
        page, {"name": "Each month", "settings": as_toml(OTHER)}, follow=True
    ).content.decode()
    assert "Saved as version 2." in shown
    assert "Each month" in shown
    client.post(f"{page}versions/1/")
    enter(city)
    assert (SavedMapping.objects.get().settings, SavedMapping.objects.get().version) == (PLAIN, 3)
    assert client.post(f"{page}versions/9/").status_code == 404
    assert "is deleted" in client.post(f"{page}delete/", follow=True).content.decode()
    assert client.get(page).status_code == 404


@pytest.mark.acceptance("S1")
def test_another_citys_mapping_does_not_exist(client: Client, city: City, mapping: SavedMapping) -> None:
    build_city("annanstad", "Annanstad").sign_in(client, Role.POLICE_ANALYST)
    page = f"/p/annanstad/imports/mappings/{mapping.pk}/"
    assert client.get(page).status_code == 404
    assert client.post(f"{page}delete/").status_code == 404
    enter(city)
    assert SavedMapping.objects.exists()
