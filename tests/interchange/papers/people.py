"""Fictional people and what happened to them: everything that a paper can say, drawn by seed. None of them is anybody."""

import datetime as dt
import random
from dataclasses import dataclass, field

GIVEN = [
    "Ana",
    "Luis",
    "Marta",
    "Carlos",
    "Rosa",
    "José",
    "Elena",
    "Miguel",
    "Yesenia",
    "Kevin",
    "Mirlande",
    "Wendy",
    "Óscar",
    "Guerda",
    "Amadou",
    "Li",
    "Priya",
    "Olena",
    "Ivan",
    "Fatima",
]
MIDDLE = ["", "", "", "María", "Antonio", "Isabel", "Alberto", "Lucía", "Noé"]
FAMILY = [
    "López",
    "Hernández",
    "Batz",
    "Coc",
    "Orellana",
    "Núñez",
    "Ramírez",
    "Pierre",
    "Diallo",
    "Zhang",
    "Kaur",
    "Kovalenko",
    "Quispe",
    "Ortega",
    "Mejía",
    "Tzoc",
]
COUNTRIES = ["Guatemala", "Honduras", "El Salvador", "Mexico", "Ecuador", "Haiti", "Venezuela", "Colombia", "Nicaragua", "India", "Ukraine"]
PLACES = ["Calexico, California", "Hidalgo, Texas", "El Paso, Texas", "Douglas, Arizona", "San Ysidro, California", "Eagle Pass, Texas"]
AIRPORTS = ["Miami, Florida", "New York, New York", "Los Angeles, California", "Houston, Texas"]
COURTS = [
    ("Denver", "CO", "1961 Fictional Street, Suite 3101", "80294"),
    ("Boston", "MA", "15 Invented Avenue, Room 320", "02203"),
    ("Aurora", "CO", "3130 North Example Street", "80010"),
    ("San Antonio", "TX", "800 Made-Up Road, Suite 300", "78207"),
    ("New York", "NY", "26 Nowhere Plaza, 12th Floor, Room 1237", "10278"),
    ("Miami", "FL", "333 South Imagined Avenue, Suite 700", "33130"),
]
STREETS = ["Pilot Lane", "Oak Street", "Harbor Road", "Elm Avenue", "County Road"]
TOWNS = [("New Bedford", "MA", "02740"), ("Greeley", "CO", "80631"), ("Austin", "TX", "78702"), ("Hialeah", "FL", "33010")]
JUDGES = ["Theodora Alder", "Marcus B. Quill", "Irene Fallow", "Samuel T. Brook"]
LANGUAGES = {"Haiti": "Creole", "India": "Punjabi", "Ukraine": "Ukrainian"}
ROLES = ["LABORER", "COOK", "HOUSEKEEPER", "LANDSCAPER", "NONE"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


@dataclass
class Person:
    """One fictional respondent. `drawn` gives whatever more a paper needs, the same for the same seed."""

    seed: int
    rng: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.rng = draw = random.Random(self.seed)
        self.given = " ".join(filter(None, (draw.choice(GIVEN), draw.choice(MIDDLE))))
        self.family = " ".join(draw.sample(FAMILY, draw.choice((1, 2, 2))))
        self.number = f"{draw.randrange(10**9):09d}" if draw.random() < 0.75 else f"0{draw.randrange(10**8):08d}"
        self.country = draw.choice(COUNTRIES)
        self.born = dt.date(draw.randrange(1960, 2004), draw.randrange(1, 13), draw.randrange(1, 29))
        self.nta = dt.date(draw.randrange(2009, 2025), draw.randrange(1, 13), draw.randrange(1, 29))
        self.entered = self.nta - dt.timedelta(days=draw.randrange(40, 3000))
        town, state, zip_code = draw.choice(TOWNS)
        self.address = f"{draw.randrange(1, 9900)} {draw.choice(STREETS)}, {town}, {state} {zip_code}"
        self.court = draw.choice(COURTS)
        self.judge = draw.choice(JUDGES)
        self.language = LANGUAGES.get(self.country, "Spanish")

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def a_number(self) -> str:
        return f"A{self.number[:3]}-{self.number[3:6]}-{self.number[6:]}"

    @property
    def court_address(self) -> str:
        city, state, street, zip_code = self.court
        return f"{street}, {city}, {state} {zip_code}"

    def written_number(self) -> str:
        """The A-number as offices write it."""
        n = self.number
        ways = [
            f"A{n[:3]} {n[3:6]} {n[6:]}",
            f"A{n[:3]}-{n[3:6]}-{n[6:]}",
            f"A {n[:3]} {n[3:6]} {n[6:]}",
            f"{n[:3]}-{n[3:6]}-{n[6:]}",
            f"A{n}",
        ]
        if n[0] == "0":
            ways.append(f"A{n[1:3]} {n[3:6]} {n[6:]}")
        return self.rng.choice(ways)

    def caps(self) -> str:
        return f"{self.family.upper()}, {self.given.upper()}"

    def later(self, day: dt.date, least: int, most: int) -> dt.date:
        return day + dt.timedelta(days=self.rng.randrange(least, most))


def long(day: dt.date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def slashed(day: dt.date) -> str:
    return f"{day.month:02d}/{day.day:02d}/{day.year}"


def loose(day: dt.date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def clock(hour: int, minute: int) -> str:
    return f"{(hour - 1) % 12 + 1:02d}:{minute:02d} {'AM' if hour < 12 else 'PM'}"
