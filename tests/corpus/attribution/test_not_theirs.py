"""Words that stand near a side's name and are not the side's: captions, explainers, remarks below a label, other people's."""

from __future__ import annotations

import pytest

from tests.corpus.attribution.who import B, N, O, S, Y, sides, speakers

_TWO = (
    "The day in documents\n\nStatement of the Defence Ministry of Azerbaijan\n\nIt fired 40 shells.\n\n"
    "Statement of the Defence Ministry of Armenia\n\nThe other side fired first."
)
_PARTS = (
    "Words on the web\n\nNikol Pashinyan @NikolPashinyan · May 3\nI say so: it is late. It rains. 1/2\n"
    "Others slept. We did not. 2/2\n\nHikmet Hajiyev @hajiyev · May 3\nReplying to @NikolPashinyan\n"
    "There was no rain. #Rain\n\nIt was shared often."
)
_THREAD = (
    "Posts\n\nHikmet Hajiyev 🚢\n\n@hajiyev · May 4, 2021\n\nAide to somebody, Baku\n\n1/ It rains.\n\n"
    "2/ Roads are shut. @NikolPashinyan said they were open.\n\nIt was shared often."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Behind a label only the first person goes on; the narrator may resume.
        ("It rained.\n\nHikmet Hajiyev: Armenia broke the truce. The claim could not be checked.", [N, B, N]),
        ("It rained.\n\nHikmet Hajiyev: Armenia broke the truce. We shall answer.", [N, B, B]),
        # A post ends with its paragraph.
        (
            "Posts\n\nHikmet Hajiyev @hajiyev\n\nArmenia fires. It rains shells.\n\nIt was shared often.",
            [N, N, B, B, N],
        ),
        (_THREAD, [N, N, N, N, B, B, Y, N]),
        (_PARTS, [N, N, Y, Y, Y, Y, N, N, B, N]),
        # A numbered line alone between paragraphs heads a section, whoever wrote it.
        (
            "Statement by Armenia's Foreign Ministry\n\n1. The road\n\nIt is shut.\n\n2. The pipe\n\nIt leaks.",
            [Y, N, Y, N, Y],
        ),
        # A heading with a handle is no author's name.
        ("Houses burn\n\nReport from Stepanakert by @maro\n\nNobody slept.", [N, N, N]),
        ("It began at six\n\nAzerbaijan accuses Armenia, updates @newsline\n\nShells fell.", [N, B, N]),
        # Statements of two sides on a page.
        (_TWO, [N, N, B, N, Y]),
        # A nameplate above a heading that only begins like a section's line.
        ("Ministry of Defence of Armenia\n\nNews analysis 2016\n\nIts numbers are half of the true ones.", [N, N, N]),
        ("Ministry of Defence of Armenia\n\nNews 3 May 2016\n\nThe road is shut.", [N, Y, Y]),
    ],
)
def test_what_stands_below_a_name_may_be_the_narrator_s(text: str, expected: list[str]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Aliyev (Getty Images): the president in 2019.",
        "Armenia's foreign ministry, on the square: a pink building from 1953.",
        "The Armenian army after the war: poor, tired, angry.",
        "Azerbaijan's Defence Ministry at a glance: founded in 1991.",
        "Armenia's prime minister without a party: how long can he last?",
        "The reply from Yerevan was quick: troops crossed the border.",
        "Azerbaijani police detained a man, protesting against the war.",
        "REUTERS NEWS (Yerevan): The shops are shut.",
    ],
)
def test_a_caption_or_a_deed_is_the_narrator_s(text: str) -> None:
    assert speakers(text) == [N]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ilham Aliyev, on the bridge: no treaty will be signed.", [B]),
        ("The reply from Yerevan was short: we did not fire.", [Y]),
        # The second object of a comparison, of a count, of what somebody takes up.
        ("Thomas de Waal praised Armenia as a democracy, Azerbaijan as an ally.", [O]),
        ("Baku described it as a provocation, Yerevan as a lie.", [B, Y]),
        ("The commentator said the match ended with Armenia 2, Azerbaijan 3.", [O]),
        ("Armenia put the number at 71, Azerbaijan at 32.", [Y, B]),
        ("A reporter described the scene, contradicting Azerbaijan's wishes.", [O]),
        ("A reporter described the scene, contradicting Azerbaijan.", [O, B]),
        # Outsiders, and what another state's bodies are called as well.
        ("SERGEY LAVROV (Yerevan) said the talks went well.", [O]),
        ("The State Defence Committee of the USSR said that it won.", [O]),
        ("The State Defence Committee said that it won.", [S]),
        # Who is sent to a side's town is not of the side.
        ("A diplomat in Baku said that the road was shut.", [O]),
        ("YEREVAN, May 3 - The embassy said that the road was shut.", [O]),
        ("An official in Baku said that the road was shut.", [B]),
        ("The Armenian ambassador in Moscow said that the road was shut.", [Y]),
    ],
)
def test_who_is_only_compared_or_taken_up_does_not_speak(text: str, expected: list[str]) -> None:
    assert sides(text) == [expected]


@pytest.mark.parametrize(
    ("above", "label", "expected"),
    [
        ("Hikmet Hajiyev pours tea.", "HH", B),
        ("The talk is about Hikmet Hajiyev.", "HH", O),
        ("Here is Hikmet Hajiyev's critic.", "HH", O),
        ("Hikmet Hajiyev met Helen Hart of the council.", "HH", O),
        ("Helen Tarn met Ilham Aliyev.", "HT", O),
    ],
)
def test_initials_mean_whoever_they_fit_alone(above: str, label: str, expected: str) -> None:
    text = f"A talk\n\n{above}\n\nQ: Was it needed?\n\n{label}: It was.\n\nQ: By whom?\n\n{label}: By all of them."

    assert {speakers(text)[index] for index in (3, 5)} == {expected}


def test_an_explainer_in_bold_questions_is_nobody_s_interview() -> None:
    text = (
        "The interview with Ilham Aliyev drew laughter\n\n**Did he lie?**\n\nYes, several times.\n\n**Who asked him?**\n\n"
        "A reporter.\n\n**What comes next?**\n\nA court case."
    )

    assert set(speakers(text)) == {N}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Whose claims an adjective says.
        ("Yerevan has denied Azerbaijani claims that it shelled the town.", [[Y, B]]),
        ("Armenian claims that a jet was shot down were dismissed by Baku.", [[B, Y]]),
        ("Baku rejected Armenian accusations that it had hired men.", [[B, Y]]),
        ("The Armenians claim that a jet was shot down.", [[Y]]),
        # A pronoun opens a clause, whatever stands behind its verb.
        ("Azerbaijan's ministry put out a statement. It also claims that Armenian troops fled.", [[B], [B]]),
        ("Azerbaijan's ministry said so. It was also noted that four people had died.", [[B], [B]]),
        ("Officials in Azerbaijan have not disclosed their losses, but say that 63 people died.", [[B]]),
        # Heads of state who were named without the office.
        ("Ilham Aliyev visited Fuzuli. The president said the town was destroyed.", [[N], [B]]),
        ("Nikol Pashinyan spoke on Sunday. The prime minister said the road would be open.", [[N], [Y]]),
        ("Vladimir Putin called Ilham Aliyev. The French president said the truce must hold.", [[N], [O]]),
        # Who is asked answers.
        ("A reporter asked Hajiyev whether the city was calm. He said it was.", [[O], [B]]),
        # What stands behind a place without a comma.
        ("Pashinyan said the truce had failed, according to Baku only two hours after it began.", [[Y, B]]),
        (
            "Azerbaijan's ministry said they left. Armenia's ministry denied it. “We stay,” the ministry's aide said.",
            [[B], [Y], [Y]],
        ),
        # Sides that have met somebody else are not the two of the war.
        (
            "Armenia and Azerbaijan fought. Baku's minister received the Turkish envoy. The sides said Armenia began it.",
            [[N], [N], [B]],
        ),
    ],
)
def test_whose_words_they_are_by_what_went_before(text: str, expected: list[list[str]]) -> None:
    assert sides(text) == expected


def test_what_a_side_has_shown_is_said_of_it() -> None:
    assert speakers("Yerevan has shown that it keeps no promise.") == [N]
    assert speakers("Yerevan has shown that Azerbaijan fired, publishing pictures.") == [Y]


def test_of_whom_a_minister_without_a_state_speaks_is_not_the_ministers_side() -> None:
    assert B not in speakers("Some Radio\n\nMinister Says Baku Is Late\n\nIt rained.")
    assert (
        speakers("President says Baku is ready for talks\n\nThe president of Armenia spoke in Gyumri on Monday.")[0]
        == Y
    )


def test_comments_from_a_town_are_those_of_several_people_there() -> None:
    text = "Checkpoint opens\n\nIt rained.\n\nComments from Baku\n\nAn analyst, Maro Vell, says it is late.\n\nSome 700 people wait."

    assert speakers(text)[-1] == N


def test_a_line_of_links_to_share_is_nobodys() -> None:
    assert speakers("It rained.\n\nShare: Facebook Twitter Telegram WhatsApp Print") == [N, N]


def test_what_kind_of_thing_a_statement_is_its_author_does_not_say() -> None:
    assert speakers(
        "The statement circulated by the Ministry of Foreign Affairs of Armenia on 13 April is yet another attempt."
    ) == [N]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # A party that is called like a side.
        ("Deputy of the Armenia Faction Artur Maro asserted that it rained.", O),
        # When, not who.
        ("The schedule\n\n• Tumanyan, Pashinyan streets: 07:00-09:00, 13:00-15:00", N),
        # Lines of a page.
        ("It rained.\n\nFollow us: Facebook Twitter", N),
        ("It rained.\n\nCall Center: 916", N),
    ],
)
def test_a_line_is_not_a_sides(text: str, who: str) -> None:
    assert speakers(text)[-1] == who


@pytest.mark.parametrize(
    "above", ["", "A joint press conference\n\nIt was held in Berlin. Many came.\n\nIt rained. Doors were shut.\n\n"]
)
def test_who_asks_is_not_whose_statement_stands_above(above: str) -> None:
    text = (
        f"{above}Press statement of the President of Azerbaijan\n\nIt is late. We wait for the report of the day.\n\n"
        "Journalist of Newsline: I am of the view that it is late."
    )

    assert speakers(text)[-3:] == [B, B, N]


def test_a_time_behind_a_label_takes_nobodys_words() -> None:
    assert speakers("Azerbaijani Defense Ministry: 14:30 – Shells fell on Tartar.") == [B]


def test_an_interview_with_us_leads_into_whose_points_they_are() -> None:
    text = "Aliyev set out his conditions in an interview with us:\n\n- The troops must leave.\n- The road must open."

    assert speakers(text) == [B, B, B]
