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
from content.digits import MOST_BETWEEN, Run, figure_of, folded, private_spans, runs

STAR = "*"
SHORTEST_NUMBER = 6
LONG = 11
"""So many digits on end that are not known to be something else are nobody's guess."""

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾"
    "夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
COMPOUND = "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|令狐|慕容|司徒|夏侯"
NAME = rf"(?:(?:{COMPOUND})|[{SURNAMES}])"
ENDS = r"(?=[\s，,。；;、！!？?：:（(\d]|$|住|家|是|今|现|男|女|身|电|手)"
GIVEN = rf"(?:[\u4e00-\u9fff]{ENDS}|[\u4e00-\u9fff]{{2}})"
SAID = r"(?:我叫|名叫|本人叫|我的名字(?:叫|是)|姓名(?:是|为)?\s*[:：]?|联系人(?:是|为)?\s*[:：]?)\s*"
CALLED = re.compile(rf"{SAID}(?P<n>{NAME}{GIVEN}|[\u4e00-\u9fff]{{2,4}}(?:[·•][\u4e00-\u9fff]{{2,6}})*{ENDS})")
AM = re.compile(rf"(?:我是|我系|本人是?)\s*(?P<n>{NAME}[\u4e00-\u9fff]{{1,2}}){ENDS}")
KIN = (
    r"(?:爱人|妻子|丈夫|老公|老婆|父亲|母亲|爸爸|妈妈|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|岳父|岳母|儿子|女儿|孩子|小孩|"
    r"孙子|孙女|哥哥|弟弟|姐姐|妹妹|邻居|同事|室友|房东)"
)
ROLE = (
    r"(?:申请人|反映人|投诉人|举报人|当事人|户主|业主|租户|原告|被告|法人代表|法定代表人|负责人|收件人|患者|学生|死者|伤者|"
    r"落款)"
)
OF_KIN = re.compile(
    rf"(?:{KIN}(?:名字)?叫?|{ROLE}(?:[:：]|是|为|叫)?)\s*(?P<n>{NAME}[\u4e00-\u9fff]{{1,2}})"
    rf"(?:{ENDS}|(?=[在于的因有从和与及等给向把被将已也都出]))"
)
TITLED = re.compile(rf"(?P<n>{NAME}[\u4e00-\u9fff]{{1,2}})(?=女士|先生|同志|小姐)")
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
        "高血压",
        "高烧",
        "白血病",
        "白天",
    )
)
MAYBE_NAMED = re.compile(r"我叫|我的名字|姓名(?:是|为|[:：])")

EMAIL = re.compile(
    r"(?P<n>(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64})\s?(?:@|[(\[（【]\s?(?:at|@|#)\s?[)\]）】]|\sat\s|#|艾特)\s?"
    r"(?:[A-Za-z0-9-]+(?:\s?(?:\.|点|\bdot\b)\s?[A-Za-z0-9-]+)*\s?(?:\.|点|\bdot\b)\s?(?:[A-Za-z]{2,}|[\u4e00-\u9fff]{2})"
    r"|[\u4e00-\u9fff]{1,10}\.[A-Za-z\u4e00-\u9fff]{2,})",
    re.IGNORECASE,
)
PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\s?[A-HJ-NP-Z][·•・./\s-]{0,2}"
    r"(?P<n>(?=[A-Z]{0,2}\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳])(?![A-Za-z0-9])",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"(?:身份证|证件|护照|通行证|银行卡|卡号|账号|帐号|账户|社保|医保|准考证|学籍|Q\s?Q|微信|支付宝|抖音|车架号|房产证|不动产证|"
    r"车牌|驾驶证|驾照|病历|住院|工号|学号|警号|运单|快递单?|保单|户号|水表|电表|燃气|扣扣|企鹅|快手|微博|淘宝|旺旺|"
    r"微(?=[\s：:])|[Vv威薇]信|(?<![A-Za-z])(?:[vw]x|[vq](?=号|[\s：:])))"
    r"(?:号码?|编号)?(?:为|是|有)?[\s：:（(@]*(?P<n>[A-Za-z0-9_-]{5,30})",
    re.IGNORECASE,
)
LANDLINE = re.compile(
    r"(?<!\d)(?:0\d{2,3}|86[-\s]?[1-9]\d{1,2})[-—–\s)）]{0,2}(?P<n>[2-8]\d{2,3}[-\s]?\d{4})(?!\d)"
    r"|(?:电话|座机|固话)[号码是为：:\s]*(?P<m>[2-8]\d{2,3}[-\s]?\d{4})(?!\d)"
)
LETTERED = re.compile(r"(?<![A-Za-z0-9])(?P<n>[1lI][3-9][0-9oOlI]{9})(?![A-Za-z0-9])")
"""A mobile number with letters for figures."""
ENDING = re.compile(
    r"(?:尾号|[后末最][后]?[四4六6]位(?:数字?)?)(?:号码)?(?:是|为)?[\s：:]*(?P<n>[0-9X]{3,6})", re.IGNORECASE
)
DEED = re.compile(r"(?:房权|产权|房产证|土地证|使用权)[^，。；\n]{0,16}?第\s?(?P<n>[A-Za-z0-9-]{5,})\s?号")
_DAY = r"(?:19|20)\d\d\s?[年./-]\s?(?P<{}>\d{{1,2}}(?:\s?[月./-]\s?\d{{1,2}})?)"
BORN = re.compile(
    rf"(?:出生(?:日期|年月日?|时间)?|生日|生于)(?:是|为|于|在)?[\s：:]*{_DAY.format('n')}"
    rf"|{_DAY.format('m')}[月日]?\s?(?:出生|生人|生日|生(?=[，。；,\s]|$))"
)
_N = r"(?:(?<!\d)\d{1,6}|(?<![一二三四五六七八九十百零〇])[一二三四五六七八九十百零〇]{1,6}|[A-Za-z])"
_STEP = rf"(?:{_N}[#号]?\s?(?:号楼|栋|幢|座|单元|门|楼|层|室|户)|[东西南北中](?:单元|户))"
_DOOR = r"(?:\d{1,2}[-—])?(?:\d{2,4}|[一二三四五六七八九零〇]{3,4})"
DOORS = re.compile(
    rf"(?:{_STEP}[-\s]?){{2,}}(?:(?:\d+|{_DOOR})[室号户]?)?|{_STEP}\s?{_DOOR}[室号户]?|(?<![-\d])\d{{1,3}}[-—]\d{{1,3}}[-—]\d{{3,4}}(?![-\d])(?:室|号|户)?"
    r"|(?<=[村屯庄组弄巷])\s?\d+号(?!线|文|令|公告)|胡同\s?\d+号"
)
NEAR = 16
PASSAGE = re.compile(rf"x(?: {{0,{MOST_BETWEEN}}}x)*")


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
    words = tuple(filter(None, (normalize("NFKC", one).strip() for one in known)))
    told = (*_known(plain, words), *_known_figures(numbers, words))
    for start, end in (*_details(plain, by_office=by_office), *_names(plain), *told):
        hidden.update(range(start, end))
    shown = "".join(
        STAR if at in hidden and (letter.isalnum() or figure_of(letter)) else letter for at, letter in enumerate(text)
    )
    return Masked(shown, tuple(_unsure(text, plain, numbers, hidden)))


def unmasked(text: str, masked: str) -> Iterator[str]:
    """The passages of a text that its mask (of the same length) stars out, in order; of a name with the surname."""
    marks = "".join("x" if letter != shown else " " for letter, shown in zip(text, masked, strict=True))
    for found in PASSAGE.finditer(marks):
        begin, end = found.span()
        yield text[begin if figure_of(text[begin]) else max(0, begin - 1) : end]


def _details(plain: str, *, by_office: bool) -> Iterator[tuple[int, int]]:
    for found in EMAIL.finditer(plain):
        yield found.start("n") + 1, found.end("n")
    for expression in (PLATE, LABELLED, LETTERED, ENDING, DEED):
        yield from (found.span("n") for found in expression.finditer(plain))
    for found in BORN.finditer(plain):
        yield from _within(r"\d+", plain, found.span("n" if found["n"] else "m"))
    if not by_office:
        yield from (found.span("n" if found["n"] else "m") for found in LANDLINE.finditer(plain))
    yield from _doors(plain)


def _doors(plain: str) -> Iterator[tuple[int, int]]:
    """The numbers of a home's door; an office's room is for everybody to find."""
    for found in DOORS.finditer(plain):
        if not OF_OFFICES.search(plain[max(0, found.start() - NEAR) : found.start()]):
            yield from _within(_N, plain, found.span())


def _within(expression: str, plain: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    return (found.span() for found in re.compile(expression).finditer(plain, *span))


def _names(plain: str) -> Iterator[tuple[int, int]]:
    """All but the surname."""
    named = [found for expression in (CALLED, AM, OF_KIN, TITLED) for found in expression.finditer(plain)]
    yield from (_given(*found.span("n"), found["n"]) for found in named if found["n"] not in NO_NAMES)
    lines = [line for line in re.finditer(r"[^\n]+", plain) if line.group().strip()]
    for line in lines[-2:] if len(lines) > 1 else ():
        if (signed := SIGNED.match(line.group())) and signed["n"] not in NO_NAMES:
            yield _given(line.start() + signed.start("n"), line.start() + signed.end("n"), signed["n"])


def _given(start: int, end: int, name: str) -> tuple[int, int]:
    return start + (2 if re.match(COMPOUND, name) and len(name) > 2 else 1), end


def _known(plain: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    for word in known:
        if len(word) > 1:
            keeps = 0 if word.isdecimal() else 1
            yield from ((found.start() + keeps, found.end()) for found in re.finditer(re.escape(word), plain))


def _known_figures(numbers: Iterable[Run], known: Iterable[str]) -> Iterator[tuple[int, int]]:
    """A telephone number however its figures are parted or spelt."""
    for word in ("".join(filter(str.isdecimal, one)) for one in known):
        for run in numbers if len(word) >= SHORTEST_NUMBER else ():
            for found in re.finditer(word, run.figures):
                yield from ((at, at + 1) for at in run.places[found.start() : found.end()])


def _unsure(text: str, plain: str, numbers: Iterable[Run], hidden: set[int]) -> Iterator[str]:
    for run in numbers:
        for start, end in run.groups:
            places = [at for at in run.places[start:end] if at not in hidden]
            if len(places) >= LONG:
                yield text[places[0] : places[-1] + 1]
    for found in MAYBE_NAMED.finditer(plain):
        if not hidden.intersection(range(found.end(), found.end() + 8)) and STAR not in plain[found.end() :][:8]:
            yield text[found.start() : found.end() + 8]
