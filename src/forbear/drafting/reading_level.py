"""How many years of school does a text ask of its reader?

English: Flesch-Kincaid grade level (Kincaid et al. 1975). Spanish: the readability of Fernández Huerta (1959), in the form
206.84 − 60 × syllables a word − 1.02 × words a sentence, read as a school year by his own table (90 to 100 the fourth year,
80 to 90 the fifth, 70 to 80 the sixth, 60 to 70 the seventh and eighth), with straight lines between.

Spanish syllables follow from the spelling. English ones do not: groups of vowels are counted, with the silent endings taken
off, and where spelling leaves a doubt the longer count is kept, so that a text is held to be harder rather than easier.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

from forbear.law.client_copy import Language

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?…]+[\"”»)]*(?:\s+|$)")
STRONG, WEAK = "aeoáéóíú", "iuü"
# Fernández Huerta's score and the school year that just manages it.
SCHOOL_YEAR = ((120.0, 2.0), (100.0, 4.0), (90.0, 5.0), (80.0, 6.0), (70.0, 7.0), (60.0, 9.0), (50.0, 13.0), (30.0, 16.0))


def grade(texts: Iterable[str], language: Language) -> float:
    """The school year, to one decimal, of texts read one after the other; each text ends a sentence. No words: 0."""
    parts = [part for text in texts for part in SENTENCE_END.split(text)]
    sentences = [words for part in parts if (words := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    length = len(words) / len(sentences)
    count = syllables_es if language == "es" else syllables_en
    weight = sum(count(word) for word in words) / len(words)
    if language == "en":
        return round(0.39 * length + 11.8 * weight - 15.59, 1)
    return round(_school_year(206.84 - 60 * weight - 1.02 * length), 1)


def _school_year(score: float) -> float:
    if score >= SCHOOL_YEAR[0][0]:
        return SCHOOL_YEAR[0][1]
    for (upper, year), (lower, next_year) in pairwise(SCHOOL_YEAR):
        if score >= lower:
            return year + (upper - score) / (upper - lower) * (next_year - year)
    return SCHOOL_YEAR[-1][1]


def syllables_es(word: str) -> int:
    """Syllables of a Spanish word: weak vowels join the vowel beside them, two strong ones or an accented í or ú part."""
    letters = re.sub(r"qu(?=[eiéí])|gu(?=[eiéí])", "q", word.lower())
    if letters.endswith("y"):
        letters = letters[:-1] + "i"
    count, before = 0, ""
    for letter in letters:
        if letter in STRONG:
            joins = before in WEAK and before != "" and letter not in "íú"
            count += 0 if joins else 1
            before = letter
        elif letter in WEAK:
            joins = before != "" and (before in "aeoáéó" or (before in WEAK and before != letter))
            count += 0 if joins else 1
            before = letter if not joins or before in WEAK else "closed"
        else:
            before = letter if letter == "h" and before == "" else ""
    return max(count, 1)


def syllables_en(word: str) -> int:
    """Syllables of an English word, by groups of vowels; abbreviations in capitals are said letter by letter."""
    if len(word) > 1 and word.isupper():
        return sum(3 if letter == "W" else 1 for letter in word if letter.isalpha())
    letters = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", letters))
    groups += len(re.findall(r"(?<![cgtsx])i[ao]|[aeiouy]ing|i(?:et|ent)|[^gq]ua|eo(?!p)", letters))  # vowels that part
    if groups > 1 and re.search(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouycgsxzh]es$", letters):  # silent endings
        groups -= 1
    return max(groups, 1)
