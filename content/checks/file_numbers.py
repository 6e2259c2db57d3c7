"""The form of document numbers: 国办发〔2026〕12号. Source: GB/T 9704-2012, 7.2.5."""

import re
from collections.abc import Iterator

from content.checks.passage import Finding, Passage

_CODE = r"(?<=[\u4e00-\u9fa5])\s?"
_NUMBER = re.compile(
    _CODE + r"(?P<year>(?P<open>[\[［(（【〔])\s?(?P<y>(?:19|20)\d{2})\s?年?(?P<close>[\]］)）】〕]))\s?"
    r"(?P<serial>(?P<ordinal>第)?\s?(?P<n>\d{1,5})\s?号)"
)
_LOST = re.compile(_CODE + r"(?P<year>〔(?P<y>(?:19|20)\d{2})(?![\d〕\])）］】]))\s?(?P<serial>\d{1,5}号)")
_UNOPENED = re.compile(r"(?<=[\u4e00-\u9fa5])(?P<year>20\d{2}〕)\s?\d{1,5}\s?号")
_SHORT = re.compile(_CODE + r"(?P<year>〔\d{2}〕)\s?\d{1,5}\s?号")
# Numbers with a form of their own: certificates, court cases, announcements by year and number, permits.
_OTHER = re.compile(
    r"(?:证|书|权|产|登记|证明|许可|字号|公告|令|案|合同|编号|批次|准字|标准|测|检|鉴|卫妇|银行|备案|编号为|工商|粤|闽|苏|浙)$"
)
_FROM = 2000  # before GB/T 9704-1999 other brackets were the rule


def find(passage: Passage) -> Iterator[Finding]:
    for found in _NUMBER.finditer(passage.digits):
        if int(found["y"]) < _FROM or _OTHER.search(passage.text, max(0, found.start() - 12), found.start()):
            continue
        faults = _faults(found)
        if not faults:
            continue
        whole = bool(found["ordinal"]) or found["n"].startswith("0")
        start, end = found.start("year"), found.end("serial") if whole else found.end("year")
        right = f"〔{found['y']}〕{int(found['n'])}号"
        yield Finding("file_number_form", start, end, f"文号{'，'.join(faults)}，应写作“{right}”。")
    for found in _LOST.finditer(passage.digits):
        yield Finding("file_number_form", *found.span("year"), f"文号缺后面的“〕”，应写作“〔{found['y']}〕”。")
    for found in _UNOPENED.finditer(passage.digits):
        yield Finding("file_number_form", *found.span("year"), "文号缺前面的“〔”。")
    for found in _SHORT.finditer(passage.digits):
        yield Finding("file_number_form", *found.span("year"), "文号的年份应写全四位数字。")


def _faults(found: re.Match[str]) -> list[str]:
    faults = []
    if (found["open"], found["close"]) != ("〔", "〕"):
        faults.append("年份应放在六角括号〔〕里")
    if found["ordinal"]:
        faults.append("顺序号前不加“第”")
    if found["n"].startswith("0"):
        faults.append("顺序号不编虚位")
    return faults
