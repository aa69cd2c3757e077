"""What articles in print showed that made-up ones had not: lists before a surname, visits, others, links, pictures in the text."""

from __future__ import annotations

import pytest

from annotator.corpus.article import Article
from annotator.corpus.attribution import attribute
from annotator.corpus.sentence import split
from annotator.corpus.speaker import load
from tests.corpus.attribution.who import B, C, N, O, S, Y, sides

_LETTERS = {"B": B, "C": C, "N": N, "O": O, "S": S, "Y": Y}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A list is no insertion between a side and its verb.
        ("Baku has no legal, political or moral right to close it, stressed Mirzoyan.", "Y"),
        ("The claims of Baku lack any legal and moral ground, noted Mirzoyan.", "Y"),
        ("The president of Azerbaijan ignores all letters, appeals and pleas, noted Mirzoyan.", "Y"),
        ("Mirzoyan, pale after the night, said it was over.", "Y"),
        # Others than those who spoke.
        ("Azerbaijani officials deny it. Many others contend that the village was emptied.", "O"),
        ("Azerbaijani officials deny it. Many others contend it was emptied. They point out that Azerbaijan won.", "O"),
        # Offices taken, talks held, journeys made: nobody has said anything.
        ("In 2003 Ilham Aliyev assumed the presidency of Azerbaijan.", "N"),
        ("The talks between the premier of Georgia, Ilham Aliyev and Nikol Pashinyan concluded in Tbilisi.", "N"),
        ("Pashinyan's journey to Paris and his meetings with the mediators signal a turn to the west.", "N"),
        ("Aliyev's visit to Ankara shows that the alliance holds.", "N"),
        ("Pashinyan's visit to Paris was short. He said it was useful.", "Y"),
        ("Fighters in the hills have pledged allegiance to Azerbaijan.", "N"),
        ("Two porters named Arsen and Levon waited, and a third man named Karen, who served as cook, slept.", "N"),
        ("Mirzoyan answered questions of the press related, in part, to the road.", "N"),
        ("None have replied, though a month has passed in Armenia.", "N"),
        # Two verbs, each with a subject of its own.
        (
            "The shelling caused wide destruction and the health minister of Nagorno-Karabakh claimed nine had died.",
            "S",
        ),
        ("They live where roads are blocked and the Armenian government says bread is short.", "Y"),
        (
            "Armenia said it was open to a truce, while Azerbaijan has tied it to a pullout, arguing that talks failed.",
            "YB",
        ),
        ("Despite Azerbaijan denying that its guns fired, the ministry in Yerevan named the dead.", "BY"),
        # Who is quoted, and who passes it on.
        ("The paper quoted the mayor of Khojaly as also saying that forty were missing.", "BO"),
        ("TASS said that Azerbaijan had rejected the offer.", "BO"),
        ("Al Jazeera said Baku had accused Armenia of arson.", "BO"),
        ("Aliyev and Putin spoke by telephone, and the latter apologised.", "O"),
        ("Putin and Aliyev spoke by telephone, the latter apologised, and the line went dead.", "B"),
        # Organisations with letters in brackets, and their reports.
        ("The Harbour Rights Union (HRU) in its report on the siege concludes that Azerbaijan began it.", "O"),
        ("The Foreign Ministry of Armenia (MFA) in a statement said the road was open.", "Y"),
        ("Aid agencies have warned of hunger in the hills.", "O"),
        ("Western nations condemned the raid.", "O"),
        # What is called something in quotation marks.
        ('Aliyev called the deal with the mission of observers "a farce" on Monday.', "B"),
        ("Aliyev called the “Peace Corridor” meeting for Monday.", "N"),
        # Whose pictures they are.
        ("The defence ministry of Azerbaijan published a video purporting to show a truck on fire.", "B"),
        ("The defence ministry of Azerbaijan published a video of a truck on fire.", "N"),
        (
            "A grab from a video made available on the official site of the Armenian defence ministry shows a truck.",
            "Y",
        ),
        # A text that names its author.
        ("A memo obtained by CNN tells of it. “It leaks,” read the May memo from the plant's own engineer.", "O"),
        ("A CNN team in the old town of Goris – an hour from the border – felt two blasts.", "C"),
        # Whose a text is that an outlet has got, and the outlet.
        ("The road was shut, according to a letter of the Armenian foreign ministry seen by CNN.", "YC"),
        ("According to an internal memo obtained by CNN, the road was shut.", "OC"),
        # A state, whatever stands behind its verb; its ministry, where it has just spoken.
        ("Armenia rejected those charges, but spoke of a clash and said that nine had fallen.", "Y"),
        (
            "Armenia's army said it held. It rained. Azerbaijan said it had won. The army said nine tanks were burnt.",
            "Y",
        ),
        ("A guide of the port, Lena Maro, was quoted on Monday in the local press as saying that it was late.", "O"),
        ("Armenia released this video of a raid in the hills", "Y"),
        ("Pictures released by the Azerbaijani army showed a bridge on fire", "B"),
        # Three in a row.
        ("On Monday, Armenia, Azerbaijan and Russia said the road would open.", "YBO"),
        ("After the talks with Azerbaijan, Armenia and Russia said the road would open.", "YO"),
        ("The ministers of Azerbaijan and Armenia called on the OSCE states to help.", "BY"),
        # States without an adjective, parties with a side's name.
        ("Armenian roads stay open\n\nCanada senators declare their support", "O"),
        ("Bright Armenia movement leader Aram Haro said it was late.", "O"),
        ("Davit Galstyan, head of the opposition faction in Stepanakert, spoke. Galstyan said it was late.", "O"),
        # Links and pictures that pages hold.
        ("Armenian officials [denied](https://example.org/a_(b)) it.", "Y"),
        ("Armenian officials [denied](https://example.org/a) these [rumours](https://example.org/b).", "Y"),
        ("⚡️ Azerbaijan has denied the report.", "B"),
        # A number behind a plural that may be a noun's.
        ("Armenian officials claim at least 30 people were killed.", "Y"),
        ("Armenian officials claim nearly all of it is lost, though roughly nine remain.", "N"),
        ("Armenian officials claim roughly 30 people were hurt.", "Y"),
        ("Armenian officials claim otherwise.", "Y"),
        # What goes on says nothing, and who reports from somewhere says nothing yet.
        ("As peace talks between Armenia and Azerbaijan continue, a checkpoint has opened.", "N"),
        ("Armenia and Azerbaijan fought. The two reporters were reporting from a church that had been hit.", "N"),
        ("Armenia and Azerbaijan fought. The two doctors said that the road was shut.", "O"),
        ("Armenia and Azerbaijan fought. The two defence ministries said that the road was shut.", "YB"),
        ("Official Baku has not shown the political will for the return of the bodies.", "N"),
        ("The dialogue that was begun by the French party will go on, Guliyev assured.", "B"),
        # Whose a site is.
        ("The website of Azerbaijan’s Ministry of Defense claims it was striking command posts.", "B"),
        ("The Azerbaijani ministry's Telegram channel claims that nobody was hurt.", "B"),
        ("An Azerbaijani news website claims that nobody was hurt.", "O"),
        # A picture's caption.
        ("Screen capture of video released by Armenian Defense Ministry purportedly showing a tank being hit.", "Y"),
        ("Screen capture of video released by the Armenian Defense Ministry showing a tank being hit.", "Y"),
        # Two verbs of a side clause; the main clause tells of now, or of nobody.
        ("Anna and her family are about to flee, days after Azerbaijan attacked and said it had won.", "B"),
        ("Anna fled after Azerbaijan attacked and said she would be back.", "O"),
        ("Talks were called off hours after Baku closed the road and accused the envoy of bias.", "B"),
        ("Premier Margarian took the plan as it was and on behalf of the government expressed readiness to help.", "Y"),
        (
            "Fighting broke out around the separatist region of Nagorno-Karabakh and the Armenian ministry said two fell.",
            "Y",
        ),
        # Behind "nor" nobody says anything; a phrase ends where a possessive opens the next one.
        ("Neither the peacekeepers nor the co-chairs had warned of it, according to Yerevan.", "Y"),
        ("Armenia joined the court, a move its government insisted was not aimed at Moscow.", "Y"),
        # Whom a sentence is about stands in front, who says so between commas.
        ("Azerbaijan, Armenia said, had broken the truce.", "Y"),
        ("Baku, Yerevan insisted on Monday, must withdraw.", "Y"),
        ("Azerbaijan, Reuters reported, had lost 12 men.", "O"),
        ("Azerbaijan, Armenia trade blame.", "BY"),
        ("Ilham Aliyev, better known by his father's name, called it a lie.", "B"),
        ("Armenia and Azerbaijan fired. AFP could not verify either side's claims.", "O"),
        ("Armenia strikes Azerbaijan; Baku vows reply", "B"),
        ("Azerbaijan *denied* it.", "B"),
        ("The film *Yerevan* is old, critics wrote.", "O"),
        # A name that ends like a form of a verb.
        ("The claim was dismissed by Beijing as a lie.", "O"),
        ("The claim was rejected by Nanking.", "O"),
        # As chronicles have it.
        ("Azerbaijan claimed 20 km2 of land, while Armenian officials suggested a loss of 8 km2.", "BY"),
        ("Footage released by Armenia's military purported to show a drone being shot down.", "Y"),
        ("Armenia and Azerbaijan fought. According to official statements of the warring sides, 91 men fell.", "YB"),
        ("There was talk of lorries with gold, which Azerbaijan claims is smuggled.", "B"),
        ("Ilham Aliyev would later write that the capture of it was a victory.", "B"),
        ("News of the attack led Aliyev to charge that Armenia had failed to honor the truce.", "B"),
        (
            "Former NKR Deputy Minister, general Vitaliy Balasanyan, said so. With regard to Iran, Vitaliy Balasanyan said no.",
            "O",
        ),
        # Where one is on a site, and no dateline.
        ("YOU ARE HERE: Home › Nagorno Karabakh", "N"),
        ("Nine fell in the hills\n\nNagorno-Karabakh lost men. Nine are dead, according to officials.", "O"),
    ],
)
def test_who_says_the_last_sentence(text: str, expected: str) -> None:
    assert sides(text)[-1] == [_LETTERS[letter] for letter in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Karabakh ombudsman said the shops were empty.\n\n* “We bake with bran”\n* “The mill stands still”\n\nIt snowed.",
            "SSSN",
        ),
        ("The Karabakh ombudsman spoke on Monday.\n\n* No oil for a week\n* No flour\n", "NNN"),
        ("Mirzoyan had three demands of the council:\n\n1. A word from its member states;\n2. Help.\n", "YYY"),
        (
            "Kocharian, president of Armenia, addressed the people a message. The message notes, Dear friends, I greet you. It was our year.",
            "YYY",
        ),
        (
            "💬 Ruben Rubinyan: The road is shut.\n\nI saw no truck pass.\n\n💬 Hikmet Hajiyev: It is open.\n\nOne passed.",
            "YYBB",
        ),
        (
            "The Artsakh ombudsman's office published its report. Some of its main points are:\n\n* No gas for a month.\n\nIt snowed.",
            "SSSN",
        ),
        # Lists of losses, as an encyclopedia has them.
        (
            "Armenian claim:\n\n431 men killed\n\nAzerbaijani claim:\n\n• 450 men killed\n• 2 tanks lost\n9 civilians killed",
            "YYBBBN",
        ),
        ("The road is shut and no bread is left. Seyran Ohanian, the minister of Artsakh, told Reuters.", "SS"),
        (
            "The road is shut and no bread is left. Seyran Ohanian, the minister of Artsakh, told Reuters of the war.",
            "NS",
        ),
        (
            "The council has to judge the war by its causes. Delegation head Ilham Aliyev has made that statement at the session.",
            "BB",
        ),
    ],
)
def test_what_runs_on(text: str, expected: str) -> None:
    assert [said[0] for said in sides(text)] == [_LETTERS[letter] for letter in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Azerbaijan gave the airport the name of a poet.", "N"),
        ("Aliyev gave the town a new name after the war.", "N"),
        ("Pashinyan addressed Aliyev's letter in a briefing.", "N"),
        ("Pashinyan addressed a recent appeal by refugees by raising payments.", "N"),
        ("The Armenian prime minister addressed parliament with a letter in his hand.", "N"),
        ("Azerbaijan was cited in a report of the council as refusing to let aid in.", "O"),
        ("Besides Armenia, France and Canada said they would ask the council to meet.", "O"),
        ("Ignoring Baku, Paris and Athens said they would arm Yerevan.", "O"),
        ("Unlike Yerevan, Moscow and Baku said the corridor was part of the deal.", "OB"),
        ("Azerbaijan, Turkey and Pakistan said they would hold drills.", "BO"),
        ("Azerbaijan has information that Armenia needs to find the missing.", "N"),
        ("Armenia left the talks, while Azerbaijan was still waiting, saying that the paper was not ready.", "Y"),
        ("Aliyev opened the school, while his wife looked on, saying that more families would return.", "B"),
        ("The five points were presented in March 2022 by Azerbaijan.", "N"),
        ("The truce was announced in the evening of 4 May 2022 by Azerbaijan.", "B"),
        ("Azerbaijan holds the possibility of a new war over its neighbour's head.", "N"),
        ("The shelling of Terter and the Azerbaijani ministry's statement show that the war is back.", "N"),
        (
            "Azerbaijan's ministry issued a statement. The statement from the ministry said that nobody had answered.",
            "B",
        ),
        ("The Armenian Defence Ministry named Aram Haro, 20, as the soldier killed on Monday.", "Y"),
        ("Nikol Pashinyan, prime minister despite opposition protests, left. Pashinyan said peace was near.", "Y"),
        ("Ilham Aliyev, president in the face of fierce opposition, won. Aliyev said turnout was high.", "B"),
        ("Mukhtar Babayev, COP29's president, said Azerbaijan would keep its word.", "B"),
        ("The Armenian government's decision states that the post will be closed.", "Y"),
        ("Satellite images show a new base of Azerbaijan: CNN", "C"),
        ("BAKU, May 3 - The executive director of the fund said 40 villages would be rebuilt.", "B"),
        ("Arayik Harutyunyan related, in an interview to the radio, how the army had run out of shells.", "S"),
        ("A CNN investigation published in March uncovered a ring of smugglers.", "C"),
        ("Armenia's filing says that Azerbaijan destroyed churches.", "Y"),
        # A site's name behind a headline.
        ("“We stay”: Pashinyan - BBC News", "Y"),
        ("There is no blockade - Hajiyev - Al Jazeera", "B"),
        ("“They fired first”: Azerbaijan | CNN", "B"),
        ("Blockade is a crime — Mirzoyan | Armenpress", "Y"),
        ("Man held after raid in a port - CNN", "N"),
        ("Armenia, Azerbaijan, Russia and France said the talks would go on.", "YBO"),
        ("According to an Azerbaijani order obtained by CNN, the road was shut.", "BC"),
        ("According to a resident seen by CNN in Goris, nine had died.", "O"),
        ("**Armenia** said it was shut.", "Y"),
        ("A video made available on a channel of Armenian soldiers went round.", "O"),
        ("A video made available on YouTube of Armenian soldiers went round.", "N"),
        # Who no longer speaks for a side, or never did.
        ("A word from Zohrab Mnatsakanyan, a former minister, hinted at the terms.", "O"),
        ("Anar Karimov, XESCO's director of culture, spoke. Karimov said it was late.", "O"),
        ("The Azerbaijan Union of Painters has announced a contest.", "O"),
        ("BAKU, May 3. The film opened on Monday. The director said it was a good year.", "O"),
        ("BAKU, May 3. The State Fund grew on Monday. The director said it was a good year.", "B"),
        # An institution left out behind its owner.
        ("The Azerbaijani ministry said its men had won, while Armenia's denied it.", "BY"),
        ("The Karabakh authorities hold the town, contrary to claims made by Aliyev.", "B"),
    ],
)
def test_near_misses(text: str, expected: str) -> None:
    assert sides(text)[-1] == [_LETTERS[letter] for letter in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Armenia and Azerbaijan held talks in Brussels. The neighbours accused each other of shelling.", "YB"),
        ("Armenia and Azerbaijan held talks in Brussels. The longtime foes traded accusations.", "YB"),
        ("Armenia and Azerbaijan held talks in Brussels. They accused each other of shelling.", "YB"),
        ("Armenia and Azerbaijan held talks in Brussels. They both said the talks were useful.", "YB"),
        ("Aliyev and Pashinyan met in Brussels. The leaders said they would meet again.", "BY"),
        ("Armenia and Azerbaijan held talks. Officials in both countries reported deaths.", "YB"),
        ("Aliyev and Pashinyan met Macron in Prague. The leaders said they would send a mission.", "O"),
        ("Protesters rallied in Armenia and Azerbaijan. They accused each other of lying.", "O"),
        ("Deputies argued about Armenia and Azerbaijan. They accused each other of lying.", "O"),
        ("Turkey and Russia back Azerbaijan and Armenia. The rivals blamed each other.", "O"),
    ],
)
def test_what_two_sides_do_to_each_other(text: str, expected: str) -> None:
    assert sides(text)[-1] == [_LETTERS[letter] for letter in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijan denies it.\n- The road is shut\n- “We starve”, a woman says\n- There are 2,000 soldiers",
        "Azerbaijan said it was a lie.\n\n- Armenia votes in June\n- “Forgotten”: life after the war\n- A map of it",
        "Armenia has met all the demands:\n- the army left in September\n- the prisoners were freed",
        "Yerevan faces three demands:\n- an exclave must be returned\n- the army must leave",
        "🗣 Hajiyev: the road is open.\n\nTwo trucks with flour arrived on Monday.\n\nIt rained.",
        "🎙 Podcast: the war of 44 days.\n\nThe war began in autumn.\n\nIt ended on 10 November.",
        "Aliyev's message notes, Dear friends, I greet you.\n\nThe day was set up in 1992.\n\nOur reporters were there.",
        "Mr. President,\nExcellencies,\nMy country is worried. Azerbaijani forces shelled Stepanakert. Armenia took in many.",
    ],
)
def test_what_does_not_run_on(text: str) -> None:
    assert sides(text)[-1] == [N]


@pytest.mark.parametrize(("own", "other", "tag"), [("Azerbaijan", "Armenia", B), ("Armenia", "Azerbaijan", Y)])
def test_a_speech_from_the_floor_is_of_the_side_that_it_defends(own: str, other: str, tag: str) -> None:
    text = (
        "Mr. President,\nExcellencies,\nI congratulate you on your election.\n"
        f"{own} will help you in your work. The armed forces of {other} hold our hills. "
        f"{other}'s army fired on Monday. We ask only for peace."
    )

    assert [said[0] for said in sides(text)][2:] == [tag] * 5


def test_a_speech_with_its_speaker_above_is_that_speakers() -> None:
    text = (
        "Statement by the Permanent Representative of Pakistan\nMr. President,\nExcellencies,\n"
        "The armed forces of Armenia held lands of Azerbaijan. Azerbaijan will rebuild them, and we shall help."
    )

    assert all(said[0] in (O, N) for said in sides(text))


def test_an_empty_cue_has_no_span() -> None:
    text = "“We agreed on dates,” Lavrov."
    article = Article(key="made-up", text=text, sha256="0" * 64, path="made-up.txt")

    assert all(one.cue is None or one.cue.end > one.cue.start for one in attribute(article, split(article), load()))


def test_a_speech_of_a_state_of_no_side_is_neither_sides() -> None:
    text = (
        "Mr. President,\nExcellencies,\nI congratulate you on your election.\n"
        "Canada supports the talks. The armed forces of Armenia hold the hills of Azerbaijan. We ask only for peace."
    )

    assert all(said == [N] for said in sides(text)[2:3] + sides(text)[4:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thousands marched through Yerevan on Friday night. Pashinyan told them to go home.", "N|Y"),
        ("The court in The Hague fined Azerbaijan on Monday. Aliyev told lawyers to appeal.", "N|B"),
        ("The war left 6,000 people dead. Pashinyan told parliament a different story.", "N|Y"),
        ("The gas line was cut in the night. Residents told reporters horror stories.", "N|O"),
        (
            "Azerbaijan rejects the findings. The findings of the UN mission were:\n\n* Churches were damaged.\n* Graves were opened.",
            "B|N|N|N",
        ),
        ("Armenia said it would open three crossings. The crossing points are:\n\n* Yeraskh\n* Margara", "Y|N|N|N"),
        ("Human Rights Watch issued a complaint against Azerbaijan, which claims that prisoners were beaten.", "O"),
        (
            "Amnesty International published a report on the war with Azerbaijan, which says that both armies shelled towns.",
            "O",
        ),
        (
            "The airlines have cancelled flights since Azerbaijan fired missiles and said passengers would get refunds.",
            "O",
        ),
        ("The unions called a strike when Armenia raised fuel prices and demanded that ministers resign.", "O"),
        ("A rights group in the separatist region's capital said police beat a man.", "O"),
        ("An anti-separatist organisation said the region's rulers lied.", "O"),
        ("A channel of the Armenian army's foes says the troops fled.", "O"),
        ("Pashinyan's Twitter account that was hacked is back.", "N"),
        ("Aliyev received two farmers from Tovuz, both of whom said their wells had been poisoned.", "O"),
        ("The bus carried 40 Armenians, all of whom said they had lost their homes.", "O"),
        ("The villagers left a church, a place their grandparents said was cursed.", "O"),
        ("The Azerbaijani ministry announced the death of a colonel and their president called him a hero.", "B"),
        ("A clip shared by Azerbaijan showing prisoners was condemned by Human Rights Watch.", "O"),
        ("Photos published by Armenia depicting shelled houses won a prize in Paris.", "N"),
        ("Aliyev opened a mosque and on behalf of Turkey a minister thanked him for the gift.", "O"),
        ("Armenia is reporting at least 49 dead, and Azerbaijan is reporting about 50.", "YB"),
        ("Azerbaijani officials are reporting in a joint statement that two soldiers died.", "B"),
        ("Armenia, Azerbaijan announce truce, brokered by Russia", "YB"),
        ("Armenia, Azerbaijan say truce, brokered by Russia, has collapsed", "YB"),
        ("Armenia, Azerbaijan accuse each other of breaking truce, agreed in Moscow", "YB"),
        ("Azerbaijan, Armenia alleges, keeps prisoners in secret.", "Y"),
        ("Armenia and Azerbaijan fired. The two heads of state said talks would resume.", "N|BY"),
    ],
)
def test_what_only_looks_alike(text: str, expected: str) -> None:
    opening = "Troops of Azerbaijan entered Nagorno-Karabakh, which ethnic Armenian separatists run, while Armenia looked on. "
    assert [[_LETTERS[letter] for letter in one] for one in expected.split("|")] == sides(opening + text)[1:]


def test_the_claims_of_either_side_are_not_those_of_the_side_at_home() -> None:
    text = (
        "Officials in Stepanakert counted 27 dead.\n\nYerevan denied it.\n\nCNN could not verify either side's claims."
    )
    assert sides(text)[-1] == [C]


def test_a_line_of_marks_alone_is_nobodys() -> None:
    assert sides("It rained.\n\n[](http://a.example)\n\nSnow fell.") == [[N], [N], [N]]
    assert sides("[](http://a.example)\n\n* **\n\nArmenia said so.")[-1] == [Y]
