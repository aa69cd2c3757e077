"""RSS and Atom files: one article an entry, read with feedparser."""

from __future__ import annotations

import email.utils
import html
import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.sax import SAXException  # the kind of error, no parser

from annotator.corpus.article import Article
from annotator.corpus.formats.inputfile import InputFile, article, contradiction, converter, decoded, sha256
from annotator.corpus.metadata import WEB, MetadataError, Told, date, merge, parse
from annotator.problem import Problem

VERSION = 2
"""Of what is done here beside feedparser; see `converter`."""

_DECLARED = re.compile(rb"<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)")
_TAG = re.compile(r"<[A-Za-z/!]")
_CHANGED = re.compile(r"<\w+:(?:modified|updated)\b")
_PLACE = re.compile(r"<unknown>:(\d+):(\d+): (.*)", re.DOTALL)


def read(file: InputFile, opened: BinaryIO) -> Iterator[Article | Problem]:
    """One article an entry, counted from 1 in the file's order."""
    told = file.told.metadata
    if told.id or told.url or told.title:
        message = "the manifest gives one id, url or title to a file of many articles"
        yield file.problem("manifest", message, "Take them out; a feed's entries have their own.")
        return
    raw = opened.read()
    found = _DECLARED.search(raw[:1024])
    text = decoded(raw, file, declared=found[1].decode("ascii") if found else None)
    if isinstance(text, Problem):
        yield text
        return
    try:
        feed = _parsed(text)
    except Exception as error:  # whatever a parser does with bytes from the web, the other files go on
        message = f"the feed cannot be read: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        yield file.problem("feed", message, "Fetch it again, or mend it.")
        return
    if fault := _fault(file, feed, declared=found is not None):
        yield fault
        return
    import feedparser

    digest = sha256(raw)
    made_by = converter("feed", VERSION, feedparser=feedparser.__version__)
    for number, entry in enumerate(feed.entries, 1):
        yield _entry(file, feed, entry, where=f"{file.name} entry {number}", sha256=digest, converter=made_by)


def _parsed(text: str) -> Any:
    import feedparser

    # Told as a header, the encoding that the text was decoded from by us wins over what the feed declares. A stream, since a
    # string might be taken for an address to fetch.
    headers = {"content-type": "application/xml; charset=utf-8"}
    stream = io.BytesIO(text.removeprefix("\ufeff").encode())
    feed = feedparser.parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if feed.get("version", "").startswith("rss") and not _CHANGED.search(text):
        # RSS writes the day of publication as dc:date as well, which feedparser takes for that of a change.
        for entry in feed.entries:
            for key in ("", "_parsed"):
                if f"updated{key}" in entry:
                    entry.setdefault(f"published{key}", entry[f"updated{key}"])
    return feed


def _fault(file: InputFile, feed: Any, *, declared: bool) -> Problem | None:
    """Why the file is no feed, or one that may have lost its end."""
    error = feed.get("bozo_exception")
    if isinstance(error, SAXException):
        place = _PLACE.fullmatch(str(error))
        # Where there is no XML declaration, feedparser puts one on a line of its own.
        where = file.at(int(place[1]) - (not declared)) if place else None
        message = f"the feed is broken XML: {' '.join((place[3] if place else str(error)).split())}"
        return file.problem("feed", message, "Fetch it again, or mend that line; nothing of it is read.", where=where)
    if not feed.get("version") and not feed.entries:
        return file.problem("format", "it is XML, but no RSS or Atom feed", "Take it away, or convert it.")
    if not feed.entries:
        return file.problem("empty", "the feed has no entry", "Fill it, or take it away.")
    return None


def _entry(file: InputFile, feed: Any, entry: Any, *, where: str, sha256: str, converter: str) -> Article | Problem:
    from annotator.corpus.formats import markup

    try:
        title = markup.inline(_text(entry.get("title_detail")))
        body = _text(next(iter(entry.get("content") or ()), None)) or _text(entry.get("summary_detail"))
        told = merge(_told(feed, entry, title), file.told)
    except MetadataError as error:
        return contradiction(file, error, where)
    except ValueError as error:
        return file.problem("html", f"the entry cannot be converted: {error}", "Save the article as text.", where=where)
    if not (told.metadata.id or told.metadata.url):
        message = "the entry has neither an id (guid) nor a link"
        return file.problem("no_key", message, "Give it an id that stays, or save the article by itself.", where=where)
    if not body:
        message = "the entry holds no text beside its title"
        return file.problem("empty", message, "Save the article itself, as HTML or text.", where=where)
    text = f"# {title}\n\n{body}" if title else body
    return article(file, text, told, sha256=sha256, converter=converter, where=where, start=0)


def _text(detail: Any) -> str:
    """The text of a part of an entry, whatever type the feed gives it.

    Raises:
        ValueError: its markup is nested too deeply.
    """
    value: str = (detail or {}).get("value") or ""
    if detail and detail.get("type") == "text/plain":
        return value.strip()
    if not _TAG.search(value):
        return html.unescape(value).strip()
    from annotator.corpus.formats import markup

    tree = markup.parsed(value)
    if tree is None:
        return ""
    markup.mark_quotations(tree)
    markup.mark_captions(tree)
    return markup.text_of(tree)


def _told(feed: Any, entry: Any, title: str) -> Told:
    """What the entry and its feed say; where an entry names the feed it comes from, that is its outlet."""
    told = Told()
    publisher = (entry.get("source") or {}).get("title")
    for key, origin, value in (
        ("id", "feed:id", entry.get("id")),
        ("title", "feed:title", title),
        ("url", "feed:link", entry.get("link") if WEB.fullmatch(entry.get("link") or "") else None),
        ("outlet", "feed:source", publisher),
        ("outlet", "feed:channel title", _text(feed.feed.get("title_detail"))),
        ("published_on", "feed:published", _day(entry)),
    ):
        words = " ".join(value.split()) if isinstance(value, str) else ""
        if words and key not in told.origins:
            told = told.over(Told.by(origin, parse({key: words})))
    return told


def _day(entry: Any) -> str | None:
    """The day on which an entry was published, as it is written there: the time zone is left alone."""
    written = (entry.get("published") or "").strip()
    try:
        return email.utils.parsedate_to_datetime(written).date().isoformat()
    except (ValueError, OverflowError):
        pass
    parsed = entry.get("published_parsed")  # where the feed has a form of its own, feedparser may know it
    for day in (written, parsed and f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}"):
        try:
            return date("published_on", day)
        except MetadataError:
            continue
    return None
