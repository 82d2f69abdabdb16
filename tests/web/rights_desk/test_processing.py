"""The register of processing forgets no table, and the draft of the impact assessment is whole in both languages."""

import pytest
from django.test import Client

from tests.cast import City, build_city
from vapenvila.rules.roles import Role
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.rights_desk.impact_assessment import OPEN, impact_assessment
from vapenvila.web.rights_desk.processing import processing_lines
from vapenvila.web.wall.row_security import declaration_of, declared_models

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(client: Client) -> City:
    city = build_city()
    city.sign_in(client, Role.DATA_PROTECTION_OFFICER)
    return city


def test_every_table_with_personal_data_is_in_the_register() -> None:
    holding = set()
    for model in declared_models():
        declared = declaration_of(model)
        if (
            declared
            and not model._meta.auto_created
            and any(c != "nothing" for c, _ in declared.categories())
        ):
            holding.add(model._meta.label)
    assert {line.table for line in processing_lines()} == holding
    assert all(
        all(vars_)
        for vars_ in ((line.controller, line.ground, line.retention) for line in processing_lines())
    )


def test_the_register_is_shown_and_leaves_numbered(client: Client, city: City) -> None:
    assert "people.Identity" in client.get("/p/vinterhamn/rights/processing/").content.decode()
    order = {"purpose": "Asked by the authority", "recipient": "IMY", "expires_on": "2026-12-31"}
    text = client.post("/p/vinterhamn/rights/processing/file/", order).content.decode("utf-8-sig")
    assert text.startswith(('"Export E1', "Export E1"))
    assert "people.Identity" in text


@pytest.mark.acceptance("S27")
@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Impact assessment: Vinterhamn"), ("sv", "Konsekvensbedömning: Vinterhamn")],
)
def test_the_draft_holds_the_register_the_grounds_and_open_questions(language: str, title: str) -> None:
    text = impact_assessment(programme="Vinterhamn", language=language)
    assert title in text
    assert text.count(OPEN) > 20
    for line in processing_lines():
        assert line.table in text
    for ground in catalogue().grounds.values():
        assert (ground.title.sv if language == "sv" else ground.title.en).replace("|", "\\|") in text
