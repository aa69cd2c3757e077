"""Who says what stands before: "X stated this at a briefing", "The remarks were made by X"."""

from __future__ import annotations

import pytest

from tests.corpus.attribution.who import B, N, O, S, Y, speakers

ABOVE = "Two bridges were closed."


@pytest.mark.parametrize(
    ("behind", "side"),
    [
        ("Foreign Minister of Azerbaijan Jeyhun Bayramov stated this at a briefing.", B),
        ("As Report informs, this was stated by Azerbaijani Foreign Minister Jeyhun Bayramov in Berlin.", B),
        ("The Armenian Defence Ministry announced this on Facebook.", Y),
        ("This was reported by the press service of the Ministry of Defence of Armenia.", Y),
        ("The information was provided by the Artsakh Defence Army.", S),
        ("Prime Minister Nikol Pashinyan said so in an interview.", Y),
        ("President Ilham Aliyev made the remarks at the opening of a school.", B),
        ("The announcement came from the Artsakh Defence Army.", S),
        ("The Armenian ombudsman expressed such an opinion at a briefing.", Y),
        ("The minister Mikayil Jabbarov wrote about this on his page, Trend reports.", B),
        ("That's what Artsakh Foreign Minister Sergey Ghazaryan wrote on his page.", S),
        ("This opinion was shared by the political analyst Lena Vedem.", O),
    ],
)
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_what_stands_before_is_theirs(behind: str, side: str, between: str) -> None:
    assert speakers(f"Bridges\n\n{ABOVE}{between}{behind}") == [N, side, side]


@pytest.mark.parametrize(
    ("behind", "side"),
    [
        ("Experts said this would raise prices.", O),
        ("The army of Azerbaijan said this was a lie.", B),
        ("Yerevan denied this.", Y),
        ("The Defence Ministry of Azerbaijan refuted the information.", B),
        ("The minister of Armenia told this newspaper that he was glad.", Y),
        ("Azerbaijan noted that in the town nobody was left.", B),
    ],
)
def test_who_only_tells_of_it_said_nothing_before(behind: str, side: str) -> None:
    assert speakers(f"{ABOVE} {behind}") == [N, side]


def test_it_goes_back_over_a_paragraph_and_no_further() -> None:
    text = f"It rained on the passes.\n\n{ABOVE} Nobody was hurt.\n\nThe Armenian police said this on Monday."

    assert speakers(text) == [N, Y, Y, Y]


def test_what_somebody_else_says_stays_theirs() -> None:
    text = f"{ABOVE} A driver said that he saw it. The lorries wait. The Armenian police said this on Monday."

    assert speakers(text) == [N, O, Y, Y]
