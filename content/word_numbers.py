"""Word's automatic numbers written out as text: 一、 （二） 第三条 1.1 would otherwise turn into plain list marks.

A list of the plain kind (1. 2. 3. from 1 and in one piece) stays a list; bullets stay bullets.
Source of the formats: ECMA-376 Part 1, 17.18.59 ST_NumberFormat.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from content.wording import chinese_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
PLACE = re.compile(r"%([1-9])")
PLAIN = re.compile(r"%[1-9]\.")
HEAVENLY, EARTHLY = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
FINANCIAL = str.maketrans("〇一二三四五六七八九十百千零", "零壹贰叁肆伍陆柒捌玖拾佰仟零")
WIDE_FIGURES = str.maketrans("0123456789", "０１２３４５６７８９")
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    form: str
    text: str
    start: int
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """One paragraph that Word numbers: its `value` on its level, and the `label` Word shows."""

    paragraph: Any
    number_id: str
    depth: int
    level: Level
    value: int
    label: str

    @property
    def is_plain(self) -> bool:
        return self.level.form == "decimal" and bool(PLAIN.fullmatch(self.level.text)) and self.depth == 0


def write_out(document: Any, numbering: Any, styles: Any) -> None:
    """Change `document` (the parsed word/document.xml) in place."""
    if numbering is None:
        return
    found = list(_Counting(numbering, styles).over(document))
    for piece in _pieces(found):
        if piece[0].value == 1 and all(numbered.is_plain for numbered in piece):
            continue
        for numbered in piece:
            _write(numbered)


def _pieces(found: list[Numbered]) -> Iterator[list[Numbered]]:
    """Runs of neighbouring paragraphs with one numbering."""
    piece: list[Numbered] = []
    for numbered in found:
        before = numbered.paragraph.getprevious()
        if piece and (before is not piece[-1].paragraph or numbered.number_id != piece[-1].number_id):
            yield piece
            piece = []
        piece.append(numbered)
    if piece:
        yield piece


def _write(numbered: Numbered) -> None:
    properties = numbered.paragraph.find(f"{W}pPr")
    if properties is None:
        properties = numbered.paragraph.makeelement(f"{W}pPr")
        numbered.paragraph.insert(0, properties)
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    # Number 0 means "none", also where the paragraph's style has a number.
    none = properties.makeelement(f"{W}numPr")
    for name, value in (("ilvl", "0"), ("numId", "0")):
        none.append(none.makeelement(f"{W}{name}", {VAL: value}))
    properties.append(none)
    run = numbered.paragraph.makeelement(f"{W}r")
    text = run.makeelement(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = numbered.label + _gap(numbered.label)
    run.append(text)
    numbered.paragraph.insert(numbered.paragraph.index(properties) + 1, run)


def _gap(label: str) -> str:
    if not label or label.endswith(("、", "）", "．", "。", "，")):
        return ""
    return " " if label.isascii() else "\u3000"


@dataclass(slots=True)
class _Counting:
    """Counts as Word does: per list, per level; a higher level's next number starts the lower ones anew."""

    numbering: Any
    styles: Any
    abstracts: dict[str, dict[int, Level]] = field(default_factory=dict)
    numbers: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for abstract in self.numbering.iter(f"{W}abstractNum"):
            levels = {_number(level, f"{W}ilvl"): _level(level) for level in abstract.findall(f"{W}lvl")}
            self.abstracts[abstract.get(f"{W}abstractNumId", "")] = levels
        for number in self.numbering.iter(f"{W}num"):
            starts = {
                _number(override, f"{W}ilvl"): _number(override.find(f"{W}startOverride"), VAL)
                for override in number.findall(f"{W}lvlOverride")
                if override.find(f"{W}startOverride") is not None
            }
            self.numbers[number.get(f"{W}numId", "")] = (_value(number, "abstractNumId"), starts)
        self.by_style = _style_numbers(self.styles)

    def over(self, document: Any) -> Iterator[Numbered]:
        for paragraph in document.iter(f"{W}p"):
            number_id, depth = self._named(paragraph)
            abstract, starts = self.numbers.get(number_id, ("", {}))
            level = self.abstracts.get(abstract, {}).get(depth)
            if level is None or level.form == "bullet":
                continue
            counters = self._counted(number_id, abstract, depth, starts)
            label = _label(level, self.abstracts[abstract], counters)
            if level.form != "none" or label:
                yield Numbered(paragraph, number_id, depth, level, counters[depth], label)

    def _named(self, paragraph: Any) -> tuple[str, int]:
        """The numbering a paragraph has by itself or by its style; ("", 0) for none."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return "", 0
        by_style = self.by_style.get(_value(properties, "pStyle"), ("", 0))
        own = properties.find(f"{W}numPr")
        if own is None:
            return by_style
        depth = own.find(f"{W}ilvl")
        return _value(own, "numId") or by_style[0], _number(depth, VAL) if depth is not None else by_style[1]

    def _counted(self, number_id: str, abstract: str, depth: int, starts: Mapping[int, int]) -> dict[int, int]:
        counters = self.counters.setdefault(abstract, {})
        if number_id not in self.begun:
            self.begun.add(number_id)
            for started in starts:
                counters.pop(started, None)
        levels = self.abstracts[abstract]
        for upper in range(depth):
            counters.setdefault(upper, starts.get(upper, levels[upper].start if upper in levels else 1))
        first = starts.get(depth, levels[depth].start)
        counters[depth] = counters[depth] + 1 if depth in counters else first
        for lower in [place for place in counters if place > depth]:
            del counters[lower]
        return dict(counters)


def _level(element: Any) -> Level:
    start = element.find(f"{W}start")
    return Level(
        form=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText"),
        start=_number(start, VAL) if start is not None else 1,
        legal=element.find(f"{W}isLgl") is not None,
    )


def _style_numbers(styles: Any) -> dict[str, tuple[str, int]]:
    """Paragraph styles that bring a number, with what they inherit."""
    if styles is None:
        return {}
    by_id = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
    found = {}
    for name, style in by_id.items():
        for ancestor in _line_of(style, by_id):
            own = ancestor.find(f"{W}pPr/{W}numPr")
            if own is not None and _value(own, "numId"):
                found[name] = (_value(own, "numId"), _number(own.find(f"{W}ilvl"), VAL))
                break
    return found


def _line_of(style: Any, by_id: Mapping[str, Any]) -> Iterator[Any]:
    for _ in range(20):
        if style is None:
            return
        yield style
        style = by_id.get(_value(style, "basedOn"))


def _value(element: Any, child: str) -> str:
    found = element.find(f"{W}{child}")
    return "" if found is None else found.get(VAL, "")


def _number(element: Any, name: str) -> int:
    text = "" if element is None else element.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _label(level: Level, levels: Mapping[int, Level], counters: Mapping[int, int]) -> str:
    def written(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        form = levels[depth].form if depth in levels else "decimal"
        return _figures("decimal" if level.legal else form, counters.get(depth, 1))

    return PLACE.sub(written, level.text)


def _figures(form: str, number: int) -> str:
    return FORMS.get(form, str)(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 500 else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, figures in ROMAN:
        times, number = divmod(number, value)
        text += figures * min(times, 9)
    return text


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


FORMS: Mapping[str, Callable[[int], str]] = {
    "none": lambda _number: "",
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(WIDE_FIGURES),
    "chineseCounting": chinese_number,
    "chineseCountingThousand": chinese_number,
    "japaneseCounting": chinese_number,
    "taiwaneseCounting": chinese_number,
    "taiwaneseCountingThousand": chinese_number,
    "ideographDigital": lambda number: str(number).translate(
        {ord("0") + place: "〇一二三四五六七八九"[place] for place in range(10)}
    ),
    "chineseLegalSimplified": lambda number: chinese_number(number).translate(FINANCIAL),
    "ideographLegalTraditional": lambda number: chinese_number(number).translate(FINANCIAL),
    "ideographTraditional": lambda number: HEAVENLY[(number - 1) % 10],
    "ideographZodiac": lambda number: EARTHLY[(number - 1) % 12],
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
