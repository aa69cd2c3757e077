"""HTML: the article's text by trafilatura, headline and captions kept; what is known about it from where the page declares it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from annotator.corpus.article import Article
from annotator.corpus.formats.inputfile import InputFile, article, converter, decoded, sha256
from annotator.problem import Problem

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from annotator.corpus.formats.leftout import LeftOut

VERSION = 2
"""Of what is done here beside trafilatura; see `converter`."""

SHORTEST = 25
"""Code points. Where it finds fewer, trafilatura takes the whole page, menus and all; an agency's bulletin is one sentence."""

_DECLARED = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_HEAD = 4096
"""Bytes in which a page declares its encoding."""

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]))(?!\w);?",
    re.IGNORECASE,
)
"""Characters that no tree of a page can hold, as they are or by number."""

_DISORDERED = "Save the article as .txt in its own order; it is read all the same."
_LEFT_OUT = "If they belong to the article, save it as .txt with them in it; what is in the text is read all the same."
_NOTHING = "Open the page in a browser, past any paywall or consent, and save it again; or save the article as .txt."


def read(file: InputFile, opened: BinaryIO) -> Iterator[Article | Problem]:
    """The one article of a page."""
    raw = opened.read()
    found = _DECLARED.search(raw[:_HEAD])
    declared = (found[1] or found[2]).decode("ascii") if found else None
    page = decoded(raw, file, declared=declared)
    if isinstance(page, Problem):
        yield page
        return
    import trafilatura

    from annotator.corpus.formats import declared as places
    from annotator.corpus.formats import markup

    told, text, lacks = file.told, None, None
    try:
        tree = markup.parsed(_CONTROL.sub("", page))
        if tree is not None:
            for hint in tree.xpath(".//noscript"):  # "Please enable JavaScript" is no article
                hint.drop_tree()
            told = told.over(places.in_page(page, tree))
            text, lacks = _text(tree)
    except Exception as error:  # whatever a parser does with bytes from the web, the other files go on
        message = f"the page cannot be converted: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        yield file.problem("html", message, _NOTHING)
        return
    if text is None:
        yield file.problem("empty", "no text of an article was found in the page", _NOTHING)
        return
    if lacks:
        named = [*lacks.passages, *(f"another article, which begins: {words}" for words in lacks.others)]
        if named:
            yield file.problem("left_out", f"not in the text: {' | '.join(named)}", _LEFT_OUT)
        if lacks.disordered:
            yield file.problem("disordered", "its paragraphs stand in another order than on the page", _DISORDERED)
    made_by = converter("html", VERSION, trafilatura=trafilatura.__version__)
    yield article(file, text, told, sha256=sha256(raw), converter=made_by, start=0)


def _text(tree: HtmlElement) -> tuple[str | None, LeftOut | None]:
    """The article's text, None where there is none, and what it lacks."""
    from annotator.corpus.formats import leftout, markup

    headline = markup.headline(tree)
    markup.mark_quotations(tree)
    markup.mark_captions(tree)
    markup.mark_paragraphs(tree)
    text = _headed(_extracted(tree), headline)
    lacks = leftout.of(tree, text) if text else None
    if lacks and (lacks.passages or lacks.disordered) and lacks.article.tag not in ("html", "body"):
        # Told where the article is, extraction takes lists and headings too, and does not look for paragraphs all over.
        again = _headed(_extracted(markup.page_of(lacks.article)), headline)
        still = leftout.of(tree, again) if again else lacks
        if still is None or (len(still.passages), still.disordered) < (len(lacks.passages), lacks.disordered):
            text, lacks = again, still
    return text, lacks


def _headed(text: str | None, headline: str | None) -> str | None:
    """A text with the page's headline before it, where that was lost."""
    return text if not text or headline is None or headline in text.split("\n", 1)[0] else f"# {headline}\n\n{text}"


def _extracted(tree: HtmlElement) -> str | None:
    """What trafilatura takes for the article; None where it finds none."""
    import trafilatura

    from annotator.corpus.formats import markup

    config = trafilatura.settings.use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(SHORTEST))
    found = trafilatura.bare_extraction(tree, include_comments=False, config=config)
    if found is None or not isinstance(found, trafilatura.settings.Document):
        return None
    return markup.text_of(found.body) or None
