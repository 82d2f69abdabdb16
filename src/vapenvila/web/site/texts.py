"""Translated texts: `python -m vapenvila.web.site.texts make <app>|--all`, `compile`, `check`.

Sources are English; each folder keeps its Swedish in locale/sv/LC_MESSAGES/django.po, sorted, without dates and line
numbers, so that two people's changes seldom meet. `make` needs GNU gettext; `compile` and `check` need only polib.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2]
LANGUAGE = "sv"
KEYWORDS = (
    "say",
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
    "_",
)
PERSONAL = {"staff", "free_text", "identity", "contact", "casework"}  # categories of a Declaration
HEADER = {
    "Project-Id-Version": "vapenvila",
    "Language": LANGUAGE,
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def folders() -> list[Path]:
    """The folders that hold texts: the rules, and every application."""
    return [PACKAGE / "rules", *sorted(file.parent for file in (PACKAGE / "web").glob("*/apps.py"))]


def catalogue(folder: Path) -> Path:
    """The Swedish texts of a folder."""
    return folder / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def can_extract() -> bool:
    """Whether GNU gettext is on this machine."""
    return shutil.which("xgettext") is not None


def extract(folder: Path) -> polib.POFile:
    """All texts marked for translation in the Python files and templates of a folder, untranslated."""
    with tempfile.TemporaryDirectory() as scratch:
        names = _write_as_python(folder, Path(scratch))
        if not names:
            return polib.POFile()
        keywords = [f"--keyword={word}" for word in KEYWORDS]
        listing = Path(scratch) / "files.txt"
        listing.write_text("\n".join(names), encoding="utf-8")
        command = [
            *("xgettext", "--language=Python", "--from-code=UTF-8", "--no-location", "--no-wrap"),
            *("--add-comments=Translators", *keywords, f"--files-from={listing}", "--output=-"),
        ]
        found = subprocess.run(command, cwd=scratch, capture_output=True, check=True, text=True)  # noqa: S603
        return polib.pofile(found.stdout.replace("charset=CHARSET", "charset=UTF-8") or "", wrapwidth=0)


def _write_as_python(folder: Path, scratch: Path) -> list[str]:
    files = [
        *folder.rglob("*.py"),
        *folder.rglob("templates/**/*.html"),
        *folder.rglob("templates/**/*.txt"),
        *folder.rglob("templates/**/*.typ"),
    ]
    names = []
    for number, file in enumerate(sorted(files)):
        text = file.read_text(encoding="utf-8")
        if file.suffix != ".py":
            text = templatize(text, origin=str(file))
        elif file.parts[-2] == "models" or file.name == "models.py":
            text += "".join(f"\nsay({purpose!r})" for purpose in declared_purposes(text))
        name = f"{number:04}-{file.stem}.py"
        (scratch / name).write_text(text, encoding="utf-8")
        names.append(name)
    return names


def declared_purposes(source: str) -> list[str]:
    """Purposes of tables with personal data, which the register of processing shows in the reader's language."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    declared = (
        {keyword.arg: keyword.value for keyword in call.keywords}
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "Declaration"
    )
    found = (given["purpose"] for given in declared if PERSONAL & given.keys() and "purpose" in given)
    return [str(ast.literal_eval(purpose)) for purpose in found]


def make(folder: Path) -> Path | None:
    """Bring a folder's Swedish file in step with its sources: new texts empty, texts gone removed, the rest kept."""
    file = catalogue(folder)
    wanted = extract(folder)
    if not len(wanted):
        file.unlink(missing_ok=True)
        return None
    kept = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(file))} if file.exists() else {}
    made = polib.POFile(wrapwidth=100)
    made.metadata = dict(HEADER)
    for entry in sorted(wanted, key=lambda e: (e.msgid, e.msgctxt or "")):
        old = kept.get((entry.msgctxt, entry.msgid))
        entry.msgstr = old.msgstr if old and not entry.msgid_plural else ""
        if entry.msgid_plural:
            entry.msgstr_plural = (
                old.msgstr_plural if old and old.msgid_plural == entry.msgid_plural else {0: "", 1: ""}
            )
        entry.occurrences = []
        made.append(entry)
    file.parent.mkdir(parents=True, exist_ok=True)
    made.save(str(file))
    return file


def compile_all() -> None:
    """Write the .mo beside each .po that is newer, atomically: several processes may do it at once."""
    for folder in folders():
        source = catalogue(folder)
        target = source.with_suffix(".mo")
        if not source.exists() or (target.exists() and target.stat().st_mtime >= source.stat().st_mtime):
            continue
        unfinished = target.with_suffix(f".{os.getpid()}.unfinished")
        polib.pofile(str(source)).save_as_mofile(str(unfinished))
        unfinished.replace(target)


def problems(folder: Path) -> list[str]:
    """What is missing, doubtful or left over in a folder's Swedish texts, one sentence each."""
    file = catalogue(folder)
    entries = list(polib.pofile(str(file))) if file.exists() else []
    name = folder.name
    found = [f"{name}: no Swedish for “{e.msgid}”" for e in entries if not e.translated() and not e.obsolete]
    found += [f"{name}: marked fuzzy: “{e.msgid}”" for e in entries if e.fuzzy]
    found += [f"{name}: no longer used: “{e.msgid}”" for e in entries if e.obsolete]
    if can_extract():
        wanted = {(e.msgctxt, e.msgid) for e in extract(folder)}
        present = {(e.msgctxt, e.msgid) for e in entries}
        found += [
            f"{name}: not in the file, run make: “{text}”" for _, text in sorted(wanted - present, key=str)
        ]
        found += [
            f"{name}: not in the sources, run make: “{text}”" for _, text in sorted(present - wanted, key=str)
        ]
    return found


def main(arguments: list[str]) -> int:
    """The command line; 1 when `check` finds something."""
    parser = argparse.ArgumentParser(
        prog="python -m vapenvila.web.site.texts", description="Translated texts"
    )
    acts = parser.add_subparsers(dest="act", required=True)
    making = acts.add_parser("make", help="bring the Swedish files in step with the sources")
    making.add_argument("app", nargs="?", help="name of one application, or rules")
    making.add_argument("--all", action="store_true", help="every folder")
    acts.add_parser("compile", help="write the .mo files")
    acts.add_parser("check", help="fail unless Swedish is complete and in step")
    chosen = parser.parse_args(arguments)
    if chosen.act == "make":
        wanted = [f for f in folders() if chosen.all or f.name == chosen.app]
        if not wanted:
            parser.error(f"no such app: {chosen.app}; there are {', '.join(f.name for f in folders())}")
        for folder in wanted:
            make(folder)
    elif chosen.act == "compile":
        compile_all()
    else:
        found = [line for folder in folders() for line in problems(folder)]
        sys.stderr.write("".join(f"{line}\n" for line in found))
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
