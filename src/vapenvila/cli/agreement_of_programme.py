"""Agreement of the two coders of a programme's blind sample: the same that its page shows."""

from typing import Any

from vapenvila.cli.answers import checked_language, print_json
from vapenvila.cli.user_error import UserError, without_web_part


def tell_of_sample(programme: str, by: str, number: int | None, *, as_json: bool, lang: str) -> None:
    """Print what is known of the sample. Raises UserError with the sentence that says why not."""
    if not programme or not by:
        raise UserError("Agreement in a programme needs --programme and --by: somebody stands for it.")
    language = checked_language(lang)
    site = _opened()
    try:
        told = site.agreement_in_sample(programme=programme, by=by, number=number, language=language)
    except site.NotTold as problem:
        raise UserError(str(problem)) from None
    if as_json:
        print_json(told)
        return
    print(
        f"{told['programme']}, {told['sample']}: {told['first_day']} – {told['last_day']}, n = {told['incidents']}"
    )
    print(told["summary"] or "")
    for warning in told["warnings"]:
        print(f"– {warning}")


def _opened() -> Any:
    """The web part, opened only here: all other commands of `evaluate` do without it."""
    try:
        from vapenvila.cli.open_site import open_site  # noqa: PLC0415 — the bare package has no Django
    except ModuleNotFoundError as missing:
        raise without_web_part("evaluate agreement --programme", missing) from None
    return open_site("vapenvila.web.incident_coding.unattended")
