"""Words that stand in facts, reasons, names of files and papers, and must be found in nothing that is kept."""

import base64
from pathlib import Path

NAME, NUMBER, REASON, FILE, PAPER = "Quetzalcanary Ixilcanary", "A201-999-777", "becausecanary", "scancanary.pdf", "bodycanary"
WORDS = ("Quetzalcanary", "Ixilcanary", "A201-999-777", "201999777", "becausecanary", "scancanary", "bodycanary", "Sasabecanary")


def facts():
    """A case file full of them."""
    return {"person": {"full_name": NAME, "a_number": NUMBER}, "entry": [{"place": "near Sasabecanary", "manner": "without-inspection"}]}


def spellings(word):
    """How a word may stand in a file: as text of one or two bytes a letter, or as base64 at any of its three turns."""
    yield from (word.encode(), word.encode("utf-16-le"), word.lower().encode(), word.upper().encode())
    for turn in range(3):
        inner = base64.b64encode(bytes(turn) + word.encode())
        yield inner[4:-4]


def found_under(*folders):
    """Every file in which a canary stands in the clear, with the word."""
    wanted = [(word, spelling) for word in WORDS for spelling in spellings(word)]
    files = [path for folder in folders for path in ([folder] if folder.is_file() else Path(folder).rglob("*")) if path.is_file()]
    assert files
    return {(path.name, word) for path in files for word, spelling in wanted if spelling in path.read_bytes()}
