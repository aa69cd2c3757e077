"""The labeling config: the page that annotators see, made from the codebook.

Only tags that show article text as text are used (no HyperText, Markdown or dynamic choices), and ``$`` stands nowhere but in the
``value`` of what shows a field of the task. Tags: https://labelstud.io/tags
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from annotator.annotation.codebook import Codebook, Group, Question
from annotator.errors import InputError

SENTENCE = "sentence"
"""The object that every control belongs to: the task's sentence."""

# Colours are Label Studio's own variables, so that they follow its light and dark mode. What begins with .lsf- or .ant- is
# Label Studio's markup, made compact: with its own margins the questions do not fit on one screen. No > stands in it: Label
# Studio escapes it, and the browser drops the rule.
STYLE = """
.a-title h4, .a-row h4 { margin: 0 !important }
.a-title { padding-left: 8px }
.a-place .lsf-richtext__container { font-size: 13px; color: var(--color-neutral-content-subtler) }
.a-context .lsf-richtext__container { font-size: 15px; color: var(--color-neutral-content-subtler) }
.a-sentence { margin: 4px 0; padding: 6px 4px; border-left: 4px solid var(--color-primary-border);
  background: var(--color-primary-background) }
.a-sentence .lsf-richtext__container { font-size: 17px; line-height: 26px }
.a-spans .lsf-labels { margin: 8px 0 0 8px }
.a-spans .lsf-label { margin-bottom: 0; font-size: 13px; line-height: 18px }
.a-asked { margin-bottom: 8px }
.a-asked .lsf-richtext__container { font-size: 14px; color: var(--color-neutral-content) }
.a-row { display: grid; grid-template-columns: 176px 1fr; column-gap: 8px; padding: 3px 0 3px 8px;
  border-top: 1px solid var(--color-neutral-border) }
.a-row h4 { font-size: 14px; line-height: 26px }
.a-answers { display: flex; flex-wrap: wrap; align-items: center; column-gap: 20px }
.a-inline { display: flex; align-items: center; column-gap: 8px }
.a-nested { margin-left: 8px; border-left: 3px solid var(--color-primary-border-subtle) }
.a-nested .a-nested { margin-left: 0; border-left: none }
.a-row .lsf-choices { margin: 0; display: flex; flex-wrap: wrap; column-gap: 12px }
.a-row .lsf-choices_hidden { display: none }
.a-row .lsf-choice { line-height: 26px }
.a-row .lsf-choice__checkbox { padding-left: 0; font-size: 14px; line-height: 26px }
.a-row .ant-radio + span, .a-row .ant-checkbox + span { padding: 0 0 0 6px }
.a-row .lsf-choice__item[style*="order"] .lsf-hint { display: none }
.a-row .lsf-text-area { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; margin: 0 !important }
.a-row .lsf-text-area div { margin: 0 !important; min-height: 0 }
.a-row .lsf-text-area form { width: 420px }
.a-inline .lsf-text-area form { width: 240px }
.a-row .ant-form-item-control-input-content, .a-row .lsf-textarea__region { padding: 0 }
.a-row .ant-input { height: 26px; padding: 0 8px }
.a-row .lsf-textarea__region div.border { padding: 3px 76px 3px 8px }
"""

_COLOURS = {"source": "#2563eb", "cue": "#d97706", "content": "#16a34a"}

_NO_KEY = 0x2460
"""A circled one, the first of the signs that no keyboard sends: see `_choices`."""


def config(codebook: Codebook) -> str:
    """The labeling config as XML, the same text for the same codebook.

    Raises:
        InputError: a speaker's name holds ``$``, which Label Studio would take for a field; rename it in the registry.
    """
    root = Element("View")
    SubElement(root, "Style").text = STYLE
    _add(_add(root, "View", className="a-title"), "Header", value="$title", size="5")
    _shown(root, "provenance", "a-place")
    _shown(root, "before", "a-context")
    _shown(root, SENTENCE, "a-sentence", granularity="word")
    _shown(root, "after", "a-context")
    unkeyed = (chr(sign) for sign in count(_NO_KEY))
    spans = [item for item in codebook.items if isinstance(item, Question) and item.kind == "spans"]
    for question in spans:
        _spans(root, question)
    _shown(root, "asked", "a-asked")
    _items(root, [item for item in codebook.items if item not in spans], unkeyed)
    for element in root.iter():
        for name, value in element.attrib.items():
            if "$" in value and not (name == "value" and element.tag in ("Text", "Header")):
                raise InputError(
                    f"the name {value!r} holds a $, which Label Studio would take for a field",
                    "rename it in the speaker registry",
                )
    indent(root)
    return tostring(root, encoding="unicode") + "\n"


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return SubElement(parent, tag, attributes)


def _shown(parent: Element, field: str, style: str, **attributes: str) -> None:
    """One field of the task, as text."""
    view = _add(parent, "View", className=style)
    _add(view, "Text", name=field, value=f"${field}", **attributes)


def _items(parent: Element, items: Sequence[Question | Group], unkeyed: Iterator[str]) -> None:
    """Questions one below the other; a tick, and what asks for one thing only, stands in the row of the question before it."""
    row: Element | None = None
    for item in items:
        if isinstance(item, Question):
            if item.kind != "tick" or row is None:
                row = _row(parent, item)
            _control(row, item, unkeyed)
            continue
        first, *others = item.items
        below = list(item.items)
        if row is not None and isinstance(first, Question) and (first.kind == "tick" or not others):
            beside = _when(row, item, "a-inline")
            _prompt(beside, first)
            _control(beside, first, unkeyed)
            below = others
        if below:
            _items(_when(parent, item, "a-nested"), below, unkeyed)


def _row(parent: Element, question: Question) -> Element:
    """Where the answers of a row go, beside its prompt."""
    row = _add(parent, "View", className="a-row")
    _prompt(row, question)
    return _add(row, "View", className="a-answers")


def _when(parent: Element, group: Group, style: str) -> Element:
    """A part of the page that is there only after certain answers; what is hidden is not submitted."""
    return _add(
        parent,
        "View",
        className=style,
        visibleWhen="choice-selected",
        whenTagName=group.control,
        whenChoiceValue=",".join(group.answers),
    )


def _prompt(parent: Element, question: Question) -> None:
    if question.prompt:
        _add(parent, "Header", value=question.prompt, size="5")


def _control(parent: Element, question: Question, unkeyed: Iterator[str]) -> None:
    if question.kind in ("text", "names"):
        _text(parent, question)
    else:
        _choices(parent, question, unkeyed)


def _choices(parent: Element, question: Question, unkeyed: Iterator[str]) -> None:
    """The answers with their keys.

    Label Studio gives every choice without a key one that is free, hidden choices too, and it works while they are hidden.
    So those get a sign that no keyboard sends; `style` marks them, so that the sign is not shown.
    """
    choices = _add(
        parent,
        "Choices",
        name=question.control,
        toName=SENTENCE,
        choice="single-radio" if question.kind == "one" else "multiple",
        showInline="true",
        **_required(question),
    )
    for choice in question.choices:
        alias = {"alias": choice.code} if choice.label != choice.code else {}
        key = {"hotkey": choice.hotkey} if choice.hotkey else {"hotkey": next(unkeyed), "style": "order: 0"}
        _add(choices, "Choice", value=choice.label, **alias, **key)


def _text(parent: Element, question: Question) -> None:
    _add(
        parent,
        "TextArea",
        name=question.control,
        toName=SENTENCE,
        rows="1",
        editable="true",
        maxSubmissions="1" if question.kind == "text" else "9",
        **_required(question),
    )


def _spans(parent: Element, question: Question) -> None:
    view = _add(parent, "View", className="a-spans")
    labels = _add(view, "Labels", name=question.control, toName=SENTENCE, showInline="true")
    for choice in question.choices:
        keys = {"hotkey": choice.hotkey} if choice.hotkey else {}
        _add(labels, "Label", value=choice.code, background=_COLOURS[choice.code], **keys)


def _required(question: Question) -> dict[str, str]:
    if not question.required:
        return {}
    return {"required": "true", "requiredMessage": f"Please answer: {question.prompt}"}
