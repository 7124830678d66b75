"""What is known of how authorities are cited: where sections of the Act stand in the Code, and the names of manuals."""

import msgspec

from forbear.law.entry import Part


class Manual(Part, frozen=True, kw_only=True):
    """A manual with its short name, if it has one, and the entry that stands for it, if the corpus holds one."""

    name: str
    short: str = ""
    authority: str = ""


class Citations(msgspec.Struct, frozen=True):
    """The table of sections (of the Act, of title 8 of the Code) and the manuals."""

    sections: dict[str, str]
    manuals: list[Manual]
