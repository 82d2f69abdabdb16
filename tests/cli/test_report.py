"""`vapenvila report problem-analysis`: tables in, a page out; what cannot be used is named by file, row and column."""

import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli import problem_files
from tests.cli.printed_example import printed_example
from vapenvila.cli.__main__ import run
from vapenvila.cli.problem_report.mapping import is_sensitive


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    return problem_files.town(tmp_path)


def change(file: str, old: str, new: str) -> None:
    """Put one text for another in a file."""
    text = Path(file).read_text(encoding="utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_example_of_the_help_runs_as_written(town: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    Path("incidents.csv").rename("shootings.csv")
    assert run(printed_example(["report", "problem-analysis"], capfd)) == 0
    assert "analysis.html" in [file.name for file in Path().iterdir()]


def test_the_answer_has_the_form_of_every_result(town: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*town, "--json", "--smallest", "1"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert (found["method"], found["n"], found["period"]) == (
        "problem_analysis",
        5,
        ["2025-01-01", "2025-03-02"],
    )
    assert found["estimate"] == pytest.approx(2 / 5)
    together = found["details"]["involvement"]["together"]
    assert together["strict"]["bounds"] == pytest.approx([2 / 5, 4 / 5])
    assert together["wide"]["bounds"] == pytest.approx([3 / 5, 4 / 5])
    assert together["unknown"]["n"] == 1
    assert found["details"]["involvement"]["homicides"]["n"] == 2
    assert found["details"]["population"]["share"] == pytest.approx([2 / 92000, 3 / 92000])
    assert found["details"]["supervised"]["incidents"]["bounds"] == pytest.approx([1 / 5, 4 / 5])
    assert found["details"]["premise"]["answer"] == "open"
    assert found["file"] is None


def test_html_and_pdf_are_written_in_the_language_asked_for(
    town: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run([*town, "--out", "page.html", "--lang", "sv"]) == 0
    text = Path("page.html").read_text(encoding="utf-8")
    assert '<html lang="sv">' in text
    assert "Problemanalys" in text
    assert "Vinterhamn" in text
    assert "confirmed shootings" in text
    assert "kan inte avgöras" in capfd.readouterr().out
    assert run([*town, "--out", "page.pdf", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["file"] == "page.pdf"
    read = PdfReader(io.BytesIO(Path("page.pdf").read_bytes()))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]  # pypdf objects
    assert "Problem analysis" in read.pages[0].extract_text()


def test_the_same_seed_gives_the_same_answer(town: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    printed = []
    for _ in range(2):
        assert run([*town, "--seed", "7", "--json"]) == 0
        printed.append(capfd.readouterr().out)
    assert printed[0] == printed[1]
    assert json.loads(printed[0])["seed"] == 7


def test_no_person_is_named(town: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    for file in ("persons.csv", "people.csv"):
        text = Path(file).read_text(encoding="utf-8")
        Path(file).write_text(text.replace(",a,", ",Made-up-name,").replace("\na,", "\nMade-up-name,"))
    assert run([*town, "--out", "page.html", "--smallest", "1"]) == 0
    assert run([*town, "--json", "--smallest", "1"]) == 0
    assert "Made-up-name" not in capfd.readouterr().out + Path("page.html").read_text(encoding="utf-8")


def test_few_people_are_told_only_when_asked_for(town: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*town, "--json"]) == 0
    details = json.loads(capfd.readouterr().out)["details"]
    assert "by_person" in details["lacking"]
    assert details["repeated"]["more_than_once"] is None
    assert run([*town, "--json", "--smallest", "1"]) == 0
    assert json.loads(capfd.readouterr().out)["details"]["repeated"]["more_than_once"] == 1


def test_thresholds_of_the_premise_are_settings(town: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    assert run([*town, "--json", "--strict-at-least", "0.4"]) == 0
    assert json.loads(capfd.readouterr().out)["details"]["premise"]["answer"] == "holds"
    assert run([*town, "--json", "--unknown-at-most", "0.1"]) == 0
    assert json.loads(capfd.readouterr().out)["details"]["premise"]["too_open"] is True


def test_values_and_dates_are_read_as_the_mapping_says(
    town: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    change("incidents.csv", "2025-01-01", "01/01/2025 12:00 AM")
    for old, new in (("2025-01-03", "01/03/2025 1:00 PM"), ("2025-02-01", "02/01/2025 1:00 PM"),
                     ("2025-03-01", "03/01/2025 1:00 PM"), ("2025-03-02", "03/02/2025 1:00 PM")):  # fmt: skip
        change("incidents.csv", old, new)
    change("mapping.toml", 'date = "day"', 'date = { column = "day", format = "%m/%d/%Y %I:%M %p" }')
    change("incidents.csv", ",1,C,U", ",1,c,U")  # capital and small letters alike
    assert run([*town, "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["period"] == ["2025-01-01", "2025-03-02"]
    assert found["estimate"] == pytest.approx(2 / 5)


def test_a_name_in_a_cell_may_stand_for_a_link_only_where_the_mapping_says_so(
    town: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    change("mapping.toml", "offender_group = {", 'struck = "gang"\noffender_group = {')
    text = Path("incidents.csv").read_text(encoding="utf-8").splitlines()
    gangs = ["gang", "Red", "", "", "Red", "Blue"]
    Path("incidents.csv").write_text("\n".join(f"{a},{b}" for a, b in zip(text, gangs, strict=True)))
    assert run([*town, "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["estimate"] == pytest.approx(2 / 5)
    change(
        "mapping.toml",
        'victim_group = { column = "hurt", confirmed = ["C"], suspected = ["S"], not = ["N"], unknown = ["U"] }',
        'victim_group = { column = "gang", filled = "confirmed", empty = "unknown" }',
    )
    assert run([*town, "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["estimate"] == pytest.approx(3 / 5)


WRONG = [
    (("incidents.csv", "2025-02-01", "first of February"), "incidents.csv, row 4, column 'day'"),
    (("incidents.csv", "2025-02-01", ""), "row 4, column 'day' (mapping.toml [incidents] date) is empty"),
    (("incidents.csv", "3,2025-02-01", "2,2025-02-01"), "which stands above already"),
    (("incidents.csv", ",0,N,N", ",0,Z,N"), "row 4, column 'hurt' (mapping.toml [incidents] victim_group) is 'Z'"),
    (("incidents.csv", "Söder,0", "Söder,2"), "is '2', which the mapping does not place"),
    (("persons.csv", "3,c,victim", "3,c,bystander"), "persons.csv, row 5, column 'role'"),
    (("persons.csv", "3,c,victim", ",c,victim"), "row 5, column 'no' (mapping.toml [persons] incident) is empty"),
    (("people.csv", "b,yes,24", "a,yes,24"), "people.csv, row 3, column 'who'"),
    (("people.csv", "b,yes,24", "b,yes,240"), "is 240, which is no age"),
    (("people.csv", "b,yes,24", "b,yes,old"), "is 'old', which is not a number"),
    (("mapping.toml", 'date = "day"', 'date = "dag"'), "incidents.csv has no column 'dag' (mapping.toml [incidents] date)"),
    (("mapping.toml", 'date = "day"', 'dates = "day"'), "[incidents] has no key 'dates'"),
    (("mapping.toml", "[incidents]", "[events]"), "'events' is no section"),
    (("mapping.toml", 'role = "role"\n', ""), "[persons] needs role"),
    (("mapping.toml", 'yes = ["1"]', 'ja = ["1"]'), "has no key 'ja'"),
    (("mapping.toml", "[about]", "[about"), "mapping.toml is no valid TOML"),
    (("mapping.toml", "population = 92000\n", ""), "--population is missing"),
    (("mapping.toml", "population_on = 2025-12-31\n", ""), "--population-date, the day it was true is missing"),
    (("mapping.toml", "population = 92000", "population = 0"), "is a number above 0"),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "sentence"), WRONG)
def test_what_cannot_be_used_ends_with_2_and_a_sentence(
    town: list[str], capfd: pytest.CaptureFixture[str], changed: tuple[str, str, str], sentence: str
) -> None:
    change(*changed)
    assert run([*town, "--out", "page.html"]) == 2
    printed = capfd.readouterr()
    assert sentence in printed.err
    assert len(printed.err.strip().splitlines()) == 1
    assert printed.out == ""
    assert not Path("page.html").exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--out", "page.docx"], "it ends in .html or .pdf"),
        (["--out", "nowhere/page.html"], "There is no folder nowhere"),
        (["--first", "January"], "--first is 'January'; write a date"),
        (["--first", "2030-01-01"], "None of the 5 incidents lies from 2030-01-01"),
        (["--lang", "de"], "There are no sentences in 'de'"),
        (["--level", "95"], "such as 0.95"),
        (["--smallest", "0"], "at least 1"),
        (["--strict-at-least", "50"], "between 0 and 1"),
        (["--ties", "people.csv"], "mapping.toml has no section [ties]"),
        (["--groups", "nobody.csv"], "mapping.toml has no section [groups]"),
        (["--population", "2"], "cannot be of"),
    ],
)
def test_options_that_cannot_be_used_end_with_2_and_a_sentence(
    town: list[str], capfd: pytest.CaptureFixture[str], options: list[str], sentence: str
) -> None:
    code = run([*town, *options])
    printed = capfd.readouterr()
    if options[0] == "--population":  # the page is made, and says why that share is not
        assert code == 0
        assert sentence in printed.out
        return
    assert code == 2
    assert sentence in printed.err


def test_without_a_mapping_or_a_table_it_says_what_to_give(
    town: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", "problem-analysis", "--out", "page.html"]) == 2
    assert "Give --mapping and at least one table" in capfd.readouterr().err


@pytest.mark.acceptance("S9")
@pytest.mark.parametrize(
    "column", ["Birthplace", "VIC_RACE", "birth_place", "Ethnicity", "religion", "medborgarskap"]
)
@pytest.mark.parametrize("key", ["area", "age_band"])
def test_origin_race_and_religion_are_refused_under_any_key(
    town: list[str], capfd: pytest.CaptureFixture[str], column: str, key: str
) -> None:
    change("people.csv", "years", column)
    change("mapping.toml", 'age = "years"', f'{key} = "{column}"')
    assert run([*town, "--json"]) == 2
    assert "are never used" in capfd.readouterr().err


@pytest.mark.acceptance("S9")
def test_a_key_for_origin_is_refused_by_name(town: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    change("mapping.toml", 'age = "years"', 'ethnicity = "years"')
    assert run([*town, "--json"]) == 2
    assert "are never used" in capfd.readouterr().err


@pytest.mark.parametrize(
    "column", ["original_area", "trace_no", "VIC_AGE_GROUP", "country_road_area_", "Skinnskatteberg"]
)
def test_columns_that_only_sound_alike_are_not_refused(column: str) -> None:
    assert is_sensitive(column) is (column == "country_road_area_")


def test_a_day_that_stands_for_none_is_no_day(town: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    change("incidents.csv", "2025-03-02", "9999-12-31")
    assert run([*town, "--json"]) == 2
    assert (
        "incidents.csv, row 6, column 'day' (mapping.toml [incidents] date) is '9999-12-31'; days from 1800 to 2199"
        in capfd.readouterr().err
    )
