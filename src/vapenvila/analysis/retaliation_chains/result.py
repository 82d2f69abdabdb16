"""What is found of blows and answers: the pairs there are, those chance alone brings, and the share that follows."""

from dataclasses import dataclass

from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.retaliation_chains.sentences import say
from vapenvila.analysis.wording import Language, check_language, number, p_value_said, percent

FEW = 30


@dataclass(frozen=True, slots=True)
class ChanceCount:
    """So many pairs came up in so many of the permutations."""

    pairs: int
    permutations: int


@dataclass(frozen=True, slots=True)
class RetaliationChains:
    """Pairs of blow and answer beside what chance alone brings.

    `pairs`: in which a group that was hurt acted within `days`. `followers`: incidents that follow at least one. `possible`:
    ordered pairs whose groups (and places) fit, whatever their dates. `acting_known`: incidents whose acting group is
    known, or known to be none; the others can follow nothing here.
    `share`, `interval`: followers over all `n`, with the limits of Clopper and Pearson.
    `chance_pairs`, `chance_followers`: what holds `level` of the permutations. `p_value`: one-sided; None where no
    permutation changes anything.
    """

    pairs: int
    followers: int
    n: int
    acting_known: int
    possible: int
    share: float | None
    interval: tuple[float, float] | None
    chance_pairs: tuple[float, float]
    chance_pairs_mean: float
    chance_followers: tuple[float, float]
    p_value: float | None
    dealt: tuple[ChanceCount, ...]
    days: float
    distance: float | None
    level: float
    permutations: int
    seed: int | None
    period: tuple[str, str]

    @property
    def share_at_most(self) -> float | None:
        """The share, had every incident whose acting group is not known followed another."""
        return None if self.share is None else self.share + (self.n - self.acting_known) / self.n

    def summary(self, language: Language = "en") -> str:
        """What was found, beside what chance brings; a sentence that says so where there is too little."""
        chosen = check_language(language)
        if self.n == 0:
            return say("nothing", chosen)
        if self.possible == 0:
            return say("no_groups", chosen, n=self.n)
        if self.p_value is None or self.share is None or self.interval is None or self.share_at_most is None:
            return say("no_times", chosen, n=self.n)
        key = "more" if self.p_value <= (1.0 - self.level) / 2.0 else "not_told"
        return say(
            key,
            chosen,
            n=self.n,
            first=self.period[0],
            last=self.period[1],
            pairs=self.pairs,
            days=number(self.days, chosen, 1),
            low=number(self.chance_pairs[0], chosen, 1),
            high=number(self.chance_pairs[1], chosen, 1),
            level=percent(self.level, chosen),
            p=p_value_said(self.p_value, chosen),
            followers=self.followers,
            share=number(100.0 * self.share, chosen, 1),
            share_low=number(100.0 * self.interval[0], chosen, 1),
            share_high=number(100.0 * self.interval[1], chosen, 1),
            most=number(100.0 * self.share_at_most, chosen, 1),
        )

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind when reading the figures."""
        chosen = check_language(language)
        said = [say("no_cause", chosen)]
        if self.acting_known < self.n:
            said.append(say("unknown", chosen, unknown=self.n - self.acting_known, n=self.n))
        if 0 < self.n < FEW:
            said.append(say("few", chosen, n=self.n))
        return tuple(said)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values. The estimate is the share of incidents that follow another."""
        return as_json(
            method="retaliation_chains",
            estimate=self.share,
            estimate_name="share of incidents that follow another",
            interval=self.interval,
            level=self.level,
            p_value=self.p_value,
            n=self.n,
            period=self.period,
            seed=self.seed,
            warnings=self.warnings(language),
            details={
                "pairs": self.pairs,
                "followers": self.followers,
                "possible": self.possible,
                "acting_known": self.acting_known,
                "share_at_most": self.share_at_most,
                "chance_pairs": list(self.chance_pairs),
                "chance_pairs_mean": self.chance_pairs_mean,
                "chance_followers": list(self.chance_followers),
                "dealt": [{"pairs": one.pairs, "permutations": one.permutations} for one in self.dealt],
                "days": self.days,
                "distance": self.distance,
                "permutations": self.permutations,
                "interval": "Clopper and Pearson",
            },
        )
