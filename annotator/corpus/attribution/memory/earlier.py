"""What a sentence before tells of: who is in it, whom the press asked, whether it says where all this happens."""

from __future__ import annotations

from typing import Final

from annotator.corpus.attribution.sources.identity import identify
from annotator.corpus.attribution.words.heads import is_person, is_title
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import right
from annotator.corpus.attribution.words.scene import By, Scene, Who, standing_at
from annotator.corpus.speaker import OTHER

_TALKS: Final = frozenset(("asked", "interviewed", "met", "sat", "spoke", "talked"))
_MEETS: Final = frozenset(("met", "meets", "meeting", "received", "receives", "hosted", "talks", "conversation"))
DEAD: Final = frozenset(("arrested", "dead", "detained", "died", "injured", "killed", "shot", "wounded"))
"""What is told of somebody who says nothing more."""
ACCUSES: Final = frozenset(("accuse", "blame", "condemn", "criticise", "criticize", "threaten", "urge", "warn"))
"""Verbs whose object answers, and in whose places what is told happens."""
_PRESSES: Final = frozenset(("call", "called", "calls", "pressed", "pressure", "sanctions"))
_FROM_THERE: Final = frozenset(("born", "embassy", "consulate", "starts"))
"""What says that a place is not where it happens."""
_WITHIN: Final = frozenset(("in", "into", "inside", "across"))
_ABOUT: Final = frozenset(("about", "by", "for", "how", "if", "on", "what", "when", "where", "whether", "why"))
_OWNED: Final = 5
"""Words behind a name in which stands what is somebody's."""
_FEWEST: Final = 4
"""Words of a sentence that tells of somebody."""


def is_set_there(scene: Scene, sorts: tuple[Sort, ...]) -> bool:
    """Whether a name of a place says where something happens and no other place is named, or whom somebody accuses."""
    w, lex = scene.words, scene.lexicon
    within = False
    for hit in scene.hits:
        if not hit.start or not hit.tag(*sorts):
            continue
        before, first = w.low[hit.start - 1], w.low[hit.start - 2] if hit.start > 1 else ""
        form = lex.forms.get(before)
        if (before == "on" and first in _PRESSES) or (form is not None and form.lemma in ACCUSES):
            return True
        within = within or before in _WITHIN or (before == "near" and hit.tag(Sort.LOCAL, Sort.REGION) is not None)
    if not within or not (scene.names.powers.isdisjoint(w.low) and _FROM_THERE.isdisjoint(w.low)):
        return False
    named = {index for one in scene.hits for index in range(one.start, one.end)}
    return not any(
        index and index not in named and not is_title(w.low[index], lex) and w.low[index] not in lex.function
        for index in w.capitals
    )


def names_one(scene: Scene) -> bool:
    """Whether a sentence names one person by the surname, and nobody else who may be a person."""
    w, lex = scene.words, scene.lexicon
    people = [hit for hit in scene.hits if hit.tag(Sort.PERSON, Sort.SURNAME, Sort.OUTSIDER)]
    if len(people) != 1:
        return False
    near = w.low[people[0].end : people[0].end + _OWNED]
    if near[:1] == ["'s"] and not (lex.roles | lex.people).isdisjoint(near):
        # "First Last's spokeswoman"; of "First Last's stand" a later "he" is First Last.
        return False
    if any(low in lex.offices and not w.capital(index) for index, low in enumerate(w.low)):
        return False
    named = {index for hit in scene.hits for index in range(hit.start, hit.end)}
    known = scene.names.powers | lex.function | lex.crowd | lex.also_nouns
    return not any(i not in named and not is_title(w.low[i], lex) and w.low[i] not in known for i in w.capitals)


def opener(scene: Scene) -> Who | None:
    """Somebody with whom a sentence begins and who is nobody's: "A woman sat by the road", "First Last, who fled, sleeps"."""
    w, lex = scene.words, scene.lexicon
    if len(w) < _FEWEST:
        return None
    if w.low[0] in ("a", "an", "one", "another"):
        head = next((i for i in (1, 2) if w.low[i] in lex.people and w.low[i] not in lex.crew | lex.titles), None)
        return None if head is None else Who(OTHER, scene.text[: w.end(head)], By.COMMON, True)
    named = all(w.capital(i) and not is_title(w.low[i], lex) and w.low[i] not in lex.function for i in (0, 1))
    # "Also read: …" is no person.
    if (
        not named
        or lex.is_adverb(w.low[0])
        or w.capital(2)
        or any(hit.start < 2 for hit in scene.hits[:1])
        or w.low[1] in scene.names.powers
    ):
        return None
    return Who(OTHER, " ".join(w.raw[:2]), By.NAMED, True)


def newcomer(scene: Scene, last: int) -> Who | None:
    """Somebody whose full name ends with a word and who is introduced by an age or an occupation: "Max Roe, 42, …"."""
    w, lex = scene.words, scene.lexicon
    if w.low[last + 1 : last + 2] != [","] or last + 2 >= len(w) or standing_at(scene, last):
        return None
    behind = w.low[last + 2]
    aged = behind.isdigit() and len(behind) < 3 and w.low[last + 3 : last + 4] in ([","], ["."], [])
    phrase = right(w, last + 2, lex) if behind in ("a", "an") else None
    if not aged and (phrase is None or not is_person(w, phrase.start, phrase.end, lex)):
        return None
    first = last
    while first and w.capital(first - 1) and w.low[first - 1] not in lex.function:
        first -= 1
    return Who(OTHER, " ".join(w.raw[first : last + 1]), By.NAMED, True)


def asked(scene: Scene) -> Who | None:
    """Whom the press asks or meets in a sentence: "a reporter asked X", "Newsline spoke to X's envoy, First Last"."""
    w, lex = scene.words, scene.lexicon
    if _TALKS.isdisjoint(w.low):
        return None
    for verb in [index for index, low in enumerate(w.low) if index and low in _TALKS]:
        start = verb + 1
        while start < len(w) and w.low[start] in ("to", "with", "down"):
            start += 1
        direct = w.low[verb] in ("asked", "interviewed") and start == verb + 1
        before = w.low[max(0, verb - 4) : verb]
        if not (direct or start > verb + 1) or (lex.crew | lex.media | scene.names.press).isdisjoint(before):
            continue
        about = direct and start < len(w) and w.low[start] in _ABOUT
        # "The spokesman of the press office, asked about it, said".
        phrase = right(w, start, lex) if start < len(w) and not about else None
        who = identify(scene, phrase) if phrase is not None else None
        if who is not None and who.by not in (By.METONYM, By.CROWD, By.PRESS):
            return who
    return None


def met(scene: Scene) -> list[str] | None:
    """The only side that a sentence names which tells of a meeting with somebody else."""
    if _MEETS.isdisjoint(scene.words.low):
        return None
    named = {tag for hit in scene.hits if (tag := hit.tag(Sort.PLACE, Sort.DEMONYM, Sort.PERSON, Sort.SURNAME))}
    taken = {index for hit in scene.hits for index in range(hit.start, hit.end)}
    others = any(index and index not in taken for index in scene.words.capitals)
    return [*named] if len(named) == 1 and others else None


def tells_of_victims(scene: Scene) -> bool:
    """Whether a sentence says that somebody was killed or held."""
    return not DEAD.isdisjoint(scene.words.low)
