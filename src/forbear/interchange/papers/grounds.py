"""Which sections does a Notice to Appear charge? The grounds of INA 212(a) and 237(a) (8 U.S.C. 1182(a), 1227(a)).

A section that is not among them is still read, but never surely. Read from the Act by heart: needs_review: compare with the text in force.
"""

_INADMISSIBLE = """
1A(i) 1A(ii) 1A(iii) 1A(iv) 2A(i)(I) 2A(i)(II) 2B 2C(i) 2C(ii) 2D(i) 2D(ii) 2E 2G 2H(i) 2I 3A(i) 3A(ii) 3A(iii) 3B(i)(I) 3C 3D(i) 3E(i)
4A 5A(i) 6A(i) 6B 6C(i) 6C(ii)(I) 6C(ii) 6D 6E(i) 6F(i) 6G 7A(i)(I) 7A(i)(II) 7B(i)(I) 7B(i)(II) 8A 8B 9A(i) 9A(ii) 9B(i)(I) 9B(i)(II)
9C(i)(I) 9C(i)(II) 10A 10B 10C(i) 10D(i)"""
_DEPORTABLE = """
1A 1B 1C(i) 1C(ii) 1D(i) 1E(i) 1G 1H 2A(i) 2A(ii) 2A(iii) 2A(iv) 2A(v) 2B(i) 2B(ii) 2C 2D 2E(i) 2E(ii) 2F 3A 3B 3C(i) 3D(i) 4A 4B 4C(i) 4D
5 6A 7"""


def _sections(number: int, listed: str) -> list[str]:
    made = []
    for ground in listed.split():
        head, bracket, rest = ground.partition("(")
        paragraph, letter = (head[:-1], f"({head[-1]})") if head[-1].isalpha() else (head, "")
        made.append(f"{number}(a)({paragraph}){letter}{bracket}{rest}")
    return made


GROUNDS = frozenset(_sections(212, _INADMISSIBLE) + _sections(237, _DEPORTABLE))
