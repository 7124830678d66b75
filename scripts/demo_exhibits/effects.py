"""How papers look once they went through a copier, a fax machine or a telephone. The same picture and seed give the same result."""

import io
import time
from collections.abc import Sequence
from zlib import crc32

import numpy as np
from PIL import Image, ImageDraw, ImageFilter
from PIL.TiffImagePlugin import IFDRational

DPI = 130
MIDNIGHT = time.gmtime(0)  # no clock: the same bytes each time


def scanned(pages: Sequence[Image.Image], seed: str, *, colour: bool = False, quality: int = 38) -> list[Image.Image]:
    """The pages as a copier gives them: a little turned, grey at the edges, with specks."""
    chance = np.random.default_rng(crc32(seed.encode()))
    found = []
    for page in pages:
        turned = page.convert("RGB").rotate(float(chance.uniform(-1.3, 1.3)), Image.Resampling.BICUBIC, fillcolor=(236, 235, 231))
        shades = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.5)), np.float32)
        height, width = shades.shape[:2]
        edge = 1 - 0.16 * np.exp(-np.linspace(0, width / 18, width))[None, :, None]
        shades = shades * 0.95 * edge + chance.normal(3, 2.2, (height, width, 1))
        for _ in range(40):
            y, x = chance.integers(0, height - 3), chance.integers(0, width - 3)
            shades[y : y + chance.integers(1, 3), x : x + chance.integers(1, 3)] *= 0.5
        picture = Image.fromarray(shades.clip(0, 255).astype(np.uint8))
        found.append(picture if colour else picture.convert("L"))
    return found


def faxed(pages: Sequence[Image.Image], seed: str) -> list[Image.Image]:
    """The pages as a fax machine gives them: black on white, with lost dots."""
    chance = np.random.default_rng(crc32(seed.encode()))
    found = []
    for page in pages:
        turned = page.convert("L").rotate(float(chance.uniform(-0.7, 0.7)), Image.Resampling.BICUBIC, fillcolor=255)
        shades = np.asarray(turned, np.float32) + chance.normal(0, 9, (turned.height, turned.width))
        dots = np.where(shades > 165, 255, 0).astype(np.uint8)
        dots[chance.random(dots.shape) < 0.00025] = 0
        found.append(Image.fromarray(dots).convert("1", dither=Image.Dither.NONE))
    return found


def photographed(things: Sequence[Image.Image], seed: str, table: tuple[int, int, int]) -> Image.Image:
    """Cards on a table, seen from an angle with a hand's shadow across them."""
    chance = np.random.default_rng(crc32(seed.encode()))
    width, height = 1500, 2000
    grain = chance.normal(0, 1, (height // 4, width // 60)).repeat(4, 0).repeat(60, 1)[:height, :width]
    shades = np.asarray(table, np.float32) + 7 * grain[..., None] + 4 * np.sin(np.arange(height) / 37)[:, None, None]
    picture = Image.fromarray(shades.clip(0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(3))
    for index, thing in enumerate(things):
        high = int(1150 * thing.height / thing.width)
        top = 200 + index * 850
        flat = [(0, 0), (thing.width, 0), (thing.width, thing.height), (0, thing.height)]
        lean = chance.uniform(-34, 34, 8)
        corners = [(190, top), (1310, top + 30), (1345, top + high + 20), (150, top + high)]
        corners = [(x + lean[2 * at], y + lean[2 * at + 1]) for at, (x, y) in enumerate(corners)]
        way = _perspective(corners, flat)
        seen = thing.convert("RGBA").transform((width, height), Image.Transform.PERSPECTIVE, way, Image.Resampling.BICUBIC)
        shadow = Image.new("RGBA", (width, height))
        ImageDraw.Draw(shadow).polygon([(x + 16, y + 20) for x, y in corners], (10, 8, 6, 150))
        picture.paste(Image.new("RGB", picture.size), mask=shadow.filter(ImageFilter.GaussianBlur(14)).getchannel("A"))
        picture.paste(seen, mask=seen.getchannel("A"))
    light = np.linspace(1.04, 0.74, width)[None, :] * np.linspace(1.03, 0.86, height)[:, None]
    hand = Image.new("L", picture.size)
    ImageDraw.Draw(hand).polygon([(width, height * 0.55), (width * 0.62, height * 0.7), (width * 0.5, height), (width, height)], 70)
    light *= 1 - np.asarray(hand.filter(ImageFilter.GaussianBlur(60)), np.float32) / 255
    lit = np.asarray(picture.filter(ImageFilter.GaussianBlur(0.8)), np.float32) * light[..., None] + chance.normal(0, 3, (height, width, 1))
    return Image.fromarray(lit.clip(0, 255).astype(np.uint8))


def _perspective(seen: Sequence[tuple[float, float]], flat: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """The eight numbers that lead from four corners as seen to the corners of the flat thing."""
    rows = []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    return tuple(np.linalg.solve(np.array(rows, float), np.array(flat, float).ravel()))


def where_taken(north: tuple[int, int, int], west: tuple[int, int, int], maker: str, taken: str) -> Image.Exif:
    """What a telephone writes into a photograph: who made it, when, and where."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0132] = maker, f"{maker} 7", taken
    place = exif.get_ifd(0x8825)
    for reference, key, angle in (("N", 1, north), ("W", 3, west)):
        place[key], place[key + 1] = reference, tuple(IFDRational(part) for part in angle)
    return exif


def as_pdf(pages: Sequence[Image.Image], quality: int = 38, maker: str = "CopyStation 4000") -> bytes:
    """Pictures as the pages of a PDF."""
    into = io.BytesIO()
    how = {} if pages[0].mode == "1" else {"quality": quality}
    stamp = {"producer": maker, "creationDate": MIDNIGHT, "modDate": MIDNIGHT}
    pages[0].save(into, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, **how, **stamp)
    return into.getvalue()
