"""How is a text compared? In lower case without accents, character for character in its place."""

import unicodedata

MARKS = {"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"}


class _Plain(dict[int, str]):
    """Each character in lower case without its accent; ñ stays, and every blank is a blank. One character for one."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        low = sign.lower()
        plain = low if low == "ñ" else unicodedata.normalize("NFD", low)[:1]
        self[code] = MARKS.get(sign, " " if sign.isspace() else plain)
        return self[code]


PLAIN = _Plain()
