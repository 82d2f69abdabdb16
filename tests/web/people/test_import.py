"""Files of persons into one room: what becomes a record, what is held back, and what a file can never do."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection

from tests.cast import City, build_city
from tests.web.people.files import (
    SETTINGS,
    a_file,
    a_row,
    a_workbook,
    checked,
    committed,
    identity_of,
    imported,
    persons_in,
    received,
    sentences,
)
from tests.web.people.made_up import NUMBER, OTHER_NUMBER, TODAY, a_ground, a_person, in_room
from vapenvila.rules.person_mark import Mark
from vapenvila.rules.roles import AgencyKind
from vapenvila.web.imports.engine.sentences import UnusableMappingError
from vapenvila.web.people.errors import RefusedError
from vapenvila.web.people.importing import problems
from vapenvila.web.people.importing.held_rows import held_rows
from vapenvila.web.people.importing.person_mapping import person_mapping_from
from vapenvila.web.people.models import Identity, Person, PersonBatch, PersonChange, PersonFilePiece
from vapenvila.web.people.queries.duplicates import same_person_in_room
from vapenvila.web.people.sealed_identity import opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return build_city()


def test_a_file_is_looked_through_without_registering_anybody(city: City) -> None:
    batch = checked(city, a_file(a_row(), a_row(ref="A2", given="Annan")))
    assert (batch.rows, batch.created, batch.held, batch.state) == (2, 2, 0, "checked")
    assert persons_in(city) == []


def test_a_file_makes_records_with_identity_history_and_reference(city: City) -> None:
    batch = imported(city, a_row(pnr=NUMBER, phone="00-00"), a_row(ref="A2", mark="victim"))
    first, second = persons_in(city)
    assert (batch.created, batch.state) == (2, "committed")
    assert (first.mark, second.mark) == ("suspect", "victim")
    assert first.batch_id == batch.pk
    assert first.need == "Made-up need"
    assert first.source == "Made-up source"
    assert (first.review_by - TODAY, second.review_by - TODAY) == (timedelta(365), timedelta(180))
    who = identity_of(city, first)
    assert (who["given_name"], who["personnummer"], who["phone"]) == ("Påhittad", NUMBER, "00-00")
    with in_room(city):
        assert first.changes.get().batch == batch
        assert first.references.get().source_system == "list"
        assert not PersonFilePiece.objects.exists()


def test_a_workbook_is_read_like_a_file_of_text(city: City) -> None:
    batch = committed(city, a_workbook(a_row(pnr=NUMBER), a_row(ref="A2", given="Annan", born="1988-03-04")))
    assert (batch.rows, batch.created, batch.held) == (2, 2, 0)
    first, second = persons_in(city)
    assert identity_of(city, first)["personnummer"] == NUMBER
    assert (identity_of(city, second)["given_name"], identity_of(city, second)["birth_date"]) == (
        "Annan",
        "1988-03-04",
    )


def test_an_imported_record_is_found_like_one_that_was_entered_by_hand(city: City) -> None:
    imported(city, a_row(pnr=NUMBER))
    byhand = a_person(
        city, personnummer=OTHER_NUMBER, given_name="Påhittad", surname="Andersson", birth_date=""
    )
    with in_room(city):
        alike = same_person_in_room(
            city.rooms[AgencyKind.POLICE].pk,
            {"given_name": "Påhittad", "surname": "Anderson", "personnummer": NUMBER},
            None,
            today=TODAY,
        )
        made = Identity.objects.exclude(person=byhand).get()
        same = Identity.objects.get(person=byhand)
        assert [bytes(h) for h in made.name_sounds] == [bytes(h) for h in same.name_sounds]
        assert [bytes(h) for h in made.name_pairs] == [bytes(h) for h in same.name_pairs]
    assert {row.person_id for row in alike} == {byhand.pk, made.person_id}


def test_no_name_and_number_stands_in_clear_in_any_table(city: City) -> None:
    batch = imported(
        city, a_row(pnr=NUMBER, surname="Hittepåsson"), a_row(ref="A2", surname="Felsson", born="x")
    )
    assert batch.held == 1
    with in_room(city), connection.cursor() as cursor:
        for model in (Person, Identity, PersonBatch, PersonChange, PersonFilePiece):
            cursor.execute(f"SELECT string_agg(t::text, '|') FROM {model._meta.db_table} t")
            text = str(cursor.fetchone())
            for word in ("Hittepåsson", "Felsson", NUMBER):
                assert word not in text
                assert word.encode().hex() not in text


@pytest.mark.acceptance("S12")
def test_nobody_is_suspected_by_being_forgotten(city: City) -> None:
    batch = checked(city, a_file(a_row(mark=""), a_row(ref="A2", mark="boss")))
    assert [(row, said) for row, _column, said in sentences(batch)] == [
        (2, problems.NO_MARK),
        (3, problems.UNKNOWN_MARK),
    ]
    taken = imported(city, a_row(mark=""), settings={**SETTINGS, "mark_missing": "other"})
    assert (taken.created, persons_in(city)[0].mark) == (1, "other")


@pytest.mark.acceptance("S12")
@pytest.mark.parametrize("setting", ["mark_for_all", "mark_missing"])
def test_no_whole_file_says_that_everybody_is_suspected(setting: str) -> None:
    columns = {name: column for name, column in SETTINGS["columns"].items() if name != "mark"}
    with pytest.raises(UnusableMappingError):
        person_mapping_from({**SETTINGS, "columns": columns, "mark_for_all": "other", setting: "suspect"})


@pytest.mark.acceptance("S12")
def test_a_file_never_turns_a_victim_into_a_suspect_nor_back(city: City) -> None:
    imported(city, a_row(mark="victim"), a_row(ref="A2", given="Annan"))
    batch = imported(city, a_row(mark="suspect"), a_row(ref="A2", given="Annan", mark="victim"))
    assert (batch.updated, batch.held) == (0, 2)
    assert [p.mark for p in persons_in(city)] == ["victim", "suspect"]


@pytest.mark.acceptance("S12")
def test_an_agency_takes_only_the_marks_it_has_a_task_for(city: City) -> None:
    batch = checked(city, a_file(a_row()), kind=AgencyKind.SOCIAL)
    assert (batch.created, batch.held) == (0, 1)


@pytest.mark.acceptance("S13")
def test_a_child_is_held_back_unless_the_mapping_protects_children_and_the_row_says_why(city: City) -> None:
    born = "2012-01-02"
    assert checked(city, a_file(a_row(born=born))).held == 1
    protecting = {**SETTINGS, "children": "protect"}
    assert checked(city, a_file(a_row(born=born)), settings=protecting).held == 1
    imported(city, a_row(born=born, mark="victim", child="Hurt by others"), settings=protecting)
    child = persons_in(city)[0]
    assert child.protective_track
    assert child.adult_from is not None
    assert child.need.endswith("Hurt by others")


@pytest.mark.acceptance("S11")
@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"born": "1990-02-31"}, "born"),
        ({"born": "2190-01-01"}, "born"),
        ({"born": "1850-01-01"}, "born"),
        ({"born": "02/06/90"}, "born"),
        ({"pnr": "199006022398"}, "pnr"),
        ({"pnr": "not a number"}, "pnr"),
        ({"pnr": NUMBER, "born": "1991-06-02"}, "born"),
        ({"day": "2030-01-01"}, "day"),
        ({"day": "yesterday"}, "day"),
    ],
)
def test_a_day_or_number_that_cannot_be_holds_the_row_back(
    city: City, cells: dict[str, str], column: str
) -> None:
    batch = checked(city, a_file(a_row(**cells)))
    assert batch.held == 1
    assert column in {found for _row, found, _said in sentences(batch)}


@pytest.mark.acceptance("T36")
@pytest.mark.parametrize("cells", [{"source": ""}, {"day": ""}, {"need": ""}])
def test_a_row_without_ground_is_held_back(city: City, cells: dict[str, str]) -> None:
    assert checked(city, a_file(a_row(**cells))).held == 1


def test_everything_that_is_wrong_with_a_row_is_told_at_once_without_its_values(city: City) -> None:
    batch = checked(city, a_file(a_row(born="1990-02-31", pnr="1234", mark="boss", day="", surname="Hemlig")))
    assert {column for _row, column, _said in sentences(batch)} == {"born", "pnr", "mark", "day"}
    assert "Hemlig" not in str(batch.report)
    assert "1234" not in str(batch.report)


@pytest.mark.acceptance("T27")
def test_duplicates_in_the_file_and_against_the_room_are_told(city: City) -> None:
    known = a_person(city, given_name="Khaled", surname="Hittepåsson", birth_date="")
    numbered = a_person(city, given_name="Sture", surname="Nummersson", personnummer=NUMBER, birth_date="")
    batch = checked(
        city,
        a_file(
            a_row(given="Hittepåson", surname="Chaled", born=""),
            a_row(ref="A2", pnr=NUMBER, born="", given="Någon"),
            a_row(ref="A3", given="Johnny Joe", surname="Smith"),
            a_row(ref="A4", given="Johnny", surname="Smith"),
            a_row(ref="A5", given="Ett", pnr=OTHER_NUMBER, born=""),
            a_row(ref="A6", given="Två", pnr=OTHER_NUMBER, born=""),
        ),
    )
    told = [(p["row"], p["sentence"], p["detail"]) for p in (batch.report or {})["problems"]]
    assert told == [
        (3, problems.NUMBER_IN_ROOM, numbered.pseudonym),
        (7, problems.NUMBER_TWICE, "6"),
        (2, problems.ALIKE_IN_ROOM, known.pseudonym),
        (5, problems.ALIKE_IN_FILE, "4"),
    ]
    assert (batch.created, batch.held) == (4, 2)


@pytest.mark.acceptance("T21")
def test_nothing_tells_whom_another_room_knows(city: City) -> None:
    a_person(city, AgencyKind.PROBATION, given_name="Påhittad", surname="Andersson", personnummer=NUMBER, birth_date="",
             ground=a_ground(Mark.OTHER))  # fmt: skip
    batch = imported(city, a_row(pnr=NUMBER))
    assert (batch.created, batch.held, (batch.report or {})["problems"]) == (1, 0, [])


@pytest.mark.acceptance("S9")
def test_free_text_warns_and_a_number_in_it_holds_the_row_back(city: City) -> None:
    batch = checked(city, a_file(a_row(need="He is a Muslim"), a_row(ref="A2", need=f"Met {NUMBER}")))
    assert (batch.created, batch.held, batch.text_warnings) == (1, 1, 1)
    assert [row for row, _column, _said in sentences(batch, "warning")] == [2]


@pytest.mark.acceptance("S27")
def test_no_file_is_taken_before_everything_is_in_place(city: City) -> None:
    city.programme.made_up = False
    city.programme.save()
    with pytest.raises(RefusedError), in_room(city):
        received(city, a_file(a_row()))


def test_the_rows_held_back_stand_sealed_with_their_reasons(city: City) -> None:
    batch = imported(city, a_row(), a_row(ref="A2", mark="", surname="Felsson"))
    with in_room(city):
        (held,) = held_rows(batch)
    assert (held.row, held.cells["surname"], [p.sentence for p in held.why]) == (
        3,
        "Felsson",
        [problems.NO_MARK],
    )


def test_a_packed_file_and_a_name_in_one_column_are_read(city: City) -> None:
    columns = {"reference": "id", "full_name": "namn", "birth_date": "född"}
    settings = {
        **SETTINGS, "columns": columns, "mark_for_all": "other", "need": "Need", "source": "List", "source_on": "2026-11-01",
        "date_order": "dmy",
    }  # fmt: skip
    text = "id;namn;född\n1;Påhittadsson, Anna Maria;02.06.1990\n2;Anna Påhittad;3/6 1990\n"
    batch = checked(city, gzip.compress(text.encode("cp1252")), settings=settings)
    assert (batch.created, batch.held) == (1, 1)


def test_social_services_bring_in_a_file_with_case_numbers(city: City) -> None:
    settings = {**SETTINGS, "columns": {**SETTINGS["columns"], "case_number": "ref"}}
    imported(city, a_row(mark="other", ref="akt 12"), kind=AgencyKind.SOCIAL, settings=settings)
    with in_room(city, AgencyKind.SOCIAL):
        identity = Identity.objects.get()
        assert opened(identity, ("case_number",)) == {"case_number": "akt 12"}
        assert identity.case_number_hash
    assert persons_in(city) == []


def test_a_file_that_lacks_a_column_is_refused_as_a_whole(city: City) -> None:
    batch = checked(city, b"ref,given\nA1,Anna\n")
    assert (batch.state, batch.created) == ("failed", 0)
    assert "{missing}" in batch.problem


def test_a_commit_that_breaks_at_its_end_leaves_nothing(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vapenvila.web.people.actions.importing.forget_files", lambda *_a, **_k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        imported(city, a_row())
    assert persons_in(city) == []
