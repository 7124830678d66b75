"""How does a picture become a page? Upright as it was taken, of a size to read and to file, and with nothing of the camera in it."""

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forbear.packet.job import Found, RefusedError, listed

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 50_000_000  # that are unpacked at once: a page at 700 dots an inch
MOST_JPEG_PIXELS = 220_000_000  # a JPEG is unpacked at a fraction of its size
MOST_SIDE = 19_000  # pixels
MOST_FRAMES = 500  # pages of a TIFF
DENSITY = {"1": 300, "L": 200, "RGB": 200}  # the most dots an inch that enter
LONG, SHORT = 720.0, 540.0  # points: letter paper within its margins
ORIGIN = frozenset({"comment", "exif", "photoshop", "xmp"})  # beside the picture
ORIENTATION = 0x0112  # the word of a camera that says how it was held
TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # that word, and Pillow's way to turn the picture upright
QUALITY = 85
Tick = Callable[[int, int], None]


def as_pages(path: Path, kind: str, keep: Sequence[int] | None, tick: Tick) -> tuple[Any, list[Found]]:
    """A PDF with a page for each picture in a file, as large as fits letter paper within margins. Raises RefusedError."""
    import pikepdf
    from PIL import Image, ImageFile, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # the sides are read, and judged here, before anything is unpacked
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if kind == "heic":
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    try:
        with Image.open(path, formats=[{"heic": "HEIF"}.get(kind, kind.upper())]) as file:
            count = getattr(file, "n_frames", 1)
            found = [] if count == 1 or kind == "tiff" else [_first_only(count)]
            count = count if kind == "tiff" else 1
            if count > MOST_FRAMES:
                raise RefusedError("too-large", f"It holds {count} pictures; at most {MOST_FRAMES} are taken in: hand it in in parts.")
            wanted = list(keep if keep is not None else range(1, count + 1))
            if not wanted or (beyond := [number for number in wanted if not 1 <= number <= count]):
                named = listed(beyond) if wanted else "no page"
                raise RefusedError("empty", f"The excerpt names {named}, and it has {count}; correct the excerpt.")
            pdf = pikepdf.new()
            for place, number in enumerate(wanted, 1):
                tick(place, len(wanted))
                if kind == "tiff":
                    file.seek(number - 1)
                _page(pdf, upright(file, kind))
            if file.getexif() or file.info.keys() & ORIGIN:
                found.append(Found(None, "metadata", "note", "What the camera or scanner wrote into the picture was left out."))
            return pdf, found
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise RefusedError("corrupt", "The picture is damaged and cannot be read whole; get it again, or photograph it anew.") from None


def _first_only(count: int) -> Found:
    return Found(1, "frames", "ask", f"It holds {count} pictures, and the first was taken; hand in the others as files of their own.")


def upright(file: "Image", kind: str, densities: Mapping[str, int] = DENSITY) -> "Image":
    """The picture as it is meant to be seen, in grey, colours, or black and white, on white, no denser than asked. Raises RefusedError."""
    from PIL import Image

    width, height = file.size
    pixels = width * height
    if max(width, height) > MOST_SIDE or pixels > (MOST_JPEG_PIXELS if kind == "jpeg" else MOST_PIXELS):
        raise RefusedError("too-large", f"The picture has {width} by {height} pixels, more than any page needs; save it smaller.")
    if kind == "jpeg":
        file.draft(None, _wanted(width, height, densities["RGB"]))  # unpacks an eighth, a quarter or a half where that is enough
    file.load()
    turn = file.getexif().get(ORIENTATION, 1)  # read after loading, which turns a TIFF
    image: Image.Image = file
    if image.mode.startswith("I") or image.mode == "F":
        _, high = image.getextrema()
        most = 65535 if float(high) > 255 else 255  # type: ignore[arg-type]
        image = image.convert("F").point(lambda value: value * (255 / most)).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        over = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", over.size, "white"), over).convert("RGB")
    if image.mode not in DENSITY:
        image = image.convert("L" if image.mode in ("L", "LA") else "RGB")
    size = _wanted(*image.size, densities[image.mode])
    if size != image.size:
        grey = image.convert("L") if image.mode == "1" else image
        image = grey.resize(size, Image.Resampling.LANCZOS, reducing_gap=2)
    return image.transpose(Image.Transpose(TURNS[turn])) if turn in TURNS else image


def _points(width: int, height: int) -> tuple[float, float]:
    """The size of a picture on paper, as large as the margins let it be either way up, and no coarser than 72 dots an inch."""
    long, short = max(width, height), min(width, height)
    scale = min(LONG / long, SHORT / short, 1.0)
    return width * scale, height * scale


def _wanted(width: int, height: int, density: int) -> tuple[int, int]:
    points = _points(width, height)
    scale = min(points[0] * density / 72 / width, 1.0)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def _page(pdf: Any, image: "Image") -> None:
    """Adds a page that shows the picture and nothing else."""
    from pikepdf import Dictionary, Name

    width, height = _points(*image.size)
    described = {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "Width": image.width,
        "Height": image.height,
        "ColorSpace": Name.DeviceRGB if image.mode == "RGB" else Name.DeviceGray,
        "BitsPerComponent": 1 if image.mode == "1" else 8,
    }
    if image.mode == "1":
        picture = pdf.make_stream(image.tobytes(), **described)
    else:
        coded = io.BytesIO()
        image.save(coded, "JPEG", quality=QUALITY, optimize=True)
        picture = pdf.make_stream(coded.getvalue(), **described, Filter=Name.DCTDecode)
    page = pdf.add_blank_page(page_size=(max(width, 3), max(height, 3)))
    page.obj.Resources = Dictionary(XObject=Dictionary(Picture=picture))
    page.obj.Contents = pdf.make_stream(f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Picture Do Q".encode())
