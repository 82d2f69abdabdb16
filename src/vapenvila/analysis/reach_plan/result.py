"""The plan as a result: whom to invite as messengers, why, how good it is, and what else would be as good.

Nobody is valued: an invited person carries whom they reach in this plan, and nothing that lasts beyond it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.reach_plan.people import Identifier
from vapenvila.analysis.reach_plan.reach_chart import ENGLISH, reach_chart
from vapenvila.analysis.reach_plan.sentences import say
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.wording import Language, check_language, number

Objective = Literal["reach", "expected", "dominate", "even"]


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody to invite. `reaches`: people within the ties a message is carried over, the invited one included.
    `alone`: people (on average, where not everybody comes) who are reached through nobody else in the plan.
    `stand_ins`: who alone in their stead would make the plan as good."""

    id: Identifier
    group: Identifier | None
    reaches: int
    alone: float
    stand_ins: tuple[Identifier, ...]


@dataclass(frozen=True, slots=True)
class GroupReach:
    """A group's people, how many of them are invited, and how many the plan reaches."""

    group: Identifier
    people: int
    invited: int
    reached: int


@dataclass(frozen=True, slots=True)
class ReachPlan:
    """A plan of whom to invite.

    `reached`: people reached when everybody invited comes; `expected`: on average, given the chances of coming.
    `bound`: no plan within the limits is worth more: in people reached, expected people reached, or (`dominate`, fewer)
    people invited. `optimal`: whether the plan equals its bound. `share_bound`, `least_share`: for `even` alone.
    `not_reached`: who is left, and of them `unreachable` whom no invitation within the limits of who may be invited
    could reach. `alternatives`: other sets as good, each one exchange away; there may be more.
    """

    objective: Objective
    n: int
    meetings: tuple[tuple[Identifier, ...], ...]
    invitees: tuple[Invitee, ...]
    groups: tuple[GroupReach, ...]
    reached: int
    expected: float
    bound: float
    optimal: bool
    not_reached: tuple[Identifier, ...]
    unreachable: tuple[Identifier, ...]
    alternatives: tuple[tuple[Identifier, ...], ...]
    unknown: tuple[Identifier, ...]
    short_groups: tuple[Identifier, ...]
    hops: int
    seconds: float
    least_share: float | None = None
    share_bound: float | None = None

    @property
    def invited(self) -> tuple[Identifier, ...]:
        """Everybody invited, in the order of the list of people."""
        return tuple(invitee.id for invitee in self.invitees)

    @property
    def value(self) -> float:
        """The people reached that the plan is about: on average for `expected`, else when everybody comes."""
        return self.expected if self.objective == "expected" else float(self.reached)

    @property
    def share(self) -> float:
        """People reached as a share of all."""
        return self.value / self.n

    @property
    def gap(self) -> float:
        """How far the plan may be from the best, as a share of the bound; 0 where it is proved the best."""
        if self.optimal or self.bound == 0:
            return 0.0
        gaps = [
            abs(self.bound - (len(self.invitees) if self.objective == "dominate" else self.value))
            / self.bound
        ]
        if self.share_bound is not None and self.least_share is not None and self.share_bound > 0:
            gaps.append((self.share_bound - self.least_share) / self.share_bound)
        return max(gaps)

    def summary(self, language: Language = "en") -> str:
        """Whom to invite and how good that is, in plain words."""
        chosen = check_language(language)
        first = say(
            "plan_expected" if self.objective == "expected" else "plan",
            chosen,
            invited=len(self.invitees),
            reached=number(self.value, chosen, 1),
            n=self.n,
            percent=number(100.0 * self.share, chosen, 0),
        )
        if self.optimal:
            second = say(f"best_{self.objective}", chosen)
        elif self.objective == "dominate":
            second = say("bound_dominate", chosen, bound=number(self.bound, chosen, 0))
        else:
            second = say("bound", chosen, gap=number(100.0 * self.gap, chosen, 2))
        return f"{first} {second}"

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the plan."""
        chosen = check_language(language)
        found: list[str] = []
        for key, names in (
            ("unreachable", self.unreachable),
            ("unknown", self.unknown),
            ("short_groups", self.short_groups),
        ):
            if names:
                some = ", ".join(str(name) for name in names[:5]) + (" …" if len(names) > 5 else "")
                found.append(say(key, chosen, n=len(names), names=some))
        if self.hops > 1:
            found.append(say("two_hops", chosen))
        return (*found, say("people_choose", chosen))

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values, warnings in the language asked for."""
        return as_json(
            method="call_in_selection",
            estimate=self.value,
            estimate_name="expected people reached" if self.objective == "expected" else "people reached",
            interval=None,
            level=None,
            p_value=None,
            n=self.n,
            warnings=self.warnings(language),
            details=self._details(),
        )

    def _details(self) -> dict[str, JsonValue]:
        return {
            "objective": self.objective,
            "invited": list(self.invited),
            "meetings": [list(meeting) for meeting in self.meetings],
            "reached": self.reached,
            "expected": self.expected,
            "share": self.share,
            "bound": self.bound,
            "gap": self.gap,
            "optimal": self.optimal,
            "least_share": self.least_share,
            "least_share_bound": self.share_bound,
            "alternatives": [list(other) for other in self.alternatives],
            "reasons": [
                {
                    "id": one.id,
                    "group": one.group,
                    "reaches": one.reaches,
                    "alone": one.alone,
                    "stand_ins": list(one.stand_ins),
                }
                for one in self.invitees
            ],
            "groups": [
                {"group": g.group, "people": g.people, "invited": g.invited, "reached": g.reached}
                for g in self.groups
            ],
            "not_reached": list(self.not_reached),
            "unreachable": list(self.unreachable),
            "seconds": self.seconds,
        }

    def chart(self, labels: Mapping[str, str] = ENGLISH) -> Chart:
        """Reached and not reached, by group; in one bar where there are no groups."""
        rows = [(str(g.group), g.people, g.reached) for g in self.groups] or [
            (labels["everyone"], self.n, self.reached)
        ]
        return reach_chart(rows, len(self.invitees), labels)
