"""Passwords, keys and tokens; marks of classified papers."""

import re
from collections.abc import Iterator

from content.checks.passage import Finding, Passage

_WORD = (
    r"(?:密码|口令|(?<![A-Za-z])(?:passwords?|passwd|pwd|app_?secret|client_?secret|secret_?key"
    r"|access_?key(?:_?(?:id|secret))?|api_?key|app_?key|token|secret)(?![A-Za-z]))"
)
_IS = r"(?:\s?(?:统一|均|默认|暂|分别|一律)?(?:设|设置|设定|重置|初始化)?(?:为|是|成)|[：:=]|\s)*[\s“\"'「【（(]*"
_VALUE = r"(?P<value>(?=[A-Za-z0-9@#$%^&*!_.+~?-]*[A-Za-z0-9])[A-Za-z0-9@#$%^&*!_.+~?-]{4,64})"
_SAID = re.compile(
    rf"(?P<lead>(?:初始|默认|登[录陆]|原始|统一|临时|管理员|后台|数据库|系统|[Ff][Tt][Pp]|[Vv][Pp][Nn]|[Ww][Ii][-]?[Ff][Ii]|邮箱|开机|解压|会议|入会)*){_WORD}{_IS}{_VALUE}(?!\s?(?:位|个字符|[-~至到]\s?\d+\s?位))",
    re.IGNORECASE,
)
_SEEK = re.compile("密码|口令|passw|pwd|secret|key|token", re.IGNORECASE)
_MASKED = re.compile(r"^[*xX.＊_-]+$|^[^A-Za-z0-9]+$|\*{2,}")
_WORDS_ONLY = re.compile(
    r"^(?:https?|www|app|and|or|is|the|for|user|login|reset|email|sms|usbkey|ukey|u-key|qq|pin|ca)\b", re.IGNORECASE
)
_RULE = re.compile(
    r"(?P<w>(?:初始|默认|登[录陆]|原始)?密码(?:统一|均|默认)?(?:为|是)(?:本人|学生|考生|申请人|个人|用户)?(?:的)?(?:身份证|证件|社保卡|手机)[^，。；\n]{0,6}(?:后|前|末)[\d一二三四五六七八九十两]+位)"
)
_KEYS = re.compile(
    r"(?P<w>-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----|(?<![A-Za-z0-9])AKIA[0-9A-Z]{16}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])LTAI[0-9A-Za-z]{12,24}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36}|(?<![A-Za-z0-9])sk-[A-Za-z0-9_-]{20,}|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}"
    r"|[a-z][a-z0-9+.-]{0,20}://[^\s/:@\u3000-\uffef]+:[^\s/@\u3000-\uffef]{3,}@[^\s/]+)"
)
_SECRET = re.compile(
    r"(?P<w>(?:绝密|机密|秘密)\s?[★☆]\s?(?:\d+\s?年|长期|[一二三十五]+年)?|(?m:^[ \t　]*(?:密级"
    r"|保密等级)[：:]\s?(?:绝密|机密|秘密|内部)))"
)
_MARK = re.compile(r"(?m:^[ \t　]*(?:绝密|机密|秘密|内部资料|内部文件)[ \t　]*$)")


def find(passage: Passage) -> Iterator[Finding]:
    yield from _passwords(passage)
    for found in _RULE.finditer(passage.text):
        yield Finding("credential", *found.span("w"), "公布了初始密码的规则，知道证件号的人都能登录，请改为单独告知。")
    for found in _KEYS.finditer(passage.text):
        yield Finding("credential", *found.span("w"), "含密钥或带密码的地址，须删去，并更换该密钥。", blocks=True)
    for found in (*_SECRET.finditer(passage.text), *_MARK.finditer(passage.text)):
        says = f"“{found.group().strip()}”是密级标志或内部标志，涉密文件不得公开，请停止发布并报保密工作机构。"
        yield Finding("secret_mark", *found.span(), says, blocks=True)


def _passwords(passage: Passage) -> Iterator[Finding]:
    """The password of a meeting or an archive may be meant for all; any other stops the item."""
    if not _SEEK.search(passage.digits):
        return
    for found in _SAID.finditer(passage.digits):
        value = found["value"].rstrip(".?!-")
        if len(value) < 4 or _MASKED.search(value) or _WORDS_ONLY.match(value):
            continue
        meant_for_all = any(word in found["lead"] for word in ("会议", "入会", "解压"))
        start, end = found.start(), found.start("value") + len(value)
        says = "含账号密码，须删去并立即更换该密码，改为单独告知。"
        if meant_for_all:
            says = "含密码；若本来就要公开请注明，否则删去。"
        yield Finding("credential", start, end, says, blocks=not meant_for_all)
