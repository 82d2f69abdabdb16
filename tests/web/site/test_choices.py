"""Lists to choose from are written without a template for each choice, and come out as Django's templates write them."""

import pytest
from django import forms
from django.utils.safestring import mark_safe

from vapenvila.web.site.templatetags.page import control

WILD = 'Åkers <script>alert("1")</script> & Ö\'gatan'


class Choosing(forms.Form):
    """Every kind of list that stands in a form of ours."""

    plain = forms.ChoiceField(
        choices=[("a", "A"), ("b", WILD), (WILD, "C"), ("1234567", "D")], help_text="Help"
    )
    grouped = forms.ChoiceField(choices=[("", "None"), (WILD, [("x", WILD), ("y", "Y")])], required=False)
    typed = forms.TypedChoiceField(choices=[(1, "one"), (2, "two")], coerce=int, initial=2)
    marked = forms.ChoiceField(choices=[("a", mark_safe("<b>A</b>"))])
    shut = forms.ChoiceField(choices=[("a", "A")], disabled=True)
    styled = forms.ChoiceField(
        choices=[("", "–"), ("a", "A")],
        widget=forms.Select(attrs={"class": "small", "data-x": WILD, "hidden": False}),
    )
    several = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")])


def _classes(bound: forms.BoundField) -> str:
    own = str(bound.field.widget.attrs.get("class", ""))
    return " ".join(filter(None, [own, "form-select", "is-invalid" if bound.errors else ""]))


@pytest.mark.parametrize("name", list(Choosing.base_fields))
@pytest.mark.parametrize(
    "data", [None, {}, {"plain": WILD, "grouped": "x", "typed": "1", "several": ["a", "b"]}]
)
def test_a_list_is_written_as_the_template_writes_it(name: str, data: dict[str, object] | None) -> None:
    form = Choosing(data)
    if data is not None:
        form.is_valid()
    bound = form[name]
    by_template = bound.as_widget(attrs={"class": _classes(bound)})
    assert control(bound).split() == by_template.split()
    assert "<script>" not in control(bound)
