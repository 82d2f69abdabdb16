"""Why an act on the group picture was not done, besides what a rule or the screening of texts says."""


class StatementEndedMeanwhile(Exception):  # noqa: N818 - read as a sentence where it is caught
    """Somebody else has replaced or withdrawn the statement after it was read."""
