"""When all that a sentence dates is surely older than two years."""

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forbear.guard.arrival import surely_old

ON = dt.date(2026, 3, 15)


@pytest.mark.parametrize(
    "sentence",
    [
        "He entered in 2009.",
        "Last entered the U.S. in 2009",
        "EWI 2009",
        "Lives here since 2009 with his 2 children",
        "between 2009 and 2010",
        "2009-2010",
        "entered in '09",
        "She arrived on March 15, 2024.",
        "She arrived on March 15th, 2024",
        "on the 15th of March, 2024",
        "on 15 March 2024",
        "entered 15MAR2024",
        "Mar. 2021",
        "in Feb 2024",
        "entered in May 2010 (exh. 3)",
        "He may have entered in 2009",
        "entered 3/14/2024",
        "entered 3/15/99",
        "entered 3/99",
        "DOE: 3/2004",
        "31/12/2023",
        "2024-03-15 entry",
        "DOB 3/4/1990, entered 2009",
        "He was born in 2025, she came in 2009",
        "Entered 2009; 8 CFR 1240.2024 applies",
        "entered in 2009, as told in room 2025",
        "entered in 2009, call 713-555-2025",
        "entered in 2009 and paid $2025",
        "came in 2009, paid 2025 dollars",
        "He came in 2005 and returned in 2009",
        "Entró en 2009.",
        "desde el año 2009",
        "llegó a principios de 2010",
        "Cruzó por Laredo en 2009",
        "Él está aquí desde 2009",
        "llegó el 15 de marzo de 2024",
        "llegó el 15 de marzo del 2024",
        "marzo de 2021",
        "el 1º de enero de 2012",
    ],
)
def test_two_years_and_more_are_old(sentence: str) -> None:
    assert surely_old(sentence, ON)


@pytest.mark.parametrize(
    "sentence",
    [
        "He entered.",
        "in 2024",
        "2024",
        "March 16, 2024",
        "16 de marzo de 2024",
        "3/16/2024",
        "2024-03-16",
        "entered 12.5.2024",
        "4/3/2024",  # 4 March or 3 April
        "4/5/2024",
        "3/15",  # of which year?
        "3/24",  # March 2024, or the 24th
        "10/12",
        "3/15/25",
        "in '25",
        "in '49",  # of which century?
        "2009–2024",
        "2023-24",
        "in March",
        "entered March 3",
        "came in 2009, again in March",
        "dob 1990. entered in marzo",
        "came in 2009 and returned last month",
        "came in 2009 and came back",
        "came in 2009, deported, reentered",
        "vino en 2009 y volvió",
        "vino en 2009; regresó el mes pasado",
        "hace dos meses; nació en 1990",
        "dos mil veinticinco, antes 2009",
        "came in 2009, then in twenty twenty-five",
        "after 2010",
        "until 2009",
        "hasta 2009",
        "después del 2010",
        "DOB 3/4/1990, entered EWI",
        "He was born in 1990 and entered without inspection",
        "Nacida en 1990, cruzó el río",
        "2 yrs ago; DOB 1/1/1980",
        "paid $2000 to cross",
        "he paid 2000 dollars",
        "room 2012",
        "8 USC 1996",
        "8 CFR 1240.2009",
        "INA § 1996",
        "Call 713-555-2010",
        "1999 Main Street",
        "",
    ],
)
def test_a_doubt_is_not_old(sentence: str) -> None:
    assert not surely_old(sentence, ON)


def test_the_day_of_two_years_is_the_first_that_is_old() -> None:
    entered = "He entered on March 15, 2024."
    assert not surely_old(entered, dt.date(2026, 3, 14))
    assert surely_old(entered, dt.date(2026, 3, 15))


def test_a_month_and_a_year_count_by_their_last_day() -> None:
    assert not surely_old("in March 2024", dt.date(2026, 3, 30))
    assert surely_old("in March 2024", dt.date(2026, 3, 31))
    assert not surely_old("in 2024", dt.date(2026, 12, 30))
    assert surely_old("in 2024", dt.date(2026, 12, 31))


def test_the_twenty_ninth_of_february() -> None:
    leap = "on February 29, 2024"
    assert not surely_old(leap, dt.date(2026, 2, 28))
    assert surely_old(leap, dt.date(2026, 3, 1))
    assert surely_old("on February 28, 2026", dt.date(2028, 2, 29))
    assert not surely_old("on March 1, 2026", dt.date(2028, 2, 29))
    assert surely_old("in February 2023", dt.date(2025, 2, 28))


def test_a_date_that_no_calendar_has_is_no_error() -> None:
    for sentence in ("99/99/2024", "45-2009", "31 February 2024", "2024-13-45", "0/0/2009", "entered 0/2009", "'00"):
        assert surely_old(sentence, ON) in (True, False)
    assert not surely_old("99/99/2024", ON)


MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
MESES = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]
FORMS = [
    lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}",
    lambda day: f"{day.day} de {MESES[day.month - 1]} de {day.year}",
    lambda day: f"{MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{MESES[day.month - 1]} del {day.year}",
    lambda day: day.isoformat(),
    lambda day: f"{day.month}/{day.year}",
    lambda day: f"in {day.year}",
    lambda day: f"in '{day.year % 100:02}",
    lambda day: f"{day.month}/{day.year % 100:02}",
]
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2027, 12, 31))


@given(
    st.lists(st.tuples(DAYS, st.sampled_from(FORMS)), min_size=1, max_size=3),
    st.integers(0, 4000),
    st.dates(dt.date(2024, 1, 1), dt.date(2027, 1, 1)),
)
@settings(max_examples=400, deadline=None)
def test_a_later_date_is_never_older(dated: list, days: int, on: dt.date) -> None:
    later = [(min(day + dt.timedelta(days=days), dt.date(on.year + 1, 12, 31)), form) for day, form in dated]
    later = [(max(day, before), form) for (day, form), (before, _) in zip(later, dated, strict=True)]
    texts = [", ".join(f"entered {form(day)}" for day, form in each) for each in (dated, later)]
    if surely_old(texts[1], on):
        assert surely_old(texts[0], on)


@given(DAYS, st.sampled_from("/.-"), st.booleans(), st.dates(dt.date(2024, 1, 1), dt.date(2027, 1, 1)))
@settings(max_examples=300, deadline=None)
def test_a_date_in_numbers_is_old_only_in_each_of_its_readings(day: dt.date, sign: str, day_first: bool, on: dt.date) -> None:
    first, second = (day.day, day.month) if day_first else (day.month, day.day)
    if surely_old(f"entered {first}{sign}{second}{sign}{day.year}", on):
        anniversary = day.replace(year=day.year + 2) if (day.month, day.day) != (2, 29) else dt.date(day.year + 2, 3, 1)
        assert anniversary <= on


@given(st.text(), st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)))
def test_any_text_has_an_answer(text: str, on: dt.date) -> None:
    assert surely_old(text, on) in (True, False)


@pytest.mark.parametrize("unit", ["3/4 ", "2009 ", "a ", "' ", "1-", "de ", "born ", "may ", "9", " ", "1.", "after a ", "again "])
def test_a_page_of_anything_takes_no_time(unit: str) -> None:
    began = time.process_time()
    surely_old((unit * 10_000)[:10_000], ON)
    assert time.process_time() - began < 2
