"""What does a picture inside a PDF say of its making: camera, place, author? Nothing, once it is read here; its pixels stay as they are."""

from typing import Any

ORIGIN = frozenset(
    {*range(0xE3, 0xEE), 0xE1, 0xEF, 0xFE}
)  # segments of a JPEG: Exif and XMP, Photoshop, comments; not colours (E0, E2, EE)


def without_origin(picture: Any) -> bool:
    """Takes the camera's segments out of a JPEG in a PDF; whether there were any."""
    from pikepdf import Name

    coded = picture.get("/Filter")
    if coded not in (Name.DCTDecode, [Name.DCTDecode]):
        return False
    content = picture.read_raw_bytes()
    bare = stripped(content)
    if len(bare) == len(content):
        return False
    picture.write(bare, filter=coded, decode_parms=picture.get("/DecodeParms"))
    return True


def stripped(content: bytes) -> bytes:
    """A JPEG without the segments that tell of its making; as it was where it is none."""
    kept = [content[:2]]
    at = 2
    while content[at : at + 1] == b"\xff" and at + 4 <= len(content) and content[at + 1] != 0xDA:
        length = 2 + int.from_bytes(content[at + 2 : at + 4])
        if content[at + 1] not in ORIGIN:
            kept.append(content[at : at + length])
        at += length
    return b"".join([*kept, content[at:]]) if content[:2] == b"\xff\xd8" else content
