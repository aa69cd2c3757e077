"""What a reader who tried to break the rules wrote against them: whom a text only names, forbids, asks or meets."""

from __future__ import annotations

import pytest

from tests.corpus.attribution.who import B, C, N, O, S, Y, sides, speakers

_LETTERS = {"B": B, "C": C, "N": N, "O": O, "S": S, "Y": Y}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unlike CNN, BBC correspondent Anna Maro was there. Maro said the town was empty.", "O"),
        ("Azerbaijan barred CNN, journalist Aram Petrosyan wrote.", "O"),
        ("After the CNN report, journalist Aram Petrosyan fled. Petrosyan said he was afraid.", "O"),
        ("CNN quoted reporter Anna Maro. Maro said it rained.", "O"),
        ("Former CNN correspondent Anna Maro was there. Maro said it rained.", "O"),
        ("CNN senior correspondent Anna Maro was there. Maro said it rained.", "C"),
        ("Azerbaijan: Armenian Forces Shelled Our Positions", "B"),
        ("Armenia: Azerbaijani Troops Shell Our Villages", "Y"),
        ("Armenia: Baku Is Lying", "Y"),
        ("Baku: Armenia Should Return Prisoners", "B"),
        ("Yerevan: The Road Is Open", "Y"),
        ("Baku: For peace we need a corridor", "B"),
        ("Armenia: From now on, we will shoot back", "Y"),
        ("Yerevan: About 300 soldiers were lost", "Y"),
        ("Azerbaijan: Latest Strikes Kill Civilians", "N"),
        ("Armenia: On the Line of Contact", "N"),
        ("Armenian Defence Minister Suren Papikyan met soldiers. Suren, a soldier, said he was tired.", "O"),
        ("Azerbaijani President Ilham Aliyev opened the bridge.\n\nIlham, a taxi driver, said it was late.", "O"),
        ('Yerevan mayor Tigran Avinyan opened the school.\n\n"I like it", said Tigran, 7.', "O"),
        (
            "We met in his office in Yerevan. I asked him about the war.\n\nArarat Mirzoyan, Armenian foreign minister",
            "N",
        ),
        ("What do we know about the war?\n\nIlham Aliyev, Azerbaijani president", "N"),
        ("The court ruling failed to have an effect, without forcing Azerbaijan to admit its guilt.", "N"),
        ("Aliyev accused France of prompting Armenia to reject the treaty.", "B"),
        ("Analysts said the law risked prompting Azerbaijan to claim more land.", "O"),
        ("Lavrov said Paris was pushing Yerevan to demand new terms.", "O"),
        ("Azerbaijan is forcing Karabakh Armenians to say they are happy.", "N"),
        ("The video spread widely, prompting Azerbaijan to deny that its troops were there.", "B"),
        ("No statement from Baku confirming the attack was made.", "N"),
        ("There has been no statement from Azerbaijan confirming the losses.", "N"),
        ("Armenia waits for a statement from Azerbaijan confirming the release.", "N"),
        ("A fake statement from Azerbaijan's ministry announcing war was shared online.", "N"),
        ("The paper printed a statement from Azerbaijan's ministry accusing Armenia of shelling.", "B"),
        ("Speaking to reporters in Yerevan, the foreign minister said they must be freed.", "Y"),
        ("Azerbaijan said it won. Georgian ministers met, but state television said they argued.", "O"),
        ("Armenian officials denied it. Iranian officials were silent, but state television said 12 died.", "O"),
        ("YEREVAN (AP) - Georgian officials were silent, but state television said 12 died.", "O"),
        ("YEREVAN (AP) - Azerbaijani officials were silent, but state television said 12 died.", "B"),
        ("The soldier Baku released on Tuesday said he was fine.", "O"),
        ("Azerbaijan opened a school while denying Armenians entry to it.", "N"),
        ("Aliyev met Armenians while denying them citizenship.", "N"),
        ("Azerbaijan closed the road while denying any part in it.", "B"),
        ("The Azerbaijani wing of the consortium said no.", "O"),
        ("The Armenian wing of the party said no.", "O"),
        ("Armenia claimed Azerbaijan shelled Vardenis as part of a provocation.", "Y"),
        ("Azerbaijan claims it acted as part of an anti-terror operation.", "B"),
        ("Armenia claims 12 soldiers died as part of the attack.", "Y"),
        ("Azerbaijan claims the region as part of its territory.", "N"),
        ("In Baku's assessment, Armenia is wrong", "B"),
        ("In Armenia's view, Azerbaijan is wrong", "Y"),
        ("In the view of Armenia, the attack was not justified", "Y"),
        ("The attack was wrong in Armenia's view.", "Y"),
        ("The step is wrong in the opinion of the Azerbaijani foreign ministry.", "B"),
        ("Civilians were urged to go home by the Karabakh authorities.", "S"),
        ("Armenians were warned to stay away by Azerbaijan's army.", "B"),
        ("Armenia was urged on Monday to sign by Aliyev.", "B"),
        ("Aliyev was asked on Friday about the corridor by CNN.", "C"),
        ("The dead were named by the Armenian defence ministry as Gor and Aram.", "Y"),
        ("The journalist was charged by Azerbaijan's prosecutors with treason.", "B"),
        ("Twelve soldiers were listed by Armenia as missing.", "Y"),
        ("Aliyev hoped on Monday when in Moscow that a deal would be signed.", "B"),
        ("Baku believes Armenia since 2020 has broken the truce.", "B"),
        ("Pashinyan believes, because of the war, that reform is needed.", "Y"),
        ("Pashinyan outlined his position: no war.", "Y"),
        ("Pashinyan named three priorities: peace, security, borders.", "Y"),
        (
            "President Aliyev met reporters on Monday.\n\nPRESIDENT ALIYEV: Good morning. I am glad to be here.\n\nThe road is open.\n\nThe war is over.",
            "B",
        ),
        ("12 Soldiers Killed According to Armenian Defense Ministry", "Y"),
        ("Azerbaijan Shells Village According to Armenia", "Y"),
        ("The World According to Armenia", "N"),
        ("According to two officials, Hikmet Hajiyev and Elchin Amirbayov, the talks went well.", "B"),
        ("Diplomatic sources in Azerbaijan's foreign ministry said so.", "B"),
        ("Azerbaijan lost 1000 soldiers in 2020 - Yerevan", "Y"),
        ("Ararat Mirzoyan (2023): Armenia wants peace.", "Y"),
        ("The talks are at a difficult point, a government spokesman said in Baku Wednesday.", "B"),
        ("The army has attacked rebel positions, ending a ceasefire, charged the Azerbaijani spokesman.", "B"),
        ("Their access was denied by Azerbaijani authorities.", "N"),
        ("Web posted at: 5:00 p.m. EDT", "N"),
        ("A ceasefire was observed by the Azerbaijani army for two months.", "N"),
        (
            '"It is an unwise decision to bring missiles here, be it Xland or the sea, "the Azerbaijani foreign ministry says.',
            "B",
        ),
        (
            "Azerbaijani authorities opened a small area for visits in November, and on Tuesday said a part of it would be converted.",
            "B",
        ),
        ("Azerbaijani authorities opened a small area, and on Tuesday said a part of it would be converted.", "B"),
        ("Azerbaijan left the body, citing the agency's failure to condemn attacks.", "N"),
        (
            "The talks went well, according to statements released by the Azerbaijani and Armenian foreign ministries.",
            "BY",
        ),
        ("Government of Azerbaijan Calls on Prime Minister Johnson to Compel Maro to End Attacks", "B"),
        ("The Harbour Council has issued allegations that Xland killed 60 people.", "O"),
        ("No group has claimed responsibility for the attack.", "N"),
        (
            "But the government of Azerbaijan, a small country, denies the Talysh citizenship and excluded them from the census.",
            "N",
        ),
        ('Aliyev, referring to the villagers by the term "Bengali", said colonialists were responsible.', "B"),
        ("One of the most powerful armed groups battling Azerbaijan's army has claimed the capture of the town.", "O"),
        (
            "Azerbaijan's leader Ilham Aliyev, once a human rights icon, has repeatedly denied allegations of genocide.",
            "B",
        ),
        (
            "The country's leader Ilham Aliyev, once a human rights icon, has repeatedly denied allegations of genocide.",
            "B",
        ),
        ("Azerbaijan Govt said it would not.", "B"),
        (
            "These men, women and children are ethnic Azeris from Armenia, often described as the most persecuted minority in the world.",
            "N",
        ),
        (
            "The Popular Forces (PMF), the Azerbaijan-backed Iraqi Popular Movement Forces (PMF), lost a man. According to a statement from the PMF, he died.",
            "O",
        ),
        (
            "After reviewing a United Nations report on the incidents, the Azerbaijani representative said it was wrong.",
            "B",
        ),
        (
            'The Armenian foreign ministry "condemned the raid" and urged Azerbaijan to respect established rules "like others".',
            "Y",
        ),
        (
            "Residents and rebel deserters described support from within Armenia to the abusive forces of Azerbaijan.",
            "O",
        ),
        ("Residents who refused to leave reported beatings.", "O"),
    ],
)
def test_who_says_the_last_sentence(text: str, expected: str) -> None:
    assert sides(text)[-1] == [_LETTERS[letter] for letter in expected]


@pytest.mark.parametrize(
    ("text", "not_expected"),
    [
        ("The EU wants a statement from Azerbaijan promising peace.", B),
        ("Speaking about the situation in Nagorno-Karabakh, the defence minister said Russia would stay.", S),
        ("Speaking about refugees from Azerbaijan, the prime minister said they were welcome.", B),
        ("Speaking about the blast in Yerevan, the president said he was sorry.", Y),
        ("Speaking on prisoners in Baku, the foreign minister said they must be freed.", B),
        ("Russia met with Azerbaijan accusing Armenia of arson.", B),
    ],
)
def test_who_does_not_say_it(text: str, not_expected: str) -> None:
    assert not_expected not in speakers(text)
