"""Made-up files and mappings for the import tests, and where the real files lie."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from vapenvila.web.imports.engine.mapping_reading import mapping_from
from vapenvila.web.imports.engine.preparing import Prepared, prepare

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MALMO = (55.50, 12.80, 55.70, 13.20)
HEADER = "id,when,lat,lon,type,dead,wounded,text\n"

PLAIN: dict[str, object] = {
    "source_system": "test",
    "reference": ["id"],
    "kind": {"column": "type", "values": {"shot": "shooting", "blast": "explosion"}},
    "note": ["text"],
    "when": {"datetime": "when", "time_zone": "Europe/Stockholm"},
    "where": {"lat": "lat", "lon": "lon"},
    "victims": {"dead": "dead", "injured_unknown": "wounded"},
}


def settings(**changes: object) -> dict[str, object]:
    """The plain mapping with some settings changed; dots go one level down (`when__order`)."""
    result: dict[str, object] = {k: dict(v) if isinstance(v, dict) else v for k, v in PLAIN.items()}
    for name, value in changes.items():
        table, _, inner = name.partition("__")
        if inner:
            part = result[table]
            assert isinstance(part, dict)
            part[inner] = value
        else:
            result[name] = value
    return result


def write(folder: Path, content: str | bytes, name: str = "file.csv") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def prepared(
    path: Path,
    mapping: Mapping[str, object] | None = None,
    *,
    bounds: tuple[float, float, float, float] | None = None,
    now: datetime = NOW,
) -> Prepared:
    """The file read and checked."""
    return prepare(
        path, mapping_from(mapping or PLAIN), now=now, workspace=path.parent / "work", bounds=bounds
    )


def of_rows(
    folder: Path,
    *rows: str,
    mapping: Mapping[str, object] | None = None,
    header: str = HEADER,
    bounds: tuple[float, float, float, float] | None = None,
) -> Prepared:
    """A CSV file of these rows, read and checked."""
    return prepared(write(folder, header + "\n".join(rows) + "\n"), mapping, bounds=bounds)


def told(result: Prepared) -> list[tuple[int, str]]:
    """Row and code of every issue the report lists."""
    return [(issue.row, issue.code) for issue in result.report.issues]


def incidents(result: Prepared) -> pl.DataFrame:
    """All incidents of a small file."""
    return pl.concat(list(result.batches()))


def adds_up(result: Prepared) -> bool:
    """Nothing was silently dropped."""
    report = result.report
    return report.rows == report.incidents + report.folded + report.skipped + report.held


def real_file(*parts: str) -> Path:
    """A file of the real data kept beside the project; the test is skipped where it is absent."""
    beside = Path(__file__).resolve().parents[3].parent / "shared" / "data"
    folder = Path(os.environ.get("VAPENVILA_DATA", beside))
    path = folder.joinpath("A_incidents", *parts)
    if not path.exists():
        pytest.skip(f"the real file {'/'.join(parts)} is not on this machine (set VAPENVILA_DATA)")
    return path
