"""Networks as strangers keep them: a matrix, GraphML, people and events. Each is read by a mapping alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from vapenvila.cli.__main__ import run
from vapenvila.cli.matrix_tables import matrix_of
from vapenvila.cli.tables import read_table

# Four people: A-B, B-C, and D whom nobody is tied to.
TIES = "Från;Till;Antal\nA;B;2\nB;C;1\n"
MATRIX = ",A,B,C,D\nA,0,2,0,0\nB,2,0,1,0\nC,0,1,0,\nD,0,0,,0\n"
EVENTS = "event,actor,part\nE1,A,one\nE1,B,one\nE2,B,one\nE2,A,one\nE3,B,two\nE3,C,one\nE4,D,two\n"
TWO_MODE = ",E1,E2,E3,E4\nA,1,1,0,0\nB,1,1,2,0\nC,0,0,1,0\nD,0,0,0,2\n"
GRAPHML = """<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="node" attr.name="years" attr.type="int"/>
<key id="d1" for="edge" attr.name="weight" attr.type="double"><default>1</default></key>
<graph edgedefault="undirected"><node id="A"><data key="d0">31</data></node><node id="B"/><node id="C"/><node id="D"/>
<edge source="A" target="B"><data key="d1">2</data></edge><edge source="B" target="C"/></graph></graphml>"""
FILES = {
    "ties.csv": TIES,
    "matrix.csv": MATRIX,
    "events.csv": EVENTS,
    "roles.csv": TWO_MODE,
    "net.graphml": GRAPHML,
}


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def _summary(capfd: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:  # JSON
    assert run(["network", "summary", *options, "--json"]) == 0
    details: dict[str, Any] = json.loads(capfd.readouterr().out)["details"]
    return details


def _reported(capfd: pytest.CaptureFixture[str], mapping: str, *options: str) -> dict[str, Any]:  # JSON
    Path("mapping.toml").write_text(mapping, encoding="utf-8")
    assert run(["report", "problem-analysis", "--mapping", "mapping.toml", *options, "--json"]) == 0
    details: dict[str, Any] = json.loads(capfd.readouterr().out)["details"]
    return details


@pytest.mark.parametrize(
    "options",
    [
        ["--ties", "matrix.csv", "--matrix"],
        ["--ties", "net.graphml", "--people", "net.graphml"],
        ["--ties", "events.csv", "--from", "actor", "--event", "event"],
        ["--ties", "roles.csv", "--matrix"],
    ],
)
def test_every_shape_is_the_same_network(capfd: pytest.CaptureFixture[str], options: list[str]) -> None:
    found = _summary(capfd, *options)
    assert (found["people"], found["ties"], found["component_sizes"]) == (4, 2, [3, 1])


@pytest.mark.parametrize(
    ("mapping", "options"),
    [
        ("[ties]\nmatrix = true", ["--ties", "matrix.csv"]),
        ('[ties]\none = "Source"\nother = "Target"\n[people]\nid = "Id"',
         ["--ties", "net.graphml", "--people", "net.graphml"]),
        ('[ties]\none = "actor"\nevent = "event"', ["--ties", "events.csv"]),
        ("[ties]\nmatrix = true", ["--ties", "roles.csv"]),
    ],
)  # fmt: skip
def test_the_problem_analysis_reads_every_shape_by_mapping(
    capfd: pytest.CaptureFixture[str], mapping: str, options: list[str]
) -> None:
    found = _reported(capfd, mapping + "\n", *options, "--smallest", "1")["people_network"]["details"]
    assert (found["people"], found["ties"], found["component_sizes"]) == (4, 2, [3, 1])


def test_a_matrix_of_people_and_incidents_says_who_was_there_as_what(
    capfd: pytest.CaptureFixture[str],
) -> None:
    mapping = '[persons]\nmatrix = true\nrole = { column = "value", suspect = ["1"], victim = ["2"] }\n'
    details = _reported(capfd, mapping, "--persons", "roles.csv", "--smallest", "1")
    assert details["roles"]["rows"] == {"victim": 2, "suspect": 5, "witness": 0, "victim_and_suspect": 0}


def test_a_matrix_that_is_not_symmetric_counts_either_direction_once(
    capfd: pytest.CaptureFixture[str],
) -> None:
    Path("matrix.csv").write_text(";A;B;C\nA;0;1;0\nB;0;0;1,5\nC;2;0;0\n", encoding="utf-8")
    assert _summary(capfd, "--ties", "matrix.csv", "--matrix")["ties"] == 3


def test_the_cells_of_a_symmetric_matrix_become_the_rows_of_a_table_of_ties() -> None:
    matrix = matrix_of(read_table(Path("matrix.csv")), "--matrix")
    assert matrix.table.frame.rows() == read_table(Path("ties.csv")).frame.rows()
    assert (matrix.table.places[1], matrix.names) == ("row 3, column 'C'", ("A", "B", "C", "D"))


@pytest.mark.parametrize(
    ("file", "text", "options", "sentence"),
    [
        ("m.csv", ",A,B\nA,0,1\nC,1,0\n", ["--matrix"], "These stand only once: B, C."),
        ("m.csv", ",A,B\nA,0,1\nA,1,0\n", ["--matrix"], "A stands twice down the side"),
        ("m.csv", ",A,A\nA,0,1\nB,1,0\n", ["--matrix"], "a name stands twice across"),
        ("m.csv", ",A,B\nA,0,0\nB,,0\n", ["--matrix"], "ties nobody: every cell is empty or 0"),
        ("m.csv", ",A,B\nA,0,x\nB,1,0\n", ["--matrix"], "row 2, column 'B' (--weight) is 'x', which is not a number"),
        ("m.csv", ",A,B\nA,0,-1\nB,1,0\n", ["--matrix"], "a weight is a number above 0"),
        ("m.csv", MATRIX, ["--matrix", "--weight", "A"], "leave those options out"),
        ("m.csv", EVENTS, ["--from", "actor", "--event", "event", "--weight", "part"], "exclude each other"),
        ("m.graphml", "<graphml><graph/></graphml>", [], "it holds no edge"),
        ("m.graphml", "<gexf/>", [], "it is XML, but no GraphML: it begins with <gexf>"),
        ("m.graphml", "no XML", [], "it is no XML"),
        ("m.graphml", '<!DOCTYPE g [<!ENTITY a "b">]><graphml>&a;</graphml>', [], "it declares entities"),
        ("m.graphml", "<graphml><graph><hyperedge/></graph></graphml>", [], "it ties more than two at once"),
    ],
)  # fmt: skip
def test_a_shape_that_cannot_be_read_ends_with_2_and_a_sentence(
    capfd: pytest.CaptureFixture[str], file: str, text: str, options: list[str], sentence: str
) -> None:
    Path(file).write_text(text, encoding="utf-8")
    assert run(["network", "summary", "--ties", file, *options]) == 2
    printed = capfd.readouterr()
    assert sentence in printed.err
    assert printed.out == ""


@pytest.mark.parametrize(
    ("mapping", "options", "sentence"),
    [
        ('[ties]\nmatrix = "yes"', ["--ties", "matrix.csv"], "[ties] matrix is true or false"),
        ('[ties]\none = "actor"\nevent = "event"\nweight = "part"', ["--ties", "events.csv"],
         "[ties] weight cannot stand beside event"),
        ('[persons]\nmatrix = true\nrole = { all = "suspect" }', ["--persons", "matrix.csv"],
         "a matrix for --persons has people down and incidents across"),
        ("[relations]\nmatrix = true", ["--relations", "roles.csv"],
         "a matrix for --relations has the same names down and across"),
    ],
)  # fmt: skip
def test_a_mapping_that_does_not_fit_the_shape_says_so(
    capfd: pytest.CaptureFixture[str], mapping: str, options: list[str], sentence: str
) -> None:
    Path("mapping.toml").write_text(mapping + "\n", encoding="utf-8")
    assert run(["report", "problem-analysis", "--mapping", "mapping.toml", *options]) == 2
    assert sentence in capfd.readouterr().err


CROWD = "event,actor\n" + "".join(f"E1,P{n}\n" for n in range(1001))


def test_a_column_that_is_no_events_ties_nobody_to_everybody(capfd: pytest.CaptureFixture[str]) -> None:
    Path("crowd.csv").write_text(CROWD, encoding="utf-8")
    assert run(["network", "summary", "--ties", "crowd.csv", "--from", "actor", "--event", "event"]) == 2
    assert "1,001 people were in 'E1'; at most 1,000 are tied by one incident." in capfd.readouterr().err
    Path("mapping.toml").write_text('[ties]\none = "actor"\nevent = "event"\n', encoding="utf-8")
    assert run(["report", "problem-analysis", "--mapping", "mapping.toml", "--ties", "crowd.csv"]) == 2
    said = capfd.readouterr().err
    assert "crowd.csv, row 2, column 'event'" in said
    assert "is 'E1' for 1001 people; at most 1,000 are tied by one event" in said
