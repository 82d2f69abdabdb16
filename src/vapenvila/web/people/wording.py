"""A remark on a row of a file, in the reader's language."""

from django.utils.translation import gettext

from vapenvila.web.people.importing.problems import with_values


def told(sentence: str, *, column: str, detail: str) -> str:
    """The sentence with its column and detail."""
    named = gettext("“%(column)s”") % {"column": column} if column else gettext("this field")
    return with_values(gettext(sentence), {"column": named, "detail": detail})
