"""What the model of answers between groups found."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.self_exciting.group_events import GroupEvents
from vapenvila.analysis.self_exciting.group_fit import GroupFit
from vapenvila.analysis.self_exciting.group_memory import AGAIN, ANSWER, THIRD
from vapenvila.analysis.self_exciting.group_picture import matrix_picture
from vapenvila.analysis.self_exciting.group_sentences import say
from vapenvila.analysis.wording import Language, check_language, number, p_value_said, percent

SURE = 0.05
_NAMES = {ANSWER: "answer", AGAIN: "again", THIRD: "third"}


@dataclass(frozen=True, slots=True)
class Direction:
    """One group's attacks on another: how many, and how many of them the model expects to be answers, with limits."""

    attacker: str
    struck: str
    attacks: int
    answers: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """Attacks that follow another between groups. `fit.shares`: answers an attack brings, in the mean, attacks again, and
    attacks with a third group. `limits`: the fits at the lower and upper limit of each, by profile likelihood. `gain`: twice
    the gain in log-likelihood by answers."""

    fit: GroupFit
    limits: tuple[tuple[GroupFit, GroupFit], ...]
    level: float
    gain: float
    events: GroupEvents
    period: tuple[str, str]
    whole_days: bool
    delays: tuple[float, float]
    seed: int | None

    @property
    def n(self) -> int:
        """Attacks within feuds."""
        return len(self.events.times)

    @property
    def p_value(self) -> float:
        """Chance of a gain as large were nothing answered: half of χ² with one degree of freedom, as a share cannot be below
        0 (S. G. Self, K.-Y. Liang (1987), Journal of the American Statistical Association 82, 605–610)."""
        return 0.5 * float(stats.chi2.sf(self.gain, 1)) if self.gain > 0.0 else 1.0

    def interval(self, kind: int) -> tuple[float, float]:
        """Of the share of one kind."""
        low, high = self.limits[kind]
        return float(low.shares[kind]), float(high.shares[kind])

    def directions(self) -> tuple[Direction, ...]:
        """Each direction in which there was an attack, most attacks first: who answered whom, in expected numbers."""
        low, high = self.limits[ANSWER]
        groups = len(self.events.groups)
        code = self.events.attacker * groups + self.events.struck
        count = np.bincount(code)
        sums = [np.bincount(code, fit.share_of[ANSWER]) for fit in (self.fit, low, high)]
        found = [
            Direction(
                self.events.groups[at // groups],
                self.events.groups[at % groups],
                int(count[at]),
                *(float(one[at]) for one in sums),
            )
            for at in np.flatnonzero(count)
        ]
        return tuple(sorted(found, key=lambda one: (-one.attacks, one.attacker, one.struck)))

    def summary(self, language: Language = "en") -> str:
        """What the model says, in words that do not say more than it."""
        chosen = check_language(language)
        low, high = self.interval(ANSWER)
        return say(
            "told" if self.p_value <= SURE else "not_told",
            chosen,
            n=self.n,
            groups=len(self.events.groups),
            share=number(100.0 * float(self.fit.shares[ANSWER]), chosen, 0),
            low=number(100.0 * low, chosen, 0),
            high=number(100.0 * high, chosen, 0),
            level=percent(self.level, chosen),
            delay=number(self.fit.delay, chosen, 1),
            again=number(100.0 * float(self.fit.shares[AGAIN]), chosen, 0),
            third=number(100.0 * float(self.fit.shares[THIRD]), chosen, 0),
            p=p_value_said(self.p_value, chosen),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind."""
        chosen = check_language(language)
        said = [say("meaning", chosen)]
        if not self.events.feuds_known:
            said.append(say("no_feuds", chosen))
        if self.events.outside:
            said.append(say("outside", chosen, attacks=self.events.outside))
        if self.whole_days:
            said.append(say("whole_days", chosen))
        if not 1.02 * self.delays[0] < self.fit.delay < self.delays[1] / 1.02:
            shortest, longest = (number(days, chosen, 1) for days in self.delays)
            said.append(say("delay_at_edge", chosen, shortest=shortest, longest=longest))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values."""
        kinds: dict[str, JsonValue] = {
            name: {"share": float(self.fit.shares[kind]), "interval": list(self.interval(kind))}
            for kind, name in _NAMES.items()
        }
        return as_json(
            method="answers_between_groups",
            estimate=float(self.fit.shares[ANSWER]),
            estimate_name="answers an attack brings",
            interval=self.interval(ANSWER),
            level=self.level,
            p_value=self.p_value,
            n=self.n,
            period=self.period,
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                **kinds,
                "mean_delay_days": self.fit.delay,
                "mean_delays_looked_for": list(self.delays),
                "groups": len(self.events.groups),
                "outside_feuds": self.events.outside,
                "feuds_known": self.events.feuds_known,
                "log_likelihood": self.fit.reached,
                "likelihood_ratio": self.gain,
                "level_shape": self.fit.shape,
                "directions": [
                    {
                        "attacker": one.attacker,
                        "struck": one.struck,
                        "attacks": one.attacks,
                        "answers": one.answers,
                        "interval": [one.low, one.high],
                    }
                    for one in self.directions()
                ],
            },
        )

    def chart(self, *, definition: str, language: Language = "en") -> Chart:
        """Expected answers by direction: attackers as rows, struck as columns."""
        rows = [(d.attacker, d.struck, d.attacks, d.answers, d.low, d.high) for d in self.directions()]
        return matrix_picture(
            rows, basis=(self.n, *self.period, definition), level=self.level, language=language
        )
