"""The catalogue of legal grounds, for the lawyer and the data-protection officer."""

from vapenvila.rules.legal_ground import Catalogue, LegalGround, TextStatus
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.site.reference_pages.markdown_table import MADE, table

TO_VERIFY = "**to verify**"


def _verified(ground: LegalGround) -> str:
    if ground.verified_on is None:
        return TO_VERIFY
    return f"{ground.verified_by}, {ground.verified_on.isoformat()}"


def _section(ground: LegalGround) -> str:
    span = f"{ground.valid_from.isoformat()} – {ground.valid_to.isoformat() if ground.valid_to else ''}"
    facts = table(
        ["", ""],
        [
            ["Row of the legal profile", ground.row or "general opener or ban"],
            ["From", ", ".join(sorted(ground.from_kinds))],
            ["To", ", ".join(sorted(ground.to_kinds))],
            ["Data", ", ".join(sorted(ground.data))],
            ["Provision", ground.provision],
            ["Force · trigger · test", f"{ground.force} · {ground.trigger} · {ground.test}"],
            ["Deciders", f"{ground.deciders}{', a named manager' if ground.manager else ''}"],
            ["Age", f"under {ground.age_below}" if ground.age_below else "no limit"],
            ["Exempt secrecy", "; ".join(ground.exempt) or "none named"],
            ["Short path at danger to life", "yes" if ground.emergency else "no"],
            ["In force", span],
            ["Wording", TO_VERIFY if ground.text_status is TextStatus.TO_VERIFY else ground.text_status],
            ["Verified in the catalogue", _verified(ground)],
            ["Default", ground.default],
        ],
    )
    conditions = "".join(f"- {words.en} / {words.sv}\n" for words in ground.conditions)
    questions = table(
        ["Question", "Fråga", "Stops at"],
        [[question.text.en, question.text.sv, question.stops] for question in ground.questions],
    )
    asked = questions if ground.questions else "No test: the law forbids it.\n"
    return f"### {ground.title.en}\n\n*{ground.title.sv}* · `{ground.code}`\n\n{facts}\n{conditions}\n{asked}"


def _overview(told: Catalogue) -> str:
    return table(
        ["Ground", "From", "To", "Provision", "Force", "Wording", "Default"],
        [
            [
                g.title.en,
                ", ".join(sorted(g.from_kinds)),
                ", ".join(sorted(g.to_kinds)),
                g.provision,
                g.force,
                TO_VERIFY if g.text_status is TextStatus.TO_VERIFY else g.text_status,
                g.default,
            ]
            for g in told.grounds.values()
        ],
    )


def legal_grounds_page() -> str:
    """All grounds with their tests."""
    told = catalogue()
    return (
        f"# Legal grounds\n\n{MADE}Catalogue `{told.country}` {told.version}, wording gone through "
        f"{told.checked_on.isoformat()}. It is data (`src/vapenvila/legal/`), not code, and not legal advice. A programme "
        "uses a ground only after a named lawyer has verified its present wording there within the last year; a programme "
        f"can switch a ground off and never loosen one.\n\nPrinted on every copy: {told.document_notice.en} "
        f"({told.document_provision})\n\n{_overview(told)}\n## Each ground\n\n"
        + "\n".join(_section(ground) for ground in told.grounds.values())
    )
