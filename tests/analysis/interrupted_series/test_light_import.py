"""An effect with its interval is told without loading what only charts and other methods need."""

import subprocess
import sys

ASKED = """
import sys
from vapenvila.analysis.interrupted_series import interrupted_series
days = [f"20{year:02}-{month:02}-01" for year in range(18, 22) for month in range(1, 13)]
result = interrupted_series(days, [3, 5, 2, 4] * 12, "2020-07-01", draws=0)
print(result.low < result.ratio < result.high, "altair" in sys.modules, "scipy.stats" in sys.modules)
result.chart()
print("altair" in sys.modules)
"""


def test_neither_the_chart_library_nor_the_distributions_are_loaded_for_an_interval() -> None:
    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n") == ["True False False", "True", ""]
