"""Mobile phone numbers. Office telephones, hotlines, serial numbers and masked numbers are fine."""

import re
from collections.abc import Iterator

from content.checks.passage import Finding, Passage

_NUMBER = re.compile(
    r"(?<![\dA-Za-z*＊.×_=/-])(?:\(?\+?(?:0{0,2}86)\)?[ -]?)?(?<!\d)(?P<n>1[3-9]\d(?P<gap>[ \u3000-]?)\d{4}"
    r"(?P=gap)\d{4})(?![\d*＊.×]|[A-Za-z]|[ -]?\d{4})"
)
_AMOUNT = re.compile(r"^\s?(?:\.\d|万?元|万|亿|吨|公里|千瓦|立方|平方|人次|美元|号(?!码)|公顷|亩|米)")
_SERIAL = re.compile(
    r"(?:编号|序号|单号|订单号?|流水号?|账号|帐号|账户|卡号|注册号|登记号|学号|工号|考号|准考证号?|代码|标识码|备案号?|许可证号?|证书?号|文号|案号|条码|批号|票号|发票号?码?|税号|邮编|QQ号?|(?<![机话信系])号|第|字|〕|\]|）)(?:为|是|：|:)?\s?$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"电话|手机|联系方式|联系人|号码|致电|拨打|微信")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\u3000-\uffef]+")


def find(passage: Passage) -> Iterator[Finding]:
    text = passage.digits
    addresses = [found.span() for found in _ADDRESS.finditer(text)] if "/" in text or "www" in text else []
    for found in _NUMBER.finditer(text):
        start, end = found.span("n")
        before = text[max(0, start - 14) : start]
        if any(first <= start < last for first, last in addresses) or _AMOUNT.match(text[end : end + 6]):
            continue
        if _SERIAL.search(before) and not _PHONE.search(before):
            continue
        says = "含手机号码，属个人信息，请删去、打码或改为办公电话。"
        yield Finding("mobile", *found.span(), says, blocks=True)
    for link in passage.links:
        number = re.fullmatch(r"tel:\s?(?:\+?86)?-?(1[3-9]\d{9})", link)
        if number:
            yield Finding("mobile", 0, 0, "链接里含手机号码，属个人信息，请删去。", blocks=True, quote=number.group(1))
