"""Interviews: with whom one is, by its heading or first lines, and who speaks where no label says so."""

from __future__ import annotations

import pytest

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.sentence import split
from annotator.corpus.speaker import NARRATOR, OTHER, load
from tests.corpus.attribution import who

LABELLED = """\
Q: Is the war over?

A: It is over. Nobody is being driven out.

Q: What next?

A: A text is on the table.
"""
PARAGRAPHS = """\
Is the war over?

It is over. Nobody is being driven out.

What comes next?

A text is on the table.
"""
DASHES = """\
- Is the war over?
- It is over. Nobody is being driven out.
- What comes next?
- A text is on the table.
"""


def speakers(text: str) -> dict[str, str]:
    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")
    return {one.sentence.text: one.speaker for one in attribute(article, split(article), load())}


def test_turns_may_be_labelled_by_initials() -> None:
    text = (
        "A talk\n\nLena Maro, a deputy foreign minister of Armenia, received us.\n\nNewsline Weekly: Is it late?\n\nLena Maro: It is.\n\n"
        "NW: And then?\n\nLM: It was. We went home.\n\nNW: Why?\n\nLM: We had to."
    )
    said = speakers(text)

    assert said["LM: It was."] == said["We went home."] == said["LM: We had to."] == "Yerevan"
    assert said["NW: And then?"] == NARRATOR


@pytest.mark.parametrize(
    "title",
    [
        "Press briefing of the Foreign Ministry of Armenia",
        "Transcript of the press briefing by Foreign Ministry Spokesperson Ada Vedemyan",
        "MFA spokesperson Ada Vedemyan's answers to the questions of a newspaper",
        "Remarks and answers of the Deputy Foreign Minister of Armenia Ada Vedemyan",
    ],
)
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("QUESTION", "MS. VEDEMYAN"),
        ("Journalist", "Ada Vedemyan"),
        ("Armenpress", "A. Vedemyan"),
        ("Question (Newsline)", "Vedemyan"),
        ("Ada Poe, Newsline", "MFA Spokesperson"),
        ("Newsline", "Spokesperson Vedemyan"),
    ],
)
def test_who_answers_in_an_authoritys_briefing_speaks_for_it(title: str, question: str, answer: str) -> None:
    text = (
        f"{title}\n\n{question}: Is it late?\n\n{answer}: Armenia thinks so. It is dark.\n\n{question}: And then?\n\n"
        f"{answer}: We go home.\n\n{question}: Why?\n\n{answer}: We have to."
    )
    said = speakers(text)

    assert {said["It is dark."], said[f"{answer}: We go home."], said[f"{answer}: We have to."]} == {"Yerevan"}
    assert said[f"{question}: And then?"] == OTHER


def test_who_is_labelled_by_office_and_name_speaks_up_to_the_next() -> None:
    text = (
        "Talks\n\nPresident of Russia Ada Poe: Welcome.\n\nPresident of Azerbaijan Ilham Vedem: Thank you.\n\nIt is late.\n\n"
        "Prime Minister of Armenia Lena Maro: I agree.\n\nLet us begin."
    )
    said = speakers(text)

    assert said["It is late."] == "Baku"
    assert said["Let us begin."] == "Yerevan"


@pytest.mark.parametrize(
    ("heading", "side"),
    [
        ("Azerbaijan's ambassador: The war is over", "Baku"),
        ("Interview with Armenian Foreign Minister Ararat Mirzoyan", "Yerevan"),
        ("“We stay”: interview with Artsakh's state minister", "Stepanakert"),
        ("President Aliyev was interviewed by Vedem TV", "Baku"),
        ("An interview with a Ruritanian envoy", OTHER),
    ],
)
def test_an_interview_is_with_whom_its_heading_names(heading: str, side: str) -> None:
    told = speakers(f"{heading}\n\n{LABELLED}")

    assert side == told["Nobody is being driven out."] == told["A: A text is on the table."]
    assert NARRATOR == told["Q: What next?"]


@pytest.mark.parametrize("turns", [PARAGRAPHS, DASHES])
@pytest.mark.parametrize(
    "heading",
    [
        "President Aliyev was interviewed by Vedem TV",
        "“The war is over”\n\nHikmet Hajiyev, aide to the President of Azerbaijan, gave an interview to our correspondent.",
    ],
)
def test_paragraphs_ask_and_answer_by_turns(heading: str, turns: str) -> None:
    told = speakers(f"{heading}\n\n{turns}")

    assert "Baku" == told["Nobody is being driven out."] == told["A text is on the table."]
    assert NARRATOR == told["Is the war over?"] == told["What comes next?"]


def test_questions_in_an_article_are_no_interview() -> None:
    told = speakers(f"President Aliyev spoke in Baku\n\n{PARAGRAPHS}")

    assert NARRATOR == told["Nobody is being driven out."]


@pytest.mark.parametrize(
    ("opening", "speaker"),
    [
        ("A road\n\nNewsline spoke to Deputy Foreign Minister of Armenia Ada Vedemyan.", "Yerevan"),
        ("Deputy Foreign Minister of Armenia Ada Vedemyan: “The road is shut”", "Yerevan"),
        ("A road\n\nArmenia's police accuse two men. Newsline spoke with Lena Maro, a lawyer.", OTHER),
    ],
)
def test_an_interview_without_labels_is_with_whom_its_beginning_says(opening: str, speaker: str) -> None:
    said = speakers(f"{opening}\n\n{PARAGRAPHS}")

    assert said["It is over."] == speaker
    assert said["What comes next?"] == NARRATOR


def test_who_answers_may_be_labelled_by_initials_alone() -> None:
    said = speakers(
        "Interview with Deputy Foreign Minister of Armenia Ada Vedemyan\n\nNL: Is it late?\n\nAV: It is.\n\n"
        "NL: Why?\n\nAV: It is dark."
    )

    assert said["AV: It is dark."] == "Yerevan"
    assert said["NL: Why?"] == NARRATOR


def test_an_explainer_under_a_quotation_is_nobodys() -> None:
    text = (
        "Deputy Foreign Minister of Armenia Ada Vedemyan: “The road is shut”\n\nWhy is it shut?\n\nIt snowed.\n\nThen "
        "it rained.\n\nWho clears it?\n\nThe council does.\n\nWhat comes next?\n\nA bridge is planned."
    )
    assert set(speakers(text).values()) - {"Yerevan"} == {NARRATOR}
    assert speakers(text)["It snowed."] == NARRATOR


@pytest.mark.parametrize(
    "heading",
    [
        "Four key questions on Armenia's offensive",
        "Five questions about Ada Vedemyan's visit",
        "Vedemyan’s “corridor” explained",
        "Vedemyan spoke to Tom Hale: what we know",
    ],
)
def test_an_explainer_is_no_interview_with_whom_it_is_about(heading: str) -> None:
    text = f"{heading}\n\nArmenia's foreign minister, Ada Vedemyan, was in Paris.\n\n{PARAGRAPHS}"

    assert {NARRATOR} == {who for sentence, who in speakers(text).items() if sentence in PARAGRAPHS}


@pytest.mark.parametrize(
    "heading",
    [
        "Interview: analyst Tom Hale on Nikol Pashinyan",
        "“Nikol Pashinyan is late”: conversation with an expert",
        "The Russian president Vladimir Putin answers questions on Nikol Pashinyan",
    ],
)
def test_who_is_talked_about_is_not_who_is_interviewed(heading: str) -> None:
    said = speakers(f"{heading}\n\n{LABELLED}")

    assert said["A: A text is on the table."] == OTHER


NAMED_ONCE = """\
Interview with Ilham Aliyev

Harbour Weekly: Who shut the road?

Aliyev: Nobody did. It is open.

What comes next?

A text is on the table.
"""
BRACKETS = """\
Interview with Ilham Aliyev

[Maro] Who shut the road?

[Aliyev] Nobody did. It is open.

[Maro] What comes next?

[laughs]

[Aliyev] A text is on the table.

This interview has been edited for length.
"""


@pytest.mark.parametrize("text", [NAMED_ONCE, BRACKETS])
def test_who_answers_is_known_by_the_name_in_front(text: str) -> None:
    said = [words for words, speaker in speakers(text).items() if speaker == "Baku"]

    assert ["Nobody did.", "It is open.", "A text is on the table."] == [
        words.removeprefix("Aliyev: ").removeprefix("[Aliyev] ") for words in said
    ]


def test_a_post_is_its_author_s() -> None:
    text = "River rises\n\nThe road is shut tonight.\n\n— Nikol Pashinyan (@NikolPashinyan) May 3, 2016\n\nIt rained."

    assert {"The road is shut tonight.": "Yerevan"} == {
        words: speaker for words, speaker in speakers(text).items() if speaker != NARRATOR
    }


def test_what_stands_before_this_is_what_somebody_said_is_theirs() -> None:
    text = "River rises\n\nWe counted thirty boats. This is what Pashinyan told reporters. It rained."

    assert [NARRATOR, "Yerevan", "Yerevan", NARRATOR] == list(speakers(text).values())


BOLD = """\
INTERVIEW

Arayik Harutyunyan received us in Stepanakert. We talked to him for an hour.

**How long will the flour last?**

I do not count like that. The bakeries have some.

**There is talk that you will go.**

Then it is talk. We stay.

**Does anybody help?**

They are here. Nobody asked us.

It rained on the day after.

Sign up for our letter
"""


def test_questions_in_bold_need_no_question_mark_and_the_page_goes_on_below() -> None:
    said = speakers(BOLD)

    assert {said[one] for one in ("The bakeries have some.", "Then it is talk.", "They are here.")} == {"Stepanakert"}
    assert {said[one] for one in ("It rained on the day after.", "Sign up for our letter")} == {NARRATOR}
    assert said["**There is talk that you will go.**"] == NARRATOR


def test_an_answer_goes_on_over_paragraphs_where_somebody_says_i() -> None:
    text = BOLD.replace("It rained on the day after.", "It rained. I saw it.")

    assert speakers(text)["It rained."] == "Stepanakert"


def test_bold_lines_that_ask_nothing_are_no_interview() -> None:
    text = BOLD.replace("?**", ".**").replace("We talked to him for an hour.", "")

    assert speakers(text)["The bakeries have some."] == NARRATOR


def test_below_dashed_turns_the_page_goes_on() -> None:
    text = (
        "Interview with Azerbaijani Deputy Foreign Minister Araz Azimov\n\n"
        "- What may we expect?\n\n- A text of two pages.\n\n- And Paris?\n\n- There we were told five years.\n\n"
        "The war began in 1988."
    )
    said = speakers(text)

    assert said["A text of two pages."] == "Baku"
    assert said["The war began in 1988."] == NARRATOR


def test_what_follows_a_label_within_a_paragraph_and_below_a_handle_is_the_same_speakers() -> None:
    text = (
        "Posts\n\n00:19\nAram Torosyan, MoD Armenia (Facebook): On September 13 fire was opened. UAVs also used.\n\n"
        "00:41\n**MOD Azerbaijan** @modaz\nThere were acts in the north. Measures are being taken.\n\n"
        "02:10\n**MFA Armenia** @mfa\nWe deny it.\n\n04:00\nIt rained."
    )
    said = speakers(text)

    assert said["UAVs also used."] == "Yerevan"
    assert {said[one] for one in ("There were acts in the north.", "Measures are being taken.")} == {"Baku"}
    assert said["It rained."] == NARRATOR


def test_initials_are_of_whom_the_text_named_in_full_and_the_text_goes_on_below_the_labels() -> None:
    text = (
        "A talk\n\nHikmet Hajiyev pours tea. We reproduce a part.\n\nFrage: Was that needed?\n\nH.H.: It was.\n\n"
        "Frage: By whom?\n\nH.H.: By all. It stays.\n\nThe tea is cold by then."
    )
    said = speakers(text)

    assert {said[one] for one in ("H.H.: It was.", "It stays.")} == {"Baku"}
    assert said["The tea is cold by then."] == NARRATOR


def test_in_minutes_who_speaks_is_set_in_capitals() -> None:
    text = (
        "Delegates trade charges\n\nLENA MARO (Albania) said that talks help. They had helped before.\n\n"
        "ARMEN VEDEM (Armenia) called it a wish list.\n\n"
        "YASHAR ALIYEV (Azerbaijan) countered that this was theatre. The post stood on its soil.\n\n"
        "ADA POE (Brazil) voiced support. It had none of its own."
    )

    assert speakers(text)["The post stood on its soil."] == "Baku"
    assert speakers(text)["ARMEN VEDEM (Armenia) called it a wish list."] == "Yerevan"


def test_where_turns_open_with_dashes_a_name_may_stand_in_front_of_the_first_answer() -> None:
    text = (
        "A talk in Milan\n\n- Is it over?\n\nPresident Ilham Aliyev: It is.\n\n- Some doubt that.\n\n- Let them. Who knows?\n\n"
        "- Will you come again?\n\n- In May."
    )
    said = speakers(text)

    assert {said[one] for one in ("Let them.", "Who knows?", "In May.")} == {"Baku"}
    assert {said[one] for one in ("Is it over?", "Will you come again?")} == {OTHER}
    late = speakers(
        "A talk\n\n- Is it over?\n\n- It is.\n\n- Who knows?\n\nIlham Aliyev: I do.\n\n- Why?\n\n- It rained."
    )
    assert late["Ilham Aliyev: I do."] == "Baku"


def test_a_question_without_a_label_may_name_an_outlet() -> None:
    text = (
        "Interview with Ilham Aliyev\n\n- CNN says it is over. Is it?\n\n- It is.\n\n- Some doubt that. Who?\n\n- Let them.\n\n"
        "- Will you come again?\n\n- In May."
    )

    assert speakers(text)["In May."] == "Baku"


def test_who_asked_is_told_above_an_interview() -> None:
    text = (
        "“We wait”\n\nInterview conducted in Baku by T. Vedem\n\nHikmet Hajiyev received us.\n\nT.V.: They were here for hours.\n\n"
        "H.H.: They were.\n\nT.V.: Do you trust them?\n\nH.H.: We wait.\n\nT.V.: And then?\n\nH.H.: We wait."
    )
    said = speakers(text)

    assert said["T.V.: They were here for hours."] == NARRATOR
    assert said["H.H.: They were."] == "Baku"


def test_turns_behind_dashes_have_names_in_full_and_later_surnames() -> None:
    text = (
        "A talk\nInterview by Ada Vedem\n\nAda Vedem – Is there fear?\n\nMasis Mayilian – Fear, no.\n\nVedem – They are silent.\n\n"
        "Mayilian – They phoned. They will again.\n\nVedem – When?\n\nMayilian – In May."
    )
    said = speakers(text)

    assert said["They will again."] == "Stepanakert"
    assert said["Vedem – They are silent."] == NARRATOR


def test_the_first_question_says_who_is_asked() -> None:
    text = "Q: Mr Hajiyev, was it needed?\n\nA: It was.\n\nQ: By whom?\n\nA: By all of us."
    said = speakers(text)

    assert {said[one] for one in ("A: It was.", "A: By all of us.")} == {"Baku"}


def test_who_spoke_to_an_outlet_answers_below_where_somebody_says_we() -> None:
    above = "Hikmet Hajiyev spoke to the radio about the war.\n\nWho began it?\n\n"
    said = speakers(above + "Others began it.\n\nWill it end?\n\nWe shall end it.")
    told = speakers(above + "Others began it.\n\nWill it end?\n\nNobody knows.")

    assert {said[one] for one in ("Others began it.", "We shall end it.")} == {"Baku"}
    assert set(told.values()) == {NARRATOR}


def test_whoever_asks_may_have_an_outlet_beside_the_label() -> None:
    text = (
        "Remarks of Foreign Minister of Armenia Ararat Mirzoyan\n\nIt rains.\n\nQuestion (Newsline, Elsewhere): Is it late?\n\n"
        "Ararat Mirzoyan: It is. We wait.\n\nQuestion (Radio): And the road?\n\nArarat Mirzoyan: It is shut."
    )

    assert [*speakers(text).values()][-5:] == [OTHER, "Yerevan", "Yerevan", OTHER, "Yerevan"]


def test_paragraphs_that_ask_and_answer_by_turns_need_no_question_mark_each() -> None:
    text = (
        "ARMENPRESS\n\nBorder work goes on\n\nYEREVAN, MAY 6, ARMENPRESS. Armenpress talked to Lena Vedem, Secretary of the commission.\n\n"
        "Ms. Vedem, how many poles stand?\n\nForty. It rains.\n\nResidents say that they were told otherwise.\n\nI was there on Friday.\n\n"
        "Is it late?\n\nNo."
    )
    found = [*speakers(text).values()]

    assert found[-1] == found[-3] == "Yerevan"


def test_a_talk_with_a_minister_is_an_interview() -> None:
    text = (
        '"We count spoons": a talk with Karabakh\'s minister of health\n\nThe lift is still.\n\n— How many beds are there?\n\n— Four.\n\n'
        "— It is said that they were offered.\n\n— They were not.\n\n— Has it rained?\n\n— It has."
    )
    found = [*speakers(text).values()]

    assert found[-1] == found[-3] == found[-5] == "Stepanakert"


def test_a_verbatim_record_names_delegates_in_lines_of_their_own() -> None:
    text = (
        "VERBATIM RECORD\n\nTHE PRESIDENT\n\nI call the rapporteur.\n\nMr Tom MARO, Belgium, SOC, Rapporteur\n\nI was in Goris. It rained.\n\n"
        "Ms Lena VEDEM, Armenia, Vice-Speaker of the National Assembly\n\nThe road is shut. It is late.\n\n(Applause)"
    )
    found = [*speakers(text).values()]

    assert found[4:6] == [OTHER, OTHER]
    assert found[7:9] == ["Yerevan", "Yerevan"]


def test_initials_with_blanks_and_a_hyphen_are_labels() -> None:
    text = (
        "The talk with Deputy Minister of Foreign Affairs of Armenia Vahan Petrel took place on Monday.\n\n"
        "H. S. - Mr. Petrel, what was signed?\n\nV. P. - Nothing was signed. It rained.\n\n"
        "H. S. - Was there an answer?\n\nV. P. - There was none.\n\nH. S. - And Baku?\n\nV. P. - Nobody stood up."
    )

    assert [one for one in who.speakers(text) if one != NARRATOR] == ["Yerevan"] * 4


def test_initials_are_those_of_whom_a_line_above_introduces() -> None:
    text = (
        "Taking part: ambassador of Azerbaijan P.B., ambassador of Armenia O.Y.\n\n"
        "O.Y.: There is a hole in the door.\n\nP.B.: We have no post there.\n\nO.Y.: There is one.\n\nP.B.: It moved."
    )

    assert who.speakers(text)[-4:] == ["Yerevan", "Baku"] * 2


def test_numbered_questions_to_an_official_are_an_interview() -> None:
    text = (
        "Three questions to the minister of foreign affairs of Armenia\n\n1. Is it a secret?\n\nWe read of it in the papers.\n\n"
        "2. Your comment?\n\nI have no such map.\n\n3. What would you wish?\n\nSnow."
    )

    assert [one for one in who.speakers(text) if one != NARRATOR] == ["Yerevan"] * 3


def test_an_outlets_interview_with_an_official_is_with_the_official() -> None:
    text = (
        "An interview of Field Post with the assistant to the President of Azerbaijan Lorem Ipsum\n\n"
        "- Is the group alive?\n\n- It has met once.\n\n- Is there a map?\n\n- There is one.\n\n- Where?\n\n- Here."
    )

    assert [one for one in who.speakers(text) if one != NARRATOR] == ["Baku"] * 3


def test_who_opens_a_newsrooms_own_transcript_is_its_host() -> None:
    text = "CNN TRANSCRIPTS\nTHE HOUR\n\nMARO: It rained. We are late.\n\nVELL: It is not.\n\nMARO: Thank you.\n\nVELL: Thank you."
    clip = text.replace("THE HOUR", "(BEGIN VIDEO CLIP)")

    assert who.speakers(text)[-5:] == ["CNN", "CNN", OTHER, "CNN", OTHER]
    assert "CNN" not in who.speakers(clip)


def test_who_answers_is_whom_the_title_of_the_answers_names() -> None:
    text = (
        "The answers of the Spokesperson of the Foreign Ministry of Armenia Lena Darno to the questions of Newsline\n7 May 2023\n\n"
        "Newsline: Is it late?\n\nLena Darno: It is not. We wait.\n\nNewsline: Why?\n\nLena Darno: It rains."
    )

    assert [one for one in who.speakers(text) if one == "Yerevan"] == ["Yerevan"] * 4


@pytest.mark.parametrize(
    "line",
    [
        "Our guest is Armine Darno, spokesperson of the President of the Republic of Artsakh.",
        "Newsline interviews Deputy Minister of Ports of the Republic of Artsakh Armine Darno.",
    ],
)
def test_a_guest_and_whom_an_outlet_interviews_answer(line: str) -> None:
    text = f"Counting candles\n\n{line}\n\nWhy is it dark?\n\nThe line is broken.\n\nHow long?\n\nI do not know.\n\nWho comes?\n\nNobody."

    assert [one for one in who.speakers(text) if one != NARRATOR] == ["Stepanakert"] * 3


@pytest.mark.parametrize(
    "text",
    [
        (
            "CNN TRANSCRIPTS\nInterview With Armenian Prime Minister Nikol Pashinyan\n\n"
            "NIKOL PASHINYAN: It rained all day long.\n\nLENA MARO: Will you talk?\n\nNIKOL PASHINYAN: Yes, of course."
        ),
        (
            "Interview of Prime Minister Pashinyan with journalists before talks with President Aliyev\n\n"
            "Question: Will there be peace?\n\nAnswer: It rains, and nobody has signed."
        ),
    ],
)
def test_a_guest_stays_a_guest(text: str) -> None:
    assert who.speakers(text)[-1] == "Yerevan"
