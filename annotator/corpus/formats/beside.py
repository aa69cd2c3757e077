"""What stands on a page beside its article, as its markup tells: menus, teasers, comments, its frame."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAGS = frozenset(
    ("nav", "aside", "footer", "form", "button", "noscript", "template", "dialog", "menu", "select", "label")
)
_NAMES = re.compile(
    r"(?i)(?:^|[\s_-])(?<!has-)(?<!no-)(?<!with-)(?:nav|navigation|menu|comments?|disqus|respond|footer|shar(?:e|ing)|shared\w+|"
    r"social|newsletter|sign-?up|subscri\w+|cookies?|consent|related|recommended|read-?(?:more|next|also)|most-\w+|sidebar|"
    r"banner|bread-?crumbs?|byline|authors?|bio|tags|teasers?|promo|ads?|advert\w*|sponsor\w*|meta|rating|timestamp|"
    r"copyright|toolbar|sr-only|visually-hidden)(?:$|[\s_-])"
)
"""Classes and ids of what stands beside an article's words: menus, teasers, comments, its frame."""


def stands_beside(element: HtmlElement) -> bool:
    """Whether an element is none of an article's words, or is not shown at all."""
    style = element.get("style", "").replace(" ", "")
    if "hidden" in element.attrib or element.get("aria-hidden") == "true" or "display:none" in style:
        return True
    return element.tag in _TAGS or _NAMES.search(f"{element.get('class', '')} {element.get('id', '')}") is not None
