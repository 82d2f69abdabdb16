"""Every table says what it is: kind, purpose, retention, and the personal data in each field."""

from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from tests.web.audit.trail import as_owner
from vapenvila.web.wall.declaration import Declaration, Retention, RowKind
from vapenvila.web.wall.row_security import LIBRARY_APPS, declaration_of, declared_models

KINDS_THAT_MAY_HOLD_PERSONS = {RowKind.ROOM, RowKind.DOOR}
PERSON_CATEGORIES = ("identity", "contact", "casework")

# Tables that no model of ours declares, and why they may stand.
LIBRARY_TABLES = {
    "django_migrations": "Django's book of what was migrated; holds no person",
    "django_content_type": "names of models",
    "django_session": "sessions of signed-in people: a key and a time",
    "auth_permission": "Django's own permissions, which we do not use",
    "auth_group": "Django's own groups, which we do not use",
    "auth_group_permissions": "the same",
    "account_emailaddress": "allauth: the sign-in address of an account",
    "account_emailconfirmation": "allauth: confirmation keys",
    "socialaccount_socialaccount": "allauth: link to the agency's identity provider",
    "socialaccount_socialapp": "allauth: identity providers kept in the database (we use settings)",
    "socialaccount_socialtoken": "allauth: tokens, which we do not store",
    "mfa_authenticator": "allauth: second factors",
    "usersessions_usersession": "allauth: own sessions, for 'sign out everywhere'",
    "procrastinate_jobs": "queue of background jobs: names and identifiers",
    "procrastinate_events": "what became of jobs",
    "procrastinate_periodic_defers": "when periodic jobs were last started",
    "procrastinate_version": "the library's own version",
    "procrastinate_workers": "heartbeats of workers",
    "accounts_rate_limit": "Django's cache in the database: counts of failed sign-ins by hashed key",
}


def wrongly_declared(model: type[models.Model]) -> list[str]:
    """What is wrong with a model's declaration, in sentences."""
    declaration: Any = declaration_of(model)
    if declaration is None:
        return [f"{model.__name__} has no declaration"]
    wanted = {field.name for field in model._meta.concrete_fields}
    counted = Counter(name for _, name in declaration.categories())
    if model._meta.auto_created:  # two foreign keys, declared by the model that owns them
        return []
    said = [f"{model.__name__}.{name} is in no category" for name in sorted(wanted - set(counted))]
    said += [
        f"{model.__name__}.{name} is declared but does not exist" for name in sorted(set(counted) - wanted)
    ]
    said += [
        f"{model.__name__}.{name} is in {times} categories" for name, times in counted.items() if times > 1
    ]
    if declaration.kind not in KINDS_THAT_MAY_HOLD_PERSONS:
        said += [
            f"{model.__name__}.{name} holds {category} data on a registered person outside a room"
            for category, name in declaration.categories()
            if category in PERSON_CATEGORIES
        ]
    if not declaration.purpose.strip():
        said.append(f"{model.__name__} states no purpose")
    return said


@pytest.mark.parametrize("model", declared_models(), ids=lambda m: m._meta.label)
def test_every_field_is_declared_exactly_once_and_persons_live_in_rooms(model: type[models.Model]) -> None:
    assert wrongly_declared(model) == []


@pytest.mark.parametrize("model", declared_models(), ids=lambda m: m._meta.label)
def test_the_kind_fits_the_columns(model: type[models.Model]) -> None:
    declaration = declaration_of(model)
    assert declaration is not None
    columns = {field.column for field in model._meta.concrete_fields}
    needed = {
        RowKind.SHARED: {"programme_id"},
        RowKind.ROOM: {"room_id"},
        RowKind.DOOR: {"from_room_id", "to_room_id"},
        RowKind.HOUSE: set(),
    }
    assert needed[declaration.kind] <= columns


@pytest.mark.django_db
def test_every_table_is_declared_or_a_listed_table_of_a_library() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {name for (name,) in cursor.fetchall()}
    ours = {model._meta.db_table for model in declared_models()}
    assert tables - ours - set(LIBRARY_TABLES) == set()


def test_apps_opened_as_libraries_are_libraries() -> None:
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("vapenvila.")}
    assert set() == LIBRARY_APPS & ours


def test_this_guard_can_fail() -> None:
    class Careless(models.Model):
        name = models.CharField(max_length=10)
        phone = models.CharField(max_length=10)
        declaration = Declaration(
            kind=RowKind.SHARED,
            purpose="",
            retention=Retention.WORK,
            nothing="id gone phone",
            contact="phone",
        )

        class Meta:
            app_label = "careless"
            managed = False

        def __str__(self) -> str:
            return self.name

    said = wrongly_declared(Careless)
    apps.all_models.pop("careless")
    assert said == [
        "Careless.name is in no category",
        "Careless.gone is declared but does not exist",
        "Careless.phone is in 2 categories",
        "Careless.phone holds contact data on a registered person outside a room",
        "Careless states no purpose",
    ]
