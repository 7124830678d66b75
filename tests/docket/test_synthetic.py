"""Invented cases are sound, varied, and the same for the same seed."""

import datetime as dt

from forbear.assessment.matter import Matter
from forbear.assessment.stage import find_stage
from forbear.casefile.reading import check_case
from forbear.casefile.tree import Tree
from forbear.docket.synthetic import cases, profiles
from forbear.docket.table import schema

ON = dt.date(2026, 11, 16)


def test_every_invented_case_is_a_sound_case_file_and_they_stand_at_many_stages(corpus):
    stages = set()
    for number, content in enumerate(cases(300, 8, ON)):
        stages.add(find_stage(Matter(check_case(Tree(content, {}), f"s{number}"), corpus, ON)).id)
    assert len(stages - {None}) >= 10


def test_a_case_depends_on_its_seed_and_number_alone():
    assert list(cases(20, 1, ON)) == list(cases(40, 1, ON))[:20]
    assert list(cases(20, 1, ON)) != list(cases(20, 2, ON))


def test_profiles_are_a_table_of_the_docket_with_facts_known_and_not_known(corpus):
    table = profiles(5_000, 1, ON, corpus, different=100)
    assert dict(table.schema) == schema()
    assert table.equals(profiles(5_000, 1, ON, corpus, different=100))
    assert not table.equals(profiles(5_000, 2, ON, corpus, different=100))
    assert table["case"].n_unique() == 5_000
    for name in ("detained", "age", "last_entry_manner", "years_of_residence"):
        assert 0 < table[name].null_count() < 5_000, name
        assert table[name].n_unique() > 2, name
