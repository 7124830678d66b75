"""How words become a paper: set in type as data, never read as markup, the same bytes for the same words."""

import datetime as dt
import json
import re
import textwrap
from collections.abc import Set
from importlib import resources
from typing import Any

from forbear.assessment.words import day
from forbear.casefile.model import CaseFile
from forbear.problem import BadInput, Problem

LONG = 30  # letters of a word after which a line may break
LONG_WORD, BREAK = re.compile(rf"[^\s<>]{{{LONG + 1},}}"), "\u200b"
LOST = "Letters written as [U+…] cannot be printed with the fonts here; see the case file"
UNREAD = ("timeline", "link")  # drawings and addresses, which stay as they are
MOST_IN_HEADER = 60  # letters of the name at the top of a page


def set_paper(setting: str, words: dict[str, Any], case: str, *, notices: str = "", room: str = "forbear.drafting") -> bytes:
    """The words as a PDF (PDF/UA-1). `setting` names the `.typ` in the room.

    A character that no font at hand can print is written as its number, and where the words hold a list of `notices`, one more
    says so. Raises BadInput where the paper cannot be set at all.
    """
    import typst

    source = resources.files(room).joinpath(f"{setting}.typ").read_bytes()
    lost: set[str] = set()
    while True:
        said = words | {notices: [*words[notices], f"{LOST} {case}"]} if lost and notices else words
        data = json.dumps(_printed(said, lost), ensure_ascii=False)
        try:
            made = typst.compile(source, sys_inputs={"words": data}, pdf_standards="ua-1", ignore_system_fonts=True)
        except typst.TypstError as error:
            more = _not_in_fonts(error.diagnostic or str(error)) - lost
            if not more:
                what = f"the {setting} cannot be set in type; forbear assess prints the findings"
                raise BadInput([Problem(case, None, f"{what} ({error.message})")]) from None
            lost |= more
        else:
            assert isinstance(made, bytes)
            return made


def _not_in_fonts(said: str) -> set[str]:
    """The characters that the typesetter names as missing from the fonts; none of them plain ASCII."""
    return {letter for text in re.findall(r'the text `"(.*?)"` could not be displayed', said) for letter in text if ord(letter) > 126}


def _printed(words: dict[str, Any], lost: Set[str]) -> dict[str, Any]:
    """The words with each character that cannot be printed as its number, and long words with places to break."""
    numbers = {ord(letter): f"[U+{ord(letter):04X}]" for letter in lost}

    def change(node: Any) -> Any:
        if isinstance(node, str):
            return LONG_WORD.sub(lambda word: BREAK.join(re.findall(f".{{1,{LONG}}}", word[0])), node.translate(numbers))
        if isinstance(node, dict):
            return {key: value if key in UNREAD else change(value) for key, value in node.items()}
        return [change(item) for item in node] if isinstance(node, list) else node

    return dict(change(words))


def pages(pdf: bytes) -> int:
    """How many pages a PDF made here has."""
    return pdf.count(b"/Type /Page\n") or pdf.count(b"/Type/Page/") or pdf.count(b"/Type /Page ")


def other_day(on: dt.date, today: dt.date) -> str:
    """The mark of a paper judged under the law of another day than the one on which it is made; nothing on that day."""
    return "" if on == today else f"JUDGED AS OF {day(on).upper()} – not today's law; for study and training"


def name_above(case: CaseFile) -> str:
    """The client's name as it stands at the top of each page."""
    return textwrap.shorten(case.text("person.full_name") or case.name, MOST_IN_HEADER, placeholder=" …")
