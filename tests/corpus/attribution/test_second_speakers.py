"""Sentences with more than one source: who comes first, and whom a sentence only takes up."""

from __future__ import annotations

import pytest

from tests.corpus.attribution.who import B, C, N, O, S, Y, sides


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What was said is called something behind it.
        ("Azerbaijan's ministry counted 340 shells, a figure that Stepanakert called inflated.", [[B, S]]),
        ("The road was open, Yerevan said, a claim Azerbaijani officials have called untrue.", [[Y, B]]),
        (
            "Azerbaijan's ministry counted 340 shells, a figure that Stepanakert, which counts too, called odd.",
            [[B, S]],
        ),
        ("Fighters took the hill, a move Azerbaijan called unprovoked.", [[B]]),
        ("The convoy reached the town, a place the Armenians called holy.", [[N]]),
        # What somebody recalls that others said.
        ("James Warlick, Mirzoyan recalls, has told both sides that threats are unacceptable.", [[O, Y]]),
        ("The envoys, Mirzoyan went on, had explained to them that the road was shut.", [[O, Y]]),
        ("The bridge, officials in Baku said, was closed and reported as unsafe.", [[B]]),
        ("Azerbaijan, the Armenian minister stressed, has declared war.", [[Y]]),
        # Whose figures, claims and assertions.
        ("The army of Artsakh disputes Baku's figures, according to which one man fled.", [[S, B]]),
        (
            "Mirzoyan referred to the statement made by the Azerbaijani ministry, according to which it rained.",
            [[Y, B]],
        ),
        (
            "Vagif Dargahli dismissed the allegation, aired hours before by the Armenian ministry, that it fell.",
            [[B, Y]],
        ),
        ("The dam holds, Stepanakert says, contrary to what the ministry in Yerevan told the radio.", [[S, Y]]),
        ("CNN's producer heard shells, despite what Hikmet Hajiyev has told the same channel.", [[C, B]]),
        ("The convoy did not fire, contrary to claims by Azerbaijan.", [[B]]),
        # Whose claims are checked.
        ("Newsline confirmed Azerbaijan's statements.", [[O, B]]),
        ("CNN could not verify the figures of the Azerbaijani ministry.", [[C, B]]),
        ("CNN could not verify the claims.", [[C]]),
        # A verb for both.
        ("President Aliyev and President Sargsyan both assured him that they wanted peace.", [[B, Y]]),
        ("Azerbaijan's ministry called the reports of the Armenian side about losses in the north false.", [[B]]),
    ],
)
def test_who_comes_first(text: str, expected: list[list[str]]) -> None:
    assert expected == sides(text)


def test_the_issuer_of_a_release_says_that_a_statement_is_wrong() -> None:
    text = (
        "Statement by the Ministry of Defence of the Republic of Azerbaijan\n\n"
        "The Armenian ministry's statement that two helicopters fell does not correspond to reality."
    )

    assert [B, Y] == sides(text)[-1]
