"""Feeds: each entry an article, its markup made into units, its own id, link and day kept."""

from __future__ import annotations

import hashlib
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.corpus.article import Article
from annotator.corpus.formats import feed, read
from annotator.corpus.sentence import Kind, split
from annotator.problem import Problem
from tests.corpus.formats.reading import articles, only, problems, refused, write

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Valley Post: Region &amp; World</title><link>https://valleypost.example/</link>
<item><title>Ministry denies &lt;i&gt;shelling&lt;/i&gt;</title><link>https://valleypost.example/1</link><guid isPermaLink="false">vp-1</guid>
<pubDate>Wed, 20 Sep 2023 00:30:00 +0400</pubDate><description>A teaser.</description>
<content:encoded><![CDATA[<p>The ministry <b>denied</b> on Tuesday that a town had been shelled.</p><h3>What it said</h3>
<ul><li>Nobody fired.</li><li>Nobody was hurt.</li></ul><figure><img src="a.jpg"/><figcaption>The town at night.</figcaption></figure>
<script>track()</script><p>One<br/>Two</p>]]></content:encoded></item>
<item><title>Road closed</title><link>https://valleypost.example/2</link><description>The road was closed on Monday, officials said.

They gave no reason &amp;amp; no date.</description><source url="https://wire.example/f">The Wire</source></item>
</channel></rss>
"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Monitor</title>
<entry><title type="text">Is 1 &lt; 2?</title><id>urn:uuid:7</id><link href="/relative"/><updated>2023-09-22T00:00:00Z</updated>
<published>2023-09-20T00:30:00+04:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The council <em>met</em> on Wednesday.</p></div></content></entry>
<entry><title>Plain</title><id>urn:uuid:8</id><updated>2023-09-22T00:00:00Z</updated><summary type="text">Words with &lt;b&gt; in them.</summary></entry></feed>
"""


def test_an_entry_of_html_becomes_units(tmp_path: Path) -> None:
    path = write(tmp_path / "a.rss", RSS)
    article = articles(path)[0]

    assert [
        (Kind.HEADING, "Ministry denies shelling"),
        (Kind.BODY, "The ministry denied on Tuesday that a town had been shelled."),
        (Kind.HEADING, "What it said"),
        (Kind.BODY, "Nobody fired."),
        (Kind.BODY, "Nobody was hurt."),
        (Kind.CAPTION, "Caption: The town at night."),
    ] == [(one.kind, one.text) for one in split(article)][:6]
    assert "track" not in article.text
    assert "One\n\nTwo" in article.text
    assert all(one.text == article.text[one.start : one.end] for one in split(article))
    assert hashlib.sha256(path.read_bytes()).hexdigest() == article.sha256
    assert f"annotator-feed/{feed.VERSION} feedparser/{feedparser.__version__}" == article.converter


def test_metadata_come_from_the_entry_and_its_feed(tmp_path: Path) -> None:
    first, second = articles(write(tmp_path / "a.xml", RSS))

    assert ("vp-1", "Ministry denies shelling", "https://valleypost.example/1", "Valley Post: Region & World") == (
        first.key,
        first.title,
        first.url,
        first.outlet,
    )
    assert {
        "key": "feed:id",
        "title": "feed:title",
        "url": "feed:link",
        "outlet": "feed:channel title",
        "published_on": "feed:published",
    } == first.origins
    assert ("https://valleypost.example/2", "The Wire", "feed:source", None) == (
        second.key,
        second.outlet,
        second.origins["outlet"],
        second.published_on,
    )


def test_the_day_is_the_one_that_was_written_and_no_change_of_an_entry_is_its_publication(tmp_path: Path) -> None:
    """00:30 on the 20th in Yerevan is the 19th in UTC; the second Atom entry says only when it was updated."""
    rss = articles(write(tmp_path / "a.rss", RSS))
    atom = articles(write(tmp_path / "b.atom", ATOM))

    assert ["2023-09-20", None, "2023-09-20", None] == [one.published_on for one in (*rss, *atom)]


DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
DATED = {
    "RSS 2.0": (f'<rss version="2.0" {DC}><channel>', "</channel></rss>", "", "2008-08-09"),
    "RSS 1.0": (f'<rdf:RDF {RDF} {DC}><channel rdf:about="x"/>', "</rdf:RDF>", "", "2008-08-09"),
    "a date of its own beside it": (
        f'<rss version="2.0" {DC}><channel>',
        "</channel></rss>",
        "<pubDate>Fri, 08 Aug 2008 10:00:00 GMT</pubDate>",
        "2008-08-08",
    ),
    "a change beside it": (
        f'<rss version="2.0" {DC}><channel>',
        "</channel></rss>",
        "<dcterms:modified>2011-01-01</dcterms:modified>",
        None,
    ),
    "Atom": (f'<feed xmlns="http://www.w3.org/2005/Atom" {DC}>', "</feed>", "", None),
}


@pytest.mark.parametrize(("head", "foot", "beside", "day"), DATED.values(), ids=DATED)
def test_dc_date_is_the_day_of_publication_in_rss(
    tmp_path: Path, head: str, foot: str, beside: str, day: str | None
) -> None:
    kind = ("entry", "id", "summary") if "Atom" in head else ("item", "link", "description")
    entry = "<{0}><{1}>https://a.example/1</{1}><{2}>One.</{2}>".format(*kind)
    date = "<dc:date>2008-08-09T00:30:00+04:00</dc:date>"

    assert day == only(write(tmp_path / "a.xml", f"{head}{entry}{date}{beside}</{kind[0]}>{foot}")).published_on


def test_plain_words_and_relative_links_stay_what_they_are(tmp_path: Path) -> None:
    first, second = articles(write(tmp_path / "b.atom", ATOM))

    assert ("urn:uuid:7", "Is 1 < 2?", None) == (first.key, first.title, first.url)
    assert "# Is 1 < 2?\n\nThe council met on Wednesday." == first.text
    assert "# Plain\n\nWords with <b> in them." == second.text


def test_paragraphs_of_a_description_without_markup_stay_apart(tmp_path: Path) -> None:
    text = articles(write(tmp_path / "a.rss", RSS))[1].text

    assert "# Road closed\n\nThe road was closed on Monday, officials said.\n\nThey gave no reason & no date." == text


def test_what_an_entry_marks_as_quoted_has_its_quotation_marks(tmp_path: Path) -> None:
    item = "<item><guid>a</guid><description>&lt;p&gt;&lt;q&gt;It is over,&lt;/q&gt; he said.&lt;/p&gt;</description></item>"
    path = write(tmp_path / "a.rss", f'<rss version="2.0"><channel><title>T</title>{item}</channel></rss>')

    assert "“It is over,” he said." == only(path).text


def test_an_entry_without_id_and_link_and_one_without_text_are_named(tmp_path: Path) -> None:
    items = (
        "<item><title>A</title><description>One.</description></item>"
        "<item><title>B</title><guid>b</guid></item>"
        "<item><guid>c</guid><description>Three.</description></item>"
    )
    path = write(tmp_path / "a.rss", f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>')

    assert [("no_key", f"{path} entry 1"), ("empty", f"{path} entry 2")] == [
        (one.kind, one.where) for one in problems(path)
    ]
    assert [("c", "Three.", f"{path} entry 3")] == [(one.key, one.text, one.path) for one in articles(path)]


def test_one_entry_in_two_feeds_is_read_once(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.rss", RSS), write(tmp_path / "b.rss", RSS)

    assert 2 == len(articles(one, two))
    assert ["duplicate_key"] * 2 == [item.kind for item in problems(one, two)]


@pytest.mark.parametrize(
    ("data", "kind", "place", "said"),
    [
        (RSS.replace("&amp;amp;", "&"), "feed", ":11", "broken XML"),
        (RSS[: RSS.index("</item>")], "feed", ":8", "broken XML"),
        ("<rss version='2.0'><channel>\n<item><title>a & b</title></item></channel></rss>", "feed", ":2", "broken XML"),
        ("<urlset><url>https://x.example</url></urlset>", "format", "", "no RSS or Atom feed"),
        ("<rss version='2.0'><channel></channel></rss>", "empty", "", "no entry"),
        ("", "format", "", "no RSS or Atom feed"),
    ],
)
def test_what_is_no_whole_feed_is_one_problem(tmp_path: Path, data: str, kind: str, place: str, said: str) -> None:
    path = write(tmp_path / "a.xml", data)
    problem = refused(path)

    assert (kind, f"{path}{place}") == (problem.kind, problem.where)
    assert said in problem.message


def test_entities_are_not_blown_up(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE rss [{entities}]><rss version="2.0"><channel><item><guid>a</guid><description>&e8;</description></item></channel></rss>'

    assert "feed" == refused(write(tmp_path / "a.rss", bomb)).kind


def test_a_feed_in_the_encoding_that_it_declares(tmp_path: Path) -> None:
    russian = RSS.replace('"utf-8"', '"windows-1251"').replace("Road closed", "Дорога закрыта")

    assert "Дорога закрыта" == articles(write(tmp_path / "a.rss", russian.encode("cp1251")))[1].title
    assert "encoding" == refused(write(tmp_path / "b.rss", RSS.replace("Road", "Stra\xdfe").encode("cp1252"))).kind


def test_the_manifest_gives_what_holds_for_all_entries(tmp_path: Path) -> None:
    write(tmp_path / "a.atom", ATOM)
    write(tmp_path / "manifest.toml", '[[article]]\nfile = "a.atom"\nlicence = "CC0"\n')

    assert [("CC0", "manifest")] * 2 == [(one.licence, one.origins["licence"]) for one in articles(tmp_path)]


_BITS = st.sampled_from(
    [
        "<item>",
        "</item>",
        "<title>",
        "</title>",
        "<description>",
        "</description>",
        "<guid>",
        "</guid>",
        "&lt;p&gt;",
        "&amp;",
        "<![CDATA[",
        "]]>",
        "<pubDate>",
        "</pubDate>",
        "x",
        "\n",
    ]
)


@given(st.one_of(st.binary(max_size=200), st.lists(_BITS, max_size=30).map(lambda bits: "".join(bits).encode())))
def test_no_bytes_make_reading_fail(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("feed")
    for item in read(
        [
            write(folder / "a.xml", data),
            write(folder / "b.rss", b'<rss version="2.0"><channel>' + data + b"</channel></rss>"),
        ]
    ):
        assert isinstance(item, Article | Problem)


def test_a_feed_of_one_entry_is_one_article(tmp_path: Path) -> None:
    item = "<item><guid>a</guid><description>One thing was said.</description></item>"

    assert "a" == only(write(tmp_path / "a.rss", f'<rss version="2.0"><channel>{item}</channel></rss>')).key


def test_content_nested_too_deeply_is_a_problem_and_the_other_entries_go_on(tmp_path: Path) -> None:
    """The parser would stop in the middle and say nothing."""
    deep = "&lt;div&gt;" * 300 + "Deep." + "&lt;/div&gt;" * 300
    items = "".join(
        f"<item><guid>{key}</guid><description>{text}</description></item>"
        for key, text in (("a", deep), ("b", "Two."))
    )
    path = write(tmp_path / "a.rss", f'<rss version="2.0"><channel>{items}</channel></rss>')

    assert [("html", f"{path} entry 1")] == [(one.kind, one.where) for one in problems(path)]
    assert ["b"] == [one.key for one in articles(path)]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 19 Sep 2023 23:59:59 EST", "2023-09-19"),
        ("19 Sep 2023 01:00 GMT", "2023-09-19"),
        ("2023-09-19", "2023-09-19"),
        ("2023-09", "2023-09"),
        ("2023-09-19T01:00:00.5+04:00", "2023-09-19"),
        ("yesterday", None),
        ("Tue, 99 Sep 99999999999999999999", None),
        ("", None),
    ],
)
def test_dates_as_feeds_write_them(tmp_path: Path, written: str, day: str | None) -> None:
    item = f"<item><guid>a</guid><description>One.</description><pubDate>{written}</pubDate></item>"

    assert day == only(write(tmp_path / "a.rss", f'<rss version="2.0"><channel>{item}</channel></rss>')).published_on
