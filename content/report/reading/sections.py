"""The text of the six sections, by their headings."""

import re
from collections.abc import Mapping, Sequence

from content.report.format import Format, Section
from content.report.reading.likeness import bare, likeness

HEADING = re.compile(r"^[（(]?(?P<number>[一二三四五六])[）)]?[、.．\s]\s*(?P<rest>\S{2,24})$")
LIKE_HEADING = 0.6
FOOTER = re.compile(
    r"^(?:扫一扫|分享到?|打印|关闭|【|\[?打印|上一篇|下一篇|相关链接|相关附件|附件|版权所有|主办|承办|网站标识码|责任编辑|来源：|友情链接)|ICP备|公网安备"
)


def text_of(lines: Sequence[str], form: Format) -> tuple[dict[str, str], dict[str, str]]:
    """(section → its paragraphs, section → its heading as written). Of a heading that comes twice, the longer text."""
    texts: dict[str, str] = {}
    headings: dict[str, str] = {}
    at, held = "", [""]
    for line in (*lines, ""):
        section = _section(line, form)
        if section is None and line and not FOOTER.search(line):
            held.append(line)
        if section is not None or not line:
            _keep(texts, at, held)
            at, held = (section.number if section else ""), []
        if section is not None:
            headings[section.number] = line
        if FOOTER.search(line):
            _keep(texts, at, held)
            at, held = "", []
    return {number: texts[number] for number in texts if number and _is_text(number, form)}, headings


def _keep(texts: dict[str, str], at: str, held: Sequence[str]) -> None:
    text = "\n\n".join(line for line in held if line)
    if len(text) >= len(texts.get(at, "")):
        texts[at] = text


def _section(line: str, form: Format) -> Section | None:
    match = HEADING.match(line)
    if match is None:
        return next((one for one in form.sections if bare(line) == bare(one.heading)), None)
    found = next(one for one in form.sections if one.number == match["number"])
    return found if likeness(match["rest"], found.heading) >= LIKE_HEADING else None


def _is_text(number: str, form: Format) -> bool:
    return any(one.number == number and one.kind == "text" for one in form.sections)


def slips(headings: Mapping[str, str], form: Format) -> list[str]:
    """Headings whose words are others than the official ones, told to people."""
    return [
        f"第{one.number}部分的标题“{headings[one.number]}”，格式上是“{one.title}”，请改过来。"
        for one in form.sections
        if one.number in headings and likeness(headings[one.number], one.heading) < 1.0
    ]
