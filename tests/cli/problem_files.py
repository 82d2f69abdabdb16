"""Mappings for the real sets beside the project, and a small made-up city as files, for the tests of the command."""

from pathlib import Path

ST_LOUIS = """
[about]
place = "St. Louis"
period = "1990s"

[persons]
incident = "crime"
person = "person"
[persons.role]
column = "role"
victim = ["victim", "victim_and_suspect"]
suspect = ["suspect", "victim_and_suspect"]
witness = ["witness"]

[people]
id = "node"
keep = { type = ["person"] }
sex = { column = "gender", male = ["1"], female = ["0"] }
"""

LONDON = """
[about]
place = "London"
period = "2005–2009"
[people]
id = "node"
listed = { all = "yes" }
age = "Age"
[ties]
one = "source"
other = "target"
"""

MONTREAL = """
[about]
period = "2004–2007"
[groups]
name = "node"
[relations]
one = "source"
other = "target"
"""

NEW_YORK = """
[incidents]
id = "INCIDENT_KEY"
rows = "victims"
date = "OCCUR_DATE"
x = "X_COORD_CD"
y = "Y_COORD_CD"
metres = 0.3048
area = "PRECINCT"
areas_total = 77
shooting = { all = "yes" }
fatal = { column = "STATISTICAL_MURDER_FLAG", yes = ["true", "Y"], no = ["false", "N"] }
"""

CHICAGO = """
[incidents]
date = "date"
x = "x"
y = "y"
"""

TOWN = """
[about]
place = "Vinterhamn"
definition = "confirmed shootings"
population = 92000
population_on = 2025-12-31

[incidents]
id = "no"
date = "day"
area = "part"
shooting = { all = "yes" }
fatal = { column = "dead", yes = ["1"], no = ["0"] }
victim_group = { column = "hurt", confirmed = ["C"], suspected = ["S"], not = ["N"], unknown = ["U"] }
offender_group = { column = "did", confirmed = ["C"], suspected = ["S"], not = ["N"], unknown = ["U"] }

[persons]
incident = "no"
person = "who"
role = "role"
supervised = "on_probation"
sex = { column = "sex", male = ["M"], female = ["F"] }

[people]
id = "who"
listed = "listed"
age = "years"
"""

INCIDENTS = """no,day,part,dead,hurt,did
1,2025-01-01,Norr,1,C,U
2,2025-01-03,Norr,0,S,U
3,2025-02-01,Söder,0,N,N
4,2025-03-01,Norr,1,U,U
5,2025-03-02,Söder,0,N,C
"""

PERSONS = """no,who,role,on_probation,sex
1,a,victim,no,M
1,b,suspect,yes,M
2,a,suspect,no,M
3,c,victim,,F
4,d,victim,no,M
5,b,witness,yes,M
"""

PEOPLE = "who,listed,years\na,yes,19\nb,yes,24\nc,no,31\nd,unknown,17\n"


def town(folder: Path) -> list[str]:
    """Writes the town and gives the options that read it."""
    for name, text in (
        ("mapping.toml", TOWN),
        ("incidents.csv", INCIDENTS),
        ("persons.csv", PERSONS),
        ("people.csv", PEOPLE),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    tables = [part for name in ("incidents", "persons", "people") for part in (f"--{name}", f"{name}.csv")]
    return ["report", "problem-analysis", *tables, "--mapping", "mapping.toml"]
