"""What is aimed at for the speed of the library, job by job."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aim:
    """`part`: name of its results. `job`: as measured. `ours`, `peer`: how the name of who measured begins. `ratio`: the
    peer's seconds in ours; `seconds`: of ours; both by the clock. `growth`: the job's name in the part `growth`. `elsewhere`:
    figures that were measured apart, no part of the judgement."""

    says: str
    part: str
    job: str
    ratio: float | None = None
    seconds: float | None = None
    ours: str = "vapenvila"
    peer: str = ""
    growth: str = ""
    elsewhere: str = ""


KNOX = "12 cells, 999 permutations, {} events"
REACH = "reach, {} people, {} places"
FIT = "fit, {} events"
AIMS = (
    Aim(
        "Knox table of 12 cells, 999 permutations, 10,000 events, beside NumPy",
        "near-repeats",
        KNOX.format("10,000"),
        7.0,
        0.4,
        peer="NumPy",
        growth="Knox",
        elsewhere="Davies 96 s, NearRepeat over 600 s",
    ),
    Aim(
        "… beside the class of pointpats, which does one cell",
        "near-repeats",
        KNOX.format("10,000"),
        100.0,
        peer="pointpats Knox",
    ),
    Aim(
        "… beside the older function of pointpats, one cell",
        "near-repeats",
        KNOX.format("10,000"),
        peer="pointpats knox()",
    ),
    Aim("Knox table, 50,000 events", "near-repeats", KNOX.format("50,000"), seconds=4.0),
    Aim(
        "Negative-binomial series, 500 × 240 months",
        "effect",
        "its 500 × 240",
        20.0,
        peer="statsmodels",
        growth="negative-binomial series",
    ),
    Aim(
        "Callaway–Sant'Anna, 500 units",
        "effect",
        "did 500 × 24",
        1.0,
        elsewhere="csdid 0.38 s",
        growth="Callaway–Sant'Anna",
    ),
    Aim(
        "Synthetic difference-in-differences, 100 × 120",
        "effect",
        "sdid 100 × 120",
        4.0,
        elsewhere="mlsynth 28 s",
        growth="synthetic difference-in-differences",
    ),
    Aim(
        "Synthetic control, each of 20 units a placebo",
        "effect",
        "scm 20 × 120",
        5.0,
        elsewhere="mlsynth 0.013 s",
        growth="synthetic control",
    ),
    Aim(
        "Synthetic control, each of 100 units a placebo",
        "effect",
        "scm 100 × 240",
        5.0,
        elsewhere="pysyncon 14 s",
    ),
    Aim(
        "Power of a difference, 36 horizons",
        "power",
        "difference, 36 horizons, 200 histories",
        50.0,
        peer="loop",
        elsewhere="crimepy 0.28 s",
        growth="power of a difference",
    ),
    Aim(
        "Power of a series, 36 months",
        "power",
        "series at 36 months, 200 histories",
        50.0,
        peer="statsmodels",
        growth="power of a series",
    ),
    Aim(
        "Power before and after, 36 horizons",
        "power",
        "before and after, 36 horizons",
        peer="statsmodels",
        elsewhere="the peer is a normal approximation in closed form, ours is exact; the aim of 50× is against loops",
    ),
    Aim(
        "Gini for few events, 999 draws, 100,000 units",
        "concentration",
        "999 draws, 100,000 units, 10,000 events",
        elsewhere="the aim of 100× is for the large size, below",
        growth="Gini",
    ),
    Aim(
        "Gini for few events, 999 draws, 1,000,000 units",
        "concentration",
        "999 draws, 1,000,000 units, 100,000 events",
        100.0,
    ),
    Aim("Self-exciting, 50,000 events", "self-exciting", FIT.format("50,000"), 1.0, 0.083),
    Aim("Self-exciting, 5,000 events", "self-exciting", FIT.format("5,000"), 1.0, growth="self-exciting"),
    Aim(
        "Self-exciting in space and time, 1,000 events",
        "space-time-trigger",
        FIT.format("1,000"),
        elsewhere="promised of memory alone: linear in events",
        growth="self-exciting in space and time",
    ),
    Aim(
        "Network of 20,000 people: build, components, cores, PageRank",
        "network",
        "structure, 20,000 people",
        1 / 1.5,
        growth="network",
    ),
    Aim(
        "Call-in, 2,000 people, proven",
        "callin",
        REACH.format("2,000", 60),
        seconds=0.2,
        peer="SCIP",
        growth="call-in",
    ),
    Aim(
        "Call-in, 20,000 people, proven",
        "callin",
        REACH.format("20,000", 250),
        seconds=3.0,
        peer="SCIP",
        elsewhere="CP-SAT 9.7 s",
    ),
    Aim(
        "Effect with intervals, one series",
        "effect",
        "its_one 1 × 240",
        100.0,
        elsewhere="tfp-causalimpact 0.4 s and 890 MB, causalpy 1.9 s",
        growth="effect",
    ),
)
