from __future__ import annotations

import hashlib

import pytest
from pydantic import ValidationError

from annotator.corpus.article import Article

SHA = "0" * 64


def test_text_stays_exactly_as_received() -> None:
    text = "\ufeff One.\r\nTwo.\r"
    article = Article(key="k", text=text, sha256=SHA, path="p")

    assert text == article.text
    assert hashlib.sha256(text.encode()).hexdigest() == article.text_sha256


@pytest.mark.parametrize(
    ("text", "said"), [("a\0b", "NUL character at code point 1"), ("ab\ud800", "surrogate at code point 2")]
)
def test_what_cannot_be_stored_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Article(key="k", text=text, sha256=SHA, path="p")
