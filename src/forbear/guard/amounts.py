"""Which number do words or figures name, in English or Spanish?"""

import re

_ENGLISH = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_SPANISH = [
    "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce", "quince",
    "dieciseis", "diecisiete", "dieciocho", "diecinueve",
]  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
_DECENAS = {"treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80}
NUMBERS: dict[str, int] = (
    {word: number for number, word in enumerate(_ENGLISH, 1)}
    | {word: number for number, word in enumerate(_SPANISH, 1)}
    | {"un": 1, "una": 1, "veinte": 20}
    | _TENS
    | _DECENAS
    | {f"{ten}-{word}": value + number for ten, value in _TENS.items() for number, word in enumerate(_ENGLISH[:9], 1)}
    | {f"veinti{word}": 20 + number for number, word in enumerate(["un", *_SPANISH[1:9]], 1)}
    | {"veintiuno": 21}
    | {f"{ten} y {word}": value + number for ten, value in _DECENAS.items() for number, word in enumerate(["un", *_SPANISH[1:9]], 1)}
)
NUMBER = r"(?:\d{1,3}|" + "|".join(sorted((word.replace("-", r"[-\s]") for word in NUMBERS), key=len, reverse=True)) + ")"


def number_of(words: str) -> int:
    """The number that plain words matched by NUMBER name."""
    said = re.sub(r"\s+", " ", words.strip())
    return int(said) if said.isdigit() else NUMBERS.get(said) or NUMBERS[said.replace(" ", "-")]
