"""Article versions: kept under the hash of their text, with what made it of which bytes."""

from __future__ import annotations

import json
from pathlib import Path

from annotator.corpus.article import Article
from annotator.sync import versions
from tests.corpus.formats.reading import only, write

PAGE = "<html><body><article><h1>Road closed</h1><p>The road was closed on Monday, officials said.</p></article></body></html>"


def page(folder: Path) -> Article:
    return only(write(folder / "a.html", PAGE))


def by_a_newer_converter(article: Article) -> Article:
    return article.model_copy(update={"text": article.text.upper(), "converter": "annotator-html/2 trafilatura/9.0"})


def test_a_converted_text_lies_beside_its_converter_and_the_hash_of_its_raw_bytes(tmp_path: Path) -> None:
    article = page(tmp_path)
    versions.keep(tmp_path / "kept", article)
    record = json.loads(next((tmp_path / "kept").glob("*.json")).read_text())

    assert {article.text_sha256: article.text} == versions.at_hand(tmp_path / "kept", [article.text_sha256])
    assert (article.key, article.sha256) == (record["article"], record["raw_sha256"])
    assert [{"text_sha256": article.text_sha256, "converter": article.converter}] == record["conversions"]
    assert "html:h1" == record["origins"]["title"]


def test_a_text_file_is_its_own_text(tmp_path: Path) -> None:
    versions.keep(tmp_path / "kept", only(write(tmp_path / "a.txt", "One.")))

    assert [".txt"] == [path.suffix for path in (tmp_path / "kept").iterdir()]


def test_another_text_of_the_same_bytes_is_told_until_it_is_kept(tmp_path: Path) -> None:
    old = page(tmp_path)
    new = by_a_newer_converter(old)
    kept = tmp_path / "kept"
    assert [] == list(versions.reconverted(kept, [old]))
    versions.keep(kept, old)
    told = list(versions.reconverted(kept, [old, new]))
    versions.keep(kept, new)

    assert ["reconverted"] == [one.kind for one in told]
    assert str(old.converter) in told[0].message
    assert str(new.converter) in told[0].message
    assert [] == list(versions.reconverted(kept, [old, new]))
    assert {old.text_sha256, new.text_sha256} == set(versions.at_hand(kept, [old.text_sha256, new.text_sha256]))


def test_the_same_text_by_a_newer_converter_is_no_other_version(tmp_path: Path) -> None:
    old = page(tmp_path)
    versions.keep(tmp_path / "kept", old)

    assert [] == list(
        versions.reconverted(tmp_path / "kept", [old.model_copy(update={"converter": "annotator-html/2"})])
    )


def test_a_changed_file_is_no_conversion(tmp_path: Path) -> None:
    versions.keep(tmp_path / "kept", page(tmp_path))
    changed = only(write(tmp_path / "a.html", PAGE.replace("Monday", "Tuesday")))

    assert [] == list(versions.reconverted(tmp_path / "kept", [changed]))


def test_a_spoiled_record_counts_as_absent(tmp_path: Path) -> None:
    article = page(tmp_path)
    versions.keep(tmp_path / "kept", article)
    next((tmp_path / "kept").glob("*.json")).write_text("{")

    assert [] == list(versions.reconverted(tmp_path / "kept", [by_a_newer_converter(article)]))
    versions.keep(tmp_path / "kept", article)
