from __future__ import annotations

import re
import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.article import Article
from annotator.corpus.sentence import Kind, Sentence, normalise, split


def article(text: str, body_start: int = 0) -> Article:
    return Article(key="k", text=text, body_start=body_start, sha256="0" * 64, path="p")


def cut(text: str) -> list[str]:
    return [sentence.text for sentence in split(article(text))]


@pytest.mark.parametrize(
    "units",
    [
        ["They turned to X.", "Below is what they wrote."],
        ["He met U.S. Secretary of State John Roe.", "They talked."],
        ["It happened in the U.S.", "Nobody noticed."],
        ["It ended on 31 Aug.", "The army left."],
        ["He said so on X.", "Nobody noticed."],
        ["BAKU/YEREVAN, April 3 (Reuters) - The army fired.", "Nobody was hurt."],
        ["PARIS/YEREVAN — The army fired.", "Nobody was hurt."],
        ["Gen. Ada Poe arrived.", "Mr. Roe left at 5 p.m. on Friday."],
        ["They won by a small lead.", "Then it rained."],
        ["We cannot say so, no.", "Next question."],
        ["The army said no.", "A second one said yes.", "Seat no. 12 stayed empty.", "Decree no. IV was signed."],
        ["It fell near Km. 12 of the road.", "Nobody was hurt."],
        ["The bridge is shut.", "All rights reserved."],
        ["They met in Ep. 12 of the series.", "Nobody noticed."],
        ["The rope is cut. ■"],
        ["George W. Roe spoke.", "J. K. Poe listened."],
        ["“We are ready. ", "We will not wait,” she said."],
        ["“Is it over?” he asked.", "It was."],
        ["It cost No. 5 dearly.", "The law.", "A man."],
        ["It fell on Sept. 5 near St. Ives.", "All left…"],
        ["SEC. 2. FINDINGS."],
        ["Article 5. Peace shall reign."],
        ["It came from Vedem.Net on Monday.", "Nobody noticed."],
        ["Col.-Gen. Poe spoke on the 26th.", "All listened."],
        ["He said ‘yes.’[4]", "They left."],
        ["She left (late.)", "He stayed."],
        ["Shots came from 80 m.", "The army fell back."],
        ["It began at 4 a.m.", "Nobody was hurt."],
        ["At 4 a.m. Xland's army fired."],
        ["They met at 10 a.m. Anytown time on Monday."],
        ["It began at 9 p.m. New York time on Sunday."],
        ["It began on Sept.27 Xland said so."],
        ["It fell in May 2021.1", "Xland denied the claim.12", "They left.¹", "He stayed. [3]", "She came."],
        ["It was “over.”5", "They left."],
    ],
)
def test_sentences_end_where_news_ends_them(units: list[str]) -> None:
    text = "Some words stand in front of it. " + " ".join(unit.strip() for unit in units)

    assert [unit.strip() for unit in units] == cut(text)[1:]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("River rises over the old bridge", Kind.HEADING),
        ("By Ada Poe", Kind.DATELINE),
        ("To: those who held the bridge, thanks", Kind.HEADING),
        ("By Ada Poe and John Roe, The Gazette", Kind.DATELINE),
        ("17 July 2021 23:21 (UTC+04:00)", Kind.DATELINE),
        ("The Gazette, 2021-05-04", Kind.DATELINE),
        ("Published 4 May 2021", Kind.DATELINE),
        ("John Roe contributed to this report.", Kind.DATELINE),
        ("(AP Photo/Ada Poe) The bridge after the flood.", Kind.CAPTION),
        ("image caption The bridge after the flood", Kind.CAPTION),
        ("Photo: Ada Poe", Kind.CAPTION),
        ("(The Gazette) Illustration - A sign beside the bridge.", Kind.CAPTION),
        ("(Poe Wire) File photo: the bridge before the flood.", Kind.CAPTION),
        ("(He was late) Photography was his trade.", Kind.BODY),
        ("Paris, 4 May, Gazette", Kind.DATELINE),
        ("NEW YORK, MAY 4, POE WIRE.", Kind.DATELINE),
        ("Lyon, France, May 4, 2021 (Gazette)", Kind.DATELINE),
        ("Paris, 4 May, the bridge was shut.", Kind.BODY),
        ("In Paris, May 4, Ada Poe spoke.", Kind.BODY),
        ("HANDOUT / RIVER AUTHORITY / AFP This grab shows the bridge.", Kind.CAPTION),
        ("The bridge was closed on Friday.", Kind.BODY),
        ("He spoke on 4 May 2021.", Kind.BODY),
        ("By Friday the bridge was open again.", Kind.BODY),
    ],
)
def test_lines_that_are_no_prose_are_told_apart(line: str, kind: Kind) -> None:
    found = split(article(f"A headline\n\n{line}\n\nThe end of it came soon."))

    assert [(line, kind)] == [(sentence.text, sentence.kind) for sentence in found[1:-1]]


def test_the_header_of_a_mail_is_lines_that_stand_together() -> None:
    header = ["From: desk@list.example (Ada Poe)", "Subject: The bridge is said to be shut"]
    found = split(article("A headline\n\n" + "\n".join(header) + "\n\nThe end of it came soon."))

    assert [(line, Kind.DATELINE) for line in header] == [(sentence.text, sentence.kind) for sentence in found[1:-1]]


@pytest.mark.parametrize(
    "line",
    [
        "“We stay.” – Lena Maro, head of the port",
        "(The river rose. It fell.)",
        '"Where to?" Lena Maro asked.',
        "L.M. – The road is open.",
        "The river rose… “We knew,” she said.",
        "The talks in Muscat ended without a breakthrough. (Al Jazeera)",
    ],
)
def test_lines_that_stay_whole(line: str) -> None:
    assert [line] == cut(f"Some words stand in front of it.\n\n{line}")[1:]


def test_the_time_of_an_entry_of_a_live_blog_is_a_unit() -> None:
    assert ["10.45pm BST", "The river rose."] == cut("Bridge closed\n\n10.45pm BST The river rose.")[1:]


def test_a_byline_at_the_end_of_a_paragraph_is_a_dateline() -> None:
    found = split(article("The bridge is shut. It will stay so. John Roe contributed to this report."))

    assert [Kind.BODY, Kind.BODY, Kind.DATELINE] == [sentence.kind for sentence in found]


def test_place_date_and_agency_in_front_of_a_paragraph_are_a_dateline() -> None:
    found = split(article("PARIS, MAY 4, GAZETTE. The bridge is shut. Nobody knows why."))

    assert [Kind.DATELINE, Kind.BODY, Kind.BODY] == [sentence.kind for sentence in found]
    assert "PARIS, MAY 4, GAZETTE." == found[0].text


def test_what_follows_a_byline_within_a_paragraph_is_body() -> None:
    found = split(article("The bridge is shut. John Roe contributed to this report. It opens soon."))

    assert [Kind.BODY, Kind.DATELINE, Kind.BODY] == [sentence.kind for sentence in found]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("One.\rTwo.", ["One.", "Two."]),
        ("One.\u2028Two.", ["One.", "Two."]),
        ("One.\x85Two.", ["One.", "Two."]),
        ("One.\xa0Two. ", ["One.", "Two."]),
        ("\ufeffOne. Two", ["One.", "Two"]),
        ("🇦🇲 One. 👩‍👩‍👧!", ["🇦🇲 One.", "👩‍👩‍👧!"]),
        ("E\u0301te\u0301. Zwei.", ["E\u0301te\u0301.", "Zwei."]),
        ("لا. نعم.", ["لا.", "نعم."]),
    ],
)
def test_odd_characters_neither_shift_nor_vanish(text: str, units: list[str]) -> None:
    found = split(article(text))

    assert units == [sentence.text for sentence in found] == [text[one.start : one.end] for one in found]


def test_offsets_are_code_points_of_the_text_as_received() -> None:
    text = "\ufeffdate 2021-05-04 🙂 He said “no”.\r\n\r\nCafe\u0301\xa0noir 👩‍👩‍👧 was shut. Then\xa0it opened.\r\n"
    source = article(text, text.index("🙂"))

    assert ["🙂 He said “no”.", "Cafe\u0301\xa0noir 👩‍👩‍👧 was shut.", "Then\xa0it opened."] == [
        s.text for s in split(source)
    ]
    assert all(text[s.start : s.end] == s.text for s in split(source))


def test_repeated_sentences_are_counted_by_their_normalised_text() -> None:
    found = split(article("It rained. It  rained. It snowed. Cafe\u0301 shut. Café shut."))

    assert [1, 2, 1, 1, 2] == [sentence.occurrence for sentence in found]
    assert len({sentence.id for sentence in found}) == len(found)


def test_paragraphs_are_numbered() -> None:
    assert [0, 1, 1, 2] == [s.paragraph for s in split(article("One line\n\nTwo here. Two again.\n\nThree here."))]


LISTS = tomllib.loads((resources.files("annotator.corpus") / "sentence.toml").read_text("utf-8"))


@given(st.sampled_from(LISTS["credits"]).flatmap(st.from_regex))
def test_the_quick_look_for_credits_overlooks_none(line: str) -> None:
    """Whatever a pattern of a credit matches holds one of the marks that are looked for first."""
    assert any(mark in line.lower() for mark in LISTS["credit_marks"])


TEXTS = st.text(alphabet=st.sampled_from([*"aB1 .?!\"'“”’,:;-#*>\n\r\t\xa0\u0301\u2028🙂é…—()"]), max_size=120)


@given(TEXTS | st.text(max_size=60))
def test_every_unit_is_cut_out_exactly_and_nothing_is_lost(text: str) -> None:
    if re.search("[\0\ud800-\udfff]", text):
        return
    found: tuple[Sentence, ...] = split(article(text))
    position = 0
    for sentence in found:
        between = text[position : sentence.start]

        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.start >= position
        assert re.fullmatch(r"[\s\ufeff\u200b\-=_*~#>|+•·–—‣◦▪]*|[\s\S]*\d{1,3}[.)]\s+(>\s?)*", between), between
        position = sentence.end
    assert not re.search(r"[^\W_]", text[position:])
    assert list(range(len(found))) == [sentence.index for sentence in found]


@given(TEXTS)
def test_splitting_is_the_same_each_time(text: str) -> None:
    assert split(article(text)) == split(article(text))


def test_normalising_joins_white_space_and_composes() -> None:
    assert normalise(" Cafe\u0301\n\xa0shut ") == "Café shut"
