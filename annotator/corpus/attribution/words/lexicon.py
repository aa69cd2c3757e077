"""The language's words of saying, loaded from ``cues.toml`` and inflected."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from annotator.corpus.attribution.words.tokens import plain

_STARTS: Final = (
    "uncovered",
    "uncovers",
    "available",
    "contrary",
    "according",
    "words",
    "per",
    "citing",
    "quoting",
    "via",
    "that",
    "how",
    "what",
    ":",
)
"""What a cue without a verb of saying begins with, or ends."""
FIRST_PERSON: Final = frozenset(("i", "me", "my", "our", "us", "we"))
_JOINTS: Final = ("the", "a", "an", "and", "or", "&", ".", "on", "in", "at")
_OR_DOUBLING: Final = ("counsel", "label", "level", "marvel", "signal")
"""Verbs that the British double and Americans do not."""
_DOUBLING: Final = (
    "aver",
    "concur",
    "nod",
    "shrug",
    "sob",
    "submit",
    "swan",
    "transmit",
    "drop",
    "swap",
    "grin",
    "recap",
    "snap",
    "admit",
    "rebut",
    "refer",
    "slam",
    "regret",
    "pin",
    "sum",
    "dub",
    "beg",
)


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb of saying."""

    lemma: str
    base: bool = False
    third: bool = False
    past: bool = False
    participle: bool = False
    """Past participle."""
    gerund: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by what they do in a sentence; all lower case."""

    forms: dict[str, Form]
    strong: frozenset[str]
    weak: frozenset[str]
    outlet_verbs: frozenset[str]
    participles: frozenset[str]
    relays: frozenset[str]
    objects: dict[str, tuple[str, ...]]
    """Nouns that make a verb speech: "expressed concern"."""
    particles: dict[str, tuple[str, ...]]
    unless: dict[str, tuple[str, ...]]
    also_nouns: frozenset[str]
    auxiliaries: frozenset[str]
    be: frozenset[str]
    modals: frozenset[str]
    helpers: frozenset[str]
    """Auxiliaries, forms of be, modals."""
    adverbs: frozenset[str]
    pronouns: frozenset[str]
    possessives: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    complements: frozenset[str]
    subordinators: frozenset[str]
    concessives: frozenset[str]
    past_forms: frozenset[str]
    times: frozenset[str]
    offices: frozenset[str]
    institutions: frozenset[str]
    documents: frozenset[str]
    crowd: frozenset[str]
    media: frozenset[str]
    bystanders: frozenset[str]
    """The crowd without the media."""
    people: frozenset[str]
    """Nouns for a person."""
    nobody: frozenset[str]
    former: frozenset[str]
    leaves: frozenset[str]
    """What the title of somebody begins with who has left an office; a quick look before the closer ones."""
    mute: frozenset[str]
    news: frozenset[str]
    nouns_of_saying: frozenset[str]
    """What somebody's "claim that" may be called."""
    nouns_of_words: frozenset[str]
    """What somebody's words may be called: "the reply of X was that"."""
    accounts: frozenset[str]
    """Nouns that stand for "according to": "by X's account", "in the words of X"."""
    taken_up: frozenset[str]
    """What others make something of, one or several: "a figure that X called inflated"."""
    attitudes: frozenset[str]
    """What somebody "is … that" and says so."""
    crew: frozenset[str]
    """An outlet's own people."""
    outlet_nouns: frozenset[str]
    """What an outlet that was named before is called again."""
    naming: frozenset[str]
    joint: frozenset[tuple[str, ...]]
    """What both sides are called together, as two or three words."""
    function: frozenset[str]
    """Words that no name and no noun phrase ends with."""
    starts: frozenset[str]
    """What a cue begins with, or ends."""
    roles: frozenset[str]
    """Offices, institutions and texts: what "the ministry" can be repeated by."""
    edges: frozenset[str]
    """Words at which a noun phrase may end; a quick look before the closer ones."""
    titles: frozenset[str]
    """Offices and institutions."""
    spokespeople: frozenset[str]
    alike: dict[str, frozenset[str]]
    """The other words for the same office or institution."""
    repeated: frozenset[str]
    """Roles, and what has other words for it; a quick look."""
    portfolios: frozenset[str]
    """What offices and institutions are for."""
    nameless: frozenset[str]
    """Words that stand in no person's name."""

    def called(self, words: list[str]) -> frozenset[str]:
        """The words of a phrase by which "the ministry" may repeat it: offices, institutions, texts, and what they are for."""
        if self.repeated.isdisjoint(words):
            return frozenset()
        nouns = self.roles.intersection(words)
        if "vice" in words and "president" in nouns:
            # Not whom "the president" repeats.
            nouns = nouns - {"president"} | {"vice-president"}
        for noun in [noun for noun in words if noun in self.alike]:
            nouns |= self.alike[noun]
        if "representative" in words and "permanent" in words:
            # At an organisation: an ambassador.
            nouns |= self.alike["ambassador"]
        return nouns | self.portfolios.intersection(words) if nouns else nouns

    def is_adverb(self, word: str) -> bool:
        """Whether a word can stand between a subject and its verb."""
        return word in self.adverbs or (word.endswith("ly") and len(word) > 4 and word not in _NOT_ADVERBS)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((resources.files("annotator.corpus") / "cues.toml").read_text("utf-8"))


def listed(name: str) -> frozenset[str]:
    """The words of one list of ``cues.toml``."""
    return frozenset(map(plain, _data()["lists"][name]))


_NOT_ADVERBS: Final = listed("not_adverbs")


@cache
def lexicon() -> Lexicon:
    """The lexicon that comes with the tool."""
    data = _data()
    lists: dict[str, list[str]] = data["lists"]

    def words(name: str) -> frozenset[str]:
        return frozenset(map(plain, lists[name]))

    objects = {verb: tuple(nouns) for verb, nouns in data["nouns_of_words"].items()}
    particles = {verb: tuple(following) for verb, following in data["particles"].items()}
    lemmas = sorted({*data["strong"], *data["weak"], *objects, *particles, *lists["outlet_verbs"]})
    auxiliaries, be, modals = words("auxiliaries"), words("be"), words("modals")
    prepositions, subordinators, determiners = words("prepositions"), words("subordinators"), words("determiners")
    forms = _forms(lemmas, data["irregular"])
    taken_up = words("taken_up") | words("nouns_of_words") | words("nouns_of_saying")
    function = prepositions | subordinators | determiners | words("possessives") | frozenset(("and", "or"))
    roles = words("offices") | words("institutions") | words("documents")
    alike = {word: frozenset(several.split()) for several in lists["alike"] for word in several.split()}
    return Lexicon(
        forms=forms,
        strong=frozenset(data["strong"]),
        weak=frozenset(data["weak"]),
        outlet_verbs=words("outlet_verbs"),
        participles=words("participles"),
        relays=words("relays"),
        objects=objects,
        particles=particles,
        unless={verb: tuple(following) for verb, following in data["unless"].items()},
        also_nouns=words("also_nouns"),
        auxiliaries=auxiliaries,
        be=be,
        modals=modals,
        helpers=auxiliaries | be | modals,
        adverbs=words("adverbs"),
        pronouns=words("pronouns"),
        possessives=words("possessives"),
        determiners=determiners,
        prepositions=prepositions,
        complements=words("complements"),
        subordinators=subordinators,
        concessives=words("concessives"),
        past_forms=words("past_forms"),
        times=words("times"),
        offices=words("offices"),
        institutions=words("institutions"),
        documents=words("documents"),
        crowd=words("crowd"),
        media=words("media"),
        bystanders=words("crowd") - words("media"),
        people=frozenset(
            tomllib.loads((resources.files("annotator.corpus") / "nouns.toml").read_text("utf-8"))["people"]
        ),
        nobody=words("nobody"),
        former=words("former"),
        leaves=words("former") | {"out", "president"},
        mute=words("mute"),
        news=words("news"),
        nouns_of_saying=words("nouns_of_saying"),
        nouns_of_words=words("nouns_of_words"),
        accounts=words("accounts"),
        taken_up=taken_up.union(noun + "s" for noun in taken_up),
        attitudes=words("attitudes"),
        crew=words("crew"),
        outlet_nouns=words("outlet_nouns"),
        naming=words("naming"),
        joint=frozenset(map(tuple, map(str.split, lists["joint"]))),
        function=function,
        starts=words("attitudes").union(forms, _STARTS, words("nouns_of_words"), words("accounts")),
        roles=roles,
        edges=subordinators.union(
            forms,
            words("past_forms"),
            auxiliaries,
            be,
            modals,
            words("pronouns"),
            words("times"),
            words("numbers"),
            _JOINTS,
        ),
        titles=words("offices") | words("institutions"),
        spokespeople=words("spokespeople"),
        alike=alike,
        repeated=roles.union(alike),
        portfolios=words("portfolios"),
        nameless=frozenset(("mr", "mrs", "ms", "dr", "sir", "lord", "prof", "gen", "col", "lt", "maj", "capt"))
        | function
        | words("offices")
        | words("institutions")
        | words("times")
        | words("pronouns"),
    )


def _forms(lemmas: list[str], irregular: dict[str, list[str]]) -> dict[str, Form]:
    kinds: dict[str, dict[str, str | bool]] = {}

    def add(form: str, lemma: str, kind: str) -> None:
        kinds.setdefault(form, {"lemma": lemma})[kind] = True

    for lemma in lemmas:
        if lemma in _OR_DOUBLING:
            add(f"{lemma}{lemma[-1]}ed", lemma, "past")
            add(f"{lemma}{lemma[-1]}ed", lemma, "participle")
            add(f"{lemma}{lemma[-1]}ing", lemma, "gerund")
        third, past, participle, gerund = irregular.get(lemma) or _regular(lemma)
        for form, kind in (
            (lemma, "base"),
            (third, "third"),
            (past, "past"),
            (participle, "participle"),
            (gerund, "gerund"),
        ):
            if kinds.get(form, {"lemma": lemma})["lemma"] == lemma:
                add(form, lemma, kind)
    return {form: Form(**found) for form, found in kinds.items()}  # type: ignore[arg-type]


def _regular(lemma: str) -> tuple[str, str, str, str]:
    if lemma in _DOUBLING:
        double = lemma + lemma[-1]
        return f"{lemma}s", f"{double}ed", f"{double}ed", f"{double}ing"
    if lemma.endswith("e"):
        return f"{lemma}s", f"{lemma}d", f"{lemma}d", f"{lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma[:-1]}ied", f"{lemma}ing"
    third = f"{lemma}es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else f"{lemma}s"
    return third, f"{lemma}ed", f"{lemma}ed", f"{lemma}ing"
