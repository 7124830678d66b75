"""What do the words of a field mean? Numbers, dates, names and charges as the case file writes them, and how sure that is.

A sign that recognition is known to confuse is put right only where its place says what it must be, and costs certainty.
"""

import datetime as dt
import re
from difflib import get_close_matches
from itertools import takewhile
from typing import NamedTuple

from forbear.interchange.papers.countries import COUNTRIES
from forbear.interchange.papers.grounds import GROUNDS

DIGITS = str.maketrans("OoQDIl|i!SsBZzGT", "0000111115582267")
PUT_RIGHT = 0.8  # how sure what was put right is
DIGIT = r"[\dOoQDIl|!SsBZzGiT]"
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
NUMERIC = re.compile(rf"({DIGIT}{{1,2}})\s?[/\-.]\s?({DIGIT}{{1,2}})\s?[/\-.]\s?({DIGIT}{{4}}|{DIGIT}{{2}})(?!\d)")
WRITTEN = re.compile(rf"([A-Za-z0-9]{{3,10}})\.?\s+({DIGIT}{{1,2}})(?:st|nd|rd|th)?\s*[,.;]?\s*({DIGIT}{{4}})\b")
A_NUMBER = re.compile(rf"(?<![\w-])(A|4(?=[\s#-])|)[\s#:.\-–]*((?:{DIGIT}[\s.\-]{{0,2}}){{8,9}})(?![\w])")
CHARGE = re.compile(r"\b(212|235|237|241)\s*\(\s*[aA]\s*\)((?:\s*\(\s*[A-Za-z0-9]{1,4}\s*\)){1,5})(?!\s?[(\[{])")
BROKEN = re.compile(r"\b(?:212|235|237|241)\s?[(\[{]\s?a[^,.;]{3,22}?(?=\sof\b|[\s,.;]*$|[,.;]|\s\w{3})", re.I)
GUESSED = 0.6  # how sure a charge is that recognition broke: the nearest of the grounds that there are
ADDRESS = re.compile(r"(?P<street>.*?),?\s+(?P<city>[A-Z][A-Za-z.'’\- ]+?),?\s+(?P<state>[A-Z]{2})\s*,?\s+(?P<zip>\d{5})(?:-\d{4})?", re.S)
PARTICLES = frozenset({"de", "del", "la", "las", "los", "y", "da", "dos", "van", "der", "von"})
OLDEST, NEWEST = 1915, 2045


class Value(NamedTuple):
    """A value as the case file writes it, and how sure its reading is beside how surely its letters were recognised."""

    value: object
    sure: float = 1.0


def plain(text: str) -> str:
    """The text as one line."""
    return " ".join(text.split())


def a_number(text: str) -> Value | None:
    """An A-number as A123-456-789; eight digits are padded, any other count is none."""
    found = A_NUMBER.search(plain(text))
    if not found:
        return None
    written = re.sub(r"[\s.\-]", "", found[2])
    digits = written.translate(DIGITS)
    if not digits.isdigit() or len(digits) not in (8, 9):
        return None
    digits = digits.zfill(9)
    return Value(f"A{digits[:3]}-{digits[3:6]}-{digits[6:]}", 1.0 if written.isdigit() else PUT_RIGHT)


def date(text: str) -> Value | None:
    """The first date of a text, written as the United States do: month first, or the month in letters."""
    text = plain(text)
    finds = [found for found in (NUMERIC.search(text), WRITTEN.search(text)) if found]
    for found in sorted(finds, key=lambda found: found.start()):
        if found.re is NUMERIC:
            month, day, year = (part.translate(DIGITS) for part in found.groups())
            sure = 1.0 if all(part.isdigit() for part in found.groups()) else PUT_RIGHT
            if len(year) == 2:
                year, sure = f"{19 if int(year) > 45 else 20}{year}", min(sure, 0.9)
            number = int(month)
        else:
            named = _month(found[1])
            if named is None:
                continue
            number, exact = named
            day, year = (part.translate(DIGITS) for part in found.groups()[1:])
            sure = 1.0 if exact and found[2].isdigit() and found[3].isdigit() else PUT_RIGHT
        try:
            value = dt.date(int(year), number, int(day))
        except ValueError:
            continue
        if OLDEST <= value.year <= NEWEST:
            return Value(value, sure)
    return None


def _month(word: str) -> tuple[int, bool] | None:
    lower = word.lower()
    for number, name in enumerate(MONTHS, 1):
        if lower == name or (len(lower) in (3, 4) and name.startswith(lower)):
            return number, True
    near = get_close_matches(lower, MONTHS, n=1, cutoff=0.75)
    return (MONTHS.index(near[0]) + 1, False) if near else None


def charges(text: str) -> Value | None:
    """Sections of the Act that a paper charges, in order, as 212(a)(6)(A)(i)."""
    said = plain(text)
    found: dict[str, float] = {}
    for broken in re.finditer(f"{CHARGE.pattern}|{BROKEN.pattern}", said):
        whole = CHARGE.match(broken[0])
        section, sure = _section(whole) if whole else ("", 0.0)
        if section not in GROUNDS:
            near = get_close_matches(_joined(broken[0]), NEARLY, n=1, cutoff=0.8)
            section, sure = (NEARLY[near[0]], GUESSED) if near else (section, min(sure, GUESSED))
        if section:
            found[section] = min(found.get(section, 1.0), sure)
    return Value(list(found), min(found.values())) if found else None


def _joined(section: str) -> str:
    """A section as recognition sees it, which takes ")(" for an X or a J."""
    return re.sub(r"[)\]}]\s?[(\[{]|[XJ]", "X", section.replace(" ", ""))


NEARLY = {_joined(ground): ground for ground in sorted(GROUNDS)}


def _section(match: re.Match[str]) -> tuple[str, float]:
    """The paragraphs of a section by their order: number, capital, small roman, capital roman. Nothing where one is none."""
    sure, made = 1.0, [f"{match[1]}(a)"]
    for place, part in enumerate(re.findall(r"\(\s*(\w+)\s*\)", match[2])):
        right = part
        if place == 0:
            right = part.translate(DIGITS)
            good = right.isdigit() and 1 <= int(right) <= 10
        elif place == 1:
            right = {"8": "B", "6": "G", "0": "D"}.get(part, part.upper())
            good = re.fullmatch(r"[A-Z]", right) is not None
        elif place == 2:
            right = part.lower().translate(str.maketrans("1l|!j", "iiiii"))
            good = re.fullmatch(r"[ivx]+", right) is not None
        else:
            right = part.upper().translate(str.maketrans("1L|!", "IIII"))
            good = re.fullmatch(r"[IVX]+|[a-zA-Z]{1,2}", right) is not None
        if not good:
            return "", 0
        sure = sure if right == part else PUT_RIGHT
        made.append(f"({right})")
    return "".join(made), sure


def name(text: str) -> Value | None:
    """A person's name, given names first, capitals only where a name has them."""
    text = plain(re.sub(r"[\t]", " ", text)).strip(" ,.;:-_|")
    if not re.fullmatch(r"[^\W\d_][^\d_|\[\]{}<>=]{1,78}", text) or len(text.split()) > 9:
        return None
    if any(word.islower() and word not in PARTICLES for word in re.findall(r"[^\W\d_]{2,}", text)) and not text.islower():
        return None  # words of a sentence
    family, comma, given = text.partition(",")
    whole = f"{given.strip(' ,.')} {family.strip()}".strip() if comma else text
    words = whole.split()
    family_words = list(takewhile(str.isupper, words))
    if (
        not comma
        and 0 < len(family_words) < len(words)
        and not any(word.isupper() and len(word) > 2 for word in words[len(family_words) :])
    ):
        words = [*words[len(family_words) :], *family_words]  # the family name in capitals, before the given names
    if len(words) < 2 and not comma:
        return None
    return Value(" ".join(_cased(word) for word in words), 1.0)


def _cased(word: str) -> str:
    if not word.isupper() and not word.islower():
        return word
    if word.lower() in PARTICLES:
        return word.lower()
    return re.sub(r"[^\W\d_]+", lambda part: part[0].lower() if part[0].lower() in PARTICLES else part[0].capitalize(), word)


def country(text: str) -> Value | None:
    """A country, spelt as in the list of them."""
    said = re.sub(r"[^\w ']", " ", plain(text)).strip().lower()
    if not said:
        return None
    if said in COUNTRIES:
        return Value(COUNTRIES[said])
    near = get_close_matches(said, COUNTRIES, n=1, cutoff=0.78)
    return Value(COUNTRIES[near[0]], 0.9) if near else None


def countries(text: str) -> Value | None:
    """The same as a list, as the case file keeps nationalities."""
    found = country(text)
    return Value([found.value], found.sure) if found else None


def address(text: str) -> Value | None:
    """A postal address on one line; one that leads to somebody else's door (c/o) is not the person's own, and a person must read it."""
    found = ADDRESS.search(_on_one_line(text))
    if not found or re.search(r"\bc\s*/\s*[o0]\b|\bin\s+care\s+of\b", text, re.I):
        return None
    street, city = (_titled(found[part].strip(" ,.")) for part in ("street", "city"))
    return Value(f"{street}, {city}, {found['state']} {found['zip']}") if street else None


def _on_one_line(text: str) -> str:
    """A postal address on one line, a comma where the city begins a line of its own below a numbered street."""
    return plain(re.sub(r"(\d[^,\n]*?)[ \t]*\n[ \t]*(?=[A-Z][A-Za-z.' -]+,?\s+[A-Z]{2},?\s+\d{5})", r"\1, ", text))


def city(text: str) -> Value | None:
    """The city of a postal address."""
    found = ADDRESS.search(_on_one_line(text))
    return Value(_titled(found["city"].strip(" ,.").rpartition(",")[2].strip())) if found else None


def place(text: str) -> Value | None:
    """A place as the paper names it."""
    said = plain(text).strip(" ,.;:")
    return Value(_titled(said)) if 2 < len(said) < 80 and re.match(r"[^\W\d]", said) else None


def _titled(text: str) -> str:
    """Capitals as in a name, where a text is written in capitals alone."""
    if any(word.islower() or (len(word) > 1 and word[1:].islower()) for word in re.findall(r"[^\W\d_]{2,}", text)):
        return text
    *words, last = text.split()
    ends = last if words and words[-1].endswith(",") and re.fullmatch(r"[A-Z]{2}", last) else _street(last)  # the state: El Paso, TX
    return " ".join([*map(_street, words), ends])


def _street(word: str) -> str:
    return word.lower() if re.match(r"\d", word) else re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)


def clock(text: str) -> Value | None:
    """A time of day as 01:30 PM."""
    found = re.search(rf"({DIGIT}{{1,2}})\s*[:.;]\s*({DIGIT}{{2}})\s*([APap])\s*\.?\s*[Mm]", text)
    if not found:
        return None
    hour, minute = int(found[1].translate(DIGITS)), int(found[2].translate(DIGITS))
    return Value(f"{hour:02d}:{minute:02d} {found[3].upper()}M") if 1 <= hour <= 12 and minute < 60 else None


def money(text: str) -> Value | None:
    """Whole dollars."""
    found = re.search(r"\$\s*(\d{1,3}(?:[,.]\d{3})+|\d{3,7})", text)
    return Value(int(re.sub(r"\D", "", found[1]))) if found else None


def receipt(text: str) -> Value | None:
    """The number of a receipt: an office's three letters and ten digits."""
    found = re.search(rf"\b([A-Z01]{{3}})[\s-]?({DIGIT}{{10}})\b", plain(text))
    if not found:
        return None
    office = {"I0E": "IOE", "10E": "IOE", "1OE": "IOE", "L1N": "LIN", "NSC": "NBC"}.get(found[1], found[1])
    digits = found[2].translate(DIGITS)
    if office not in ("IOE", "WAC", "LIN", "SRC", "EAC", "MSC", "NBC", "YSC") or not digits.isdigit():
        return None
    return Value(f"{office}{digits}", 1.0 if office == found[1] and digits == found[2] else PUT_RIGHT)


def languages(text: str) -> Value | None:
    """A language as a list, as the case file keeps them."""
    said = plain(text).strip(" ,.;()")
    return Value([said.capitalize()]) if re.fullmatch(r"[^\W\d_]{3,20}", said) else None


def text(said: str) -> Value | None:
    """The words as they stand."""
    words = plain(said).strip(" ,;:|_")
    return Value(words) if 2 <= len(words) <= 400 else None


def sentence(said: str) -> Value | None:
    """The words as they stand, in capitals only at the beginning."""
    found = text(said)
    return Value(str(found.value).capitalize()) if found and str(found.value).lower() not in ("none", "n/a", "unknown") else None


READERS = {
    "a-number": a_number, "date": date, "charges": charges, "name": name, "country": country, "countries": countries, "address": address,
    "city": city, "place": place, "clock": clock, "money": money, "receipt": receipt, "languages": languages, "text": text,
    "sentence": sentence,
}  # fmt: skip
