"""The report on a file of persons: what is wrong, row by row, without a value of any cell."""

from typing import Any, Final

from vapenvila.web.imports.engine.tables import RawTable
from vapenvila.web.people.importing.matching import removals_met
from vapenvila.web.people.importing.problems import SEVERITIES
from vapenvila.web.people.importing.staging import rows_of

LISTED: Final = 1_000
KINDS_LISTED: Final = 100

_ORDER: Final = f"array_position(ARRAY{list(SEVERITIES)}, severity)"
_LISTED: Final = f"""
SELECT row, "column", severity, sentence, detail FROM person_problem
ORDER BY {_ORDER}, row, "column", sentence LIMIT %(most)s
"""  # noqa: S608 — our own literal
_KINDS: Final = f"""
SELECT severity, "column", sentence, count(*) FROM person_problem
GROUP BY severity, "column", sentence ORDER BY {_ORDER}, count(*) DESC, "column", sentence LIMIT %(most)s
"""  # noqa: S608 — our own literal
_TOTALS: Final = "SELECT severity, count(*) FROM person_problem GROUP BY severity"


def make_report(table: RawTable, rows: int) -> dict[str, Any]:
    """What the batch keeps; sentences stay English until they are shown."""
    listed = rows_of(_LISTED, {"most": LISTED})
    kinds = rows_of(_KINDS, {"most": KINDS_LISTED})
    return {
        "format": table.format,
        "encoding": table.encoding,
        "separator": table.separator,
        "header_row": table.header_row,
        "rows": rows,
        "totals": dict(rows_of(_TOTALS, {})),
        "kinds": [dict(zip(("severity", "column", "sentence", "rows"), kind, strict=True)) for kind in kinds],
        "removed": [[row, str(removal)] for row, removal in removals_met()[:LISTED]],
        "problems": [
            dict(zip(("row", "column", "severity", "sentence", "detail"), line, strict=True))
            for line in listed
        ],
    }
