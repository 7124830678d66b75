"""What becomes of a paper on its way: printed and scanned, faxed, photographed with a telephone. The same for the same seed."""

import io
import random
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter


def pages(pdf: bytes, dots: int) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=dots / 72, grayscale=True).to_pil().convert("L") for page in document]


def _noisy(image: Image.Image, by: float, seed: int) -> Image.Image:
    noise = np.random.default_rng(seed).normal(0, by, (image.height, image.width))
    return Image.fromarray(np.clip(np.asarray(image, dtype=float) + noise, 0, 255).astype("uint8"))


def _pdf(images: list[Image.Image], dots: int, way: str) -> bytes:
    made = pikepdf.new()
    for image in images:
        coded = io.BytesIO()
        image.save(coded, "PDF", resolution=dots, **({"quality": 80} if way == "JPEG" else {}))
        with pikepdf.open(coded) as page:
            made.pages.extend(page.pages)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def scan(pdf: bytes, seed: int, path: Path, *, dots: int = 200) -> list[Path]:
    """A scan of an office: 200 dots an inch, a little crooked, a little noise; one page in six on its head or side."""
    draw, made = random.Random(seed), []
    for number, image in enumerate(pages(pdf, dots)):
        crooked = image.rotate(draw.uniform(-1.8, 1.8), Image.Resampling.BICUBIC, fillcolor=255)
        pale = crooked.filter(ImageFilter.GaussianBlur(0.5)).point(lambda value: min(255, int(value * 0.95 + 12)))
        page = _noisy(pale, 5, seed * 97 + number)
        made.append(page.rotate(draw.choice((90, 180, 270)), expand=True) if draw.random() < 1 / 6 else page)
    path.write_bytes(_pdf(made, dots, "JPEG"))
    return [path]


def fax(pdf: bytes, seed: int, path: Path) -> list[Path]:
    """A fax of fine resolution: 204 dots an inch, black and white, speckled, with the sender's line at the head."""
    made, dice = [], np.random.default_rng(seed)
    for number, image in enumerate(pages(pdf, 204), 1):
        crooked = image.rotate(random.Random(seed).uniform(-0.8, 0.8), Image.Resampling.BICUBIC, fillcolor=255)
        ImageDraw.Draw(crooked).text((60, 20), f"03-14-2026 09:15 FROM: FICTIONAL OFFICE 555-0100  P. {number}", fill=0, font_size=24)
        dark = np.asarray(_noisy(crooked.filter(ImageFilter.GaussianBlur(0.6)), 12, seed)) < 160
        specks = dice.random(dark.shape) < 0.0006
        made.append(Image.fromarray(np.where(dark ^ specks, 0, 255).astype("uint8")).convert("1"))
    path.write_bytes(_pdf(made, 204, "1"))
    return [path]


def phone(pdf: bytes, seed: int, path: Path) -> list[Path]:
    """A photograph of each page on a table: at an angle, in uneven light, out of focus a little, as a JPEG of eight million dots."""
    draw, files = random.Random(seed), []
    for number, page in enumerate(pages(pdf, 220)):
        width, height = 2480, 3300
        left, top = (width - page.width) // 2, (height - page.height) // 2
        at = lambda x, y: (x + draw.uniform(-70, 70), y + draw.uniform(-70, 70))  # noqa: E731
        goals = [at(left, top), at(left, top + page.height), at(left + page.width, top + page.height), at(left + page.width, top)]
        corners = [(0, 0), (0, page.height), (page.width, page.height), (page.width, 0)]
        rows, wanted = [], []
        for (x, y), (u, v) in zip(goals, corners, strict=True):
            rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
            wanted += [u, v]
        view = np.linalg.solve(np.array(rows), np.array(wanted, dtype=float))
        table = Image.new("L", (width, height), draw.randrange(40, 90))
        seen = page.transform((width, height), Image.Transform.PERSPECTIVE, list(view), Image.Resampling.BICUBIC, fillcolor=0)
        mask = Image.new("L", page.size, 255).transform((width, height), Image.Transform.PERSPECTIVE, list(view), fillcolor=0)
        photo = Image.composite(seen, table, mask)
        down, across = np.mgrid[0:height, 0:width]
        light = 0.78 + 0.22 * np.cos((across / width - draw.random()) * 1.6) * np.cos((down / height - draw.random()) * 1.6)
        lit = Image.fromarray(np.clip(np.asarray(photo, dtype=float) * light, 0, 255).astype("uint8"))
        made = _noisy(lit.filter(ImageFilter.GaussianBlur(0.9)), 6, seed + number).convert("RGB")
        files.append(path.with_name(f"{path.stem}-{number + 1}.jpg"))
        made.save(files[-1], "JPEG", quality=82)
    return files


MEDIA = {"scan": scan, "fax": fax, "phone": phone}
