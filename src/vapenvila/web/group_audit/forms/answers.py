"""The questionnaire on one group as a form, made from the version of the audit."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, gettext_lazy

from vapenvila.rules.group_audit_answer import MOST_SIGNS, NOT_KNOWN, Given
from vapenvila.rules.group_audit_questions import Asks, Question
from vapenvila.rules.source_grade import Credibility as CredibilityRule
from vapenvila.rules.source_grade import Grade
from vapenvila.rules.source_grade import Reliability as ReliabilityRule
from vapenvila.web.group_audit.actions.answering import Answered
from vapenvila.web.group_audit.forms.other_groups import OtherGroup, groups_field
from vapenvila.web.group_audit.models import AnswerColumns
from vapenvila.web.groups.forms.ground import Chosen
from vapenvila.web.groups.vocabulary import Credibility, Reliability


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the form with its fields, as the page draws them."""

    question: Question
    fields: list[BoundField]
    grades: list[BoundField]


class AnswersForm(forms.Form):
    """Every question may be answered, said not to be known, or left empty."""

    looked_at = forms.BooleanField(required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        questions: Sequence[Question],
        others: Sequence[OtherGroup],
        standing: Iterable[AnswerColumns] = (),
    ) -> None:
        self.questions = tuple(questions)
        rows = {row.question: row for row in standing}
        super().__init__(data, initial=dict(_initial(self.questions, rows)))
        for question in self.questions:
            row = rows.get(question.code)
            self.fields.update(_fields(question, others, row.chosen if row else ()))

    def asked(self) -> Iterator[Asked]:
        """The questions in order."""
        for question in self.questions:
            own = [
                name
                for name in _fields(question, (), ())
                if not name.endswith(("_reliability", "_credibility"))
            ]
            grades = [self[f"{question.code}_reliability"], self[f"{question.code}_credibility"]]
            yield Asked(question, [self[name] for name in own], grades)

    def answers(self) -> dict[str, Answered | None]:
        """What a valid form says, question by question; None where nothing is written."""
        return {question.code: self._answer(question) for question in self.questions}

    def field_of(self, code: str) -> str | None:
        """The field at which an error on a question is shown."""
        return next((name for name in (code, f"{code}_low") if name in self.fields), None)

    def _answer(self, question: Question) -> Answered | None:
        data, code = self.cleaned_data, question.code
        given = _given(question, data)
        if data[f"{code}_unknown"]:
            return Answered(given=NOT_KNOWN if given is None else Given(known=False, text="-"), grade=None)
        if given is None:
            return None
        reliability, credibility = data[f"{code}_reliability"], data[f"{code}_credibility"]
        if not reliability or not credibility:
            return Answered(given=given, grade=None)
        return Answered(
            given=given, grade=Grade(ReliabilityRule(reliability), CredibilityRule(int(credibility)))
        )


def _given(question: Question, data: Mapping[str, Any]) -> Given | None:
    code = question.code
    match question.asks:
        case Asks.TEXT:
            return Given(text=data[code]) if data[code] else None
        case Asks.RANGE:
            low, high = data[f"{code}_low"], data[f"{code}_high"]
            return None if low is None and high is None else Given(low=low, high=high)
        case Asks.ONE:
            return Given(chosen=(data[code],)) if data[code] else None
        case Asks.MANY | Asks.GROUPS:
            if data[f"{code}_none"]:
                return Given(chosen=())
            return Given(chosen=tuple(sorted(data[code]))) if data[code] else None


def _fields(
    question: Question, others: Sequence[OtherGroup], standing: Sequence[str]
) -> dict[str, forms.Field]:
    code, label = question.code, gettext(question.short)
    fields: dict[str, forms.Field] = {}
    match question.asks:
        case Asks.TEXT:
            fields[code] = forms.CharField(label=label, required=False, max_length=MOST_SIGNS)
        case Asks.RANGE:
            fields[f"{code}_low"] = forms.IntegerField(label=gettext("At least"), required=False, min_value=0)
            fields[f"{code}_high"] = forms.IntegerField(label=gettext("At most"), required=False, min_value=0)
        case Asks.ONE:
            fields[code] = forms.ChoiceField(
                label=label, required=False, choices=[("", "–"), *_choices(question)]
            )
        case Asks.MANY:
            boxes = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
            fields[code] = forms.MultipleChoiceField(
                label=label, required=False, choices=_choices(question), widget=boxes
            )
            fields[f"{code}_none"] = forms.BooleanField(label=gettext("None of these"), required=False)
        case Asks.GROUPS:
            fields[code] = groups_field(label, others, standing)
            fields[f"{code}_none"] = forms.BooleanField(label=gettext("With nobody"), required=False)
    fields[f"{code}_unknown"] = forms.BooleanField(label=gettext_lazy("We do not know"), required=False)
    fields[f"{code}_reliability"] = Chosen(
        label=gettext_lazy("Reliability of the source"), choices=Reliability.choices, required=False
    )
    fields[f"{code}_credibility"] = Chosen(
        label=gettext_lazy("Credibility of the information"), choices=Credibility.choices, required=False
    )
    return fields


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(choice.code, gettext(choice.words)) for choice in question.choices]


def _initial(
    questions: Sequence[Question], standing: Mapping[str, AnswerColumns]
) -> Iterator[tuple[str, Any]]:
    for question in questions:
        row, code = standing.get(question.code), question.code
        if row is None:
            continue
        yield f"{code}_unknown", not row.known
        yield f"{code}_reliability", row.reliability
        yield f"{code}_credibility", row.credibility
        match question.asks:
            case Asks.TEXT:
                yield code, row.text
            case Asks.RANGE:
                yield f"{code}_low", row.low
                yield f"{code}_high", row.high
            case Asks.ONE:
                yield code, row.chosen[0] if row.chosen else ""
            case Asks.MANY | Asks.GROUPS:
                yield code, row.chosen
                yield f"{code}_none", row.known and not row.chosen
