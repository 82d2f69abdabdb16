"""The steps of an examination: what would leave, the questions of the ground, refusing."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from vapenvila.rules.disclosable_fields import FIELDS, DataClass, Field
from vapenvila.rules.legal_ground import LegalGround, LegalTest, YesNo
from vapenvila.web.disclosures.forms.persons import CarefulForm
from vapenvila.web.disclosures.queries.papers import ConsentRow
from vapenvila.web.disclosures.sealed_words import ExaminationWords, NamedPerson


class DraftForm(CarefulForm):
    """What would leave: a value per person and field. An empty one does not leave."""

    reservation = forms.CharField(
        label=_("Reservation that binds the receiver"),
        max_length=500,
        required=False,
        help_text=_("For instance that it may not be told to anybody else. Needed towards associations."),
    )
    exit_client = forms.BooleanField(
        label=_("A person here is, or may be, an exit client or lives under protection"),
        required=False,
        help_text=_("Then a named manager decides, whatever is asked. The mark cannot be taken off again."),
    )

    def __init__(
        self, *args: Any, words: ExaminationWords, fields: list[str], exit_client: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.words, self.told = words, [Field(value) for value in fields]
        self.fields["reservation"].initial = words.reservation
        self.fields["exit_client"].initial = exit_client
        if DataClass.GROUP_LEVEL in {FIELDS[field].data_class for field in self.told}:
            self.fields["facts"] = forms.CharField(
                label=gettext(FIELDS[Field.GROUP_FACTS].name), initial=words.facts, required=False,
                max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip
        for number, person in enumerate(words.persons):
            for field in self._of_persons():
                self.fields[f"value-{number}-{field.value}"] = forms.CharField(
                    label=gettext(FIELDS[field].name), initial=person.values.get(field.value, ""),
                    required=False, max_length=1000,
                )  # fmt: skip
        self.order_fields(
            [*(n for n in self.fields if n[:5] == "value"), "facts", "reservation", "exit_client"]
        )

    def _of_persons(self) -> list[Field]:
        return [field for field in self.told if FIELDS[field].data_class is not DataClass.GROUP_LEVEL]

    def by_person(self) -> list[tuple[NamedPerson, list[forms.BoundField]]]:
        """Each person with the controls of their fields."""
        return [
            (person, [self[f"value-{number}-{field.value}"] for field in self._of_persons()])
            for number, person in enumerate(self.words.persons)
        ]

    def persons(self) -> tuple[NamedPerson, ...]:
        """The persons with the values as sent."""
        return tuple(
            NamedPerson(
                person.name,
                person.personal_number,
                person.reference,
                {f.value: self.cleaned_data.get(f"value-{number}-{f.value}", "") for f in self._of_persons()},
            )
            for number, person in enumerate(self.words.persons)
        )


class GroundForm(forms.Form):
    """The questions of one ground, the reasons, and the consent where the ground is consent."""

    def __init__(
        self, *args: Any, ground: LegalGround, consents: list[ConsentRow], reasons: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ground, language = ground, get_language() or "sv"
        for question in ground.questions:
            self.fields[f"q-{question.id}"] = forms.ChoiceField(
                label=question.text.in_language(language),
                choices=[(YesNo.YES.value, gettext("Yes")), (YesNo.NO.value, gettext("No"))],
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
            )
        if ground.test is LegalTest.CONSENT:
            self.fields["consent"] = forms.ChoiceField(
                label=gettext("Consent"),
                choices=[
                    ("", gettext("Choose the consent")),
                    *((str(r.consent.pk), _named(r)) for r in consents),
                ],
            )
        self.fields["reasons"] = forms.CharField(
            label=gettext("Reasons"), initial=reasons, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=gettext("They stay in your room. The receiver does not see them."),
        )  # fmt: skip

    def answers(self) -> dict[str, YesNo]:
        """Question → answer."""
        return {q.id: YesNo(self.cleaned_data[f"q-{q.id}"]) for q in self.ground.questions}


def _named(row: ConsentRow) -> str:
    return f"S{row.consent.no} · {row.name} · {row.consent.to_room.agency.name}"


class RefuseForm(forms.Form):
    """Refusing."""

    told = forms.CharField(
        label=_("What the asker is told"), max_length=300, required=False,
        help_text=_("Never why, if the why tells something about the person."),
    )  # fmt: skip
    reasons = forms.CharField(
        label=_("Reasons, for your own room"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class WordsForm(forms.Form):
    """One line of words: why, or what was done."""

    words = forms.CharField(max_length=500)


class NoteForm(forms.Form):
    """The receiver's own note."""

    diary_no = forms.CharField(label=_("Register number"), max_length=60, required=False)
    note = forms.CharField(
        label=_("Own note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class CorrectForm(DraftForm):
    """The right values."""

    what_was_wrong = forms.CharField(label=_("What was wrong: the receiver reads it"), max_length=500)
