"""An export as it comes over the wire: one object at a time, whole or refused."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import ServerError
from annotator.labelstudio.answers import objects

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
TASKS = st.lists(st.dictionaries(st.sampled_from(["id", "data", "annotations"]), VALUES), max_size=6)


def chunks(body: bytes, size: int) -> list[bytes]:
    return [body[start : start + size] for start in range(0, len(body), size)]


@given(TASKS, st.integers(1, 40), st.booleans())
def test_however_it_is_cut_into_chunks_the_same_objects_come(
    tasks: list[dict[str, Any]], size: int, indented: bool
) -> None:
    body = orjson.dumps(tasks, option=orjson.OPT_INDENT_2 if indented else 0)

    assert tasks == list(objects(chunks(body, size)))


@given(TASKS, st.data())
def test_what_ends_before_its_end_is_refused(tasks: list[dict[str, Any]], data: st.DataObject) -> None:
    body = orjson.dumps(tasks)
    length = data.draw(st.integers(0, len(body) - 1))

    with pytest.raises(ServerError, match="no whole list"):
        list(objects(chunks(body[:length], 7)))


@pytest.mark.parametrize("body", [b"", b"{}", b"<html>", b"[1, 2]", b'["x"]', b"[\xff]", b"[{]", b"null"])
def test_what_is_no_list_of_objects_is_refused(body: bytes) -> None:
    with pytest.raises(ServerError):
        list(objects([body]))
