"""The form that adopts a version of the counting rule, and the one that names the owner of the count."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vapenvila.web.accounts.models import User
from vapenvila.web.incidents.actions.counting import RuleText
from vapenvila.web.incidents.vocabulary import DoubtfulCase, InOrOut, Kind


class CountRuleForm(forms.Form):
    """What counts, in writing: kinds, both definitions, and each doubtful case decided."""

    valid_from = forms.DateField(
        label=_("Valid from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds that count"), choices=Kind, widget=forms.CheckboxSelectMultiple
    )
    incident_rule = forms.CharField(
        label=_("What counts as an incident"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    victim_rule = forms.CharField(
        label=_("Who counts as a victim"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for case in DoubtfulCase:
            self.fields[f"case_{case.value}"] = forms.ChoiceField(
                label=case.label, choices=[("", _("Not decided")), *InOrOut.choices], required=False
            )

    def cases(self) -> list[forms.BoundField]:
        """The fields of the doubtful cases."""
        return [self[f"case_{case.value}"] for case in DoubtfulCase]

    def text(self) -> RuleText:
        """The version as the act takes it."""
        data = self.cleaned_data
        decided = {case.value: data[f"case_{case.value}"] for case in DoubtfulCase}
        return RuleText(
            valid_from=data["valid_from"],
            kinds=data["kinds"],
            incident_rule=data["incident_rule"],
            victim_rule=data["victim_rule"],
            answers={case: answer for case, answer in decided.items() if answer},
        )


class CountOwnerForm(forms.Form):
    """The one person who answers for the official count."""

    owner = forms.ModelChoiceField(label=_("Owner of the count"), queryset=User.objects.none())

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = people
