"""Writes src/forbear/law/corpus/holidays.yaml: federal holidays as observed, 2010 to 2035, and one-off closures kept apart.

Run `python scripts/make_holidays.py` again when Congress adds a day, or a year comes near the end of the table. Needs the
`holidays` package (development only). Observed days follow 5 U.S.C. 6103(a)-(b): a Saturday holiday is observed on the
Friday before, a Sunday holiday on the Monday after. Inauguration Day is local to Washington and left out.
"""

from pathlib import Path

import holidays

YEARS = range(2010, 2036)
TARGET = Path(__file__).parents[1] / "src" / "forbear" / "law" / "corpus" / "holidays.yaml"
HEAD = """# Federal holidays as observed (5 U.S.C. 6103), 2010 to 2035, written by scripts/make_holidays.py: do not edit the table by hand.
# Closures by order of the President are no legal holidays under that law and move no deadline of the immigration courts by
# themselves; they are kept apart. FRAP 26(a)(6) is broader (a day that the President declares a holiday): there both last days are
# shown. The day to aim for is never one of them. `recalled` ones have no page that was read.
sources:
- url: https://www.law.cornell.edu/uscode/text/5/6103
  date: null
  shows: the list of legal public holidays and the rule for days that fall on a weekend
confidence: recalled
current_as_of: 2026-11-24
needs_review: the list of holidays is recalled from 5 U.S.C. 6103; the computed days agree with the table of observed days for 2024 to 2027
closures:
- {date: 2012-12-24, kind: closed by executive order, confidence: recalled}
- {date: 2014-12-26, kind: closed by executive order, confidence: recalled}
- {date: 2018-12-05, kind: national day of mourning, confidence: recalled}
- {date: 2018-12-24, kind: closed by executive order, confidence: recalled}
- {date: 2019-12-24, kind: closed by executive order, confidence: recalled}
- {date: 2020-12-24, kind: closed by executive order, confidence: recalled}
- {date: 2024-12-24, kind: closed by executive order, confidence: recalled}
- {date: 2025-01-09, kind: national day of mourning, confidence: recalled}
- date: 2025-12-24
  kind: closed by executive order
  confidence: secondary
  source: https://www.lcwlegal.com/news/executive-order-on-the-closure-of-executive-departments-and-agencies-on-december-24-and-26
- date: 2025-12-26
  kind: closed by executive order
  confidence: secondary
  source: https://www.lcwlegal.com/news/executive-order-on-the-closure-of-executive-departments-and-agencies-on-december-24-and-26
"""


def main() -> None:
    """Writes the table."""
    observed = holidays.country_holidays("US", years=[YEARS.start - 1, *YEARS, YEARS.stop], observed=True)
    lines = ["holidays:"]
    for day, name in sorted(observed.items()):
        if day.year not in YEARS or day.weekday() >= 5:
            continue
        lines.append(f"- {{date: {day.isoformat()}, name: {name.removesuffix(' (observed)')}}}")
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
