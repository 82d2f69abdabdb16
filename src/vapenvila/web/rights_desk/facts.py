"""A request as the rules see it."""

from vapenvila.rules.rights_request import Outcome, RequestFacts, RequestKind, RequestState
from vapenvila.web.rights_desk.models import RightsRequest


def facts_of(row: RightsRequest) -> RequestFacts:
    """What the rules need to know."""
    return RequestFacts(
        kind=RequestKind(row.kind),
        state=RequestState(row.state),
        received_on=row.received_on,
        extended=row.extended_on is not None,
        identity_checked=row.identity_checked_at is not None,
        outcome=Outcome(row.outcome) if row.outcome else None,
        lifted=row.lifted_at is not None,
    )
