"""Text from a tree of markup, HTML's or trafilatura's: a unit a line, marked as `annotator.corpus.layout` reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLOCKS = frozenset(
    (
        *("html", "body", "main", "article", "section", "div", "header", "footer", "aside", "form", "fieldset"),
        *("p", "pre", "address", "blockquote", "quote", "hr", "head", "figure", "figcaption", "details", "summary"),
        *("ul", "ol", "dl", "dt", "dd", "li", "list", "item"),
        *("table", "thead", "tbody", "tfoot", "caption", "tr", "row"),
        *_HEADINGS,
    )
)
_CELLS = {"td", "th", "cell"}
_NO_TEXT = frozenset(
    (
        *("script", "style", "template", "noscript", "title", "iframe", "object", "svg", "video", "audio"),
        *("nav", "button"),
    )
)
_ITEMS = {"li", "item", "dd"}
_BREAKS = {"br", "lb"}

_BLANKS = re.compile(r"[ \t\r\f\n\v]+")
_CAPTION = re.compile(
    r"(?i)(?:caption|photo|photograph|picture|image|illustration|graphic|map|video|credit|source)s?\s?:"
)

_CAPTIONS = ".//figure//figcaption | .//*[contains(concat(' ', normalize-space(@class), ' '), ' wp-caption-text ')]"
_PICTURE = "ancestor::figure | ancestor::*[contains(concat(' ', normalize-space(@class), ' '), ' wp-caption ')]"

CAPTION = "Caption: "
"""Stands in front of a caption, so that it stays apart from what the article says; `annotator.corpus.sentence` knows it."""


def parsed(markup: str) -> HtmlElement | None:
    """The elements of a page or of a part of one; None where there are none.

    Raises:
        ValueError: the parser gave up in the middle, and what follows would be lost without a word.
    """
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    # Bytes, since lxml refuses a str that declares an encoding; lone surrogates cannot be in what was decoded.
    parser = HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        tree = document_fromstring(markup.removeprefix("\ufeff").encode(), parser=parser)
    except ParserError:
        return None
    if limits := [entry.message for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]:
        raise ValueError(limits[0])
    return tree


def text_of(root: _Element) -> str:
    """The tree's text: paragraphs with a blank line between, ``#`` before headings, ``-`` before the items of a list."""
    units: list[tuple[str, bool]] = []
    for marker, words in _units(root):
        if words:
            units.append((marker + words, marker == "- "))
    lines: list[str] = []
    for number, (unit, item) in enumerate(units):
        if number:
            lines.append("\n" if item and units[number - 1][1] else "\n\n")
        lines.append(unit)
    return "".join(lines)


def inline(words: str) -> str:
    """Words on one line, as a browser shows them; no-break spaces stay."""
    return _BLANKS.sub(" ", words).strip(" ")


def headline(tree: HtmlElement) -> str | None:
    """What a page shows as its one heading of the first rank; None where it has none or several."""
    headings = [words for one in tree.iter("h1") if (words := inline(one.text_content()))]
    return headings[0] if len(headings) == 1 else None


def mark_captions(tree: HtmlElement) -> None:
    """Put each caption into a paragraph of its own before its picture, and say that it is one.

    Extraction drops figures whole, and whatever has caption in its name.
    """
    from lxml.html import Element

    for caption in tree.xpath(_CAPTIONS):
        words = inline(caption.text_content())
        picture = next(iter(caption.xpath(_PICTURE)), caption)
        parent = picture.getparent()
        if words and parent is not None:
            paragraph = Element("p")
            paragraph.text = words if _CAPTION.match(words) else CAPTION + words
            parent.insert(parent.index(picture), paragraph)
        caption.drop_tree()


def _units(root: _Element) -> Iterator[tuple[str, str]]:
    """Each block's own words with their marker, in the order of the document; without recursion, however deep the tree."""
    words: list[str | None] = []  # None: a cell begins
    markers: list[str] = [""]
    fresh = False

    def unit() -> tuple[str, str]:
        nonlocal fresh
        told = (markers[-1] if fresh or not markers[-1].startswith("-") else "", " | ".join(_cells(words)))
        words.clear()
        if told[1]:
            fresh = False
        return told

    walk: list[tuple[_Element, bool]] = [(root, False)]
    while walk:
        element, leaving = walk.pop()
        tag = element.tag if isinstance(element.tag, str) else None
        block = tag in _BLOCKS
        if leaving:
            if block:
                yield unit()
                markers.pop()
            if element is not root and element.tail:
                words.append(element.tail)
            continue
        walk.append((element, True))
        if tag is None or tag in _NO_TEXT:
            continue
        if block:
            yield unit()
            markers.append(_marker(element, tag or "", markers[-1]))
            fresh = fresh or tag in _ITEMS
        elif tag in _BREAKS:
            yield unit()
        elif tag in _CELLS:
            words.append(None)
        if element.text:
            words.append(element.text)
        walk.extend((child, False) for child in reversed(element))


def _cells(words: list[str | None]) -> Iterator[str]:
    """What was said up to each cell's beginning and to the end, where there is something."""
    start = 0
    for position, word in enumerate([*words, None]):
        if word is None:
            if cell := inline("".join(part for part in words[start:position] if part)):
                yield cell
            start = position


def _marker(element: _Element, tag: str, outer: str) -> str:
    if tag in _HEADINGS:
        return "#" * _HEADINGS[tag] + " "
    if tag == "head":
        return "#" * _HEADINGS.get(element.get("rend") or "h2", 2) + " "
    if tag in _ITEMS:
        return "- "
    return "" if tag in ("table", "figure") else outer
