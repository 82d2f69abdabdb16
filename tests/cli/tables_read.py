"""A good small table for each analysis command, with the options that read it."""

from dataclasses import dataclass

import numpy as np

from tests.cli.spoilt import Rows


@dataclass(frozen=True)
class Read:
    """A command, the table it reads and, where it needs another, that beside it."""

    command: str
    rows: Rows
    beside: tuple[tuple[str, Rows], ...] = ()


def _rows(head: str, body: object) -> Rows:
    return [head.split(","), *([str(cell) for cell in row] for row in body)]  # type: ignore[attr-defined]


def _months(low: float = 3) -> Rows:
    rng, months = np.random.default_rng(1), np.arange("2021-01", "2025-01", dtype="datetime64[M]")
    change = np.where(months < np.datetime64("2023-06"), 9, low)
    return _rows("month,shots", zip(months, rng.poisson(change), strict=True))


def _panel() -> Rows:
    rng = np.random.default_rng(2)
    return _rows(
        "town,year,shots,begun,people",
        ((f"T{u}", 2012 + t, rng.poisson(20 + u), 2018 if u == 0 else (2020 if u == 1 else 0), 1000 + u)
         for u in range(9) for t in range(12)),
    )  # fmt: skip


def _events(n: int = 70) -> Rows:
    rng = np.random.default_rng(3)
    days = np.datetime64("2024-01-01") + np.sort(rng.integers(0, 360, n))
    x, y = rng.integers(0, 2000, n), rng.integers(0, 2000, n)
    return _rows("x,y,day", zip(x, y, days, strict=True))


def _sides() -> Rows:
    rng = np.random.default_rng(4)
    days = np.datetime64("2023-01-01") + np.sort(rng.integers(0, 700, 140))
    return _rows("day,by,on", ((day, *rng.permutation(["N", "S", "W"])[:2]) for day in days))


def _weeks() -> Rows:
    rng = np.random.default_rng(5)
    return _rows(
        "group,week,shots,dose",
        ((f"G{g}", w, rng.poisson(0.8), int(w == 4 + 2 * g)) for g in range(8) for w in range(1, 25)),
    )


def _blocks() -> Rows:
    rng = np.random.default_rng(6)
    return _rows(
        "block,quarter,shots,area",
        ((f"B{b}", q, rng.poisson(2 + b % 3), int(b < 4)) for b in range(40) for q in range(1, 13)),
    )


def _reports() -> Rows:
    rng = np.random.default_rng(7)
    days = np.datetime64("2023-01-01") + np.sort(rng.integers(0, 500, 200))
    return _rows("happened,reported", ((day, day + int(rng.exponential(12))) for day in days))


def _answers() -> Rows:
    rng = np.random.default_rng(8)
    return _rows(
        "safe,area,weight,wave",
        (
            (rng.choice([1, 2, 3, 4, 5, 9]), f"A{n % 4}", round(0.5 + rng.random(), 2), 2020 + n % 2)
            for n in range(120)
        ),
    )


def _cities() -> Rows:
    return _rows("city,ratio,se", ((f"C{n}", 0.6 + 0.05 * n, 0.2 + 0.01 * n) for n in range(7)))


def _costs() -> Rows:
    return [
        ["name", "low", "high", "unit", "currency", "price_year", "source", "contested"],
        ["Care", "1000", "9000", "SEK", "SEK", "2020", "a report", "no"],
        ["Police", "100", "300", "hours", "", "2020", "a report", "yes"],
        ["Court", "10", "30", "SEK", "SEK", "2020", "a report", "yes"],
    ]


def _coders() -> Rows:
    rng = np.random.default_rng(9)
    return _rows(
        "case,coder,code,link",
        ((c, who, rng.choice(["yes", "no", "unknown"]), "x") for c in range(20) for who in "AB"),
    )


def _ties() -> Rows:
    rng = np.random.default_rng(10)
    return _rows("one,other", rng.integers(0, 30, (60, 2)))


def _people() -> Rows:
    return _rows("id,group,may,comes", ((n, f"G{n % 3}", "yes" if n % 2 else "no", 0.7) for n in range(30)))


TABLE = "table.csv"
_DATA = f"--data {TABLE}"
_MONTHLY = f"{_DATA} --time month --outcome shots --start 2023-06-01"
_TOWNS = f"{_DATA} --unit town --time year --outcome shots"
_TREATED = f"{_TOWNS} --treated T0 --start 2018"
_PLACES = f"{_DATA} --x x --y y --time day"
_BLOCK = f"{_DATA} --block block --time quarter --outcome shots --treated area --start 9"
_ASKED = f"{_DATA} --answer safe --yes 4,5 --dont-know 9 --area area --weight weight"
_BANDS = f"{_PLACES} --distances 0,0.1,200,400 --days 0,7,14 --permutations 19"
_REACHES = f"{_PLACES} --distances 100,200 --days 7,14 --permutations 19"
_INVITED = "--id id --group group --eligible may --attendance comes --from one --to other --capacity 4"

READS: dict[str, Read] = {
    "its": Read(f"evaluate its {_MONTHLY} --draws 40", _months()),
    "its bare": Read(f"evaluate its {_MONTHLY} --draws 40 --season none --no-trend", _months()),
    "monitor": Read(f"evaluate monitor {_MONTHLY}", _months()),
    "scm": Read(f"evaluate scm {_TREATED}", _panel()),
    "scm ridge": Read(f"evaluate scm {_TREATED} --variant ridge", _panel()),
    "scm predictors": Read(f"evaluate scm {_TREATED} --predictors people,shots", _panel()),
    "sdid": Read(f"evaluate sdid {_TOWNS} --treated T0,T1 --start 2018", _panel()),
    "did": Read(f"evaluate did {_TOWNS} --first-treated begun", _panel()),
    "did poisson": Read(f"evaluate did {_TOWNS} --first-treated begun --estimator poisson", _panel()),
    "wedge": Read(f"evaluate wedge {_DATA} --group group --time week --outcome shots --dose dose", _weeks()),
    "blocks": Read(f"evaluate blocks {_BLOCK}", _blocks()),
    "nowcast": Read(f"evaluate nowcast {_DATA} --event happened --reported reported", _reports()),
    "survey": Read(f"evaluate survey {_ASKED}", _answers()),
    "meta": Read(f"evaluate meta {_DATA} --study city --estimate ratio --se se --ratio", _cities()),
    "costs": Read(f"evaluate costs --averted 12 --low 3 --high 20 --unit-costs {TABLE}", _costs()),
    "agreement": Read(f"evaluate agreement {_DATA} --unit case --coder coder --code code", _coders()),
    "knox": Read(f"spacetime knox {_BANDS}", _events()),
    "k": Read(f"spacetime k {_REACHES}", _events()),
    "hotspot": Read(f"spacetime hotspot {_PLACES} --cell 200", _events()),
    "hotspot gi": Read(f"spacetime hotspot {_PLACES} --cell 200 --method gi", _events()),
    "hawkes": Read(f"spacetime hawkes {_DATA} --time day", _events()),
    "triggered": Read(f"spacetime triggered {_PLACES} --draws 99", _events(150)),
    "aoristic": Read(f"spacetime aoristic {_DATA} --from day --to day", _events()),
    "answers": Read(f"spacetime answers {_DATA} --time day --attacker by --struck on", _sides()),
    "concentration": Read(f"concentration {_DATA} --unit town --units-total 40", _panel()),
    "network": Read(f"network summary --ties {TABLE} --from one --to other", _ties()),
    "callin": Read(
        f"callin plan --people {TABLE} --ties ties.csv {_INVITED}", _people(), (("ties.csv", _ties()),)
    ),
    "callin ties": Read(
        f"callin plan --people people.csv --ties {TABLE} {_INVITED}", _ties(), (("people.csv", _people()),)
    ),
}
