"""Is a case file sound at a glance? Its facts as the fields keep them, or None where anything is in doubt.

Of thousands of files nearly all are sound. The form of the fields is made into one reader a place, which looks only whether all is well
and keeps no path; whatever it doubts, `reading` goes through from the top and says what is wrong and where.
"""

from collections.abc import Callable, Mapping
from functools import cache

from forbear.casefile.fields import STATES, Field, Shape, shape
from forbear.casefile.leaves import FILE, MOST_NUMBER, NEWEST, OLDEST, as_date, fitted, most_characters
from forbear.casefile.model import Facts
from forbear.problem import UNSEEN

Reader = Callable[[object], object]


class Doubt(Exception):
    """Raised where a value may not be what its field holds."""


def sound_facts(given: Facts) -> Facts | None:
    """The facts with dates in place of texts that are dates; None where something in them may be wrong."""
    try:
        return _facts()(given)  # type: ignore[return-value]
    except (Doubt, KeyError, TypeError):  # no such field; a list cannot be looked for among the words that are allowed
        return None


def plain(text: object, most: int) -> bool:
    """Whether a value is no text, or one of at most so many characters, all of which can be shown."""
    return not isinstance(text, str) or (len(text) <= most and (text.isprintable() or not UNSEEN.search(text)))


@cache
def _facts() -> Reader:
    return _reader(shape())


def _reader(form: Shape) -> Reader:
    keys = {key: _reader(inner) for key, inner in form.keys.items()}
    item = _reader(form.items) if form.items is not None else None
    leaf = _leaf(form.leaf) if form.leaf is not None else None

    def mapping(value: object) -> object:
        if type(value) is not dict:
            return leaf(value) if leaf is not None else _doubt()
        return {key: keys[key](inner) if inner is not None or key not in keys else None for key, inner in value.items()}

    def listed(value: object) -> object:
        if type(value) is not list or item is None:
            return mapping(value) if keys else leaf(value) if leaf is not None else _doubt()  # {} is no list either
        return [inner if inner is None else item(inner) for inner in value]

    return listed if item is not None else mapping if keys or leaf is None else leaf


def _doubt() -> object:
    raise Doubt


def _leaf(field: Field) -> Reader:
    """The reader of one field: the commonest kinds in a step or two, the others as `fitted` says."""
    most = most_characters(field.path)
    allowed = frozenset(STATES if field.type == "us-state" else field.allowed)

    def date(value: object) -> object:
        day = as_date(value)
        if day is None or not OLDEST <= day <= NEWEST:
            raise Doubt
        return day

    def word(value: object) -> object:
        if value not in allowed:
            raise Doubt
        return value

    def boolean(value: object) -> object:
        if value is not True and value is not False:
            raise Doubt
        return value

    def text(value: object) -> object:
        if type(value) is str and len(value) <= most and (value.isprintable() or plain(value, most)):
            return value
        raise Doubt

    def texts(value: object) -> object:
        if type(value) is not list:
            raise Doubt
        for each in value:
            text(each)
        return value

    def number(value: object) -> object:
        if type(value) is not int or not 0 <= value <= MOST_NUMBER:
            raise Doubt
        return value

    def other(value: object) -> object:
        found, expected = fitted(value, field)
        if expected or not all(plain(each, most) for each in (found if isinstance(found, list) else (found,))):
            raise Doubt
        return found

    def allegation(value: object) -> object:
        return value if value is True or value is False else other(value)

    readers: Mapping[str, Reader] = {
        "date": date,
        "enum": word,
        "us-state": word,
        "boolean-or-allegation": allegation,
        "boolean": boolean,
        "integer": number,
        "list-of-text": texts,
        "text": text if field.path != FILE else other,
    }
    return readers.get(field.type, other)
