"""What a city's violence is made of before group violence intervention begins: how much involves groups, how many they
are, where it gathers, what follows what, and whether the premise of the method holds here at all.

Tables go in of which every one, and every column, may be missing; a part that cannot be made says why. No person is
named, scored or put in order.
"""

from vapenvila.analysis.problem_analysis.analysed import ProblemAnalysis
from vapenvila.analysis.problem_analysis.analysis import problem_analysis
from vapenvila.analysis.problem_analysis.inputs import (
    Feuding,
    GroupTable,
    IncidentTable,
    PeopleTable,
    PersonTable,
    Population,
    ProblemData,
    ProblemError,
    TieTable,
)
from vapenvila.analysis.problem_analysis.link import NO, NOT_KNOWN, YES, Link
from vapenvila.analysis.problem_analysis.settings import Settings

__all__ = [
    "NO",
    "NOT_KNOWN",
    "YES",
    "Feuding",
    "GroupTable",
    "IncidentTable",
    "Link",
    "PeopleTable",
    "PersonTable",
    "Population",
    "ProblemAnalysis",
    "ProblemData",
    "ProblemError",
    "Settings",
    "TieTable",
    "problem_analysis",
]
