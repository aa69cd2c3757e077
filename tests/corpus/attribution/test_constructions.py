"""Constructions of saying: what stands between subject and verb, behind the verb, and in front of a source."""

from __future__ import annotations

import pytest

from tests.corpus.attribution.who import B, C, N, O, S, Y, sides


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Figures and reasons.
        ("The NKR Defense Army recorded about 180 violations.", [[S]]),
        ("The Armenian Defence Ministry later revised the combined figure to 91.", [[Y]]),
        ("Armenia's health ministry linked the deaths to the cold.", [[Y]]),
        ("Azerbaijan's ministry repeated its call for the maps.", [[B]]),
        ('Baku called the photographs "old".', [[B]]),
        ("Azerbaijan: “Completely false.”", [[B]]),
        ("The NKR ombudsman has published a first list of damage.", [[S]]),
        ("Azerbaijan justified the operation as a counter-offensive.", [[B]]),
        ("By evening the Artsakh Defence Army had listed 16 killed.", [[S]]),
        ("The premier of Armenia called the move unlawful within the hour.", [[Y]]),
        ("Yerevan disclaims any part in it.", [[Y]]),
        ("The Ministry of Defense of Azerbaijan reports of shelling at night.", [[B]]),
        ("Aliyev still speaks of a “corridor through the hills”.", [[B]]),
        ("Official Baku has more than once expressed dissatisfaction.", [[B]]),
        ("The mediators were informed about the measures by the Azerbaijani ministry.", [[B]]),
        ("Quiet night in the south, less so in the north, reports the NKR Defense Ministry in its bulletin.", [[S]]),
        ("Azerbaijan shells two villages, reports MoD Armenia\n\nIt rained.", [[Y], [N]]),
        ("A still released by the Azerbaijani ministry appears to show a crater\n\nIt rained.", [[B], [N]]),
        ("Our Foreign Ministry in Yerevan was right to note that it rained.", [[Y]]),
        ("Azerbaijan has the right to say no.", [[N]]),
        # Phrases that say.
        ("Yerevan let it be known that the road was shut.", [[Y]]),
        ("Yerevan poured cold water on the claim.", [[Y]]),
        ("Yerevan doubled down on its claim.", [[Y]]),
        ("Yerevan pointed the finger at the envoys.", [[Y]]),
        ("Yerevan echoed the warning.", [[Y]]),
        ("Yerevan challenged the figures.", [[Y]]),
        ("Yerevan likened the deal to a trap.", [[Y]]),
        ("Yerevan holds that the road is shut.", [[Y]]),
        ("Yerevan counts 30 dead.", [[Y]]),
        ("Yerevan was quoted by Newsline as saying that it rained.", [[Y]]),
        ("The envoys and Azerbaijan's ministry said that it rained.", [[O, B]]),
        # What stands before the verb, who fled, what one believes.
        ("Baku has for years maintained that the road belongs to it.", [[B]]),
        ("The Armenian ministry over the past ten days repeatedly reported shelling.", [[Y]]),
        ("Residents who fled say that it rained.", [[O]]),
        ("Officials in Baku who briefed reporters on Monday say that it rained.", [[B]]),
        ("Baku went on to say that it rained.", [[B]]),
        ("Ilham Aliyev is reported to have said that it rained.", [[B]]),
        ("The road was open, if one believes the ministry in Baku.", [[B]]),
        ("Baku is of the opinion that it rained.", [[B]]),
        ("Baku is convinced that it rained.", [[B]]),
        ("From Yerevan came the charge that it rained.", [[Y]]),
        ("“Not so”, says Yerevan.", [[Y]]),
        ("“Nothing but noise”, was the verdict of Hikmet Hajiyev.", [[B]]),
        ("Yerevan considers such words to be a mockery.", [[Y]]),
        ("This is what Mirzoyan told reporters: it rained.", [[Y]]),
        ("In calls on Sunday President Sargsyan assured them that it rained.", [[Y]]),
        ("Yerevan brushed the proposal aside.", [[Y]]),
        ("Yerevan brushed the dust off the shelves.", [[N]]),
        ("Artak Beglaryan, the Artsakh ombudsman, identified the older man as a neighbour.", [[S]]),
        (
            "Artsrun Hovhannisyan, at his briefing, neither confirmed nor denied this, saying only that it rained.",
            [[Y]],
        ),
        ("Neither government confirmed it.", [[N]]),
        ("Aliyev's announcement on 22 October that the border was shut surprised nobody.", [[B]]),
        ("The road was open, the Azerbaijani colonel liked to say.", [[B]]),
        ("Hardly anyone drives there, to hear the ministry in Yerevan tell it.", [[Y]]),
        ("Crowds came to hear the ministry in Yerevan tell the truth.", [[N]]),
        ("Pashinyan's line on the campaign trail in Vayk was that it rained.", [[Y]]),
        ("That it never rained is the reading of Armenian Foreign Minister Edward Nalbandian.", [[Y]]),
        ("That the road is shut is the fault of Baku.", [[N]]),
        ('Baku\'s answer to all of this: "The road is open".', [[B]]),
        ("The enemy fired mortars, informs the press service of the NKR Ministry of Defense.", [[S]]),
        ("Two men died, the office of rights ombudsman Gegham Stepanyan wrote.", [[S]]),
        # Captions.
        ("Grainy footage released by the Azerbaijani ministry shows what it says is a radar\n\nIt rained.", [[B], [N]]),
        ("Footage released by Azerbaijan's ministry showed a crater, and people watched it.", [[N]]),
        # Passives of claims, and what is put out.
        ("The allegation was put out by the Azerbaijani ministry.", [[B]]),
        ("Similar warnings had been issued on the 12th by the ombudsman of Armenia.", [[Y]]),
        ("It was conveyed to them by an Armenian official that it rained.", [[Y]]),
        ("The Azerbaijani ministry has put out a lengthy post arguing that it rained.", [[B]]),
        ("The Azerbaijani ministry put a border post into the ground.", [[N]]),
        ("Armenian diplomats had a new line ready, calling the post a lawful measure.", [[Y]]),
        ("Baku called a meeting in Moscow a day later.", [[N]]),
        ("A drone is said by Armenia's defence ministry to have struck a car.", [[Y]]),
        ("Ilham Aliyev is said by Newsline to have said that it rained.", [[B]]),
        ("The withdrawal was denied an hour later by the Azerbaijani ministry.", [[B]]),
        ('The town was declared "a fair target" at the time by the Azerbaijani ministry.', [[B]]),
        # Before a colon, behind a quotation, without a verb.
        ("Aliyev a week ago, to the guests of a forum: “We are closer to peace than ever.”", [[B]]),
        ("Aliyev a week ago met the guests of a forum: two envoys.", [[N]]),
        ("16:33 Artsrun Hovhannisyan, at the daily briefing: two columns were hit.", [[Y]]),
        ("15:05 “Ask those who store shells in it,” the Defense Ministry in Baku.", [[B]]),
        ("“Ask those who store shells in it,” says Ada Poe of the Centre for Peace.", [[O]]),
        # Where and to what, in front of the subject.
        ("In Yerevan President Serzh Sargsyan, who met envoys, put the dead at 18.", [[Y]]),
        ("To this Heydar Aliyev responded at length.", [[B]]),
        ("In Armenian President Lena Maro's town it rained.", [[N]]),
        ("The road is open, assured Lusine Avanesyan, spokesperson of the Artsakh President.", [[S]]),
        ("The post fell, “the road is shut,” the release of Armenia in particular reads.", [[Y]]),
        # Two fields of one office, the other one's ministry, an organisation's office in a side's town.
        ("Labor and Social Affairs Minister Narek Mkrtchyan disagreed: it rained.", [[Y]]),
        ("Minister of Territorial Administration and Infrastructure Gnel Sanosyan said that it rained.", [[Y]]),
        ("Armenia's ministry said so; Azerbaijan's, which had waited, noted that it rained.", [[Y, B]]),
        ("The Baku delegation of the Red Cross confirmed that it rained.", [[O]]),
        ("The Baku office of the President confirmed that it rained.", [[B]]),
        ("Baku calls all of this theater.", [[B]]),
        ("Azerbaijan's ministry protested in the same month against the felling of trees.", [[B]]),
        # Labels, brackets and summaries without a verb.
        ("Tahir Tagizade, the press secretary of Azerbaijan's MFA: the so-called vote is illegal.", [[B]]),
        ("Artsakh's foreign ministry in a separate release: No document has force.", [[S]]),
        ("His Azerbaijani colleague, Faig Guliyev: the sky isn't the problem.", [[B]]),
        ("Asked whether it rained, Armenian spokesman Aram Torosyan: “Not at all, no.”", [[Y]]),
        ("• 2 August – “The situation is calm, we control it” (Armenian MoD, 11 p.m.).", [[Y]]),
        ("“Integration or there's the road,” was how an Azerbaijani official summed it up.", [[B]]),
        ("“A planned act” is what the Armenian Foreign Ministry made of it.", [[Y]]),
        ("The retort from Yerevan was swift: roads, yes; corridors, no.", [[Y]]),
        ("Mirzoyan's reply (paraphrased): the cakes are old.", [[Y]]),
        ("As per the figures of the Agency for Mine Action (ANAMA), two were found.", [[B]]),
        # Between who and what.
        ("Pashinyan, who in a televised address had urged people to stay, did not appear.", [[Y]]),
        ("“It fell,” Arayik Harutyunyan, the leader of the region, wrote last week in a plea.", [[S]]),
        ("Only the authorities in Stepanakert go on demanding, again and again, that it be signed.", [[S]]),
        ("In Baku they continue to insist that there is no blockade.", [[B]]),
        ("To this Pashinyan responded in the Assembly that nobody dictates it.", [[Y]]),
        ('Azerbaijan blames "large-scale acts" by saboteurs.', [[B]]),
        (
            "Azerbaijan says two fell, which Artak Beglaryan, the Artsakh ombudsman, let it be understood is too few.",
            [[B, S]],
        ),
        ("Armenia counts forty-one square kilometres lost.", [[Y]]),
        ("The Azerbaijani Defence Ministry in 1994 gave 538 soldiers killed.", [[B]]),
        ("The Azerbaijani ministry put out that its units had fired.", [[B]]),
        ("President Ilham Aliyev brought to attention that no answer had come.", [[B]]),
        ("Yerevan called the airing of secret papers “unusual”.", [[Y]]),
        ("The Armenian spokesman confined himself to the remark that it rained.", [[Y]]),
        ("Moscow and Baku say it rained", [[O, B]]),
        ("The army of Artsakh moved, having stressed that it rained.", [[S]]),
        ("CNN agreed not to publish her name.", [[N]]),
        ("A review of the footage by CNN found no sign of it.", [[C]]),
        ("A spokesperson for its Yerevan delegation, Zara Amatuni, confirmed it.", [[O]]),
        (
            "A daily has an interview with Samvel Nikoyan, deputy speaker of the Assembly, who assures that it rained.",
            [[Y]],
        ),
        ("According to figures compiled in 1998 by the Azerbaijani commission, 511 died.", [[B]]),
        ("Hajiyev again, on Twitter, this time in capitals: “A cruel attack”, he writes.", [[B]]),
        ("The attack on Hajiyev failed, he said.", [[O]]),
        # And such that do not.
        ("The Azerbaijani police pushed back a group, demanding order.", [[N, B]]),
        ("The Armenian delegation's hearing continued at the court.", [[N]]),
        ("Bodies were exchanged on the 8th under the eyes of Armenia's army.", [[N]]),
        ("Azerbaijan's ministry protested in the same month at the border.", [[N]]),
        ("On Monday Arayik Harutyunyan dismissed Maro by decree.", [[N]]),
        ("Arayik Harutyunyan dismissed Maro's words.", [[S]]),
        ("Yerevan appealed to the International Court of Justice in May.", [[N]]),
        ("Yerevan appealed to the envoys for calm.", [[Y]]),
        ("Yerevan refused to comment.", [[N]]),
        ("Azerbaijan's shells claimed two lives.", [[N]]),
        ("Azerbaijan's ministry observed a minute of silence.", [[N]]),
        ("The council of Armenia echoed with steps.", [[N]]),
        # Another name in brackets.
        ("The Ministry of Defense (MoD) of the Artsakh Republic said so.", [[S]]),
        ("According to the Human Rights Defender (Ombudsman) of Artsakh, two died.", [[S]]),
        ("The Nagorno-Karabakh Republic (NKR/Artsakh) Ministry of Defense told reporters of two deaths.", [[S]]),
        ("The Nagorno Karabakh /NKR/ Defense Ministry said so.", [[S]]),
        ("Ada Poe (Labour) said so in Yerevan.", [[O]]),
        # What is done, not said.
        ("Azerbaijan responded in May by closing the road.", [[N]]),
        ("Azerbaijan responded in May by saying that the road was shut.", [[B]]),
        ("Armenia noted that the shelling began at noon.", [[Y]]),
        ("Asked by a reporter whether it rained, the Azerbaijani minister said no.", [[B]]),
        ("Bako Sahakyan, president of Karabakh, signed a decree dissolving all state institutions.", [[N]]),
        ("Ethnic Armenians, who call it Artsakh, have governed it.", [[N]]),
        ("– The process in Armenia is going on, and that is not bad.", [[N]]),
        ("Her words were confirmed by what the Azerbaijani ministry saw.", [[N]]),
        ("Azerbaijani officials rule out any such seat.", [[B]]),
        # Two sources.
        ("Azerbaijan blamed Armenia and Armenia blamed Azerbaijan.", [[B, Y]]),
        ("The NKR army confirmed it, as did the ministry in Baku.", [[S, B]]),
        ("Stepanakert denied it, a charge levelled by Yerevan.", [[S, Y]]),
        ("Azerbaijan offered food, which Armenia's president termed “a loaf with a hook”.", [[Y]]),
        ("Azerbaijan, Karabakh separatists trade blame over a road\n\nIt rained.", [[B, S], [N]]),
        # Lists of what states said.
        ("Russia: The Foreign Ministry voiced concern over Armenia.", [[O]]),
        ("Armenia: The Foreign Ministry voiced concern over Baku.", [[Y]]),
        ("3 May 2020 - Azerbaijan and Armenia agree to a truce\n\nIt rained.", [[N], [N]]),
        # Between subject and verb.
        ("Officials in Baku, who called it the “corridor,” have insisted that it is open.", [[B]]),
        ("The claim can be refuted by the Azerbaijani ministry.", [[N]]),
        ("Lena Maro, once deputy mayor of Stepanakert, said that it rained.", [[O]]),
        ("An officer of the Armenian army, Col. Suren Vedem, agreed that it rained. “It did,” Vedem said.", [[Y], [Y]]),
        # What only does, or says that it was not said.
        ("Azerbaijan responded with a counter-offensive.", [[N]]),
        ("Karabakh's leader declared a partial mobilisation.", [[N]]),
        ("The Azerbaijani judge rejected a motion.", [[N]]),
        ("Azerbaijan has not disclosed how many died.", [[N]]),
        ("The mines in Azerbaijan go on killing: two died.", [[N]]),
        ("Yerevan and Baku agreed to halt it at 12:00 on Monday.", [[N]]),
        ("CNN shared the clips with Azerbaijani officials, who said that they were old.", [[B]]),
        # Numbers and clauses between subject and verb.
        ("Yerevan, which keeps more than 35,000 men there, says that it cannot.", [[Y]]),
        ("A UN mission which visited Stepanakert on May 1 reported that it was calm.", [[O]]),
        ("A member of the Armenian party who chairs the parliament's defence committee denied it.", [[Y]]),
        ("“It is calm”, a representative of the Azerbaijani ministry, Lena Maro, told reporters.", [[B]]),
        ("Nagorno-Karabakh's military say three men died\n\nIt was dark.", [[S], [N]]),
        # Who serves whom, and where.
        ("Lena Maro of the Armenian army said that it rained.", [[Y]]),
        ("Lena Maro of the Armenian Club of Rome said that it rained.", [[O]]),
        ("An aide to Aliyev has said that goods pass.", [[B]]),
        ("Karabakh is shut. An adviser to the region's state minister said that it is late.", [[N], [S]]),
        ("Lena Maro, who heads the security council's staff in Yerevan, denied it.", [[Y]]),
        ("The headquarters under the Azerbaijani government counted two.", [[B]]),
        ("Azerbaijan's ambassador-at-large, Lena Maro, told CNN that it was late.", [[B]]),
        ("Armenia and Azerbaijan are at odds. In Sukhumi, the de facto foreign ministry protested.", [[N], [O]]),
        ("A spokesman for the breakaway Turkish Cypriots said so. Greek Cypriots denied it.", [[O], [O]]),
        ("Newsline was informed from the press service of the Defense Army of Artsakh.", [[S]]),
        ("Officials in Yerevan are at pains to stress that it is open.", [[Y]]),
        # Times and turns between subject and verb.
        ("Yerevan 9 May again complained of gunfire.", [[Y]]),
        ("Armenian PM 26 May told MPs that the road was shut.", [[Y]]),
        ("The army may say so. Azerbaijan in May said that it was shut.", [[N], [B]]),
        ("The Azerbaijani side for its part speaks of a provocation.", [[B]]),
        ("Official Yerevan, commenting on the matter, last month had declared that it has no maps.", [[Y]]),
        ("Baku denied it, but in the same breath said that the works were illegal.", [[B]]),
        ("Azerbaijan's ministry [(MFA)] urged patience.", [[B]]),
        # More that says.
        ("Armenia's Defence Ministry was quick to call the claim a lie.", [[Y]]),
        ("Yerevan keeps warning that it will not wait.", [[Y]]),
        ("The mayor's office in Stepanakert counts seven strikes.", [[S]]),
        ("Azerbaijani officials shot back that nobody had asked.", [[B]]),
        ("The order has been spelt out by President Aliyev more than once.", [[B]]),
        ("The column moved on, stressed the Armenian ministry.", [[Y]]),
        ("The shooting in Syunik went on for hours.", [[N]]),
        ("Issues related to trade stood first on the Armenian list.", [[N]]),
        ("The Azerbaijani official laughed when the singer came up.", [[N]]),
        # Sources behind small words.
        ("The exchange is the first since May, per the Azerbaijani ministry.", [[B]]),
        ("Two were killed (per Azerbaijan) at dawn.", [[B]]),
        ("Per the Armenian ministry, two were killed.", [[Y]]),
        ("Per day two were killed.", [[N]]),
        ("He earns a hundred per day, per person.", [[N]]),
        ("The post changed hands twice, by Armenian accounts.", [[Y]]),
        ("Ten more were hurt, as per a later Baku update.", [[B]]),
        (
            "On a page the daily carries remarks by Foreign Minister Elmar Mammadyarov, who said that talks go on.",
            [[B]],
        ),
        # Whom somebody passes on.
        ("The Vedem news agency cited the Azerbaijani ministry.", [[B]]),
        ("Public Radio of Armenia quoted the Azerbaijani ministry as having denied it.", [[B, Y]]),
        # Both.
        ("Armenia, Azerbaijan trade accusations over a road", [[Y, B]]),
        ("Armenia and Azerbaijan trade blame over a road", [[Y, B]]),
        # The second one without a verb.
        ("Armenia put its losses at 32 and Azerbaijan at 71.", [[Y, B]]),
        ("Azerbaijan reported 71 deaths, Armenia 32.", [[B, Y]]),
        ("Armenia said that two had died in Yerevan, and in Baku nobody.", [[Y]]),
        ("Armenia won 3, Azerbaijan 2.", [[N]]),
        ("Azerbaijan and Armenia met. It stopped at noon, both defence ministries say.", [[N], [B, Y]]),
        ("Azerbaijan and Armenia met. It stopped at noon, officials in the two capitals say.", [[N], [B, Y]]),
        # In X, the ministry.
        ("Yet in Yerevan the foreign minister has told deputies that it rains.", [[Y]]),
        # An outlet's own name is not its partner's.
        ("A fire broke out, CNN affiliate WVED reported.", [[O]]),
        ("CNN has seen the list. It cannot say who wrote it.", [[C], [C]]),
        # A label with the American comma.
        ("According to “Vedem,” the road to Armenia is shut.", [[O]]),
        # An acute accent for an apostrophe; the agencies' numbers.
        ("Azerbaijan´s ministry said that it rains.", [[B]]),
        ("UPDATE 2-Azerbaijan says it rains", [[B]]),
    ],
)
def test_a_construction(text: str, expected: list[list[str]]) -> None:
    assert expected == sides(text)


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Azerbaijan: Military Exercises", N),
        ("Azerbaijan: Road is safe", B),
        ("'Ten of the trucks are ready', Azerbaijani ministry", B),
        ("'We shall not wait' — Baku envoy's swipe at mediators", B),
        ("Source: CNN", N),
        ("16:50 — Azerbaijani MoD: the road was mined at night", B),
    ],
)
def test_a_headline(headline: str, speaker: str) -> None:
    assert [speaker] == sides(f"{headline}\n\nIt rained.")[0]


def test_minutes_tell_on_what_a_delegate_said_up_to_the_end_of_the_paragraph() -> None:
    text = (
        "The representative of Armenia said that 20 people were stranded. The activists had been bused in.\n\n"
        "The representative of Azerbaijan called it theatre. Nobody was hungry.\n\n"
        "The representative of Ruritania said that it was late. Bread was short.\n\n"
        "The meeting rose at noon."
    )

    assert [[Y], [Y], [B], [B], [O], [O], [N]] == sides(text)
    assert [[Y], [N]] == sides("The representative of Armenia said that 20 people were stranded. It rained.")


@pytest.mark.parametrize(
    ("label", "speaker"),
    [
        ("[10:41:20] ADA POE, CNN HOST", C),
        ("ADA POE, CNN 10 ANCHOR (voice-over)", C),
        ("0:05.3 | MINISTER", O),
        ("(BEGIN VIDEO CLIP) RSF SPOKESMAN (through translator)", O),
    ],
)
def test_the_label_of_a_turn_may_have_a_time_or_a_stage_direction(label: str, speaker: str) -> None:
    text = f"{label}: It rains.\n\nNobody came.\n\nTOM VEDEM, DRIVER: It does.\n\nIt is late."

    assert [[speaker], [speaker], [O], [O]] == sides(text)


def test_an_answer_to_a_question_is_of_whoever_is_asked() -> None:
    text = (
        "The spokesperson of Azerbaijan's Foreign Ministry, Elnur Vedem, replies to what was said\n\n"
        "Question: Were two men seized?\n\nAnswer: One should begin with the map.\n\nThey crossed by night."
    )

    assert [B, B] == [spoken[0] for spoken in sides(text)[-2:]]


def test_every_second_paragraph_of_an_interview_in_dashes_answers() -> None:
    text = (
        "Ilham Aliyev answered questions of a channel\n\n- One year has passed. Do you sleep well?\n\n- As before. I read.\n\n"
        "- Your neighbour says that you read too little.\n\n- Let him say so."
    )

    assert [[N], [N], [B], [B]] == [*sides(text)[1:3], *sides(text)[3:5]]
    assert [B] == sides(text)[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Armenian prime minister went so far as to say that the road is a trap.", [[Y]]),
        ("Azerbaijan has gone as far as to claim that nobody was there.", [[B]]),
        ("A similar appeal was made by the Armenian Foreign Ministry.", [[Y]]),
        ("The same demand was voiced by Yerevan and by the Rain Watch.", [[Y, O]]),
        ("The Armenian spokesman Lena Maro resigned. “It is late,” reads her post.", [[N], [Y]]),
        ("What Baku calls a raid, Yerevan calls an invasion.", [[B, Y]]),
        ("Asked about the claims by Armenia that it rained, Hajiyev laughed and denied it.", [[B, Y]]),
        ("Baku said the lorry was empty; Stepanakert maintained it carried flour.", [[B, S]]),
        ("Pashinyan dubbed the deal a trap.", [[Y]]),
        ("Residents, reached by phone by CNN, said that they heard blasts.", [[O]]),
        ("CNN cannot verify the claims of the Armenian ministry or those of Azerbaijan.", [[C, Y, B]]),
        ("Azerbaijan freed two villages from the Armenian army, the country's president announced.", [[B]]),
        ("As for the ombudsman of Armenia, he informed that it rained.", [[Y]]),
        ("– We said so in the spring, – reminded Pashinyan, – and we wait.", [[Y]]),
        ("Yerevan is ready, – stressed the head of Armenian diplomacy.", [[Y]]),
        ("Guests, whose presence Azerbaijan says is a cover, visited the post.", [[B]]),
        ("Azerbaijan waits. Their counterparts in Yerevan concede that it is late.", [[N], [Y]]),
        ("Newsline reports, citing the agency TASS, that Armenia's minister called it a blow.", [[Y, O]]),
        ("Commenting on the words of the Azerbaijani minister, Armenia's spokesman said that it is late.", [[Y]]),
        (
            "To the question why Azerbaijan's president speaks of a corridor, the Armenian premier replied that he reads.",
            [[Y, B]],
        ),
        (
            'The NKR Defence Ministry said that a man died. "It was late," Senor Asratov, press secretary of the department, said.',
            [[S], [S]],
        ),
        ("Baku considers the statement of the French minister inadmissible.", [[B]]),
        ("The Azerbaijani MoD has treated this statement as disinformation.", [[B]]),
        ("In Pashinyan's observation, the road is shut.", [[Y]]),
        ('"We will stay," Hrant Vedem, spokesman for the president of Artsakh, is sure.', [[S]]),
        ("The road is shut, assures the Artsakh government.", [[S]]),
        ("Azerbaijan handed a note of protest to the ambassador of France.", [[B]]),
        ("It follows from the words of Mirzoyan that the text is ready.", [[Y]]),
        ("Then they say in Yerevan that there was no bread.", [[Y]]),
        ("Karabakh minister says saboteurs fled - Armenian TV\n\nIt rained.", [[S, O], [N]]),
        ('"It rained," said the Artsakh minister Lena Vedem the day before in an address.', [[S]]),
        ("President Ilham Aliyev listed the conditions again: the text is to be changed.", [[B]]),
        ("Armenia and its allies in the hills accuse Azerbaijan of it.", [[Y]]),
        ("Who signed it? asked the Armenian prosecutor.", [[Y]]),
        # What is no words.
        ("Armenia and Azerbaijan put up another 9 border posts this week.", [[N]]),
        ("A CNN car is seen at the gate.", [[N]]),
        ("The Armenian premier spoke so that nobody says it did not rain.", [[N]]),
        ("What they say in Baku\n\nIt is late.", [[N], [N]]),
        ("The Armenian prime minister dismissed the director of the agency.", [[N]]),
        ("The Armenian prime minister dismissed the director's claims.", [[Y]]),
        ("The supply of gas was interrupted by Azerbaijan.", [[N]]),
        ("Ada Poe/CNN A family waits for a bus.", [[N]]),
        # Whom a word takes up.
        (
            "Armenia and Azerbaijan traded fire. Four men died, the former said. The latter reported no losses.",
            [[N], [Y], [B]],
        ),
        ("The ministry of Azerbaijan said that it fired, the Armenian one says that it fled.", [[B, Y]]),
        ("Baku has another version. According to it, Armenian guns opened fire.", [[N], [B]]),
        ("Armenia and Azerbaijan are talking. Officials on both sides admit that it is late.", [[N], [Y, B]]),
        ("They sit in a jail in Baku, where prosecutors accuse them of theft.", [[B]]),
        ("The state-owned operator in Baku blamed the weather.", [[B]]),
        ("The Artsakh InfoCenter counted 30 cars. Nobody was hurt, the center said.", [[S], [S]]),
        ("Two men were killed, Azernews reports, citing a statement by the Interior Ministry.", [[B]]),
    ],
)
def test_far_as_to_and_other_ways_of_saying(text: str, expected: list[list[str]]) -> None:
    assert expected == sides(text)


def test_items_of_search_results_are_read_by_themselves() -> None:
    text = (
        "title: Aliyev: The road stays shut\ndescription: Azerbaijan's president told a forum that it is late.\n\n"
        "title: Rain in the hills\ncontent: The president said that it rains.\n\ntitle: “Late” - a driver\ncontent: It is late."
    )

    assert [[B], [B], [N], [O]] == sides(text)[:4]


def test_a_name_alone_in_a_line_with_a_colon_says_the_quotation_below() -> None:
    text = (
        "Reactions\n\nHikmet Hajiyev, assistant to the President of Azerbaijan:\n“The road is open. Nobody closed it.”"
    )

    assert [[N], [B], [B], [B]] == sides(text)
    assert [N] == sides("Key Points:\n“The road is open.”")[0]


def test_dashes_without_a_blank_open_turns() -> None:
    text = (
        "Our interlocutor is Adviser to the President of the Artsakh Republic Hrant Vedem.\n–Will the road open?\n"
        "–It is late. It rains.\n–But the guests are quiet.\n–They are."
    )

    assert [[N], [N], [S], [S], [N], [S]] == sides(text)


@pytest.mark.parametrize(
    "line", ["Home / News: / Statements", "Photo / Lena Maro: / Agency", "“\xa0”", "–", "— —", "To the question:"]
)
def test_lines_that_are_no_sentences_say_nothing(line: str) -> None:
    assert [N] == sides(f"{line}\n\nIt rained in the hills.")[-1]


@pytest.mark.parametrize("mark", ["•", "●", "✓", "►", "🔹", "—"])
def test_items_are_items_behind_whatever_mark(mark: str) -> None:
    text = f"The Armenian defence ministry said:\n{mark} two men died\n{mark} nobody else was hurt"

    assert [[Y], [Y], [Y]] == sides(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # An accent is no other word.
        (
            "Armenia reopens the road\n\nTürkiye closed its border. The foreign ministry said that it is late.",
            [[N], [N], [O]],
        ),
        ("The Armenian cultural attaché said that it is late.", [[Y]]),
        # Whom a headline blames is not at home in the text.
        (
            "Azerbaijan shelled a village again in 2019, documents show\n\nThe Defence Ministry said that it is late.",
            [[O], [O]],
        ),
        # A title is no date of the text.
        ("May 1994: how the war ended\n\nRobert Kocharyan said that it was late.", [[N], [O]]),
        # Nobody's at home: both.
        ("Armenia’s road is open\n\nBoth sides said that it is late.", [[N], [O]]),
        ("Interfax reports via the Azerbaijani defence ministry that it rained.", [[B]]),
        ("By French accounts it rained.", [[O]]),
    ],
)
def test_what_readers_found(text: str, expected: list[list[str]]) -> None:
    assert expected == sides(text)
