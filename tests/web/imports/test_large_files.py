"""Large files: read in bounded memory, in a process of its own so that the peak is its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

MEASURE = """
import json, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from tests.web.imports.files import PLAIN
from vapenvila.web.imports.engine.mapping_reading import mapping_from
from vapenvila.web.imports.engine.preparing import prepare
done = prepare(Path(sys.argv[1]), mapping_from(PLAIN), now=datetime.now(UTC), workspace=Path(sys.argv[1] + ".work"))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
status = Path("/proc/self/status")  # where there is one: getrusage also remembers the peak of the process that started us
if status.exists():
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    peak = int(line.split()[1]) // 1024
print(json.dumps({"rows": done.report.rows, "incidents": done.report.incidents, "peak": peak}))
"""
HEADER = "id,when,lat,lon,type,dead,wounded,text\n"


def _measured(path: Path) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
    )
    found: dict[str, int] = json.loads(done.stdout)
    return found


def test_a_file_of_500_mb_is_read_within_500_mb_of_memory(tmp_path: Path) -> None:
    rows, text = 26_000, "x" * 20_000
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as target:
        target.write(HEADER)
        for number in range(rows):
            target.write(f"{number},2024-01-05 21:30,55.6,13.0,shot,0,1,{text}\n")
    assert path.stat().st_size > 500_000_000
    found = _measured(path)
    path.unlink()
    assert (found["rows"], found["incidents"]) == (rows, rows)
    assert found["peak"] < 500


@pytest.mark.acceptance("T28")
def test_a_hundred_thousand_rows_stream_in(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    with path.open("w", encoding="utf-8") as target:
        target.write(HEADER)
        target.writelines(f"{n},2024-01-05 21:30,55.6,13.0,shot,0,1,\n" for n in range(100_000))
    found = _measured(path)
    assert found["incidents"] == 100_000
    assert found["peak"] < 400
