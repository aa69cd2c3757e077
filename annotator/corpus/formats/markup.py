"""Text from a tree of markup, HTML's or trafilatura's: a unit a line, marked as `annotator.corpus.layout` reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from annotator.corpus.formats.beside import stands_beside

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_BLOCKS = frozenset(
    (
        *(
            "html",
            "body",
            "main",
            "article",
            "section",
            "div",
            "header",
            "footer",
            "aside",
            "form",
            "fieldset",
            "center",
        ),
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
_HOLDERS = ("body", "main", "article", "section", "div", "center", "details", "header", "address")
"""What holds paragraphs, and now and then words that stand in none."""
_BESIDE_WORDS = _BLOCKS | {"nav", "iframe", "object", "video", "audio"}
"""What ends a line of words."""
_ITEMS = {"li", "item", "dd"}
_BREAKS = {"br", "lb"}

_BLANKS = re.compile(r"[ \t\r\f\n\v]+")
_CAPTION = re.compile(
    r"(?i)(?:caption|photo|photograph|picture|image|illustration|graphic|map|video|credit|source)s?\s?:"
)

_SENTENCE = re.compile(r"[.!?…։。！？؟۔।]\W*$")
_SHORTEST = 4
"""Code points of a passage that ends as a sentence does."""
_LONG = 60
"""Code points from which on a passage is a paragraph, however it ends."""

_CAPTIONS = (
    ".//figure//figcaption | .//*[self::div or self::p or self::span or self::section][contains(@class, 'caption')]"
    "[not(.//*[contains(@class, 'caption') or self::figcaption]) and count(.//p) < 2]"
)
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

    # Bytes, since lxml refuses a str that declares an encoding; lone surrogates cannot be in what was decoded. Without comments,
    # behind which extraction loses the rest of a paragraph.
    parser = HTMLParser(encoding="utf-8", remove_pis=True, remove_comments=True)
    try:
        tree = document_fromstring(markup.removeprefix("\ufeff").encode(), parser=parser)
    except ParserError:
        return None
    if limits := [entry.message for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]:
        raise ValueError(limits[0])
    return tree


def page_of(article: HtmlElement) -> HtmlElement:
    """A page that holds nothing but an article, a copy of a part of another page."""
    from lxml.html import Element

    page, copy = Element("html"), deepcopy(article)
    copy.tag, copy.tail = "article", None
    copy.attrib.clear()
    for one in list(copy.iterdescendants()):
        if stands_beside(one) and one.getparent() is not None:
            one.drop_tree()
        else:
            # By these extraction looks for an article within the article.
            one.attrib.pop("class", None)
            one.attrib.pop("id", None)
    page.append(Element("body"))
    page[0].append(copy)
    return page


def text_of(root: _Element) -> str:
    """The tree's text: paragraphs with a blank line between, ``#`` before headings, ``-`` before the items of a list."""
    units: list[tuple[str, bool]] = []
    for _, marker, words in _units(root):
        if words.strip():
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


def words_of(element: _Element) -> str:
    """All words of an element on one line."""
    return " ".join(words for _, words in passages(element))


def passages(root: _Element) -> Iterator[tuple[_Element, str]]:
    """The lines of words in the tree, each with the block whose own it is."""
    return ((block, words) for block, _, words in _units(root) if words.strip())


def is_running(words: str) -> bool:
    """Whether words are running text, no label or name."""
    return len(words) >= _LONG or (len(words) >= _SHORTEST and _SENTENCE.search(words) is not None)


def headline(tree: HtmlElement) -> str | None:
    """What a page shows as its one heading of the first rank; None where it has none or several."""
    headings = [words for one in tree.iter("h1") if (words := words_of(one))]
    return headings[0] if len(headings) == 1 else None


def mark_quotations(tree: HtmlElement) -> None:
    """Put quotation marks around what a page marks as a quotation within a sentence, as a browser does."""
    for quotation in tree.xpath(".//q"):
        first, last = "‘’" if quotation.xpath("ancestor::q") else "“”"
        quotation.text = first + (quotation.text or "")
        quotation.tail = last + (quotation.tail or "")
    for quotation in tree.xpath(".//q"):
        quotation.drop_tag()


def mark_paragraphs(tree: HtmlElement) -> None:
    """Put words that stand among blocks, or alone in a block that is no paragraph, into paragraphs.

    Extraction takes paragraphs, and passes over words beside them; labels are left to it, and what stands beside an article.
    Of a sentence it drops the days and what was inserted later.
    """
    for one in tree.xpath(".//ins | .//code[not(ancestor::pre)] | .//time[../text()[normalize-space()]]"):
        one.drop_tag()
    for holder in list(tree.iter(*_HOLDERS)):
        if any(stands_beside(one) for one in (holder, *holder.iterancestors()) if one.tag not in ("html", "body")):
            continue
        last: HtmlElement | None = None
        text, holder.text = holder.text, None
        run: list[HtmlElement] = []
        for child in list(holder):
            if _is_inline(child):
                run.append(child)
                continue
            _wrap(holder, last, text, run)
            last, run = child, []
            text, child.tail = child.tail, None
        _wrap(holder, last, text, run)


def mark_captions(tree: HtmlElement) -> None:
    """Put each caption into a paragraph of its own before its picture, and say that it is one.

    Extraction drops figures whole, and whatever has caption in its name.
    """
    from lxml.html import Element

    for caption in tree.xpath(_CAPTIONS):
        words = words_of(caption)
        picture = next(iter(caption.xpath(_PICTURE)), caption)
        parent = picture.getparent()
        if words and parent is not None:
            paragraph = Element("p")
            paragraph.text = words if _CAPTION.match(words) else CAPTION + words
            parent.insert(parent.index(picture), paragraph)
        caption.drop_tree()


def _is_inline(element: HtmlElement) -> bool:
    """Whether an element is part of a line of words, and nothing in it is a block."""
    return not any(one.tag in _BESIDE_WORDS for one in element.iter())


def _wrap(holder: HtmlElement, last: HtmlElement | None, text: str | None, run: list[HtmlElement]) -> None:
    """Put a text behind the last block, and the elements that go on with it, into a paragraph; or the text back."""
    from lxml.html import Element

    words = inline("".join((text or "", *(f"{words_of(one)}{one.tail or ''}" for one in run))))
    if not is_running(words):
        if last is None:
            holder.text = text
        else:
            last.tail = text
        return
    paragraph = Element("p")
    paragraph.text = text
    paragraph.extend(run)
    if last is None:
        holder.insert(0, paragraph)
    else:
        last.addnext(paragraph)


def _units(root: _Element) -> Iterator[tuple[_Element, str, str]]:
    """Each block with its own words and their marker, in the order of the document; without recursion, however deep the tree."""
    words: list[str | None] = []  # None: a cell begins
    markers: list[tuple[_Element, str]] = [(root, "")]
    fresh = False

    def unit() -> tuple[_Element, str, str]:
        nonlocal fresh
        block, marker = markers[-1]
        told = (block, marker if fresh or not marker.startswith("-") else "", " | ".join(_cells(words)))
        words.clear()
        if told[2]:
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
            markers.append((element, _marker(element, tag or "", markers[-1][1])))
            fresh = fresh or tag in _ITEMS
        elif tag in _BREAKS:
            yield unit()
        elif tag in _CELLS:
            words.append(None)
        if element.text:
            words.append(element.text)
        walk.extend((child, False) for child in reversed(element))
    yield unit()


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
