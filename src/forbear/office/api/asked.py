"""What may a program send? Bodies of requests, checked before anything is done with them."""

import datetime as dt
import math
import uuid
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import AfterValidator, ConfigDict

from forbear.guard.finding import Purpose
from forbear.problem import UNSEEN

DEEPEST = 24  # mappings and lists within each other; a case file has seven
LARGEST = 2**53  # what every reader of JSON takes for the same number


def _seen(text: str) -> str:
    if UNSEEN.search(text):
        raise ValueError("holds a character that cannot be shown; take it out")
    return text


def _plain(value: Any) -> Any:
    """A value of JSON that can be written again as it stands."""
    waiting = [(value, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST:
            raise ValueError(f"is nested more than {DEEPEST} deep; no case file is")
        if isinstance(node, dict):
            waiting += [(each, depth + 1) for pair in node.items() for each in pair]
        elif isinstance(node, list):
            waiting += [(each, depth + 1) for each in node]
        elif isinstance(node, str):
            _seen(node)
        elif isinstance(node, float) and not math.isfinite(node):
            raise ValueError("holds a number that is none")
        elif isinstance(node, (int, float)) and abs(node) > LARGEST:
            raise ValueError("holds a number larger than anything in a case file")
    return value


def _of_a_case(day: dt.date) -> dt.date:
    if not 1900 <= day.year < 2100:
        raise ValueError("expected a date from 1900 to 2099")
    return day


@dataclass(frozen=True)
class _Pattern:
    """What a check means, for the description."""

    pattern: str

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        found: dict[str, Any] = handler(core)
        return found | {"pattern": self.pattern}


Text = Annotated[str, AfterValidator(_seen), _Pattern(r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]*$")]
Plain = Annotated[dict[str, Any], AfterValidator(_plain)]
Day = Annotated[dt.date, AfterValidator(_of_a_case), _Pattern(r"^(19|20)\d\d-")]


class Body(Schema):
    """A body; a key that is not known is refused, for it would have been meant."""

    model_config = ConfigDict(extra="forbid")


class NewMatter(Body):
    """A matter's first facts, as in case.yaml, and why it is opened."""

    facts: Plain = Field(description="what stands in case.yaml, by its fields", examples=[{"court": "Denver", "circuit": "10"}])
    why: Text = Field("", max_length=2000)


class FactChanges(Body):
    """Changes by path, made from the revision `base`. `remove` takes facts out; a fact set to null is *not known*."""

    base: int = Field(ge=1, le=2**31 - 1, description="the revision from which you changed")
    changes: Plain = Field(default_factory=dict, description="path: value", examples=[{"family[0].status": "usc"}])
    remove: list[Text] = Field(default_factory=list, max_length=10_000)
    why: Text = Field("", max_length=2000)


class PapersWanted(Body):
    """Papers of a form: a draft (Word and PDF, paper by paper), or the packet with exhibits, paged and stamped."""

    form: Text = Field(max_length=100, examples=["administrative-closure"])
    kind: Literal["draft", "packet"] = "draft"
    on: Day | None = Field(None, description="the day judged; today if left out")
    max_mb: float = Field(25, ge=0.1, le=2000, description="largest file of a packet, in MB of 1,048,576 bytes")
    ocr: bool = Field(False, description="read scanned pages of exhibits; slow")


class TextToGuard(Body):
    """A text to be read for what it gives away; with a matter, by its stage and against its facts."""

    text: Text = Field(max_length=200_000)
    matter: uuid.UUID | None = Field(None, description="the id of a matter")
    purpose: Purpose | None = None
    on: Day | None = None


class Called(Schema):
    """What a file is called in the matter, where not by its own name."""

    name: Text = Field("", max_length=200)


class Slice(Schema):
    """Some of many, from the one after `offset`."""

    limit: int = Field(100, ge=1, le=500)
    offset: int = Field(0, ge=0, le=1_000_000)


class DocketAsked(Slice):
    """Which rows of the docket page."""

    stage: Text | None = Field(None, max_length=60, description="only matters at this stage")
    ask: Text | None = Field(None, max_length=60, description="only matters in which this form is to be asked for")
    before: Day | None = Field(None, description="only matters whose next date is before this day")


class AtRevision(Schema):
    """As it stood at a revision; as it stands if left out."""

    revision: int | None = Field(None, ge=1, le=2**31 - 1)


class OnADay(Schema):
    """The day judged."""

    on: Day | None = Field(None, description="the day judged; today if left out")


class FindingAsked(OnADay):
    """Which finding is to be proved."""

    finding: Text = Field(max_length=200, examples=["stage", "option:administrative-closure"])


class GovernedAsked(OnADay):
    """Whose policy, on which day, where, and on what."""

    actor: Text = Field("opla", max_length=40)
    circuit: Text | None = Field(None, max_length=4, description="1 to 11, or dc")
    topic: Text | None = Field(None, max_length=60, description="also what else was in force on a topic, a form or a stage")


class WordsSought(Schema):
    """Words that an entry holds, all of them."""

    words: Text = Field(min_length=1, max_length=200)
