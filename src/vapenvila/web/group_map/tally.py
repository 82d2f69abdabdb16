"""How many incidents touch each group: strict (confirmed) and wide (suspected too), with what is not known beside them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from vapenvila.rules.group_lineage import LineageFacts, groups_credited
from vapenvila.web.group_map.queries.acts import Act


@dataclass(frozen=True, slots=True)
class Touched:
    """Incidents that count for one group, whichever side it stood on."""

    strict: int = 0
    wide: int = 0


@dataclass(frozen=True, slots=True)
class Touches:
    """Incidents of the period. `linked`: those with a known group on a side, by the wide measure."""

    by_group: dict[UUID, Touched]
    incidents: int
    linked: int
    linked_strict: int

    def of(self, group: UUID) -> Touched:
        """Those of one group."""
        return self.by_group.get(group, Touched())

    @property
    def without_group(self) -> int:
        """Incidents that no group on the map is known to stand on a side of."""
        return self.incidents - self.linked


def touches(acts: Sequence[Act], lineage: Iterable[LineageFacts]) -> Touches:
    """Count each incident once for every group that it counts for, after splits, mergers and new names too."""
    events = tuple(lineage)
    strict, wide = (_counted(acts, events, strict=measure) for measure in (True, False))
    return Touches(
        by_group={group: Touched(strict[group], wide[group]) for group in wide},
        incidents=len(acts),
        linked=sum(bool(act.groups(strict=False)) for act in acts),
        linked_strict=sum(bool(act.groups(strict=True)) for act in acts),
    )


def _counted(acts: Sequence[Act], events: tuple[LineageFacts, ...], *, strict: bool) -> Counter[UUID]:
    found: Counter[UUID] = Counter()
    for act in acts:
        credited: set[UUID] = set()
        for group in act.groups(strict=strict):
            credited |= groups_credited(group, act.on, events)
        found.update(credited)
    return found
