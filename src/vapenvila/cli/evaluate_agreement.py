"""`vapenvila evaluate agreement`: do people who judged the same cases say the same, and what does it do to a share?"""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from vapenvila.analysis.coder_agreement import (
    Agreement,
    AgreementError,
    Codings,
    ShareRange,
    coder_agreement,
    codings,
    share_range,
)
from vapenvila.analysis.result_form import JsonValue
from vapenvila.analysis.wording import Language
from vapenvila.cli.agreement_of_programme import tell_of_sample
from vapenvila.cli.answers import AsJson, Lang, Seed, answered, show
from vapenvila.cli.tables import Table, read_table
from vapenvila.cli.user_error import UserError

Data = Annotated[Path | None, typer.Option("--data", help="Table with one row a judgement.")]
Unit = Annotated[str, typer.Option("--unit", help="Column with what was judged.")]
Coder = Annotated[str, typer.Option("--coder", help="Column with who judged it.")]
CodeColumn = Annotated[
    str, typer.Option("--code", help="Column with the judgement; empty where there is none.")
]
Measured = Annotated[
    str, typer.Option("--level", help="nominal, or ordinal: the codes stand from low to high (--order).")
]
Order = Annotated[str, typer.Option("--order", help="The codes from low to high: not,suspected,confirmed.")]
WeightsOption = Annotated[
    str, typer.Option("--weights", help="How kappa counts ordinal codes: none, linear or quadratic.")
]
Case = Annotated[
    str, typer.Option("--case", help="Column with the case of each unit: units of a case are drawn together.")
]
Missing = Annotated[str, typer.Option("--missing", help="Codes that mean not judged: unknown,?.")]
Counts = Annotated[
    str,
    typer.Option("--counts", help="Codes that are counted: what two coders' disagreement does to the share."),
]
ProgrammeName = Annotated[
    str, typer.Option("--programme", help="Read a blind sample of this programme instead of a table.")
]
StandsForIt = Annotated[
    str, typer.Option("--by", help="E-mail of the person who stands for it; needed with --programme.")
]
Sample = Annotated[
    int | None,
    typer.Option("--sample", help="Number of the sample; the newest finished one where none is given."),
]
Confidence = Annotated[float, typer.Option("--confidence", help="Confidence level of the intervals.")]
Resamples = Annotated[int, typer.Option("--resamples", help="Resamples of the bootstrap.")]


def agreement(
    data: Data = None,
    unit: Unit = "",
    coder: Coder = "",
    code: CodeColumn = "",
    measured: Measured = "nominal",
    order: Order = "",
    weights: WeightsOption = "none",
    case: Case = "",
    missing: Missing = "",
    counts: Counts = "",
    programme: ProgrammeName = "",
    by: StandsForIt = "",
    sample: Sample = None,
    confidence: Confidence = 0.95,
    resamples: Resamples = 2000,
    seed: Seed = 1,
    as_json: AsJson = False,
    lang: Lang = "en",
) -> None:
    """How far coders agree beyond chance: kappa of two, Krippendorff's alpha of any number, category by category.

    Example: vapenvila evaluate agreement --data judged.csv --unit side --case incident --coder coder --code link
    """
    if programme or by or sample is not None:
        if data is not None:
            raise UserError("Give --programme, or a table with --data: not both.")
        return tell_of_sample(programme, by, sample, as_json=as_json, lang=lang)
    if data is None or not (unit and coder and code):
        raise UserError("Give --data with --unit, --coder and --code, or --programme with --by.")
    _one_of(measured, ("nominal", "ordinal"), "--level")
    _one_of(weights, ("none", "linear", "quadratic"), "--weights")
    table = read_table(data)
    judged = answered(lambda: _judged(table, unit, coder, code, measured, order, case, missing))
    dice = np.random.default_rng(seed)
    found = answered(
        lambda: coder_agreement(judged, weights=weights, level=confidence, resamples=resamples, rng=dice)  # type: ignore[arg-type]  # one of the three
    )
    moved = answered(lambda: _share(judged, _split(counts), confidence, resamples, dice)) if counts else None
    return show(AgreementAndShare(found, moved, seed), as_json, lang)


@dataclass(frozen=True, slots=True)
class AgreementAndShare:
    """Agreement, and the share that was asked for."""

    agreement: Agreement
    share: ShareRange | None
    seed: int

    def summary(self, language: Language = "en") -> str:
        """Both in plain words."""
        said = self.agreement.summary(language)
        return said if self.share is None else f"{said}\n{self.share.summary(language)}"

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What to bear in mind of both."""
        more = () if self.share is None else self.share.warnings(language)
        return self.agreement.warnings(language) + more

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The agreement as JSON, the share in its details."""
        answer = self.agreement.to_dict(language)
        details = dict(answer["details"])  # type: ignore[arg-type]  # the result form writes a mapping there
        details["share"] = None if self.share is None else self.share.to_dict(language)
        return {**answer, "seed": self.seed, "warnings": list(self.warnings(language)), "details": details}


def _one_of(given: str, allowed: tuple[str, ...], option: str) -> None:
    if given not in allowed:
        raise UserError(f"{option} is {given!r}; write {', '.join(allowed[:-1])} or {allowed[-1]}.")


def _judged(
    table: Table, unit: str, coder: str, code: str, measured: str, order: str, case: str, missing: str
) -> Codings:
    values = table.cells(code, "--code")
    left_out = _split(missing)
    return codings(
        table.texts(unit, "--unit"),
        table.texts(coder, "--coder"),
        values,
        cases=table.texts(case, "--case") if case else None,
        order=_order(values, order, left_out) if measured == "ordinal" else None,
        missing=left_out,
    )


def _order(values: list[str | None], order: str, left_out: tuple[str, ...]) -> tuple[str, ...]:
    """As given, or by size where every code is a number."""
    if order:
        return _split(order)
    seen = {value for value in values if value is not None and value not in left_out}
    try:
        return tuple(sorted(seen, key=lambda value: float(value.replace(",", "."))))
    except ValueError:
        raise UserError(
            "Codes that are no numbers have no order of their own; give it from low to high: --order a,b,c."
        ) from None


def _share(
    judged: Codings, counts: tuple[str, ...], level: float, draws: int, dice: np.random.Generator
) -> ShareRange:
    if len(judged.coders) != 2:
        raise UserError(
            f"--counts compares two coders; the table has {len(judged.coders)}: {', '.join(map(str, judged.coders))}."
        )
    strange = [code for code in counts if code not in judged.categories]
    if strange:
        raise UserError(f"Nobody gave the code {', '.join(strange)} (--counts).")
    first, second = (
        [_counted(judged, column, counts, at) for at in range(judged.cases)] for column in (0, 1)
    )
    name = ", ".join(counts)
    try:
        return share_range(first, second, counts=("yes",), name=name, level=level, draws=draws, rng=dice)
    except AgreementError as problem:
        raise UserError(str(problem)) from None


def _counted(judged: Codings, coder: int, counts: tuple[str, ...], case: int) -> str | None:
    """Whether this coder counts the case: by any of its units. None where they judged none of them."""
    codes = [code for code in judged.codes[judged.case == case, coder].tolist() if code >= 0]
    if not codes:
        return None
    return "yes" if any(judged.categories[code] in counts for code in codes) else "no"


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
