from __future__ import annotations

from annotator.corpus.layout import lines


def cut(text: str) -> list[str]:
    return [text[line.start : line.end] for line in lines(text)]


def test_a_line_break_ends_a_unit() -> None:
    assert ["Bridge closed", "The river rose", "Nobody was hurt"] == cut(
        "Bridge closed\nThe river rose\r\nNobody was hurt\n"
    )


WRAPPED = """The council met on Tuesday to hear about the flooded bridge, and
the engineers explained why the river had risen so quickly over
the weekend.  Nobody was hurt, they said.

By a reporter
The second paragraph of the report begins here and goes on for a
while before it ends.
"""


def test_hard_wrapped_lines_are_joined() -> None:
    assert [
        WRAPPED[: WRAPPED.index("\n\n")],
        "By a reporter",
        WRAPPED[WRAPPED.index("The second") :].strip(),
    ] == cut(WRAPPED)


def test_a_short_line_inside_a_wrapped_paragraph_is_joined_too() -> None:
    paragraph = WRAPPED[: WRAPPED.index("\n\n")]
    text = WRAPPED.replace(paragraph, paragraph + "\nThe mayor spoke.\nThe bridge stays closed.")

    assert [
        text[: text.index("\n\n")],
        "By a reporter",
        text[text.index("The second") :].strip(),
    ] == cut(text)


def test_clauses_of_a_law_are_units_though_they_end_with_and() -> None:
    text = "(1) condemns the shelling of the bridge near the old mill; and\n(2) urges the council to have it mended without delay."

    assert text.split("\n") == cut(text)


def test_a_list_of_headlines_is_not_hard_wrapped() -> None:
    text = "River rises over the old bridge\nCouncil meets to hear the engineers\nNobody hurt as water falls again"

    assert text.split("\n") == cut(text)


def test_markers_stay_outside() -> None:
    text = "# Title #\n\n- one\n* two\n3.1. three\n> quoted\n\nSet\n---\n\n***\n"

    assert ["Title", "one", "two", "three", "quoted", "Set"] == cut(text)
    assert [True, False, False, False, False, True] == [line.heading for line in lines(text)]
    assert [False, True, True, True, False, False] == [line.item for line in lines(text)]


def test_a_dash_or_number_that_is_no_marker_stays() -> None:
    assert ["-5 degrees", "2021 was wet", "19.09. It fell", "#flood"] == cut(
        "-5 degrees\n2021 was wet\n19.09. It fell\n#flood"
    )


def test_a_number_that_ends_a_sentence_of_wrapped_text_is_no_marker() -> None:
    text = (
        "The mayor of the town counted the dead again on Sunday and\nsaid that their number, with all who died since, was now\n"
        "21. The army denied it and said that nobody had been there\nsince the truce began in the hills above the three towns.\n"
    )
    assert [text[line.start : line.end] for line in lines(text)] == [text.rstrip()]


def test_a_number_below_a_wrapped_item_that_ends_no_sentence_is_a_marker() -> None:
    text = (
        "The council asks the towns in the hills for three things before the snow falls:\n"
        "1. bread for all those who came over the pass in the last week and have been\nwaiting in the school since then;\n"
        "2. water;\n3. a road.\n"
    )
    assert [line.item for line in lines(text)] == [False, True, True, True]


def test_a_number_below_a_line_that_leads_in_is_a_marker() -> None:
    text = "The mayor asks for two things that every town in the hills has needed since May:\n1. Bread.\n2. Water.\n"
    assert [line.item for line in lines(text)] == [False, True, True]


def test_the_lines_of_a_mails_header_stay_apart_in_wrapped_text() -> None:
    header = "Date: Thu, 12 May 94 09:14:22 GMT\nFrom: desk@list.example\nSubject: The bridge"

    assert [*header.split("\n"), WRAPPED[: WRAPPED.index("\n\n")]] == cut(f"{header}\n\n{WRAPPED}")[:4]


def test_the_site_of_an_item_is_no_end_of_its_headline() -> None:
    assert ["The bridge over the river is shut", "gazette.example · 2 May 2016", "The river rose."] == cut(
        "The bridge over the river is shut\ngazette.example · 2 May 2016\nThe river rose."
    )


def test_a_byline_in_wrapped_text_is_a_line_of_its_own() -> None:
    above = "RIVER RISES OVER THE OLD BRIDGE, COUNCIL MEETS ENGINEERS\nBy ADA POE and John Roe, The Gazette"

    assert [*above.split("\n"), WRAPPED[: WRAPPED.index("\n\n")]] == cut(f"{above}\n\n{WRAPPED}")[:3]
