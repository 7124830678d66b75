"""Which days are business days? Weekdays that are no legal holiday as observed (5 U.S.C. 6103)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

ONE = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Legal holidays by the day they are observed, and closures that are no legal holidays."""

    holidays: Mapping[dt.date, str]
    closures: Mapping[dt.date, str]

    def covers(self, day: dt.date) -> bool:
        """Whether the table of holidays reaches a day."""
        return min(self.holidays).year <= day.year <= max(self.holidays).year

    def is_business_day(self, day: dt.date) -> bool:
        """Whether a day is a weekday and no legal holiday."""
        return day.weekday() < 5 and day not in self.holidays

    def is_open(self, day: dt.date) -> bool:
        """Whether a day is a business day on which offices were not closed by order either."""
        return self.is_business_day(day) and day not in self.closures

    def why_not(self, day: dt.date) -> str:
        """Why a day is no business day, or nothing."""
        if day.weekday() >= 5:
            return f"a {day:%A}"
        return self.holidays.get(day, "")

    def on_or_after(self, day: dt.date) -> dt.date:
        """The day itself, or the next business day."""
        while not self.is_business_day(day):
            day += ONE
        return day

    def open_on_or_before(self, day: dt.date) -> dt.date:
        """The day itself, or the last one before it on which offices are open: a business day, and not closed by order."""
        while not self.is_open(day):
            day -= ONE
        return day

    def open_on_or_after(self, day: dt.date) -> dt.date:
        """The day itself, or the next on which offices are open."""
        while not self.is_open(day):
            day += ONE
        return day

    def business_days_after(self, day: dt.date, number: int) -> dt.date:
        """The business day that is so many after a day; the day itself is day 0."""
        for _ in range(number):
            day = self.on_or_after(day + ONE)
        return day


def same_day_in(years: int, day: dt.date) -> dt.date | None:
    """The same calendar date so many years later (or earlier, if negative); None where 29 February does not exist."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return None
