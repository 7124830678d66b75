"""Keeps the words of the web office in its languages: what is marked is gathered, what is translated is kept, and compiled.

    python -m scripts.catalogues            gathers what is marked into every catalogue, and names what lacks its translation
    python -m scripts.catalogues compile    makes the compiled catalogues that Django reads; done at set-up

The shell's words stand in src/forbear/office/locale. A package of the office with a `locale` folder of its own keeps its own words there.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

OFFICE = Path("src/forbear/office")
LANGUAGES = ("es",)
HEADER = "# The words of the web office. Kept by: python -m scripts.catalogues"
CHANGING = re.compile(
    r'^"(?:POT-Creation|PO-Revision|Generated-By|Last-Translator|Project-Id|Report-Msgid|Language-Team).*\n', re.MULTILINE
)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def homes() -> list[Path]:
    """Where catalogues are kept: the office itself first, then packages with words of their own."""
    return [OFFICE, *sorted(path.parent for path in OFFICE.glob("*/locale"))]


def po(home: Path, language: str) -> Path:
    """The catalogue of a package in a language."""
    return home / "locale" / language / "LC_MESSAGES" / "django.po"


def marked(home: Path) -> Catalog:
    """Everything marked for translation in a package; for the office, in all packages without a catalogue of their own."""
    catalog = Catalog(charset="utf-8")
    apart = [other for other in homes() if other not in (home, OFFICE)] if home == OFFICE else []
    for path in sorted(home.rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and not any(other in path.parents for other in apart):
            for message, context in _within(path):
                catalog.add(message, context=context, locations=[(path.relative_to(OFFICE).as_posix(), 0)])
    for message, context in _words_of_the_law() if home == OFFICE else ():
        catalog.add(message, context=context)
    return catalog


def _within(path: Path) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    from django.utils.translation.template import templatize

    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        text = re.sub(r"^[ \t]+", "", templatize(text), flags=re.MULTILINE)
    for _, message, _, context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):  # type: ignore[arg-type]
        yield message, context  # type: ignore[misc]


def _words_of_the_law() -> Iterator[tuple[str, str]]:
    """What the terminal and the papers say of stages, postures, actors and verdicts, which pages say in both languages."""
    from forbear.assessment.words import ACTORS, POSTURES, STAGES
    from forbear.office.web.templatetags.office import BARS, VERDICTS, WINDOW_WORDS

    for context, words in (
        ("stage", STAGES.values()),
        ("posture", POSTURES.values()),
        ("actor", ACTORS.values()),
        ("strength", BARS),
        ("verdict", VERDICTS),
        ("window", WINDOW_WORDS.values()),
    ):
        for word in words:
            yield word, context


def read(home: Path, language: str) -> Catalog:
    """The catalogue of a package in a language; an empty one where there is none yet."""
    path = po(home, language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False, header_comment=HEADER)
    with path.open("rb") as file:
        catalog = read_po(file, locale=language)
    catalog.header_comment = HEADER
    return catalog


def untranslated(home: Path, language: str) -> list[str]:
    """What is marked in a package and not translated there, nor in the office's own catalogue."""
    known = [read(each, language) for each in dict.fromkeys((home, OFFICE))]
    return [_said(message.id) for message in marked(home) if message.id and not any(_has(each, message) for each in known)]


def _has(catalog: Catalog, message: object) -> bool:
    found = catalog.get(message.id, message.context)  # type: ignore[attr-defined]
    strings = (found.string if isinstance(found.string, (tuple, list)) else (found.string,)) if found and not found.fuzzy else ()
    return bool(strings) and all(strings)


def _said(ident: object) -> str:
    return str(ident[0] if isinstance(ident, (tuple, list)) else ident)


def update() -> int:
    """Gathers what is marked into each catalogue, drops what is marked no more, and says what lacks its translation."""
    lacking = 0
    for home in homes():
        for language in LANGUAGES:
            catalog = read(home, language)
            catalog.update(marked(home), no_fuzzy_matching=True)
            catalog.obsolete.clear()
            path = po(home, language)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write_po(file, catalog, width=140, sort_output=True, omit_header=False, include_lineno=False, no_location=True)
            path.write_text(CHANGING.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
            for text in untranslated(home, language):
                lacking += 1
                print(f"{path}: not translated: {text!r}", file=sys.stderr)
    return lacking


def compile_all(root: Path = OFFICE) -> None:
    """Makes each compiled catalogue that is older than its words."""
    for source in sorted(root.rglob("locale/*/LC_MESSAGES/django.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file, target.open("wb") as compiled:
            write_mo(compiled, read_po(file, locale=source.parts[-3]))


def main() -> None:
    """Gathers, or compiles."""
    if sys.argv[1:] == ["compile"]:
        compile_all()
        return
    lacking = update()
    compile_all()
    raise SystemExit(1 if lacking else 0)


if __name__ == "__main__":
    main()
