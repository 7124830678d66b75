"""Numbers, dates, names and charges as papers write them; what recognition confuses is put right at a price."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forbear.interchange.papers import values

DAYS = st.dates(dt.date(1920, 1, 1), dt.date(2040, 12, 31))
NUMBERS = st.integers(0, 10**9 - 1).map(lambda number: f"{number:09d}")


@given(NUMBERS, st.sampled_from(["A{}{}{}", "A{} {} {}", "A{}-{}-{}", "{}-{}-{}", "A# {} {} {}", "A: {}-{}-{}"]))
def test_an_a_number_is_the_same_however_it_is_written(number, way):
    found = values.a_number(way.format(number[:3], number[3:6], number[6:]))
    assert found == (f"A{number[:3]}-{number[3:6]}-{number[6:]}", 1.0)


def test_eight_digits_are_padded_and_other_counts_are_no_a_number():
    assert values.a_number("A76 543 210") == ("A076-543-210", 1.0)
    assert values.a_number("A765 432") is None
    assert values.a_number("6296057401") is None


def test_what_recognition_confuses_in_a_number_costs_certainty():
    assert values.a_number("AO63-383-6B3") == ("A063-383-683", values.PUT_RIGHT)


@given(DAYS)
def test_a_date_is_the_same_however_it_is_written(day):
    for text in (
        f"{day.month}/{day.day}/{day.year}",
        f"{day:%m-%d-%Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%b}. {day.day}, {day.year}",
    ):
        assert values.date(f"on or about {text};") == (day, 1.0)


@pytest.mark.parametrize("text", ["13/45/2020", "February 30, 2021", "a date to be set", "TBD", "12/31/1850", "3/2"])
def test_what_is_no_date_is_not_made_one(text):
    assert values.date(text) is None


def test_a_month_misread_is_put_right_at_a_price():
    assert values.date("Septembor 3, 2O21") == (dt.date(2021, 9, 3), values.PUT_RIGHT)


@pytest.mark.parametrize(
    ("text", "found", "sure"),
    [
        ("Section 212(a)(6)(A)(i) of the Act", ["212(a)(6)(A)(i)"], 1.0),
        ("212 (a) (7) (A) (i) (I)", ["212(a)(7)(A)(i)(I)"], 1.0),
        ("237(a)(1)(B) and 237(a)(2)(A)(iii)", ["237(a)(1)(B)", "237(a)(2)(A)(iii)"], 1.0),
        ("212(a)(6)(A)(1)", ["212(a)(6)(A)(i)"], values.PUT_RIGHT),
    ],
)
def test_charges_are_read_in_their_order(text, found, sure):
    assert values.charges(text) == (found, sure)


def test_half_a_charge_is_never_sure():
    found = values.charges("212(a)(6)(A)(] of the Act")
    assert found is None or found.sure < 0.9


def test_names_come_given_names_first_with_capitals_where_names_have_them():
    assert values.name("PÉREZ-DE LA CRUZ, ANA LUCÍA").value == "Ana Lucía Pérez-de la Cruz"
    assert values.name("COC PIERRE, ROSA").value == "Rosa Coc Pierre"
    assert values.name("Rosa Coc Pierre").value == "Rosa Coc Pierre"
    assert values.name("A063 383 683") is None


def test_an_address_in_care_of_another_is_left_to_a_person():
    assert values.address("35 ELM AVENUE, HIALEAH, FL 33010").value == "35 Elm Avenue, Hialeah, FL 33010"
    assert values.address("c/o A. Sponsor, 35 Elm Avenue, Hialeah, FL 33010") is None
