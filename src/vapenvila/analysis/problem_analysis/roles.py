"""In which roles people are on record, and how many of the victims are suspects elsewhere."""

from collections.abc import Hashable
from dataclasses import dataclass

from vapenvila.analysis.problem_analysis.bounded_share import plain_limits
from vapenvila.analysis.problem_analysis.inputs import PersonTable, ProblemError
from vapenvila.analysis.result_form import JsonValue


@dataclass(frozen=True, slots=True)
class Roles:
    """`rows`: rows of victims, suspects and witnesses only, and of those both victim and suspect. `victims`, `suspects`:
    different people; `both`: those who were victim in one incident and suspect in that or another; None where it is not
    known who is the same, `both` also where too few to be told. `limits`: of the share of victims who were suspects."""

    rows: tuple[int, int, int, int]
    victims: int | None
    suspects: int | None
    both: int | None
    limits: tuple[float, float] | None

    def as_json(self) -> dict[str, JsonValue]:
        """As JSON values."""
        names = ("victim", "suspect", "witness", "victim_and_suspect")
        return {
            "rows": dict(zip(names, self.rows, strict=True)),
            "victims": self.victims,
            "suspects": self.suspects,
            "victims_who_were_suspects": self.both,
            "interval": None if self.limits is None else list(self.limits),
        }


def roles(persons: PersonTable, *, smallest: int, level: float) -> Roles:
    """Raises ProblemError where no row has a role."""
    victim, suspect, witness = persons.victim, persons.suspect, persons.witness
    if not (victim | suspect | witness).any():
        raise ProblemError("No row of persons has a role.")
    rows = (
        int((victim & ~suspect).sum()),
        int((suspect & ~victim).sum()),
        int((witness & ~victim & ~suspect).sum()),
        int((victim & suspect).sum()),
    )
    if persons.person is None:
        return Roles(rows, None, None, None, None)
    hurt, blamed = _people(persons, victim.tolist()), _people(persons, suspect.tolist())
    both = len(hurt & blamed)
    if 0 < both < smallest or not hurt:
        return Roles(rows, len(hurt), len(blamed), None, None)
    return Roles(rows, len(hurt), len(blamed), both, plain_limits(both, len(hurt), level))


def _people(persons: PersonTable, chosen: list[bool]) -> set[Hashable]:
    return {
        who for who, inside in zip(persons.person or (), chosen, strict=True) if inside and who is not None
    }
