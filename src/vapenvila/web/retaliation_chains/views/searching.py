"""What was asked for in the address of the list."""

from datetime import timedelta
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext

from vapenvila.rules.retaliation_suggestion import USUAL_DAYS
from vapenvila.web.access.requires import Request
from vapenvila.web.retaliation_chains.forms.pairs import SearchForm
from vapenvila.web.retaliation_chains.queries.sheet import SORTS, Search
from vapenvila.web.retaliation_chains.vocabulary import Period

NAMES = ("days", "metres", "period", "sort")
LATEST_FIRST = "-last"


def searched(request: Request) -> tuple[SearchForm, Search]:
    """The form, and what it asks for; what it cannot read is asked as usual, and the form says so."""
    usual = {"days": str(USUAL_DAYS), "period": Period.YEAR.value}
    given = {name: request.GET[name] for name in NAMES if name in request.GET}
    form = SearchForm({**usual, **given})
    data = form.cleaned_data if form.is_valid() else {}
    period = Period(data.get("period", Period.YEAR))
    back = None if period is Period.ALL else timezone.localdate() - timedelta(days=int(period.value))
    wished = request.GET.get("sort", "")
    sort = wished if wished.removeprefix("-") in SORTS else LATEST_FIRST
    return form, Search(days=data.get("days", USUAL_DAYS), metres=data.get("metres"), first=back, sort=sort)


def query_of(request: Request) -> str:
    """The same again, as a query string."""
    return urlencode({name: request.GET[name] for name in NAMES if request.GET.get(name)})


def in_words(search: Search) -> str:
    """What is looked at, for the cover of a copy."""
    since = search.first.isoformat() if search.first else gettext("the beginning of the register")
    told = {"since": since, "days": search.days, "metres": search.metres}
    if search.metres is None:
        return gettext("since %(since)s; suggested within %(days)s days, at any distance") % told
    return gettext("since %(since)s; suggested within %(days)s days and %(metres)s metres") % told
