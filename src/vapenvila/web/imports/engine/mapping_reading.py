"""From a TOML file or a saved dictionary to a mapping."""

import tomllib
from pathlib import Path

from vapenvila.web.imports.engine.mapping import ImportMapping
from vapenvila.web.imports.engine.sentences import UnusableMappingError, say
from vapenvila.web.imports.engine.setting_parts import filters_of, hints_of, victims_of, when_of, where_of
from vapenvila.web.imports.engine.setting_values import (
    Settings,
    choice_of,
    extract_of,
    names_from,
    names_of,
    only_known,
    table_of,
    text_from,
    text_of,
)


def mapping_from_toml(path: Path) -> ImportMapping:
    """The mapping in a TOML file."""
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UnusableMappingError(
            say("There is no profile and no mapping file called {name}."), name=path.name
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise UnusableMappingError(
            say("{name} is not valid TOML: {problem}."), name=path.name, problem=problem
        ) from None
    return mapping_from(settings)


def mapping_from(settings: Settings) -> ImportMapping:
    """The mapping in a dictionary of the same shape as the TOML file."""
    only_known(settings, "")
    victims = victims_of(table_of(settings, "victims"), settings)
    kind = choice_of(settings, "kind")
    if kind is None:
        raise UnusableMappingError(
            say("The mapping does not say which kind of incident the rows are (setting “kind”).")
        )
    source = text_of(settings, "source_system")
    if not source:
        raise UnusableMappingError(
            say("The mapping has no “source_system”: a short name that tells this source from others.")
        )
    return ImportMapping(
        name=text_of(settings, "name") or source,
        source_system=source,
        when=when_of(table_of(settings, "when")),
        where=where_of(table_of(settings, "where")),
        kind=kind,
        victims=victims,
        reference=names_of(settings, "reference"),
        weapon=choice_of(settings, "weapon"),
        outcome=choice_of(settings, "outcome"),
        motive=choice_of(settings, "motive"),
        state=choice_of(settings, "state"),
        note=text_from(settings, "note"),
        columns={
            name: names_from(value, f"columns.{name}")
            for name, value in table_of(settings, "columns").items()
        },
        extract={name: extract_of(name, value) for name, value in table_of(settings, "extract").items()},
        filters=(*filters_of(settings, "skip"), *filters_of(settings, "keep")),
        null_words=names_of(settings, "null_words"),
        hints=hints_of(table_of(settings, "file")),
        cannot_know={
            lang: names_from(v, "cannot_know") for lang, v in table_of(settings, "cannot_know").items()
        },
        from_feed=settings.get("from_feed") is True,
    )
