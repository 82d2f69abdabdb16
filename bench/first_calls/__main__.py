"""What a method's first call costs in a new process: `python -m bench first-calls`.

Each public method runs in a process of its own with numba's cache full, as after an installation; the run fills the cache
first where it is not. Aim: the first call under 2 seconds of processor time.
"""

import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict, dataclass

from bench.first_calls.one_call import METHODS
from bench.kept import keep

AIM = 2.0


@dataclass(frozen=True, slots=True)
class FirstCall:
    """Seconds by the clock and of the processor, each a pair."""

    method: str
    loading: tuple[float, float]
    first: tuple[float, float]
    second: tuple[float, float]

    @property
    def met(self) -> bool:
        """Whether the first call kept the aim; by the processor, as other programs may keep the machine busy."""
        return self.first[1] <= AIM

    def row(self) -> str:
        """A row of the table."""
        seconds = " | ".join(
            f"{value:.2f}" for pair in (self.loading, self.first, self.second) for value in pair
        )
        return f"| {self.method} | {seconds} | {'met' if self.met else 'not met'} |"


def first_call(method: str) -> FirstCall:
    """Measured in a process of its own, after one that fills the cache."""
    command = [sys.executable, "-W", "ignore", "-m", "bench.first_calls.one_call", method]
    for _ in range(2):
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    said = json.loads(done.stdout)
    return FirstCall(method, tuple(said["import"]), tuple(said["first"]), tuple(said["second"]))


def main(wanted: list[str]) -> None:
    """Measure all methods, or those named, and write the table."""
    found = [first_call(method) for method in wanted or METHODS]
    lines = [
        "# First calls",
        "",
        "Each method in a process of its own, the compiled parts kept from an earlier one. Seconds by the clock (s) and of "
        "the processor (cpu). Loading: numpy, scipy and the method's own modules. Aim: the first call within "
        f"{AIM:g} s of the processor.",
        "",
        f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, Python {platform.python_version()}.",
        "",
        "| Method | Loading, s | cpu | First call, s | cpu | Second call, s | cpu | Aim |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
        *(one.row() for one in found),
    ]
    print("\n".join(lines))
    if wanted:
        return
    values = {
        "aim": AIM,
        "load": os.getloadavg()[0],
        "measured": [{**asdict(one), "met": one.met} for one in found],
    }
    keep("first-calls", "\n".join(lines), values)


if __name__ == "__main__":
    main(sys.argv[1:])
