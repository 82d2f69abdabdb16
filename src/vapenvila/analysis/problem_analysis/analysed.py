"""A whole problem analysis, as sentences, as JSON, as charts and as a page."""

from dataclasses import dataclass

from vapenvila.analysis.charts.chart import Chart
from vapenvila.analysis.problem_analysis.as_values import values_of
from vapenvila.analysis.problem_analysis.pages.page import page_of
from vapenvila.analysis.problem_analysis.pages.verdict import verdict_on
from vapenvila.analysis.problem_analysis.parts import Parts
from vapenvila.analysis.report_page import ReportPage
from vapenvila.analysis.result_form import JsonValue, as_json
from vapenvila.analysis.wording import Language, check_language


@dataclass(frozen=True, slots=True, eq=False)
class ProblemAnalysis:
    """What was found, and the ways to say it. `columns`: name the columns that are missing, for whoever writes a mapping."""

    parts: Parts
    columns: bool = True

    def summary(self, language: Language = "en") -> str:
        """The verdict in plain words."""
        verdict = verdict_on(self.parts, check_language(language))
        return " ".join([f"{verdict.title}.", *verdict.text])

    def warnings(self, language: Language = "en") -> tuple[str, ...]:
        """What cannot be said, and what to bear in mind."""
        lines = [line for part in self.page(language).sections for line in (*part.missing, *part.notes)]
        return tuple(dict.fromkeys(lines))

    def page(self, language: Language = "en") -> ReportPage:
        """The page: verdict, figures with what they stand on, charts with their tables."""
        return page_of(self.parts, check_language(language), columns=self.columns)

    def charts(self, language: Language = "en") -> tuple[Chart, ...]:
        """All charts of the page."""
        return tuple(one.chart for part in self.page(language).sections for one in part.drawings)

    def to_dict(self, language: Language = "en") -> dict[str, JsonValue]:
        """The result as JSON values. The estimate is the strict share of homicides and shootings."""
        judged, stands = self.parts.premise, self.parts.stands
        share = None if judged is None else judged.involved.strict
        return as_json(
            method="problem_analysis",
            estimate=None if share is None else share.lowest,
            estimate_name="share of homicides and shootings that are group-member-involved, strict",
            interval=None if share is None else share.limits,
            level=stands.settings.level,
            p_value=None,
            n=stands.incidents or 0,
            period=stands.period,
            seed=stands.settings.seed,
            warnings=(self.summary(language), *self.warnings(language)),
            details=values_of(self.parts, check_language(language)),
        )
