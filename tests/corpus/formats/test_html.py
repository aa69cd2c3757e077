"""HTML: the article's own text in units that the splitter knows, and metadata from where the page declares them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import trafilatura
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.corpus.article import Article
from annotator.corpus.formats import html, leftout, markup, read
from annotator.corpus.sentence import Kind, split
from annotator.problem import Problem
from tests.corpus.formats.reading import only, problems, refused, write

PAGES = Path(__file__).parent / "pages"
CONVERTED = sorted(PAGES.glob("*.txt"))


@pytest.mark.parametrize("expected", CONVERTED, ids=lambda path: path.stem)
def test_a_page_becomes_the_text_that_its_gold_holds(expected: Path) -> None:
    """Where this fails on purpose, raise `html.VERSION`: another text is another version of every article."""
    page = expected.with_suffix(".html")
    article = only(page)

    assert expected.read_text(encoding="utf-8") == f"{article.text}\n"
    assert f"annotator-html/{html.VERSION} trafilatura/{trafilatura.__version__}" == article.converter
    assert hashlib.sha256(page.read_bytes()).hexdigest() == article.sha256
    assert article.text_sha256 != article.sha256
    assert 0 == article.body_start


@pytest.mark.parametrize("expected", CONVERTED, ids=lambda path: path.stem)
def test_menus_footers_comments_and_scripts_are_no_text(expected: Path) -> None:
    text = only(expected.with_suffix(".html")).text

    for foreign in (
        "Home",
        "Главная",
        "Most read",
        "Ten lakes",
        "rights reserved",
        "believe me",
        "Share this",
        "RU",
        "JavaScript",
    ):
        assert foreign not in text


@pytest.mark.parametrize("expected", CONVERTED, ids=lambda path: path.stem)
def test_offsets_are_exact_in_the_converted_text(expected: Path) -> None:
    article = only(expected.with_suffix(".html"))
    sentences = split(article)

    assert sentences
    assert all(one.text == article.text[one.start : one.end] for one in sentences)


def test_headings_captions_items_and_lines_are_units_of_their_own() -> None:
    units = [(one.kind, one.text) for one in split(only(PAGES / "broadsheet.html"))]

    assert (Kind.HEADING, "Ministry says convoy was shelled on the valley road") == units[0]
    assert (Kind.HEADING, "What is known") in units
    assert (Kind.CAPTION, "Caption: Smoke rises over the valley road on Tuesday. Valley Post") in units
    assert (Kind.BODY, "The road has been closed since Monday.") in units
    assert (Kind.BODY, "Officials on the other side denied it.") in units


METADATA = {
    "broadsheet": {
        "title": ("Ministry says convoy was shelled on the valley road", "html:json-ld headline"),
        "outlet": ("The Valley Post", "html:json-ld publisher.name"),
        "url": ("https://valleypost.example/world/2023/convoy-shelled", "html:link canonical"),
        "published_on": ("2023-09-20", "html:json-ld datePublished"),
    },
    "wordpress": {
        "title": ("Border service denies losing a post", "html:meta og:title"),
        "outlet": ("Border Blog", "html:meta og:site_name"),
        "url": ("https://border.example/2023/09/border-service-denies/", "html:link canonical"),
        "published_on": ("2023-09-22", "html:meta article:published_time"),
    },
    "liveblog": {
        "title": ("Live: talks on the ceasefire", "html:json-ld headline"),
        "outlet": ("Highland Monitor", "html:json-ld publisher.name"),
        "url": ("https://monitor.example/live/ceasefire", "html:meta og:url"),
        "published_on": ("2023-09-21", "html:json-ld datePublished"),
    },
    "agency": {
        "title": ("Минобороны опровергло сообщения об обстреле", "html:h1"),
        "outlet": ("Горное агентство", "html:meta dc.publisher"),
        "published_on": ("2023-09-20", "html:meta dc.date.issued"),
    },
    "saved": {
        "title": ("Hospital without power", "html:h1"),
        "url": ("https://courier.example/story/hospital-without-power", "html:saved from url"),
    },
    "divs": {
        "title": ("Aid trucks wait at the bridge", "html:title"),
        "outlet": ("Courier", "html:meta application-name"),
        "published_on": ("2023-09-25", "html:meta datepublished"),
    },
    "ministry": {"title": ("Statement of the Ministry of Foreign Affairs", "html:h1")},
    "related": {"title": ("Council meets on the corridor", "html:h1")},
}
"""`ministry` has a date that says of nothing what it is, `related` two articles in JSON-LD and a year in its text."""


@pytest.mark.parametrize("name", METADATA)
def test_metadata_come_with_the_place_they_were_found_in(name: str) -> None:
    article = only(PAGES / f"{name}.html")
    found = {
        key: (value, article.origins[key])
        for key in ("title", "outlet", "url", "published_on")
        if (value := getattr(article, key)) is not None
    }

    assert METADATA[name] == found
    assert (article.url or name) == article.key


def test_the_day_is_the_one_that_was_written_whatever_the_time_zone() -> None:
    """00:30 on the 20th in Yerevan is the 19th in UTC."""
    assert b"2023-09-20T00:30:00+04:00" in (PAGES / "broadsheet.html").read_bytes()
    assert "2023-09-20" == only(PAGES / "broadsheet.html").published_on


def test_the_manifest_wins_over_the_page(tmp_path: Path) -> None:
    page = write(tmp_path / "a.html", (PAGES / "broadsheet.html").read_bytes())
    write(
        tmp_path / "manifest.toml",
        '[[article]]\nfile = "a.html"\nid = "convoy"\noutlet = "Post"\npublished_on = 2023-09\n'.replace(
            "2023-09", '"2023-09"'
        ),
    )
    article = only(page)

    assert ("convoy", "Post", "2023-09") == (article.key, article.outlet, article.published_on)
    assert ("manifest", "manifest", "html:json-ld headline") == (
        article.origins["key"],
        article.origins["outlet"],
        article.origins["title"],
    )


def test_another_declared_encoding_is_read_where_the_bytes_are_no_utf_8() -> None:
    assert "charset=windows-1251" in (PAGES / "agency.html").read_text("cp1251")
    assert "опровергло" in only(PAGES / "agency.html").text


def test_pages_that_declare_latin_1_are_in_windows_1252(tmp_path: Path) -> None:
    """As browsers read them: 0x93 and 0x94 are quotation marks, and control characters in Latin 1."""
    page = "<html><head><meta charset='ISO-8859-1'></head><body><p>He called it “a café of spies” on Monday.</p></body></html>"

    assert "“a café of spies”" in only(write(tmp_path / "a.html", page.encode("cp1252"))).text


def test_a_wrong_declaration_does_not_spoil_valid_utf_8() -> None:
    assert 'charset="iso-8859-1"' in (PAGES / "declared-wrongly.html").read_text("utf-8")
    assert "“nothing was shelled”" in only(PAGES / "declared-wrongly.html").text


def test_bytes_that_are_not_what_the_page_declares_are_a_problem() -> None:
    problem = refused(PAGES / "latin1.html")

    assert ("encoding", f"{PAGES / 'latin1.html'} byte 59") == (problem.kind, problem.where)
    assert "'utf-8' that it declares" in problem.message


def test_a_page_without_an_article_is_a_problem_with_a_remedy() -> None:
    problem = refused(PAGES / "paywall.html")

    assert ("empty", str(PAGES / "paywall.html")) == (problem.kind, problem.where)
    assert "paywall" in problem.hint


@pytest.mark.parametrize(
    "data", ["", "  \n", "<", "<html>", "<!-- -->", "<?xml version='1.0'?>", "\ufeff", "<p></p>", "<!DOCTYPE html>"]
)
def test_a_page_of_nothing_is_a_problem(tmp_path: Path, data: str) -> None:
    assert "empty" == refused(write(tmp_path / "a.html", data)).kind


def test_a_page_nested_without_end_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.html", "<div>" * 20_000 + "Text in the middle of it all." + "</div>" * 20_000)
    write(tmp_path / "b.txt", "One.")

    found = list(read([tmp_path]))

    assert ["b"] == [item.key for item in found if isinstance(item, Article)]
    assert [("html", True)] == [
        (item.kind, "Excessive depth" in item.message) for item in found if isinstance(item, Problem)
    ]


_FIRST = "The port authority said on Monday that two ships had been turned away from the harbour before dawn."
_SECOND = "Fishermen who had spent the night at sea told reporters that they had seen no ship at all."
_LOOSE = "The navy denied it."


def _page(body: str) -> str:
    return f"<!doctype html><html><head><title>T</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "between",
    [
        f"<div>{_LOOSE}</div>",
        f"<div><div>{_LOOSE}</div></div>",
        f"<section><div><b></b> {_LOOSE}</div></section>",
        _LOOSE,
        f"<span>{_LOOSE}</span>",
        f"<div class='para'>{_LOOSE}<p>It said no more.</p></div>",
        f"<center>{_LOOSE}</center>",
        f"<address>{_LOOSE}</address>",
    ],
)
def test_words_that_stand_in_no_paragraph_are_read_where_they_stand(tmp_path: Path, between: str) -> None:
    for name in ("article", "main", "div"):
        page = _page(f"<{name}><h1>Head</h1><p>{_FIRST}</p>{between}<p>{_SECOND}</p></{name}>")
        lines = only(write(tmp_path / "a.html", page)).text.split("\n\n")

        assert ["# Head", _FIRST, _LOOSE] == lines[:3]
        assert _SECOND == lines[-1]


@pytest.mark.parametrize("name", ["footer", "comments", "main-menu", "newsletter_box"])
def test_words_of_menus_comments_and_footers_are_not_made_paragraphs(tmp_path: Path, name: str) -> None:
    beside = f"<div class='{name}'>All rights are reserved by the paper.</div>"
    page = _page(
        f"<div class='x'><h1>Head</h1><div><p>{_FIRST}</p></div><div>{_LOOSE}</div><div><p>{_SECOND}</p></div></div>{beside}"
    )

    assert f"# Head\n\n{_FIRST}\n\n{_LOOSE}\n\n{_SECOND}" == only(write(tmp_path / "a.html", page)).text


def test_words_before_a_paragraph_in_their_block_come_before_it(tmp_path: Path) -> None:
    page = _page(f"<div class='content'><h1>Head</h1><div class='text'>{_FIRST}<p>{_LOOSE}</p></div></div>")

    assert f"# Head\n\n{_FIRST}\n\n{_LOOSE}" == only(write(tmp_path / "a.html", page)).text


def test_lists_and_headings_are_read_where_nothing_says_that_it_is_an_article(tmp_path: Path) -> None:
    page = _page(
        f"<div><h1>Head</h1><p>{_FIRST}</p><h2>What is known</h2><ul><li>{_LOOSE}</li></ul><p>{_SECOND}</p></div>"
    )

    assert f"# Head\n\n{_FIRST}\n\n## What is known\n\n- {_LOOSE}\n\n{_SECOND}" == (
        only(write(tmp_path / "a.html", page)).text
    )


@pytest.mark.parametrize(
    "inner", ["<time>on Monday</time>", "<ins>on Monday</ins>", "<code>on Monday</code>", "on <!-- -->Monday"]
)
def test_what_is_marked_within_a_sentence_stays_in_it(tmp_path: Path, inner: str) -> None:
    page = _page(
        f"<article><p>It was shut {inner}, the <a href='x'>port</a><!-- x --> authority said to the press.</p><p>{_FIRST}</p></article>"
    )

    assert f"It was shut on Monday, the port authority said to the press.\n\n{_FIRST}" == (
        only(write(tmp_path / "a.html", page)).text
    )


def test_what_a_page_marks_as_quoted_has_its_quotation_marks(tmp_path: Path) -> None:
    page = _page(f"<article><p>{_FIRST}</p><p><q>It was <q>war</q>,</q> he said.</p></article>")

    assert f"{_FIRST}\n\n“It was ‘war’,” he said." == only(write(tmp_path / "a.html", page)).text


def test_captions_are_kept_without_a_figure_and_their_lines_stay_apart(tmp_path: Path) -> None:
    credited = "<figure><img src='a.jpg'><figcaption><p>The harbour.</p><p>Photo: AP</p></figcaption></figure>"
    page = _page(
        f"<article><p>{_FIRST}</p><div class='img-caption'>A trawler.</div>{credited}<p>{_SECOND}</p></article>"
    )

    assert [_FIRST, "Caption: A trawler.", "Caption: The harbour. Photo: AP", _SECOND] == (
        only(write(tmp_path / "a.html", page)).text.split("\n\n")
    )


def test_a_paragraph_that_extraction_passes_over_is_named(tmp_path: Path) -> None:
    lost = "<figure><p>Three of the ships carried grain, and one of them carried timber for the dockyard.</p></figure>"
    beside = (
        "<div class='newsletter'>Read the news each morning.</div><p class='related'>Read how the port was built.</p>"
    )
    found = list(
        read([write(tmp_path / "a.html", _page(f"<article><p>{_FIRST}</p>{lost}{beside}<p>{_SECOND}</p></article>"))])
    )

    assert [Problem, Article] == [type(one) for one in found]
    assert isinstance(found[0], Problem)
    assert ("left_out", str(tmp_path / "a.html")) == (found[0].kind, found[0].where)
    assert "not in the text: Three of the ships carried grain, and one of them carried ti…" == found[0].message


def test_a_second_article_of_a_page_is_named_and_teasers_are_not(tmp_path: Path) -> None:
    teaser = "<article><a href='/x'>Fish</a></article>"
    page = _page(
        f"<main><article><p>{_FIRST}</p><p>{_SECOND}</p></article>{teaser}<article><h2>Two</h2><p>{_LOOSE * 3}</p></article></main>"
    )
    (problem,) = problems(write(tmp_path / "a.html", page))

    assert f"not in the text: another article, which begins: Two {_LOOSE * 3}"[:80] == problem.message[:80]


_LAYOUT = st.recursive(
    st.sampled_from(
        ["<p>{}</p>", "<div>{}</div>", "<h2>{}</h2>", "{}<br>", "<ul><li>{}</li><li>{}</li></ul>", "<pre>{}</pre>"]
    ),
    lambda inner: st.tuples(
        st.sampled_from(["div", "section", "blockquote", "center", "figure", "details"]),
        st.lists(inner, min_size=1, max_size=4),
    ).map(lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"),
    max_leaves=12,
)


@given(_LAYOUT, st.sampled_from(["article", "main", "div", "div class='content'", "section"]))
def test_no_paragraph_vanishes_without_being_named(
    tmp_path_factory: pytest.TempPathFactory, layout: str, name: str
) -> None:
    said = [f"Witness {number} of them denied it." for number in range(layout.count("{}"))]
    page = _page(
        f"<{name}><h1>Head</h1><p>{_FIRST}</p>{layout.format(*said)}<p>{_SECOND}</p></{name.split(maxsplit=1)[0]}>"
    )
    found = list(read([write(tmp_path_factory.mktemp("page") / "a.html", page)]))
    told = "".join(one.text if isinstance(one, Article) else one.message for one in found)

    assert [] == [words for words in (_FIRST, *said, _SECOND) if words[:60] not in told]


def test_the_files_that_a_browser_saves_with_a_page_are_no_articles(tmp_path: Path) -> None:
    write(tmp_path / "Story.html", (PAGES / "short.html").read_bytes())
    for folder in ("Story_files", "Story-Dateien"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / "frame.html", "<p>Buy a car, the best car of them all, today.</p>")

    assert "Story" == only(tmp_path).key


_TAGS = st.sampled_from(
    [
        "p",
        "div",
        "h1",
        "h2",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "figure",
        "figcaption",
        "br",
        "article",
        "b",
        "title",
        "meta",
        "script",
    ]
)
_MARKUP = st.lists(
    st.one_of(_TAGS.map("<{}>".format), _TAGS.map("</{}>".format), st.text(max_size=20)), max_size=40
).map("".join)


@example(b"<figure><figcaption>\x01")
@example(b"<figure><figcaption>one &#1; two &#x1F; three")
@given(st.one_of(st.binary(max_size=200), _MARKUP.map(lambda text: text.encode("utf-8", "replace"))))
def test_no_bytes_make_reading_fail_and_all_offsets_hold(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("page")
    for item in read([write(folder / "a.html", data)]):
        assert isinstance(item, Article | Problem)
        if isinstance(item, Article):
            assert all(one.text == item.text[one.start : one.end] for one in split(item))
        else:
            assert "html" != item.kind, item
    assert [] == problems(write(folder / "b.txt", "One."))


def test_a_part_that_is_named_like_an_article_keeps_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        "<html><head><title>Dam holds</title></head><body><article><h1>Dam holds</h1>"
        "<p>The dam above the town held on Sunday, the council said after a night of rain.</p>"
        '<div class="entry">Divers went down at dawn and found no crack in its foot, the mayor said.</div>'
        "<p>The road below it stays closed until the river has fallen by another metre.</p></article></body></html>"
    )
    (article,) = read([tmp_path / "a.html"])
    assert isinstance(article, Article)
    assert [line[:10] for line in article.text.split("\n\n")] == [
        "# Dam hold",
        "The dam ab",
        "Divers wen",
        "The road b",
    ]


def test_a_text_in_another_order_than_the_page_is_told() -> None:
    first, second = "The dam above the town held on Sunday.", "Divers found no crack in its foot at dawn."
    tree = markup.parsed(f"<html><body><article><p>{first}</p><p>{second}</p></article></body></html>")
    assert tree is not None
    lacks = leftout.of(tree, f"{second}\n\n{first}")
    assert lacks is not None
    assert lacks.disordered
    assert leftout.of(tree, f"{first}\n\n{second}") is None
