"""A paper as PDF: tagged for readers (PDF/UA-1) and for keeping (PDF/A-2a), the same bytes for the same words."""

from typing import Any
from urllib.parse import quote

import msgspec

from forbear.drafting.document import DATE, OF, Block, Caption, Document, Heading, Paragraph, Pin, Sentence, kept, pieces, unbroken
from forbear.drafting.setting import set_paper

LISTS = ("item", "numbered")


def render_pdf(document: Document, *, links: bool = False, numbered: bool = True) -> bytes:
    """The paper in type. With `links` each pin cite is a link to `forbear-pin:<exhibit>:<page>`, which a packet turns into a jump;
    without `numbered` the foot carries no page number, since the packet stamps its own. Raises BadInput where it cannot be set."""
    words = {
        "title": document.title,
        "language": document.language,
        "spacing": document.spacing,
        "privileged": document.privileged,
        "marks": list(document.marks),
        "header": document.header,
        "formal": document.formal,
        "foot": document.foot,
        "of": OF[document.language],
        "date_word": DATE[document.language],
        "links": links,
        "numbered": numbered,
        "dated": [document.dated.year, document.dated.month, document.dated.day],
        "blocks": _blocks(document.blocks),
    }
    return set_paper("paper", words, document.title, standards=("ua-1", "a-2a"))


def pin_link(pin: Pin) -> str:
    """Where a pin cite leads, until the packet knows its page."""
    exhibit = quote(pin.exhibit, safe="")
    return f"forbear-pin:{exhibit}:{pin.first}" if pin.first else f"forbear-tab:{exhibit}"


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """The blocks as data, each list in one piece, since readers by ear are told how long it is."""
    made: list[dict[str, Any]] = []
    keep, number, top = kept(blocks), 0, 0
    for place, block in enumerate(blocks):
        plain = _plain(block) | {"keep": place in keep}
        if isinstance(block, Paragraph) and block.style in LISTS:
            number += block.style == "numbered"
            if made and made[-1].get("style") == block.style:
                made[-1]["lines"].append(plain["sentences"])
                made[-1]["keep"] = plain["keep"]
                continue
            plain |= {"type": "list", "start": number, "lines": [plain["sentences"]]}
        elif isinstance(block, Caption):
            top = 1  # the title of the filing is its first heading
        elif isinstance(block, Heading):
            number = 0
            plain["level"] = top = min(block.level, top + 1)  # a level is never skipped, which readers by ear rely on
        made.append(plain)
    return made


def _plain(node: Any) -> Any:
    if isinstance(node, Sentence):
        return [{"text": unbroken(one.text), "kind": one.kind, "to": pin_link(one.pin) if one.pin else ""} for one in pieces(node)]
    if isinstance(node, (list, tuple)):
        return [_plain(item) for item in node]
    if isinstance(node, msgspec.Struct):
        tag = type(node).__struct_config__.tag
        return {"type": tag} | {name: _plain(getattr(node, name)) for name in node.__struct_fields__}
    return node
