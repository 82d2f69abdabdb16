"""How much the engine accepts. Literals, so that a reader can see what a stranger's file can cost us."""

from typing import Final

MEGABYTE: Final = 1024 * 1024

MAX_FILE_BYTES: Final = 2048 * MEGABYTE
"""Largest file opened at all (500 MB files are everyday fare)."""

MAX_EXPANDED_BYTES: Final = 4096 * MEGABYTE
"""Most bytes a compressed file may grow to."""

MAX_EXPANSION_RATIO: Final = 250
"""A compressed file that grows more than this is a bomb, not data."""

RATIO_APPLIES_FROM: Final = 64 * MEGABYTE
"""Small files may be as compressible as they like."""

MAX_WORKBOOK_BYTES: Final = 400 * MEGABYTE
"""Unpacked size of an XLSX file: it must be held in memory, a CSV need not."""

MAX_WORKBOOK_MEMBERS: Final = 2_000
"""Files inside an XLSX file."""

MAX_JSON_WHOLE_BYTES: Final = 64 * MEGABYTE
"""Largest JSON object that is read whole to look for its list of records."""

MAX_COLUMNS: Final = 500
MAX_CELL_CHARACTERS: Final = 32_000
MAX_TEXT_CHARACTERS: Final = 2_000
"""Longest note or area name kept with an incident."""

MAX_REFERENCE_CHARACTERS: Final = 120
MAX_VICTIMS: Final = 300
"""More victims than this in one incident is taken for a slip of the pen."""

EARLIEST_YEAR: Final = 1950
BATCH_ROWS: Final = 20_000
BATCH_CHARACTERS: Final = 8 * MEGABYTE
"""A batch ends at whichever comes first, so that rows with long texts do not fill the memory."""

ISSUES_IN_REPORT: Final = 1_000
"""Issues listed in the report itself; the full list stays beside the prepared file."""
