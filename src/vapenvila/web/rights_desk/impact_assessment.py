"""A draft of the impact assessment (BDL 3:7, GDPR art. 35): filled where the service knows, open where people must answer."""

from datetime import date

from django.utils import translation
from django.utils.translation import get_language, gettext

from vapenvila.rules.legal_ground import LegalGround
from vapenvila.rules.readiness import ITEMS, Item
from vapenvila.web.disclosures.catalogue import catalogue
from vapenvila.web.rights_desk.processing import column_names, processing_lines

OPEN = "☐"


def impact_assessment(*, programme: str, language: str, day: date | None) -> str:
    """The draft as Markdown, in Swedish or English. `day` None: the template that stands in the documentation."""
    with translation.override(language):
        parts = [
            _title(programme),
            _origin(day),
            *_description(),
            *_grounds(),
            *_risks(),
            *_open_end(),
        ]
    return "\n\n".join(parts) + "\n"


def _title(programme: str) -> str:
    name, whose = gettext("Impact assessment"), programme or gettext("template")
    return f"# {name}: {whose}"


def _heading(number: int, text: str) -> str:
    return f"## {number}. {text}"


def _origin(day: date | None) -> str:
    if day is None:
        return gettext(
            "Template, filled from the service's own tables. A box %(box)s marks what people must answer. Each city makes "
            "its own draft under “Register of processing”."
        ) % {"box": OPEN}
    return gettext(
        "Draft of %(day)s, filled from the service's own tables. A box %(box)s marks what people must answer."
    ) % {"day": day.isoformat(), "box": OPEN}


def _cells(texts: tuple[str, ...] | list[str]) -> str:
    return "| " + " | ".join(text.replace("|", "\\|").replace("\n", " ") for text in texts) + " |"


def _table(head: tuple[str, ...] | list[str], rows: list[list[str]]) -> str:
    return "\n".join([_cells(head), _cells(["---"] * len(head)), *map(_cells, rows)])


def _questions(*texts: str) -> str:
    return "\n".join(f"- {OPEN} {text}" for text in texts)


def _description() -> list[str]:
    rows = [
        [
            line.table,
            line.purpose,
            line.controller,
            line.categories,
            line.whose,
            line.ground,
            line.retention,
            line.recipients,
        ]
        for line in processing_lines()
    ]
    return [
        _heading(1, gettext("What is processed")),
        _table(column_names(), rows),
        _heading(2, gettext("Necessity")),
        _questions(
            gettext("Why can the aim not be reached with figures and without registered persons?"),
            gettext("How many persons will each agency register, and who decides on the first?"),
            gettext("Which data in the list above does this agency not need?"),
            gettext("How were those concerned, or people who speak for them, asked for their view?"),
        ),
    ]


def _grounds() -> list[str]:
    known = catalogue()
    rows = [_ground_row(ground) for ground in known.grounds.values()]
    head = [gettext("Ground"), gettext("Provision"), gettext("Wording"), gettext("Verified by")]
    return [
        _heading(3, gettext("Legal grounds of disclosures")),
        gettext("Catalogue %(version)s, checked %(day)s.")
        % {"version": known.version, "day": known.checked_on.isoformat()},
        _table(head, rows),
        _questions(gettext("Which grounds does this agency switch off? A lawyer signs the others by name.")),
    ]


def _ground_row(ground: LegalGround) -> list[str]:
    title = ground.title.sv if (get_language() or "").startswith("sv") else ground.title.en
    to_verify = gettext("to verify")
    return [
        title,
        ground.provision,
        str(ground.text_status),
        ground.verified_by or f"{OPEN} {to_verify}",
    ]


def _risks_of_the_record() -> list[list[str]]:
    return [
        [
            gettext("Somebody is registered without ground, or stays too long"),
            gettext(
                "Source and need are demanded; review dates are computed; late review hides the same day, then deletes"
            ),
        ],
        [
            gettext("One agency sees what another holds"),
            gettext("Rooms behind row-level security; disclosures are the only door; self-test of the wall"),
        ],
        [
            gettext("A victim is taken for a suspect"),
            gettext(
                "The mark of somebody not suspected never turns into suspicion, in the rules and in the database"
            ),
        ],
        [
            gettext("Police learn who sought help"),
            gettext("No police role in the social-services room; consent never opens it"),
        ],
    ]


def _risks_of_use() -> list[list[str]]:
    return [
        [
            gettext("Somebody looks without need"),
            gettext("Every read is on record in a sealed trail; monthly log review by somebody else"),
        ],
        [
            gettext("A person is scored or ranked"),
            gettext("No such field exists; a guard of the code refuses one"),
        ],
        [
            gettext("Wrong data live on at recipients"),
            gettext(
                "Correction and erasure are told to every recorded recipient the same day; copies are numbered"
            ),
        ],
    ]


def _risks() -> list[str]:
    rows = [*_risks_of_the_record(), *_risks_of_use()]
    head = [
        gettext("Risk"),
        gettext("What the service does"),
        gettext("Likelihood and harm left"),
        gettext("Accepted by"),
    ]
    return [_heading(4, gettext("Risks and measures")), _table(head, [[*row, OPEN, OPEN] for row in rows])]


def _readiness() -> list[str]:
    rows = [[gettext(item.name), gettext(item.what), _good_for(item)] for item in ITEMS.values()]
    head = [
        gettext("What"),
        gettext("What is meant"),
        gettext("Done again after"),
        gettext("Document and date"),
    ]
    return [
        _heading(6, gettext("Before the first real person")),
        gettext(
            "The service refuses to register anybody until all of these are on record under “Readiness” in the menu of the "
            "programme (rules/readiness.py)."
        ),
        _table(head, [[*row, OPEN] for row in rows]),
    ]


def _good_for(item: Item) -> str:
    return gettext("%(days)d days") % {"days": item.good_for.days} if item.good_for else gettext("stays")


def _open_end() -> list[str]:
    return [
        _heading(5, gettext("Rights of those registered")),
        gettext(
            "The rights desk of each room registers requests, keeps the month, prints the report on what is held, and tells "
            "recipients."
        ),
        _questions(
            gettext("Who handles requests in this agency, and who stands in for them?"),
            gettext("When and how are persons told that they are registered, and who decides on exceptions?"),
        ),
        *_readiness(),
        _heading(7, gettext("Decision")),
        _questions(
            gettext("Opinion of the data-protection officer, with date"),
            gettext(
                "Must the supervisory authority be consulted first (BDL 3:7, GDPR art. 36)? Answer and date"
            ),
            gettext("Decided by, with date; next assessment at the latest two years after"),
        ),
        gettext(
            "When it is signed, register it under the readiness of the programme: before that no real person is entered."
        ),
    ]
