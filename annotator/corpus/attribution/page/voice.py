"""Whose words a text is that names no issuer: by how it speaks of its own side and of the other one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from annotator.corpus.attribution.cues.clauses import leading
from annotator.corpus.attribution.page.home import by_press
from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.sources.officials import by_shape, is_sideless
from annotator.corpus.attribution.words.lexicon import FIRST_PERSON, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import right
from annotator.corpus.attribution.words.scene import By, Scene, Who
from annotator.corpus.sentence import Kind, Sentence
from annotator.corpus.speaker import OTHER

_ENEMY: Final = listed("enemy")
"""What only one of the fighting calls the other, outside quotations."""
_OURS: Final = listed("issuer_ours")
_DECLARES: Final = listed("declares")
_BEGINNING: Final = 5
"""Units within which an account of a meeting names whose it is."""
_READOUT: Final = re.compile(
    r"\b(?:(?:held|had|hosted) (?:an? )?(?:\w+ )?(?:meeting|talks|(?:tele)?phone conversation)"
    r"|(?:sides|parties|interlocutors|ministers) (?:also )?"
    r"(?:discussed|exchanged|touched|stressed|reaffirmed|noted|emphasi[sz]ed|expressed)"
    r"|(?:emphasis|attention) was (?:also )?(?:put|paid|drawn|focused)"
    r"|(?:in|during) the course of the (?:meeting|conversation)"
    r"|(?:issues|questions|prospects) (?:of|relat(?:ing|ed) to) .{3,80}(?:were|was) (?:also )?(?:discussed|touched)"
    r"|(?:then )?a photo(?:graph)? was taken|(?:exchanged|had an exchange of) views"
    r"|it was (?:also )?(?:noted|emphasi[sz]ed|stressed|underlined)"
    r"|received (?:an? |the )?(?:\w+ ){0,2}(?:delegation|ambassador|credentials)"
    r"|extended (?:his|her|their) (?:gratitude|congratulations)"
    r"|exchange of views|views were exchanged|for (?:his|her) part"
    r"|the (?:conversation|meeting) (?:took place|was held|touched|focused))\b",
    re.IGNORECASE,
)
"""The turns of phrase of an official account of a meeting."""
_FEWEST_TURNS: Final = 3


def by_readout(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """An account of a meeting as ministries give it: of the side whose office or body opens it."""
    opener: Who | None = None
    for sentence, scene in units[:_BEGINNING]:
        if opener is None and sentence.kind is Kind.BODY:
            opening = leading(scene.words, 0, scene.lexicon)
            opener = identify(scene, opening) if opening is not None else None
            if opening is not None and opener is not None and is_sideless(scene, opening, opener):
                looks = by_shape(scene, opening)
                opener = Who(next(iter(looks)), None, By.OFFICE) if len(looks) == 1 else None
    if opener is not None and opener.tag == OTHER:
        opener = _head_of_state(units)
    if opener is None or opener.by in (By.METONYM, By.OUTLET):
        return None
    turns = 0
    for sentence, scene in units:
        if not scene.names.press.isdisjoint(scene.words.low):
            # The press tells of meetings too.
            return None
        turns += len(_READOUT.findall(sentence.text))
    return Who(opener.tag, None, By.BODY, False) if turns >= _FEWEST_TURNS else None


def _head_of_state(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Whom "the head of state" means at home, where a guest opens the text: the one side of whose people it tells."""
    at_home = any(scene.text.startswith(_AT_HOME) for _, scene in units)
    people = {tag for _, scene in units for hit in scene.hits if (tag := hit.tag(Sort.PERSON))} if at_home else set()
    return Who(next(iter(people)), None, By.OFFICE) if len(people) == 1 else None


_AT_HOME: Final = ("The head of state ", "The Head of State ", "The head of our state ")
_VOCATIVE: Final = re.compile(r"^(?:dear|my (?:fellow|dear)|fellow|glory to) ", re.IGNORECASE)


def by_address(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """Such as "Dear Xlanders!" or "Glory to X!": a speech to one's own people."""
    for sentence, scene in (*units[:3], *units[-2:]):
        if len(sentence.text) < 60 and _VOCATIVE.match(sentence.text):
            tags = [tag for hit in scene.hits if (tag := hit.tag(Sort.PLACE, Sort.DEMONYM))]
            if tags:
                return Who(tags[0], None, By.BODY, False)
    return None


_SALUTATION: Final = re.compile(
    r"(?:(?:mr|madam|mme)\.? (?:president|chair\w*|secretary[- ]general)|(?:your )?excellenc(?:y|ies)"
    r"|distinguished (?:heads|delegates|representatives|members|colleagues|ladies)|ladies and gentlemen)\b[^.?]{0,80}",
    re.IGNORECASE,
)
"""How a speech to an assembly of states begins, in lines of their own."""
_OF_STATES: Final = re.compile(
    r"secretary[- ]general|excellenc|heads of state|delegates|representatives", re.IGNORECASE
)
_FEWEST_SALUTATIONS: Final = 2
_PARTS: Final = re.compile(r", ?")
_COMMITS: Final = frozenset(
    ("believes", "calls", "condemns", "reaffirms", "reiterates", "remains", "reserves", "stands", "supports", "will")
)
"""What a state says of itself before an assembly."""


def by_floor(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """A speech before an assembly of states, on the other side's deeds: "Mr. President, Excellencies, Xland occupied …"."""
    opening = [sentence.text for sentence, _ in units[:_BEGINNING]]
    greetings = [
        part
        for line in opening
        if _SALUTATION.fullmatch(line.rstrip(".,!:"))
        for part in _PARTS.split(line)
        if _SALUTATION.match(part)
    ]
    if len(greetings) < _FEWEST_SALUTATIONS or not any(map(_OF_STATES.search, greetings)):
        return None
    speaks = sum(not FIRST_PERSON.isdisjoint(scene.words.low) for _, scene in units)
    others = any(
        low in scene.names.powers and not _COMMITS.isdisjoint(scene.words.low[at + 1 : at + 2])
        for _, scene in units
        for at, low in enumerate(scene.words.low)
    )
    enemy = _enemy(units)
    if speaks < _FEWEST_SALUTATIONS or others or enemy is None:
        # A state of no side speaks of itself.
        return None
    # The state that speaks says what it will do.
    named = {
        tag
        for _, scene in units
        for hit in scene.hits
        if (tag := hit.tag(Sort.PLACE)) and not _COMMITS.isdisjoint(scene.words.low[hit.end : hit.end + 1])
    }
    own = named - {enemy} - units[0][1].names.staff - {tag for tag in named if units[0][1].names.absorbs[tag]}
    return Who(next(iter(own)), None, By.BODY, False) if len(own) == 1 else None


def by_voice(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """A text that says "our units" and "the enemy": of the side whose institution opens it, or that is not the enemy."""
    asked = sum(sentence.text.endswith("?") for sentence, _ in units)
    if asked >= _MOST_QUESTIONS:
        # An interview.
        return None
    partisan = sum(_is_partisan(scene) for _, scene in units)
    signed = _signed(units)
    if partisan < (1 if signed is not None else min(2, len(units))) or not units or by_press(units):
        return None
    if any(_IMPARTIAL.search(scene.text) for _, scene in units):
        return None
    if signed is not None and partisan < min(2, len(units)):
        return signed
    enemy = _enemy(units)
    for sentence, scene in units[:3]:
        if sentence.kind is not Kind.BODY:
            continue
        opening = leading(scene.words, 0, scene.lexicon)
        who = identify(scene, opening) if opening is not None else None
        known = who is not None and who.by in (By.BODY, By.OFFICE, By.OUTLET, By.PATTERN, By.PERSON)
        if who is not None and known and who.tag not in (OTHER, enemy):
            return Who(who.tag, None, By.BODY, False)
    own = _own(units, enemy)
    return None if own is None else Who(own, None, By.BODY, False)


def _signed(units: Sequence[tuple[Sentence, Scene]]) -> Who | None:
    """The institution of a side in front of a headline's colon, above nothing but a date: "Xish Ministry: two posts fell".

    An agency has such headlines as well, and a dateline or a byline below.
    """
    if len(units) < 2 or units[0][0].kind is not Kind.HEADING or not _ONLY_DATE.fullmatch(units[1][0].text):
        return None
    headline = units[0][1]
    colon = headline.words.low.index(":") if ":" in headline.words.low else 0
    phrase = right(headline.words, 0, headline.lexicon) if colon else None
    who = identify(headline, phrase) if phrase is not None and phrase.end == colon else None
    known = who is not None and who.by in (By.BODY, By.OFFICE) and not who.person and who.tag != OTHER
    return Who(who.tag, None, By.BODY, False) if who is not None and known else None


_ONLY_DATE: Final = re.compile(r"[\W\d]*\d[\W\d]*")
_IMPARTIAL: Final = re.compile(
    r"\b(?:call(?:s|ed)? (?:up)?on|urge[sd]?) (?:both|all|the) (?:sides|parties)\b", re.IGNORECASE
)
"""What neither side says."""
_MOST_QUESTIONS: Final = 3
_FORCES: Final = frozenset(
    (
        "side",
        "media",
        "troops",
        "forces",
        "army",
        "military",
        "soldiers",
        "units",
        "armed",
        "saboteurs",
        "propaganda",
        "posts",
    )
)
"""What a partisan text names of the enemy, with its state, while its own are "our units"."""


def _enemy(units: Sequence[tuple[Sentence, Scene]]) -> str | None:
    """The side whose forces and media a partisan text names most often with their state."""
    told: Counter[str] = Counter()
    for _, scene in units:
        low = scene.words.low
        for hit in scene.hits:
            tag = hit.tag(Sort.PLACE, Sort.DEMONYM)
            behind = low[hit.end : hit.end + 2]
            before = low[max(0, hit.start - 3) : hit.start] if low[hit.start - 1 : hit.start] == ["of"] else []
            if tag is not None and not hit.tag(Sort.BODY) and not _FORCES.isdisjoint((*behind, *before)):
                told[tag] += 1
    (tag, most), (_, second), *_ = [*told.most_common(2), ("", 0), ("", 0)]
    return tag if most > second else None


def _own(units: Sequence[tuple[Sentence, Scene]], enemy: str | None) -> str | None:
    """The side whose institutions a partisan text names by their own names; else the one it names that is not the enemy."""
    sorts = ((Sort.BODY,), (Sort.LOCAL, Sort.PLACE, Sort.DEMONYM)) if enemy else ((Sort.BODY,),)
    for several in sorts:
        # A "ministry" in quotation marks is not one's own.
        hits = ((scene, hit) for _, scene in units for hit in scene.hits if not scene.words.in_marks(hit.start))
        named = {tag for scene, hit in hits if (tag := hit.tag(*several)) and tag != enemy}
        named -= units[0][1].names.staff
        if len(named) == 1:
            return next(iter(named))
    return None


def silent(units: Sequence[tuple[Sentence, Scene]]) -> str | None:
    """The one side that a text names and whose offices it names without a state: its own.

    Where it names but one side, with its state, the only one that is against that.
    """
    named: set[str] = set()
    offices: set[str] = set()
    absorbs: dict[str, frozenset[str]] = {}
    for _, scene in units:
        absorbs = scene.names.absorbs
        for hit in scene.hits:
            if (tag := hit.tag(Sort.PLACE, Sort.DEMONYM)) is None or tag in scene.names.staff:
                continue
            named.add(tag)
            low = scene.words.low
            behind = low[hit.end : hit.end + (4 if low[hit.end : hit.end + 1] == ["'s"] else 2)]
            before = low[max(0, hit.start - 5) : hit.start - 1] if low[hit.start - 1 : hit.start] == ["of"] else []
            if not scene.lexicon.titles.isdisjoint((*behind, *before)):
                offices.add(tag)
    silent = {tag for tag in named - offices if not named & absorbs[tag]}
    if len(named) == 1 and (offices or _enemy(units)) and not any(_tells_of_others(scene) for _, scene in units):
        silent = {tag for tag in absorbs.keys() - named - units[0][1].names.staff if not named & absorbs[tag]}
    elif not offices:
        return None
    return next(iter(silent)) if len(silent) == 1 else None


def _tells_of_others(scene: Scene) -> bool:
    """Whether a sentence names a state or organisation of no side, or somebody of theirs."""
    return not scene.names.powers.isdisjoint(scene.words.low) or any(
        hit.tag(Sort.OUTSIDER, Sort.FOREIGN) for hit in scene.hits
    )


_SAID: Final = frozenset(("according", "data", "words", "report", "information", "account"))
"""Nouns and words in front of what somebody else says."""


def _is_partisan(scene: Scene) -> bool:
    """Whether a sentence says "we" or "the enemy" outside quotations."""
    low = scene.words.low
    if _PARTISAN.isdisjoint(low):
        return False
    for index, word in enumerate(low):
        if word in ("enemy", "our") and _is_told(scene, index):
            continue
        if low[index : index + 2] == ["opposing", "side"] and low[max(0, index - 2) : index] in (
            ["by", "the"],
            ["of", "the"],
        ):
            return True
        if word in _ENEMY and index and low[index - 1] in ("the", "an"):
            # Not where somebody is told to have said so.
            return scene.lexicon.forms.keys().isdisjoint(low[:index]) and _SAID.isdisjoint(low[:index])
        if word == "my" and low[index + 1 : index + 2] in (["country"], ["government"], ["delegation"], ["people"]):
            return True
        if word == "our" and not _OURS.isdisjoint(low[index + 1 : index + 3]):
            return True
        if word == "we" and index < 2 and low[index + 1 : index + 2] and low[index + 1] in _DECLARES:
            return True
    return False


_PARTISAN: Final = _ENEMY | {"enemy", "my", "opposing", "our", "we"}
"""One of them stands in each such sentence: a quick look."""


def _is_told(scene: Scene, index: int) -> bool:
    """Whether somebody says it in a clause behind: "The enemy, they claim, fired", "Our road is open, he added"."""
    low, lex = scene.words.low, scene.lexicon
    near = range(index + 1, min(len(low), index + _FAR))
    said = (at for at in near if (form := lex.forms.get(low[at])) and (form.past or form.third))
    return any("," in low[max(index, at - _NEAR) : at] and low[at - 1] in lex.pronouns for at in said)


_FAR: Final = 40
_NEAR: Final = 3
"""Words between a comma and who says it behind: ", they claim"."""
