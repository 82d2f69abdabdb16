"""Groups, their splits and renames, and which of them a root goes by in a given week."""

from dataclasses import dataclass

import numpy as np

from vapenvila.analysis.made_up_city.calendar_frame import Frame
from vapenvila.analysis.made_up_city.columns import Flags, Indices, Numbers
from vapenvila.analysis.made_up_city.model import Groups, Lineage
from vapenvila.analysis.made_up_city.settings import Settings
from vapenvila.analysis.made_up_city.vocabulary import LINEAGE_KINDS

_SPLIT, _RENAME = LINEAGE_KINDS.index("split"), LINEAGE_KINDS.index("rename")


@dataclass(frozen=True, slots=True, eq=False)
class Landscape:
    """Groups with the weeks of their life; `g` groups of which the first `r` are roots.

    `root`: (g,) its root. `begin_week`, `end_week`: (g,) first week and the week after the last one, counted
    from the window's first Monday (negative: before it). `weight`: (r,) how large a root is.
    """

    root: Indices
    begin_week: Indices
    end_week: Indices
    weight: Numbers
    lineage: Lineage

    def labels(self, root: Indices, time: Numbers, second: Flags) -> Indices:
        """The group that stands for each root at each operational day; after a split the `second` heir or the first."""
        week = np.floor(time / 7.0).astype(np.int64)
        label = root.astype(np.int32)
        for parent in np.unique(self.lineage.before).tolist():
            heirs = self.lineage.after[self.lineage.before == parent]
            later = (root == parent) & (week >= self.end_week[parent])
            label[later] = np.where(second[later], heirs[-1], heirs[0])
        return label


def make_landscape(settings: Settings, frame: Frame, rng: np.random.Generator) -> Landscape:
    """Roots with their beginnings; some are renamed or split inside the window."""
    roots, weeks = settings.roots, frame.weeks
    young = rng.random(roots) < 0.15
    young[:2] = False  # the first two keep the process going from the first week on
    old_beginning = -rng.integers(4, 300, roots)
    begin = np.where(young, rng.integers(4, max(5, weeks // 2), roots), old_beginning)
    changed = rng.permutation(roots)[: settings.renames + settings.splits]
    split = np.arange(len(changed)) >= settings.renames
    change_week = np.maximum(begin[changed], 0) + 1
    change_week += (rng.random(len(changed)) * (weeks - 8 - change_week)).astype(np.int64)
    before = np.repeat(changed, np.where(split, 2, 1))
    end = np.full(roots + len(before), weeks + 1)
    end[changed] = change_week
    day = np.repeat(change_week, np.where(split, 2, 1))
    kind = np.where(np.repeat(split, np.where(split, 2, 1)), _SPLIT, _RENAME).astype(np.int8)
    return Landscape(
        root=np.concatenate([np.arange(roots), before]).astype(np.int32),
        begin_week=np.concatenate([begin, day]).astype(np.int32),
        end_week=end.astype(np.int32),
        weight=rng.lognormal(0.0, 0.6, roots),
        lineage=Lineage(
            kind=kind,
            before=before.astype(np.int32),
            after=np.arange(roots, roots + len(before), dtype=np.int32),
            day=frame.week_dates(day),
        ),
    )


def make_groups(
    landscape: Landscape, frame: Frame, areas: int, members: Indices, rng: np.random.Generator
) -> Groups:
    """The groups as the picture shows them; `members`: (g,) people who belong or belonged to each."""
    count = len(landscape.root)
    width = max(2, len(str(count)))
    ended = landscape.end_week <= frame.weeks
    last = frame.week_dates(landscape.end_week) - np.timedelta64(1, "D")
    home = rng.integers(areas, size=count)
    moved = rng.random(count) < 0.5
    return Groups(
        codes=tuple(f"G-{number:0{width}d}" for number in range(1, count + 1)),
        home_area=np.where(moved, home, home[landscape.root]).astype(np.int32),
        size_low=np.maximum(np.floor(members * 0.8), 2).astype(np.int16),
        size_high=(np.ceil(np.maximum(members, 2) * 1.3) + 2).astype(np.int16),
        active_from=frame.week_dates(landscape.begin_week),
        active_to=np.where(ended, last, np.datetime64("NaT", "D")),
        root=landscape.root.copy(),
    )
