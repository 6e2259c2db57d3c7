"""Blanks of a template that nobody filled in."""

import re
from collections.abc import Iterator

from content.checks.passage import Finding, Passage

_BLANK = re.compile(
    r"20\d{0,2}[XxＸ×]{1,4}\s?年(?:\s?[XxＸ×\d]{1,2}\s?月)?(?:\s?[XxＸ×\d]{1,2}\s?日)?|[XxＸ×]{2,4}\s?年\s?[XxＸ×]{1,2}\s?月(?:\s?[XxＸ×]{1,2}\s?日)?"
    r"|[XxＸ×]{1,2}\s?月\s?[XxＸ×]{1,2}\s?日|(?<![A-Za-z])TODO(?![A-Za-z])|[（(【\[]?(?:此处|在此|这里)(?:填写|补充|插入|粘贴|输入)[^，。；\n]{0,10}|待补充|待完善|请(?:在此)?输入(?:标题|正文|内容)"
    r"|[〔【]请填写[^〕】\n]{0,60}[〕】]|(?i:lorem ipsum)|_{6,}\s?年\s?_{2,}\s?月"
)


def find(passage: Passage) -> Iterator[Finding]:
    for found in _BLANK.finditer(passage.text):
        yield Finding("placeholder", *found.span(), f"“{found.group()}”像是模板里没有填写的地方，请补上。")
