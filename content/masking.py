"""Personal details in what becomes public are starred out (打码): numbers, names, homes, as far as one can be sure.

Rather too much than too little: nobody is hurt by a starred order number. What looks like a detail and cannot be told
is `unsure`, for a person to look at. Of a number only what says nothing stays: never the last digits, with which a
letter is asked for.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from content.checks.documents_of_people import OF_OFFICES
from content.digits import Run, figure_of, folded, private_spans, runs

STAR = "*"
LONG = 11
"""So many digits on end that are not known to be something else are nobody's guess."""

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾"
    "夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
COMPOUND = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|令狐|慕容|司徒|夏侯"
NAME = rf"(?:(?:{COMPOUND})|[{SURNAMES}])"
ENDS = r"(?=[\s，,。；;、！!？?：:（(]|$|住|家|是|今|现|男|女|身|电|手)"
GIVEN = rf"(?:[\u4e00-\u9fff]{ENDS}|[\u4e00-\u9fff]{{2}})"
SAID = r"(?:我叫|名叫|本人叫|我的名字(?:叫|是)|姓名(?:是|为)?\s*[:：]?|联系人(?:是|为)?\s*[:：]?)\s*"
CALLED = re.compile(rf"{SAID}(?P<n>{NAME}{GIVEN}|[\u4e00-\u9fff]{{2,4}}(?:[·•][\u4e00-\u9fff]{{2,6}})*{ENDS})")
AM = re.compile(rf"(?:我是|我系|本人是?)\s*(?P<n>{NAME}[\u4e00-\u9fff]{{1,2}}){ENDS}")
SIGNED = re.compile(rf"^\s*(?P<n>{NAME}[\u4e00-\u9fff]{{1,2}})(?:女士|先生|敬上)?\s*$")
NO_NAMES = frozenset(
    (
        "高中生",
        "高三",
        "高龄",
        "程序员",
        "毕业生",
        "党员",
        "白领",
        "金融",
        "方便",
        "万分",
        "高管",
        "史学",
        "马上",
        "任何",
    )
)
MAYBE_NAMED = re.compile(r"我叫|我的名字|姓名(?:是|为|[:：])")

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
PLATE = re.compile(
    r"(?<![\u4e00-\u9fff])?[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•・.\s-]?"
    r"(?P<n>(?=[A-Z]{0,2}\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"(?:身份证|证件|护照|通行证|银行卡|卡号|账号|帐号|账户|社保|医保|准考证|学籍|QQ|微信|支付宝|抖音|车架号|房产证|不动产证)"
    r"(?:号码?|号)?(?:为|是|有)?[\s：:（(]*(?P<n>[A-Za-z0-9_-]{5,30})",
    re.IGNORECASE,
)
LANDLINE = re.compile(
    r"(?<!\d)(?:0\d{2,3}[-\s)）]{0,2})(?P<n>[2-8]\d{6,7})(?!\d)|电话[号码是为：:\s]*(?P<m>[2-8]\d{6,7})(?!\d)"
)
_N = r"(?:\d+|[一二三四五六七八九十百零]+|[A-Za-z])"
_STEP = rf"{_N}[#号]?\s?(?:号楼|栋|幢|座|单元|门|楼|层|室|户)"
DOORS = re.compile(
    rf"(?:{_STEP}[-\s]?){{2,}}(?:\d+[室号户]?)?|{_STEP}\s?\d{{2,4}}[室号户]?|(?<![-\d])\d{{1,3}}[-—]\d{{1,3}}[-—]\d{{3,4}}(?![-\d])(?:室|号|户)?"
    r"|(?<=[村屯庄组弄巷])\s?\d+号(?!线|文|令|公告)|胡同\s?\d+号"
)
NEAR = 16


@dataclass(frozen=True, slots=True)
class Masked:
    """`unsure`: passages that a person must look at before this is public."""

    text: str
    unsure: tuple[str, ...] = ()


def mask(text: str, *, known: Iterable[str] = (), by_office: bool = False) -> Masked:
    """`known`: names and numbers that are to go wherever they stand.

    `by_office`: the office wrote it, and its own telephones and rooms stay.
    """
    plain = folded(text)
    numbers = list(runs(text))
    hidden = {place for run in numbers for place in private_spans(run)}
    for start, end in (*_details(plain, by_office=by_office), *_names(plain), *_known(plain, known)):
        hidden.update(range(start, end))
    shown = "".join(
        STAR if at in hidden and (letter.isalnum() or figure_of(letter)) else letter for at, letter in enumerate(text)
    )
    return Masked(shown, tuple(_unsure(text, plain, numbers, hidden)))


def _details(plain: str, *, by_office: bool) -> Iterator[tuple[int, int]]:
    for found in EMAIL.finditer(plain):
        yield found.start() + 1, found.start() + found.group().index("@")
    for expression in (PLATE, LABELLED):
        yield from (found.span("n") for found in expression.finditer(plain))
    if not by_office:
        yield from (found.span("n" if found["n"] else "m") for found in LANDLINE.finditer(plain))
    yield from _doors(plain)


def _doors(plain: str) -> Iterator[tuple[int, int]]:
    """The numbers of a home's door; an office's room is for everybody to find."""
    for found in DOORS.finditer(plain):
        if not OF_OFFICES.search(plain[max(0, found.start() - NEAR) : found.start()]):
            yield from (
                (found.start() + number.start(), found.start() + number.end())
                for number in re.finditer(_N, found.group())
            )


def _names(plain: str) -> Iterator[tuple[int, int]]:
    """All but the surname."""
    named = [found for expression in (CALLED, AM) for found in expression.finditer(plain)]
    yield from (_given(*found.span("n"), found["n"]) for found in named if found["n"] not in NO_NAMES)
    lines = [line for line in re.finditer(r"[^\n]+", plain) if line.group().strip()]
    for line in lines[-2:] if len(lines) > 1 else ():
        if (signed := SIGNED.match(line.group())) and signed["n"] not in NO_NAMES:
            yield _given(line.start() + signed.start("n"), line.start() + signed.end("n"), signed["n"])


def _given(start: int, end: int, name: str) -> tuple[int, int]:
    return start + (2 if re.match(COMPOUND, name) and len(name) > 2 else 1), end


def _known(plain: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    for word in (normalize("NFKC", one).strip() for one in known):
        if len(word) > 1:
            keeps = 0 if word.isdecimal() else 1
            yield from ((found.start() + keeps, found.end()) for found in re.finditer(re.escape(word), plain))


def _unsure(text: str, plain: str, numbers: Iterable[Run], hidden: set[int]) -> Iterator[str]:
    for run in numbers:
        for start, end in run.groups:
            places = [at for at in run.places[start:end] if at not in hidden]
            if len(places) >= LONG:
                yield text[places[0] : places[-1] + 1]
    for found in MAYBE_NAMED.finditer(plain):
        if not hidden.intersection(range(found.end(), found.end() + 8)):
            yield text[found.start() : found.end() + 8]
