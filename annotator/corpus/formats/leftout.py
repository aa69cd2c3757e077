"""What a page's text lacks of its article: paragraphs that extraction passed over, and further articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from annotator.corpus.formats import markup
from annotator.corpus.formats.beside import stands_beside

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHOWN = 60
"""Code points of a passage that a message shows."""
_LINKED = 0.8
"""How much of a teaser is a link."""
_SHARE = 0.2
"""How long another article is at least, beside the longest; what is shorter is a teaser."""


class LeftOut(NamedTuple):
    """What a text lacks of the article in a page."""

    article: HtmlElement
    """The part of the page that holds all paragraphs of the text."""
    passages: tuple[str, ...]
    """How each passage begins that is in the article and not in the text, in their order; menus, teasers and comments are none."""
    others: tuple[str, ...]
    """How each further article of the page begins."""
    disordered: bool
    """Whether passages stand in another order in the text than on the page."""


def of(tree: HtmlElement, text: str) -> LeftOut | None:
    """What the text lacks of the page's article; None where it lacks nothing, or the page does not have its words."""
    squeezed = _squeezed(text)
    lines = {_squeezed(line) for line in text.split("\n")}
    found: list[HtmlElement] = []
    missing: list[tuple[HtmlElement, str]] = []
    place, disordered = 0, False
    for block, words in markup.passages(tree):
        own = _squeezed(words)
        if block.tag == "h1" or markup.is_running(words):
            if own in lines or own in squeezed:
                found.append(block)
                behind = squeezed.find(own, place) if block.tag != "h1" else place
                disordered = disordered or behind < 0
                place = max(place, behind)
            elif block.tag != "h1":
                missing.append((block, words))
    if not found:
        return None
    whole = _common(found)
    whole = next(whole.iterancestors("article", "main"), whole) if whole.tag not in ("article", "main") else whole
    passages = tuple(_shown(words) for block, words in missing if _is_part(block, whole))
    articles = {one: markup.words_of(one) for one in tree.xpath(".//article[not(ancestor::article)]")}
    longest = max(map(len, (text, *articles.values())))
    others = tuple(
        _shown(words)
        for one, words in articles.items()
        if (shared := _common([one, whole])) not in (one, whole)
        and len(words) >= _SHARE * longest
        and _is_part(one, shared)
    )
    return LeftOut(whole, passages, others, disordered) if passages or others or disordered else None


def _squeezed(words: str) -> str:
    """The letters and digits alone: blanks, marks and quotation marks are another in the text than in the page."""
    return re.sub(r"[\W_]+", "", words)


def _shown(words: str) -> str:
    return f"{words[:_SHOWN]}…" if len(words) > _SHOWN else words


def _common(found: Sequence[HtmlElement]) -> HtmlElement:
    """The smallest element that holds all of them."""
    path = _path(found[0])
    for one in found[1:]:
        other = _path(one)
        path = [mine for mine, its in zip(path, other, strict=False) if mine is its]
    return path[-1]


def _path(element: HtmlElement) -> list[HtmlElement]:
    return [*reversed(list(element.iterancestors())), element]


def _is_part(element: HtmlElement, whole: HtmlElement) -> bool:
    """Whether an element is inside the whole, and nothing on the way says that it stands beside the article or is a link."""
    path = _path(element)
    if whole not in path:
        return False
    if any(stands_beside(one) for one in path[path.index(whole) + 1 :]):
        return False
    linked = sum(len(markup.words_of(link)) for link in element.iter("a"))
    return linked <= _LINKED * len(markup.words_of(element))
