"""What does disagreement do to the result? A share of cases under each coder, both, either, and the second coder for all.

The last is drawn: what the second coder would have said of the cases only the first judged, with the chances observed where
both judged. Those chances are themselves uncertain and are drawn too, from the Dirichlet distribution of the observed pairs
with one pair added evenly, so that what was never seen in few cases is not taken for impossible (W. Perks 1947, "Some
observations on inverse probability", Journal of the Institute of Actuaries 73, 285–334).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vapenvila.analysis.coder_agreement.codings import AgreementError, Name
from vapenvila.analysis.coder_agreement.sentences import say
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.small_counts.binomial_limits import binomial_limits
from vapenvila.analysis.wording import Language, check_language, percent


@dataclass(frozen=True, slots=True)
class Share:
    """A share of n cases with its limits."""

    share: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class ShareRange:
    """The share of cases counted (`name` says as what), by whom they are judged.

    `first`, `second`, `both`, `either`: of the cases both judged. `counted`: by the first coder, of all cases. `drawn`: the
    second coder of all cases, mean and range of the draws. `unseen`: what the first coder said of cases none of which the
    second judged too.
    """

    name: str
    first: Share
    second: Share
    both: Share
    either: Share
    counted: Share
    drawn: Share
    unseen: tuple[Name, ...]
    level: float
    draws: int

    def summary(self, language: Language = "en") -> str:
        """The four shares of the cases judged twice, then what it means for all."""
        chosen = check_language(language)
        twice = say(
            "share_range",
            chosen,
            name=self.name,
            first=percent(self.first.share, chosen),
            second=percent(self.second.share, chosen),
            both=percent(self.both.share, chosen),
            either=percent(self.either.share, chosen),
            n=self.first.n,
        )
        of_all = say(
            "share_moves",
            chosen,
            all=self.counted.n,
            counted=percent(self.counted.share, chosen),
            drawn=percent(self.drawn.share, chosen),
            level=percent(self.level, chosen),
            low=percent(self.drawn.low, chosen),
            high=percent(self.drawn.high, chosen),
        )
        return f"{twice} {of_all}"

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """Judgements of the first coder that nobody looked at again."""
        if not self.unseen:
            return ()
        chosen = check_language(language)
        return (say("not_seen_twice", chosen, categories=", ".join(map(str, self.unseen))),)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values."""
        return as_json(
            method="share_under_disagreement",
            estimate=self.drawn.share,
            estimate_name="share by the second coder of all cases",
            interval=(self.drawn.low, self.drawn.high),
            level=self.level,
            p_value=None,
            n=self.drawn.n,
            warnings=self.warnings(language),
            details={
                "name": self.name,
                "draws": self.draws,
                **{
                    key: {"share": it.share, "interval": [it.low, it.high], "n": it.n}
                    for key, it in (
                        ("first", self.first),
                        ("second", self.second),
                        ("both", self.both),
                        ("either", self.either),
                        ("counted", self.counted),
                    )
                },
            },
        )


def share_range(
    first: Sequence[Name | None],
    second: Sequence[Name | None],
    *,
    counts: Collection[Name],
    name: str,
    rng: np.random.Generator,
    level: float = 0.95,
    draws: int = 2000,
) -> ShareRange:
    """The share of cases whose judgement is one of `counts`, by whom they are judged.

    `first`, `second`: (N,) judgement of each case by each coder, None where there is none; the second usually judged a
    sample. Raises AgreementError when lengths differ, no case was judged by both, or nothing is to be counted.
    """
    _checked(first, second, counts, level, draws)
    known: list[tuple[Name, Name | None]] = [
        (a, b) for a, b in zip(first, second, strict=True) if a is not None
    ]
    twice: list[tuple[Name, Name]] = [(a, b) for a, b in known if b is not None]
    if not twice:
        raise AgreementError(
            "No case was judged by both coders, so nothing can be told of their disagreement."
        )
    categories = tuple(dict.fromkeys([*(a for a, _ in known), *(b for _, b in twice)]))
    pairs, alone = _pairs_and_alone(known, categories)
    counted = np.array([category in counts for category in categories])
    n, everyone = len(twice), len(known)
    said = np.array([(a in counts, b in counts) for a, b in twice])
    return ShareRange(
        name=name,
        first=_share(int(said[:, 0].sum()), n, level),
        second=_share(int(said[:, 1].sum()), n, level),
        both=_share(int(said.all(axis=1).sum()), n, level),
        either=_share(int(said.any(axis=1).sum()), n, level),
        counted=_share(sum(a in counts for a, _ in known), everyone, level),
        drawn=_drawn(pairs, alone, counted, level, draws, rng),
        unseen=tuple(c for c, n, row in zip(categories, alone, pairs, strict=True) if n and not row.sum()),
        level=level,
        draws=draws,
    )


def _checked(
    first: Sequence[Name | None],
    second: Sequence[Name | None],
    counts: Collection[Name],
    level: float,
    draws: int,
) -> None:
    if len(first) != len(second):
        raise AgreementError(f"There are {len(first)} first judgements and {len(second)} second ones.")
    if not counts:
        raise AgreementError("Give at least one category that is counted.")
    if not 0.0 < level < 1.0:
        raise AgreementError(f"The level is {level:g}; give a share between 0 and 1, such as 0.95.")
    if draws < 1:
        raise AgreementError(f"{draws} draws tell nothing; take at least 1, better 2000.")


def _pairs_and_alone(
    known: Sequence[tuple[Name, Name | None]], categories: Sequence[Name]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """(q, q) how often the second coder said what where the first said what; (q,) what the first alone judged."""
    place = {category: number for number, category in enumerate(categories)}
    pairs = np.zeros((len(categories), len(categories)))
    alone = np.zeros(len(categories), dtype=np.int64)
    for a, again in known:
        if again is None:
            alone[place[a]] += 1
        else:
            pairs[place[a], place[again]] += 1.0
    return pairs, alone


def _share(yes: int, n: int, level: float) -> Share:
    low, high = binomial_limits([yes], [n], level)
    return Share(yes / n, float(low[0]), float(high[0]), n)


def _drawn(
    pairs: NDArray[np.float64],
    alone: NDArray[np.int64],
    counted: NDArray[np.bool_],
    level: float,
    draws: int,
    rng: np.random.Generator,
) -> Share:
    """The second coder's share of all cases: as said where they judged, drawn where only the first did."""
    totals = np.full(draws, pairs.sum(axis=0)[counted].sum())
    for row in np.flatnonzero(alone):
        seen = pairs[row] + 1.0 / len(pairs)
        inside, outside = float(seen[counted].sum()), float(seen[~counted].sum())
        chance = (
            rng.beta(inside, outside, draws)
            if inside > 0 and outside > 0
            else np.full(draws, float(inside > 0))
        )
        totals = totals + rng.binomial(int(alone[row]), chance)
    everyone = int(pairs.sum()) + int(alone.sum())
    shares = totals / everyone
    low, high = np.quantile(shares, [0.5 - level / 2.0, 0.5 + level / 2.0])
    return Share(float(shares.mean()), float(low), float(high), everyone)
