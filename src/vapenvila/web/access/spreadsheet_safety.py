"""Cells that leave the house: text that a spreadsheet would run as a formula is made plain text (acceptance T7)."""

_STARTS_FORMULA = ("=", "+", "-", "@", "|", "%", "\t", "\r")
_SKIPPED_BY_SPREADSHEETS = "\ufeff \u00a0\u200b\n"


def safe_cell(value: object) -> object:
    """The value for a CSV or XLSX cell. Text that begins like a formula gets an apostrophe before it; numbers stay.

    Looks past byte-order marks and blanks, as spreadsheets do. The apostrophe is what OWASP advises for CSV injection.
    """
    if not isinstance(value, str):
        return value
    if value.lstrip(_SKIPPED_BY_SPREADSHEETS).startswith(_STARTS_FORMULA):
        return "'" + value
    return value
