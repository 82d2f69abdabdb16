"""Judging a sample again, blind: how it is drawn, who may judge it, and who may settle what the two disagree about."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from vapenvila.rules.decision import Decision, allow, refuse, say

FEWEST, MOST = 10, 500
RED_UNDER = 0.6  # K05: the label cannot be leant on
COUNTED_FOR_DAYS = 183  # K05 is asked of a sample of the last half year


@dataclass(frozen=True, slots=True)
class Candidate:
    """An incident that may be drawn, and the stratum it lies in."""

    incident: UUID
    number: int
    stratum: tuple[str, ...] = ()


def draw(candidates: Sequence[Candidate], size: int, *, seed: int) -> list[Candidate]:
    """So many of them at random, each stratum by its share; the same seed draws the same. By number of incident.

    Shares are rounded by the largest remainder, so that the sizes of the strata add up. Which stratum an incident lay in is
    not kept with it: it would tell the second coder what the first one said.
    """
    dice = Random(seed)  # noqa: S311 - a sample that can be drawn again, not a secret
    strata: dict[tuple[str, ...], list[Candidate]] = {}
    for one in sorted(candidates, key=lambda one: one.number):
        strata.setdefault(one.stratum, []).append(one)
    drawn: list[Candidate] = []
    for stratum, number in _shares({key: len(rows) for key, rows in strata.items()}, size).items():
        drawn += dice.sample(strata[stratum], number)
    return sorted(drawn, key=lambda one: one.number)


def _shares(sizes: dict[tuple[str, ...], int], wished: int) -> dict[tuple[str, ...], int]:
    there = sum(sizes.values())
    wished = min(wished, there)
    exact = {key: wished * size / there for key, size in sizes.items()}
    shares = {key: int(part) for key, part in exact.items()}
    by_remainder = sorted(sizes, key=lambda key: (shares[key] - exact[key], key))
    for key in by_remainder[: wished - sum(shares.values())]:
        shares[key] += 1
    return dict(sorted(shares.items()))


def may_draw(there: int, size: int) -> Decision:
    """Whether a sample of this size can be drawn from so many incidents."""
    if size < FEWEST:
        return refuse(
            say("A sample holds at least 10 incidents: of fewer, nothing can be said of agreement.")
        )
    if size > MOST:
        return refuse(say("A sample holds at most 500 incidents."))
    if there < FEWEST:
        return refuse(
            say(
                "Fewer than 10 judged incidents of this period can be judged again by this person. "
                "Choose a longer period, or somebody who judged fewer of them."
            )
        )
    return allow(say("These incidents make a sample."))


def may_judge_blind(*, person: UUID, coder: UUID, closed: bool, given: bool) -> Decision:
    """Whether this person may give the second judgement of one side."""
    if person != coder:
        return refuse(say("This sample is judged by somebody else."))
    if closed:
        return refuse(say("The sample is put away, and nothing more is judged in it."))
    if given:
        return refuse(say("You have judged this side, and a blind judgement is given once."))
    return allow(say("You judge this incident without seeing what others judged."))


def may_settle(*, person: UUID, coder: UUID, finished: bool, differ: bool, settled: bool) -> Decision:
    """Whether this person may say what stands where the two judgements differ."""
    if not finished:
        return refuse(say("What differs is settled when the whole sample is judged."))
    if not differ:
        return refuse(say("Both judged alike; there is nothing to settle."))
    if settled:
        return refuse(say("This side is settled. Judge it anew on the page of the incident if it was wrong."))
    if person == coder:
        return refuse(
            say("Whoever judged second does not settle alone. Somebody else writes what you agree on.")
        )
    return allow(say("You may say what stands, and why."))


def may_lock_blind(blind: int) -> Decision:
    """Whether minutes may be locked by somebody who judges so many incidents of their agenda blind."""
    if blind:
        return refuse(
            say(
                "You judge an incident of this agenda blind, so the minutes would lack what others judged of it. "
                "Let somebody else who leads the review lock them."
            )
        )
    return allow(say("Nothing of the agenda is hidden from you."))


def may_judge_openly(*, blind: bool) -> Decision:
    """Whether an incident may be judged where others' judgements are shown."""
    if blind:
        return refuse(
            say(
                "You judge this incident blind. Use the page of your blind sample; the rest opens when you have."
            )
        )
    return allow(say("You do not judge this incident blind."))
