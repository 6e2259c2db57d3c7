"""Bank card numbers of people. An office's account announced for paying in is no card."""

import re
from collections.abc import Iterator

from content.checks.check_digits import luhn
from content.checks.passage import Finding, Passage

_NUMBER = re.compile(
    r"(?<![\dA-Za-z*＊.〔])(?:\d{16,19}|\d{4}(?P<gap>[ \u3000-])\d{4}(?P=gap)\d{4}(?P=gap)\d{4}"
    r"(?:(?P=gap)?\d{1,3})?|\d{6}[ -]\d{10,13})(?![\d*＊A-Za-z]|[ -]?\d{4}|\.\d)"
)
_NAMED = re.compile(
    r"卡号|银行卡|储蓄卡|借记卡|信用卡|存折|一卡通|一折通|惠民卡|社保卡|工资卡|个人账[号户]|收款账[号户]|收款人?账[号户]|打卡账[号户]|领款账[号户]|发放账[号户]"
)
_OFFICE = re.compile(
    r"(?:户名|单位名称|账户名称|开户名|收款单位|收款人|名称)[：:\s]*[^\n]{0,30}(?:局|委|办|中心|公司|委员会|财政|专户|所|医院|学校|银行|法院|政府|处|会|社|厂|店|院)|对公|专户|缴款账|缴费账|保证金账|捐赠账|基本账户|非税"
)
_OTHER = re.compile(
    r"(?:信用代码|身份证号?码?|许可证|编号|单号|订单号?|流水号|项目代码|案号|证号|文号|条码|税号|识别号|注册号|证书号|行号|批次号|序列号|校验码)(?:为|是)?[\s：:（(]*$"
)
# UnionPay; what the large banks issued before it (工商 95588, 农业 95599, 建设 436742); Visa, MasterCard, JCB.
_ISSUED = re.compile(
    r"62\d{14,17}|9558[89]\d{11,14}|95599\d{14}|(?:4\d{15}|5[1-5]\d{14}|35(?:2[89]|[3-8]\d)\d{12})$|436742\d{13}|60(?:3|1)\d{13,16}"
)
_NEAR = 24


def find(passage: Passage) -> Iterator[Finding]:
    for found in _NUMBER.finditer(passage.digits):
        number = re.sub(r"\D", "", found.group())
        before = passage.digits[max(0, found.start() - _NEAR) : found.start()]
        if not 16 <= len(number) <= 19 or _OTHER.search(before):
            continue
        yield from _judge(passage, found, number)


def _judge(passage: Passage, found: re.Match[str], number: str) -> Iterator[Finding]:
    named, office = _contexts(passage, found)
    issued = _ISSUED.fullmatch(number) is not None
    if luhn(number) and (issued or named):
        says = "含银行卡号，属个人信息，须删去或打码。"
        if office and not named:
            says = "像银行卡号；若是单位公布的收款账号请注明，若是个人的卡号须删去。"
        yield Finding("bank_card", *found.span(), says, blocks=named or not office)
    elif named and not office:
        yield Finding("bank_card", *found.span(), "称作卡号但校验位不对，请核实；若是个人的卡号须删去或打码。")


def _contexts(passage: Passage, found: re.Match[str]) -> tuple[bool, bool]:
    """(called a card's number, by the words before it or its column's head; said to be an office's account)."""
    start = found.start()
    near = passage.digits[max(0, start - _NEAR) : start]
    named = bool(_NAMED.search(near))
    if not named:
        tables = (rows for first, rows in passage.tables() if first <= start < first + len(rows))
        named = any(_NAMED.search(rows.split("\n", 1)[0]) for rows in tables)
    wide = passage.digits[max(0, start - 90) : found.end() + 40]
    return named, bool(_OFFICE.search(wide))
