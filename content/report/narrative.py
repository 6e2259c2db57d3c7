"""Drafts of the text sections, from `narrative.yaml` and what the year's figures and registered facts say.

Nothing is invented: where nothing was registered the draft asks whoever edits it, in 〔请填写：…〕.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import yaml
from pydantic import BaseModel, ConfigDict

from content.report.deadline import Level
from content.report.format import Format, Section
from content.wording import chinese_number

FILE = Path(__file__).parent / "narrative.yaml"


class Point(BaseModel):
    """What a paragraph says. `level`: only in the report of such an office; `optional`: not asked for when empty."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: tuple[str, ...] = ()
    fill: str
    level: Level | None = None
    optional: bool = False

    @property
    def names(self) -> set[str]:
        return {name for piece in self.says for name in _names(piece)}

    def text(self, said: Mapping[str, str]) -> str:
        """A piece whose every name is empty is left out. Raises KeyError for a name that `said` does not know."""
        pieces = (piece for piece in self.says if any(said[name] for name in _names(piece)))
        words = "".join(piece.format_map(said) for piece in pieces)
        return words or ("" if self.optional else f"〔请填写：{self.fill}〕")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`key` is the same every year: 一.主动公开. `text`: one line, with its heading."""

    section: str
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Drafts:
    """`titles`: of the text sections by their number, in the report's order."""

    titles: Mapping[str, str]
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> dict[str, str]:
        """As a report holds it: Markdown by section."""
        return {
            number: "\n\n".join(one.text for one in self.paragraphs if one.section == number) for number in self.titles
        }


@cache
def points() -> Mapping[str, Mapping[str, Point]]:
    """By section and name."""
    written = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        section: {name: Point.model_validate(point) for name, point in named.items()}
        for section, named in written.items()
    }


def drafts_of(form: Format, said: Mapping[str, str], *, level: Level) -> Drafts:
    """`said`: every name of the templates with what it says, "" for nothing."""
    sections = [one for one in form.sections if one.kind == "text"]
    paragraphs = tuple(one for section in sections for one in _paragraphs(section, said, level))
    return Drafts({one.number: one.title for one in sections}, paragraphs)


def _paragraphs(section: Section, said: Mapping[str, str], level: Level) -> Iterator[Paragraph]:
    written = [
        (name, heading, words)
        for name, heading, point in _points_of(section)
        if point.level in (None, level) and (words := point.text(said))
    ]
    for number, (name, heading, words) in enumerate(written, 1):
        start = f"（{chinese_number(number)}）{heading}。" if len(written) > 1 else ""
        yield Paragraph(section.number, f"{section.number}.{name}", f"{start}{words}")


def _points_of(section: Section) -> Iterator[tuple[str, str, Point]]:
    """Name, heading and point: what the format needs in its order and words, then what else there is to say."""
    named = dict(points().get(section.number, {}))
    for need in section.needs:
        name = next((name for name in named if need.endswith(name)), need)
        yield name, need, named.pop(name, Point(fill=need))
    yield from ((name, name, point) for name, point in named.items())


def _names(piece: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(piece) if name]
