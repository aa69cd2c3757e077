"""When a person spoke for a side."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.term import Term

DAYS = st.dates(datetime.date(1988, 1, 1), datetime.date(2024, 12, 31)).map(datetime.date.isoformat)
DATES = DAYS | DAYS.map(lambda day: day[:7])


def term(since: str | None, until: str | None) -> Term:
    return Term(names=("Ana Berg",), since=since, until=until)


@st.composite
def terms(draw: st.DrawFn) -> Term:
    since, until = sorted(draw(st.tuples(DATES, DATES)))
    return term(*draw(st.sampled_from([(since, until), (since, None), (None, until)])))


@pytest.mark.parametrize(
    ("since", "until", "date", "covered"),
    [
        ("2008-04-09", "2018-04-23", "2008-04-09", True),
        ("2008-04-09", "2018-04-23", "2018-04-23", True),
        ("2008-04-09", "2018-04-23", "2008-04-08", False),
        ("2008-04-09", "2018-04-23", "2018-04-24", False),
        ("2008-04-09", "2018-04-23", "2018-04", True),
        ("2008-04-09", "2018-04-23", "2018-05", False),
        ("2008-04", "2018-04", "2018-04-30", True),
        ("2008-04", "2018-04", "2008-03-31", False),
        ("2008-04", None, "2040-01-01", True),
        ("2008-04", None, "2008-03", False),
        (None, "2018-04", "1900-01-01", True),
        (None, "2018-04", "2018-05-01", False),
    ],
)
def test_a_month_counts_as_all_its_days_and_both_ends_belong(
    since: str | None, until: str | None, date: str, covered: bool
) -> None:
    assert covered == term(since, until).covers(date)


@given(terms(), DAYS)
def test_a_day_is_covered_only_with_its_month(one: Term, day: str) -> None:
    assert not one.covers(day) or one.covers(day[:7])


@given(terms(), terms(), DAYS)
def test_terms_to_the_day_overlap_where_they_share_more_than_an_end(one: Term, other: Term, day: str) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    if one.overlaps(other):
        return
    ends = {end[:7] for each in (one, other) for end in (each.since, each.until) if end}
    assert not (one.covers(day) and other.covers(day)) or day[:7] in ends


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [
        (("2000-01-01", "2004-05-06"), ("2004-05-06", None), False),
        (("2000-01", "2004-05"), ("2004-05-06", None), False),
        ((None, "2004-05-20"), ("2004-05", None), False),
        (("2000-01-01", "2004-05-06"), ("2004-05-05", None), True),
        (("2000-01", "2004-12"), ("2004-04", "2004-04"), True),
        (("2000-01", None), (None, "2004-04"), True),
        (("2000-01", None), (None, "1999-12"), False),
    ],
)
def test_terms_that_meet_do_not_overlap(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None], overlap: bool
) -> None:
    assert overlap == term(*first).overlaps(term(*second)) == term(*second).overlaps(term(*first))


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (None, None, "'Ana Berg' has neither"),
        ("2018-04", "2008-04", "'Ana Berg' ends before it begins: 2018-04 to 2008-04"),
        ("2018-04-02", "2018-04-01", "ends before it begins"),
        ("spring 2018", None, "since is 'spring 2018', not a date"),
        ("2018-02-30", None, "since is '2018-02-30', not a date"),
        (None, "2018", "until is '2018', not a date"),
    ],
)
def test_what_is_no_time_is_refused(since: str | None, until: str | None, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        term(since, until)


def test_a_date_of_toml_is_a_day() -> None:
    given_a_date = Term.model_validate({"names": ["Ana Berg"], "since": datetime.date(2008, 4, 9)})

    assert term("2008-04-09", None) == given_a_date
