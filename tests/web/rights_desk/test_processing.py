"""The register of processing forgets no table, and the draft of the impact assessment is whole in both languages."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext
from pypdf import PdfReader

from tests.cast import City, build_city
from vapenvila.rules.readiness import ITEMS
from vapenvila.rules.roles import Role
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.rights_desk.impact_assessment import OPEN, impact_assessment
from vapenvila.web.rights_desk.processing import processing_groups, processing_lines
from vapenvila.web.site import texts
from vapenvila.web.site.generated_docs import DOCS
from vapenvila.web.wall.row_security import declaration_of, declared_models

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 25)
ORDER = {"purpose": "Asked by the authority", "recipient": "IMY", "expires_on": "2026-12-31"}


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


def test_each_table_stands_once_under_the_most_sensitive_data_it_holds() -> None:
    groups = processing_groups(processing_lines())
    under = {line.table: group.code for group in groups for line in group.lines}
    assert sum(len(group.lines) for group in groups) == len(processing_lines()) == len(under)
    assert under["people.Identity"] == "identity"
    assert under["partners.Mission"] == "staff"
    assert [group.code for group in groups][:1] == ["identity"]


def test_the_register_is_shown_and_leaves_numbered(client: Client, city: City) -> None:
    assert "people.Identity" in client.get("/p/vinterhamn/rights/processing/").content.decode()
    text = client.post("/p/vinterhamn/rights/processing/file/", ORDER).content.decode("utf-8-sig")
    assert text.startswith(('"Export E1', "Export E1"))
    assert "people.Identity" in text


@pytest.mark.acceptance("S27")
@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Impact assessment: Vinterhamn"), ("sv", "Konsekvensbedömning: Vinterhamn")],
)
def test_the_draft_holds_the_register_the_grounds_and_open_questions(language: str, title: str) -> None:
    text = impact_assessment(programme="Vinterhamn", language=language, day=DAY)
    assert title in text
    assert text.count(OPEN) > 20
    for line in processing_lines():
        assert line.table in text
    for ground in catalogue().grounds.values():
        assert (ground.title.sv if language == "sv" else ground.title.en).replace("|", "\\|") in text


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Register of processing"), ("sv", "Behandlingsregister")]
)
def test_the_register_is_printed_whole_numbered_and_tagged(
    client: Client, city: City, language: str, title: str
) -> None:
    person = city.people[Role.DATA_PROTECTION_OFFICER]
    person.language = language
    person.save(update_fields=["language"])
    answer = client.post("/p/vinterhamn/rights/processing/print/", ORDER)
    assert answer["Content-Type"] == "application/pdf", answer.content.decode()[:500]
    pdf = PdfReader(io.BytesIO(answer.content))
    text = (
        "".join("".join(page.extract_text() for page in pdf.pages).split())
        .replace("\u200b", "")
        .replace("\xad", "")
    )
    assert "/StructTreeRoot" in pdf.root_object
    assert title in text or title.replace(" ", "") in text
    for line in processing_lines():
        assert line.table in text, line.table
    assert "ExportE1" in text


def test_every_purpose_stands_in_swedish_in_the_register_too() -> None:
    with translation.override("en"):
        english = [line.purpose for line in processing_lines()]
    with translation.override("sv"):
        swedish = [line.purpose for line in processing_lines()]
    assert not set(english) & set(swedish)


def test_a_purpose_without_swedish_is_reported(tmp_path: Path) -> None:
    source = 'declaration = Declaration(kind=RowKind.ROOM, purpose="Holds something", casework="need")\n'
    nothing = 'other = Declaration(kind=RowKind.HOUSE, purpose="Holds numbers", nothing="id")\n'
    assert texts.declared_purposes(source + nothing) == ["Holds something"]
    (tmp_path / "models.py").write_text(source + nothing)
    if texts.can_extract():
        assert {entry.msgid for entry in texts.extract(tmp_path)} == {"Holds something"}


def test_whoever_sets_up_the_programme_is_shown_the_way_to_readiness(client: Client, city: City) -> None:
    page, link = "/p/vinterhamn/rights/processing/", "/p/vinterhamn/readiness/"
    assert f'<a href="{link}">' not in client.get(page).content.decode()
    city.sign_in(client, Role.PROJECT_LEADER)
    assert f'<a href="{link}">' in client.get(page).content.decode()


@pytest.mark.acceptance("S27")
def test_the_template_of_the_documentation_stands_in_both_languages_and_names_every_condition() -> None:
    for name, language in (("impact-assessment.md", "en"), ("konsekvensbedomning.md", "sv")):
        page = (DOCS / "reference" / name).read_text(encoding="utf-8")
        with translation.override(language):
            for item in ITEMS.values():
                assert gettext(item.name) in page
        assert page.count(OPEN) > 30
