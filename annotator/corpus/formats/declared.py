"""What a page declares about its article, and where: JSON-LD, meta elements, links, headings; nothing is guessed.

A date is taken only from a place that says when the article was published, never from its text, its address or the date of a
change (docs/decisions/0008-converted-text.md).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from annotator.corpus.formats import markup
from annotator.corpus.metadata import WEB, Metadata, MetadataError, Told, parse

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLES = frozenset(
    {
        *("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle"),
        *("OpinionNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "BlogPosting", "Report"),
    }
)
"""Types of schema.org that are an article."""

_LD = {
    "title": ("headline", "name"),
    "outlet": ("publisher.name", "sourceOrganization.name"),
    "url": ("mainEntityOfPage.@id", "mainEntityOfPage", "url"),
    "published_on": ("datePublished",),
}
"""Where an article of JSON-LD says it, the surest place first."""

_META = {
    "title": ("og:title", "headline", "dc.title", "dcterms.title", "citation_title", "parsely-title", "twitter:title"),
    "outlet": (
        "og:site_name",
        "application-name",
        "dc.publisher",
        "dcterms.publisher",
        "publisher",
        "citation_journal_title",
    ),
    "url": ("og:url", "parsely-link"),
    "published_on": (
        *("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date"),
        *("dc.date.issued", "dcterms.issued", "pubdate", "publishdate", "publish-date", "publication_date"),
        *("citation_publication_date", "article.published"),
    ),
}
"""Names of meta elements, in ``property``, ``name`` or ``itemprop``, the surest first."""

_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S+) -->")


def in_page(page: str, tree: HtmlElement) -> Told:
    """Title, outlet, URL and date of publication, each from the first place that gives a usable one."""
    told = Told()
    for key in ("title", "outlet", "url", "published_on"):
        for origin, value in _places(key, page, tree):
            if metadata := _usable(key, value):
                told = told.over(Told.by(f"html:{origin}", metadata))
                break
    return told


def _usable(key: str, value: object) -> Metadata | None:
    """The value as metadata, or None where it is none of its kind."""
    if not isinstance(value, str):
        return None
    words = " ".join(value.split())
    if key == "url" and not WEB.fullmatch(words):
        return None
    try:
        return parse({key: words}) if words else None
    except MetadataError:
        return None


def _places(key: str, page: str, tree: HtmlElement) -> Iterator[tuple[str, object]]:
    """Each place that may say it, with what it says."""
    if key == "url":
        # What the page calls its own address goes before what it tells search engines and networks about.
        yield from (("link canonical", link.get("href")) for link in tree.xpath(".//link[@rel='canonical'][@href]"))
    described = _described(tree)
    if described is not None:
        for path in _LD[key]:
            yield f"json-ld {path}", _at(described, path)
    metas = _metas(tree)
    for name in _META[key]:
        yield from ((f"meta {name}", content) for content in metas.get(name, ()))
    match key:
        case "title":
            yield "h1", markup.headline(tree)
            yield from (("title", one.text_content()) for one in tree.iter("title"))
        case "url":
            found = _SAVED_FROM.search(page[:4096])
            yield "saved from url", found and found[1]
        case "published_on":
            declared = (
                ".//time[@datetime][@pubdate or contains(@itemprop, 'datePublished') or contains(@class, 'published')]"
            )
            yield from (("time", one.get("datetime")) for one in tree.xpath(declared))
        case _:
            pass


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    """The contents of meta elements by name, in lower case."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            if name := (meta.get(attribute) or "").strip().lower():
                found.setdefault(name, []).append(meta.get("content") or "")
                break
    return found


def _described(tree: HtmlElement) -> dict[str, Any] | None:
    """The page's article in JSON-LD; None where there is none, or several, of which one cannot know the page's own."""
    articles: list[dict[str, Any]] = []
    for script in tree.xpath(".//script[@type='application/ld+json']"):
        try:
            told = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        articles += [one for one in _objects(told) if _is_article(one)]
    return articles[0] if len(articles) == 1 else None


def _objects(told: object) -> Iterator[dict[str, Any]]:
    """The objects at the top of JSON-LD: alone, in a list, or in a graph."""
    if isinstance(told, dict):
        yield told
        told = told.get("@graph")
    if isinstance(told, list):
        yield from (one for one in told if isinstance(one, dict))


def _is_article(one: dict[str, Any]) -> bool:
    types = one.get("@type")
    return any(kind in _ARTICLES for kind in (types if isinstance(types, list) else [types]))


def _at(described: object, path: str) -> object:
    """What stands at a path; of a list, the first."""
    for key in path.split("."):
        if isinstance(described, list):
            described = described[0] if described else None
        described = described.get(key) if isinstance(described, dict) else None
    return described[0] if isinstance(described, list) and described else described
