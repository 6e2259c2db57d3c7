"""All checks of one item, each problem with the field it is about."""

import re
from collections.abc import Iterator
from datetime import date

from content.checks import attachments, fields, find_problems, pictures, secrecy
from content.checks.passage import Passage
from content.item import Disclosure, Item
from content.own_words import OwnWords
from content.problems import Problem
from content.shelf import Files

_TEXTS = ("title", "summary", "document_number", "origin", "disclosure_reason")
_ENTITY = re.compile(r"&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|mdash|hellip|#\d{2,6});")


def check(item: Item, files: Files, today: date, own: OwnWords) -> list[Problem]:
    """An item that is not disclosed actively goes nowhere: only its fields are looked at."""
    problems = list(fields.find(item, today))
    if item.disclosure is Disclosure.ACTIVE:
        problems += secrecy.find(item, today)
        problems += _texts(item, today, own)
        problems += _entities_of_source(item)
        problems += pictures.without_alt(item)
        problems += pictures.with_location(item, files)
        for file in item.attachments:
            problems += attachments.check(file, files, today, own)
    return problems


def _texts(item: Item, today: date, own: OwnWords) -> Iterator[Problem]:
    dated = item.made_on if item.made_on and item.made_on <= today else None
    for field, text in _named_texts(item):
        if text:
            yield from find_problems(Passage(text, today=today, dated=dated, own=own), field=field)


def _named_texts(item: Item) -> Iterator[tuple[str, str]]:
    for name in _TEXTS:
        yield name, getattr(item, name)
    yield "keywords", "\n".join(item.keywords)
    yield "body", item.html
    for channel, words in item.overrides.items():
        for name, value in words.items():
            if isinstance(value, str):
                yield f"{channel}.{name}", value


def _entities_of_source(item: Item) -> Iterator[Problem]:
    """Entities typed into Markdown vanish in the HTML, but the conversion that left them may have lost more."""
    if item.source_kind != "markdown":
        return
    for entity in dict.fromkeys(_ENTITY.findall(item.source)):
        says = f"原稿里有网页代码“{entity}”，请改成它代表的符号，并核对前后有没有丢字。"
        yield Problem("encoding_residue", "body", says, blocks=False, quote=entity)
