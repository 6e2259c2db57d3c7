"""The texts of the office's letters (文书) on applications: one file each, with places to be filled in.

The office's own files, in a folder of the settings, stand before those that come with the program, file by file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from content import lined
from content.lined import Fault, Lined
from content.problems import InWords

BUNDLED = Path(__file__).parent / "letters"
PARTS = "parts"
FIELDS = ("name", "title", "to", "outcome", "text")
MUST = ("name", "title", "text")
PLACE = re.compile(r"\{([^{}\n]+)\}")
APPLICANT = "{申请人}"
ANSWER = "答复书"
MISSING = "〔请填写：{}〕"


class BadLetter(InWords):
    """A file of the office's own that cannot be used, with every fault and its line."""


@dataclass(frozen=True, slots=True)
class Template:
    """`key` is the file's name. `outcome`: the row of table three it is for; "" for what is no answer.

    `title`, `to` and the paragraphs hold places: `{申请人}`.
    """

    key: str
    name: str
    title: str
    to: str
    outcome: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One that is filled in. `missing`: the places nobody knew what to write in, which stand in it as 〔请填写：…〕."""

    name: str
    title: str
    to: str = field(repr=False)
    paragraphs: tuple[str, ...] = field(repr=False)
    missing: tuple[str, ...]


class Texts:
    """All letters there are: `folder` is the office's own, None = none."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folders = [place for place in (folder, BUNDLED) if place is not None]

    @cached_property
    def templates(self) -> Mapping[str, Template]:
        """By key. Raises BadLetter."""
        names = sorted({file.stem for folder in self._folders for file in folder.glob("*.yaml")} - {PARTS})
        return MappingProxyType({key: _template(key, self._file(key)) for key in names})

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """What several letters say alike, by the name of its place. Raises BadLetter."""
        found: dict[str, str] = {}
        for folder in reversed(self._folders):
            if (file := folder / f"{PARTS}.yaml").is_file():
                found |= _words(file, _read(file))
        return MappingProxyType(found)

    def named(self, word: str, outcome: str = "") -> Template | None:
        """By its name, its key, or 答复书: then the one for the outcome."""
        wanted = outcome if word == ANSWER else word
        same = (one for one in self.templates.values() if one.name == wanted)
        return self.templates.get(wanted) or next(same, None)

    def places(self, template: Template) -> list[str]:
        """All that can be filled in, in the order of the text."""
        found: dict[str, None] = {}
        for text in (template.to, template.title, *template.paragraphs):
            found.update(dict.fromkeys(PLACE.findall(self._with_parts(text))))
        return list(found)

    def filled(self, template: Template, values: Mapping[str, str]) -> Letter:
        """With the values for its places; an empty value is one that is not known."""
        missing: dict[str, None] = {}

        def value(place: re.Match[str]) -> str:
            if values.get(place[1]):
                return values[place[1]]
            missing[place[1]] = None
            return MISSING.format(place[1])

        def fill(text: str) -> str:
            return PLACE.sub(value, self._with_parts(text))

        to, title, paragraphs = fill(template.to), fill(template.title), tuple(map(fill, template.paragraphs))
        return Letter(template.name, title, to, paragraphs, tuple(missing))

    def _with_parts(self, text: str) -> str:
        return PLACE.sub(lambda place: self.parts.get(place[1], place[0]), text)

    def _file(self, key: str) -> Path:
        return next(file for folder in self._folders if (file := folder / f"{key}.yaml").is_file())


def _template(key: str, file: Path) -> Template:
    words = _words(file, _read(file), FIELDS)
    if lacking := [name for name in MUST if not words.get(name)]:
        raise _bad(file, [Fault(0, "", f"没有写 {'、'.join(lacking)}")])
    paragraphs = tuple(line.strip() for line in words["text"].splitlines() if line.strip())
    to, outcome = words.get("to", APPLICANT), words.get("outcome", "")
    return Template(key, words["name"], words["title"], to, outcome, paragraphs)


def _read(file: Path) -> Lined:
    try:
        read = lined.read(file.read_text(encoding="utf-8-sig"), known=FIELDS)
    except UnicodeDecodeError:
        raise _bad(file, [Fault(0, "", "不是 UTF-8 编码，请另存为 UTF-8")]) from None
    if read.faults:
        raise _bad(file, read.faults)
    return read


def _words(file: Path, read: Lined, known: tuple[str, ...] = ()) -> dict[str, str]:
    value: Any = read.value
    if not isinstance(value, dict):
        raise _bad(file, [read.fault((), "应是一行一个“名称: 内容”")])
    faults = [read.fault((key,), "应是一段文字") for key, said in value.items() if not isinstance(said, str)]
    strange = [key for key in value if known and key not in known]
    faults += [read.fault((key,), f"没有这一项，可写：{'、'.join(known)}") for key in strange]
    if faults:
        raise _bad(file, faults)
    return dict(value)


def _bad(file: Path, faults: list[Fault] | tuple[Fault, ...]) -> BadLetter:
    return BadLetter("\n".join([f"文书模板 {file} 有误：", *(f"  {fault}" for fault in faults)]))
