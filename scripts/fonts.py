"""Makes the fonts of the web office: a Latin part of Source Sans Pro and Source Serif Pro as WOFF2.

They come from the packages font-source-sans-pro and font-source-serif-pro, which nothing else needs; so run it where they are:

    uv run --with font-source-sans-pro --with font-source-serif-pro --with 'fonttools[woff]' python -m scripts.fonts
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

TARGET = Path("src/forbear/office/web/static/web/fonts")
FACES = {
    "sans-regular": ("sans", "SourceSansProRegular"),
    "sans-italic": ("sans", "SourceSansProIt"),
    "sans-bold": ("sans", "SourceSansProSemibold"),
    "serif-regular": ("serif", "SourceSerifProRegular"),
    "serif-italic": ("serif", "SourceSerifProIt"),
    "serif-bold": ("serif", "SourceSerifProSemibold"),
}
# English and Spanish, names of the Americas and of Europe in Latin letters, and the signs that pages use.
LETTERS = (
    "0020-007E,00A0-017F,0218-021B,1E80-1E85,1EF2-1EF3,2010-2015,2018-201E,2020-2022,2026,2030,2039-203A,20AC,2116,2122,2190-2193,"
    "2212,2215,25A0,25AA-25AB,25CB,25CF,2713,2717"
)
FEATURES = ["kern", "liga", "tnum", "lnum", "onum", "case", "frac", "mark", "mkmk", "ccmp", "locl", "calt"]


def main() -> None:
    """Writes the six faces and says how large they are."""
    from fontTools.subset import Options, Subsetter, load_font, parse_unicodes, save_font

    TARGET.mkdir(parents=True, exist_ok=True)
    letters = parse_unicodes(LETTERS)
    for face, (family, name) in FACES.items():
        package = import_module(f"font_source_{family}_pro")
        source = Path(package.font_directory) / f"{name.replace('Pro', 'Pro-', 1)}.ttf"
        options = Options(flavor="woff2", layout_features=FEATURES, hinting=False, desubroutinize=True, name_IDs=[0, 1, 2, 4, 6, 13, 14])
        font = load_font(str(source), options)
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=letters)
        subsetter.subset(font)
        _rename(font, f"Forbear {family.title()}", face.partition("-")[2].title())
        target = TARGET / f"{face}.woff2"
        save_font(font, str(target), options)
        print(f"{target}: {target.stat().st_size:,} bytes", file=sys.stderr)


def _rename(font: Any, family: str, style: str) -> None:
    """Another name than the original's, which its licence reserves for unchanged fonts."""
    names = {1: family, 2: style, 4: f"{family} {style}", 6: f"{family}-{style}".replace(" ", "")}
    for record in list(font["name"].names):
        if record.nameID in names:
            font["name"].setName(names[record.nameID], record.nameID, record.platformID, record.platEncID, record.langID)


if __name__ == "__main__":
    main()
