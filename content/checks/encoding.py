"""What a conversion left behind: entities and markup shown as text, mojibake, lost and private characters."""

import re
from collections.abc import Iterator

from content.checks.passage import Finding, Passage

_MARKS = re.compile(
    r"(?P<entity>&(?:nbsp|lt|gt|amp|quot|apos|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|ensp|emsp|copy|times|bull|#\d{2,6}|#x[0-9a-fA-F]{2,6});?(?![a-z=]))"
    r"|(?P<markup></?(?:p|br|div|span|td|tr|table|font|strong|b|img|a|o:p|li|ul|h\d|style)\b[^<>\n]{0,200}>"
    r"|mso-[a-z-]+:|\[object Object\]|_x000[dDaA]_|\\u[0-9a-fA-F]{4}|\{\{[^{}\n]{1,40}\}\}|/\* Style Definitions \*/)"
    r"|(?P<lost>\ufffd+|锟斤拷(?:锟斤拷)*|(?:烫烫|屯屯){2,}|(?<=[\u4e00-\u9fa5])\?{2,}|\?{2,}(?=[\u4e00-\u9fa5])|□{3,})"
    r"|(?P<digit>(?<=[年月])\?+(?=[月日])|\d+\?(?=[年月日号元万％%])|\d+\?\d+(?:[年月日号元万%][\d年月日号元]*)?)"
    r"|(?P<private>[\ue000-\uf8ff]+|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+)"
    r"|(?P<radical>[\u2e80-\u2fdf\uf900-\ufaff]+)"
    r"|(?P<latin>(?:[\xc2-\xf4][\x80-\xbf\u20ac\u201a-\u2122\u0152-\u0178\u02c6\u02dc\u0192]{1,3}){2,})"
)
_SEEK = re.compile(
    r"[&<?\\{\[_\ufffd锟烫屯□\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f-\xf4\u2e80-\u2fdf\uf900-\ufaff]|mso-|Style Def"
)
_SAYS = {
    "entity": "“{}”是网页代码，没有转成文字，请改成它代表的符号。",
    "markup": "“{}”是网页或软件的代码残留，请删除。",
    "lost": "“{}”是乱码，原来的字已丢失，请对照原文补上。",
    "digit": "“{}”中夹有问号，疑为转换时丢字，请对照原文改正。",
    "private": "“{}”是只在个别软件里能显示的字符，别处会成方框，请换成普通字符。",
    "radical": "“{}”是部首或兼容字符，看着像汉字但搜不到，请改用普通汉字。",
    "latin": "“{}”是乱码（编码弄错），请对照原文改正。",
    "gbk": "“{}”是乱码（编码弄错），疑为“{}”，请对照原文改正。",
}
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\u3000-\uffef]+")
# Characters that UTF-8 bytes of Chinese text give when read as GBK; rare in any real text.
_GBK_SIGNS = re.compile("[锛銆鐨涓鍏鍙鏄浜鏂缁鍦鎴璇浠瀹鏈鍜绠鑷闂瑙勫畾鎻绉鍔]")
_GBK_RUN = re.compile("[\u4e00-\u9fff€\u2500-\u25ff\ue000-\uf8ff]{4,}")


def find(passage: Passage) -> Iterator[Finding]:
    addresses = [found.span() for found in _ADDRESS.finditer(passage.text)]
    for found in _MARKS.finditer(passage.text) if _SEEK.search(passage.text) else ():
        kind = found.lastgroup or ""
        if any(start <= found.start() < end for start, end in addresses):
            continue
        yield Finding("encoding_residue", *found.span(), _SAYS[kind].format(found.group()[:20]))
    if _GBK_SIGNS.search(passage.text):
        yield from _read_as_gbk(passage)


def _read_as_gbk(passage: Passage) -> Iterator[Finding]:
    for found in _GBK_RUN.finditer(passage.text):
        run = found.group()
        written = run.encode("gb18030", errors="ignore")
        meant = written.decode("utf-8", errors="ignore")
        # real Chinese text is hardly ever valid UTF-8 when written in GBK
        lossless = len(meant) >= 2 and len(meant.encode()) * 5 >= len(written) * 4
        if lossless and all("\u3000" <= char <= "\uffef" for char in meant):
            yield Finding("encoding_residue", *found.span(), _SAYS["gbk"].format(run[:20], meant[:20]))
