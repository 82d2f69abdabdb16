"""The made-up city as columns of text."""

import csv
import io

from vapenvila.analysis.made_up_city import Size, make_city
from vapenvila.analysis.made_up_city.tables import (
    TextColumns,
    incident_columns,
    people_columns,
    tie_columns,
    truth_columns,
)

CITY = make_city(Size.TOWN, 1)


def written_and_read(columns: TextColumns) -> list[dict[str, str]]:
    """The columns through a CSV file and back."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    file.seek(0)
    return list(csv.DictReader(file))


def test_incidents_survive_a_csv_file() -> None:
    rows = written_and_read(incident_columns(CITY))
    assert len(rows) == len(CITY.incidents)
    assert rows[0]["reference"] == CITY.incidents.references[0]
    assert {row["state"] for row in rows} <= {"confirmed", "hold", "unfounded"}
    assert sum(int(row["dead"]) for row in rows) == CITY.incidents.dead.sum()
    assert all((row["longitude"] == "") == (row["precision"] == "area") for row in rows)
    assert all(row["occurred_from"] <= row["occurred_to"] <= row["reported_at"] for row in rows)


def test_people_and_ties_point_at_each_other() -> None:
    people = {row["person"] for row in written_and_read(people_columns(CITY))}
    ties = written_and_read(tie_columns(CITY))
    assert {row["source"] for row in ties} | {row["target"] for row in ties} <= people
    assert len(people) == 150


def test_no_column_holds_an_identity_number() -> None:
    for columns in (people_columns(CITY), tie_columns(CITY), incident_columns(CITY)):
        for values in columns.values():
            assert not any(
                len("".join(filter(str.isdigit, value.split(" ")[0]))) in (10, 12) for value in values
            )


def test_truth_answers_by_reference() -> None:
    rows = written_and_read(truth_columns(CITY))
    references = {row["reference"] for row in rows}
    assert {row["answers"] for row in rows} - {""} <= references
