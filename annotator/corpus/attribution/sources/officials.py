"""Officials to whom a text gives no state: whose "deputy minister of labour" is, by what it is called and where it speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from annotator.corpus.attribution.sources.persons import names_outsider
from annotator.corpus.attribution.words.heads import has_left_office, is_named, is_title
from annotator.corpus.attribution.words.lexicon import Lexicon, listed
from annotator.corpus.attribution.words.names import Sort
from annotator.corpus.attribution.words.phrases import Phrase
from annotator.corpus.attribution.words.scene import By, Scene, Who, beginning_in, ending_at
from annotator.corpus.attribution.words.tokens import Words
from annotator.corpus.speaker import OTHER

EMBASSIES: Final = frozenset(("embassy", "consulate"))
"""What is not of the side in whose town it stands."""


def setting(scene: Scene, phrase: Phrase) -> Who | None:
    """Whose "the ministry" is behind "In X", "…, where": an institution without a name is that of the place where it speaks."""
    w, lex = scene.words, scene.lexicon
    end = phrase.start
    nouns = {word for first, last in _parts(scene, phrase) for word in lex.titles.intersection(w.low[first:last])}
    they = w.low[phrase.start : phrase.end] == ["they"]
    if not (nouns or they) or w.low[phrase.start] in lex.possessives:
        return None
    if _GUESTS & nouns or of_no_state(w.low[phrase.start : phrase.end]):
        # "In Anytown, the delegation met the president".
        return None
    if nouns and 1 < end <= _LONGEST_LABEL and w.low[end - 1] in _BEHIND_LABELS and all(map(w.capital, range(end - 1))):
        # "Elsewhere: The Foreign Ministry voiced concern", not "news.org: The ministry".
        if not scene.names.press.isdisjoint(w.low[: end - 1]) or "." in w.low[0]:
            return None
        hits = [hit for hit in scene.hits if hit.end < end]
        tag = next((tag for hit in hits if (tag := hit.tag(Sort.PLACE))), None)
        return Who(tag or OTHER, None if tag else " ".join(w.raw[: end - 1]), By.DEFINITE, None, frozenset(nouns))
    one = not {"a", "an"}.isdisjoint(w.low[max(0, phrase.start - 1) : phrase.start + 1])
    if one and nouns and (told := _told_in(scene, phrase.end)) is not None:
        return Who(told, None, By.DEFINITE, None, frozenset(nouns))
    where = end > 0 and w.low[end - 1] == "where"
    end -= where
    while end and (w.low[end - 1] == "," or lex.is_adverb(w.low[end - 1])):
        end -= 1
    comma = next((index for index in range(end - 2, max(0, end - _LONGEST_APPOSITION), -1) if w.low[index] == ","), end)
    aside = w.low[comma + 1] if comma < end else ""
    if aside == "which" or (aside in ("the", "a", "an") and not ending_at(scene, end)):
        # "In X, the region at the heart of it, the leadership said", "In X, which the others call Y, the ministry said".
        end = comma
    for hit in ending_at(scene, end):
        tag = hit.tag(Sort.PLACE, Sort.LOCAL)
        place = hit.start - 1
        if (
            tag is not None
            and place >= 0
            and w.low[place] in ("in", "from")
            and (
                where
                or place == 0
                or (w.low[0] == "speaking" and not _is_topic(w, 1, lex))
                or not w.low[place - 1].isalpha()
                or _opens_clause(w.low[place - 1], lex)
            )
        ):
            return Who(tag, None, By.DEFINITE, None, frozenset(nouns))
    return None


def _told_in(scene: Scene, verb: int) -> str | None:
    """The side of the town in which somebody said something: "a government spokesman said in Anytown on Monday"."""
    low, form = scene.words.low, scene.lexicon.forms.get(scene.words.low[verb]) if verb < len(scene.words) else None
    if form is None or form.lemma not in ("say", "tell") or low[verb + 1 : verb + 2] != ["in"]:
        return None
    return next((tag for hit in scene.hits if hit.start == verb + 2 and (tag := hit.tag(Sort.PLACE))), None)


def _is_topic(w: Words, index: int, lex: Lexicon) -> bool:
    """Whether what somebody speaks about begins: "speaking about the war in X", not "speaking on television in X"."""
    following = w.low[index + 1] if index + 1 < len(w) else ""
    on = w.low[index] == "on" and following not in lex.times and following not in ("air", "television", "the", "tv")
    return on or w.low[index] in ("about", "against", "of")


_GUESTS: Final = listed("visitors") | {"commissioner", "team"}


def told_press(scene: Scene, phrase: Phrase) -> Who | None:
    """Such as "The ministry told NEWSLINE": of the side at home with which the one outlet is that a sentence names so."""
    nouns = scene.lexicon.titles.intersection(scene.words.low[phrase.start : phrase.end])
    if not nouns:
        return None
    told = [
        tag
        for hit in beginning_in(scene, phrase.start - _FAR, phrase.end + _FAR)
        if hit.start
        and (tag := hit.tag(Sort.OUTLET))
        and tag not in scene.names.staff
        and scene.words.low[hit.start - 1] in ("told", "to")
    ]
    near = scene.words.raw[max(0, phrase.start - _FAR) : phrase.end + _FAR]
    tags = {*told, *scene.names.calls_itself(scene.text, near)}
    return Who(next(iter(tags)), None, By.DEFINITE, None, nouns) if len(tags) == 1 else None


def of_relay(scene: Scene, phrase: Phrase) -> Who | None:
    """Such as "Xish media, citing the ministry": of the side whose media pass it on."""
    lex, low = scene.lexicon, scene.words.low
    nouns = lex.titles.intersection(low[phrase.start : phrase.end])
    if nouns.isdisjoint(_OF_STATES):
        return None
    near = beginning_in(scene, phrase.start - _FAR, phrase.end + _FAR)
    media = [hit for hit in near if hit.end < len(low) and low[hit.end] in lex.media]
    tags = {tag for hit in media if (tag := hit.tag(Sort.DEMONYM, Sort.PLACE))}
    return Who(next(iter(tags)), None, By.DEFINITE, None, nouns) if len(tags) == 1 else None


_OF_STATES: Final = frozenset(
    ("army", "department", "government", "mfa", "minister", "ministry", "mod", "presidency", "president", "prosecutor")
)
_FAR: Final = 60
"""Words on both sides within which an outlet is looked for that somebody told so."""
_LONGEST_APPOSITION: Final = 14
_BEHIND_LABELS: Final = frozenset((":", "–", "—", "-"))
_LONGEST_LABEL: Final = 4
"""Words in front of what an item of a list tells of a state, its colon included."""
_CONJUNCTIONS: Final = frozenset(("while", "and", "but", "as", "that", "whereas", "yet", "here", "over"))


def _opens_clause(low: str, lex: Lexicon) -> bool:
    """Whether a word may stand before the place with which a clause begins: "Yet in X the minister said"."""
    return low in _CONJUNCTIONS or lex.is_adverb(low)


def is_sideless(scene: Scene, phrase: Phrase, who: Who) -> bool:
    """Whether somebody outside the registry may be a side's official all the same: an office, and no other state."""
    if who.tag != OTHER or who.by not in _NO_SIDES:
        return False
    w, lex = scene.words, scene.lexicon
    spans = _parts(scene, phrase)
    words = [low for first, last in spans for low in w.low[first:last]]
    crowd = lex.crowd.intersection(words) - (_OF_A_BODY if not _PRESS_OFFICES.isdisjoint(words) else set())
    if lex.titles.isdisjoint(words) or has_left_office(words, lex) or crowd:
        return False
    if of_no_state(words) or any(names_outsider(scene, *span, span[1]) for span in spans):
        return False
    return not any(_is_foreign(scene, first, last) for first, last in spans)


_NO_SIDES: Final = frozenset((By.NAMED, By.COMMON, By.APPOSITION))
"""What tells of somebody outside the registry whose office may be a side's."""


def _parts(scene: Scene, phrase: Phrase) -> list[tuple[int, int]]:
    """A phrase and its apposition, where that is no clause."""
    span = phrase.apposition
    if span is None or scene.words.low[span[0]] in _CLAUSES or scene.words.low[span[0]] in scene.lexicon.prepositions:
        return [(phrase.start, phrase.end)]
    return [(phrase.start, phrase.end), span]


_OF_A_BODY: Final = frozenset(("press", "media", "public"))
"""Words for a crowd that an office may be called by: "the press secretary", "the public prosecutor"."""
_PRESS_OFFICES: Final = frozenset(
    ("secretary", "service", "department", "office", "centre", "center", "prosecutor", "defender")
)
"""What makes them an office's."""
_CLAUSES: Final = listed("clauses")
_NO_STATE_BODIES: Final = listed("no_state_bodies")


_CENTRES: Final = frozenset(("center", "centre"))
_STATE_CENTRES: Final = frozenset(
    (
        "information",
        "press",
        "media",
        "unified",
        "training",
        "forensic",
        "medical",
        "crisis",
        "emergency",
        "command",
        "regional",
        "district",
    )
)


def of_no_state(low: Sequence[str]) -> frozenset[str]:
    """The words, of a phrase's, for what has heads and spokesmen too and belongs to no side; "secretary general" is one."""
    found = _NO_STATE_BODIES.intersection(low)
    if not found and not _CENTRES.isdisjoint(low) and _STATE_CENTRES.isdisjoint(low):
        # A "centre for reforms" thinks; a "press centre" speaks for a state.
        found = _CENTRES.intersection(low)
    if "secretary" not in low:
        return found
    trios = zip(low, low[1:], [*low[2:], ""], strict=False)
    general = any(
        one == "secretary" and (two == "general" or (two, three) == ("of", "state")) for one, two, three in trios
    )
    return found | {"secretary-general"} if general else found


def _is_foreign(scene: Scene, start: int, end: int) -> bool:
    """Whether a capital stands there that is neither a title's nor part of the official's own name."""
    w, lex = scene.words, scene.lexicon
    named = 0
    for index in range(end - 1, start - 1, -1):
        low = w.low[index]
        if not w.capital(index) or is_title(low, lex) or low in lex.function or w.low[index - 1] == "(":
            continue
        if index == 0 and (end > 1 or lex.is_adverb(low)) and not is_named(w, 0, end, lex):
            continue
        own = index + 1 == end or (
            0 < named < _LONGEST_PERSON and index + named + 1 == end and not _is_of(w, index, named)
        )
        before = index - 1 if index <= start + 1 or w.low[index - 1] != "." else index - 2
        plain = w.low[before].isalpha() and not w.capital(before) and w.low[before] not in lex.function
        behind_title = index > start and (plain or is_title(w.low[before], lex) or w.capital(before))
        # A rank may have brackets behind it: "Admiral (Retd) First Last".
        behind_title = behind_title or (before > 0 and w.low[before] == ")")
        if not (own and (behind_title or index == start)):
            return True
        named += 1
    return False


def _is_of(w: Words, index: int, named: int) -> bool:
    """Whether a name of two words or more stands behind a state's: "minister of Elsewhere First Last"."""
    return named > 1 and index > 0 and w.low[index - 1] in ("of", "in", "for")


_LONGEST_PERSON: Final = 4
"""Words of a person's name; "of the North Bay Trade Port First Last" names a port besides."""


def by_shape(scene: Scene, phrase: Phrase) -> frozenset[str]:
    """The sides whose official somebody may be by the surname alone.

    A region's people are called like those of the state that it yields to; unless something says region, the state's.
    """
    return _without_regions(scene, shapes(scene, phrase) or frozenset())


def called_like(scene: Scene, surname: str) -> frozenset[str]:
    """The sides that a surname in lower case looks like, under the same rule."""
    return _without_regions(scene, frozenset(tag for pattern, tag in scene.names.surnames if pattern.search(surname)))


def _without_regions(scene: Scene, looks: frozenset[str]) -> frozenset[str]:
    return frozenset(tag for tag in looks if not looks & scene.names.absorbs[tag])


def shapes(scene: Scene, phrase: Phrase) -> frozenset[str] | None:
    """The sides that a surname in a phrase looks like; None where no name stands in it, or the registry knows no shapes."""
    w, lex = scene.words, scene.lexicon
    if not scene.names.surnames:
        return None
    for first, last in _parts(scene, phrase):
        for index in range(last - 1, first - 1, -1):
            if w.capital(index) and index and not is_title(w.low[index], lex) and w.low[index] not in lex.function:
                return frozenset(tag for pattern, tag in scene.names.surnames if pattern.search(w.low[index]))
    return None
