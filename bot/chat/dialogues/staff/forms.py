"""How staff's words are to be written, and what is told where one is said in a form that fits none of them.

What begins like a command is not looked for in the public search, and does not become a paragraph of a draft. Prose
that merely begins with such characters (通过这次检查……, 发布会定于……) does not: see `is_meant`.
"""

import re
from collections.abc import Iterable, Mapping

from bot.chat.dialogues import courtesy
from bot.chat.dialogues.words import ASKING, SPELLINGS, Command, command, plain

WORDS: Mapping[str, str] = {
    "投稿 写稿 发稿": "“投稿”，标题等后面再发",
    "改稿": "“改稿 2026-00137”",
    "待审 待办": "“待审”",
    "看 查看 预览": "“看 1”或“看 2026-00137.1”",
    "通过": "“通过 1”“通过 1 保密 结论”或“通过 1 说明 理由”，一次一件",
    "退回": "“退回 1 理由”，一次一件",
    "保密": "“保密 1 结论”",
    "说明": "“说明 1 理由”",
    "发布": "“发布 1”或“发布 2026-00137.1”，一次一件",
    "统计": "“统计 2026”",
    "待上传 待领取": "“待上传”",
    "领取": "“领取 1”",
    "确认": "“确认 链接”或“确认 1 链接”",
    "放弃": "“放弃 1”，或领取了一件时的“放弃”",
    "信箱": "“信箱”",
    "看信": "“看信 编号”，编号是八位数字",
    "答复": "“答复 编号 内容”，编号是八位数字",
    "绑定": "“绑定 123456”，绑定码是六位数字",
    "解绑 解除绑定": "“解绑”",
    "办公": "“办公”",
}
WORDS_OF_A_DRAFT: Mapping[str, str] = {
    "标题": "“标题 新标题”",
    "改 修改": "“改 2 新的文字”",
    "删 删去 删除": "“删 2”",
    "栏目": "“栏目 名称”",
    "日期": "“日期 2026-03-02”",
    "概述": "“概述 一句话”",
    "看稿": "“看稿”",
    "重写": "“重写”",
    "正文": "“正文 要写进稿件的话”",
}
ESCAPE = "要把这句话写进稿件，请在前面加“正文 ”。"
NOT_NOW = "正在写稿，“{}”没有办，也没有记下。写完发“完成”，不写了发“取消”，再来办。"
PUBLIC = (Command.HELP, Command.SEARCH, Command.LETTER, Command.PROGRESS, Command.RATE, Command.APPLY)
SHORT = 30
"""Characters: what is longer is prose, unless a number shows that it is not."""
LEAST_NUMBER = 6
"""Figures that an item's or a letter's number, or a binding code, has at least: no prose counts so far."""
BLANK = r"[^\S\n]"
SIGNS = r"[\s:,、;.。!?~-]"
ALONE = re.compile(rf"{SIGNS}*(?:编号)?{SIGNS}*")
PARTED = re.compile(rf"{BLANK}+\S[^\n]*")
NUMBERED = re.compile(
    rf"{SIGNS}*(?P<named>编号|第)?{BLANK}*(?P<number>\d{{4}}-\d+(?:\.\d+)?|\d+|[一二三四五六七八九十]+)(?P<then>.*)",
    re.DOTALL,
)
ENDS = re.compile(rf"(?:{SIGNS}|[和与及到至]\s*\d|$)")
THING = re.compile(r"\s*[件段篇个条封]")
MEASURE = re.compile(r"\s*[年月日天周个家项名次件条篇万亿元吨米人户场大届批]")
"""After a number in prose: 通过 3 年的努力."""


def _pattern(*tables: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest first, also with blanks in it (通 过)."""
    words = sorted((word for table in tables for words in table for word in words.split()), key=len, reverse=True)
    return re.compile("|".join(f"{BLANK}*".join(word) for word in words))


OF_STAFF = _pattern(WORDS)
OF_A_DRAFT = _pattern(WORDS, WORDS_OF_A_DRAFT)
OF_THE_PUBLIC = _pattern([" ".join(word for word in SPELLINGS[one].split() if len(word) > 1) for one in PUBLIC])
FORMS = {word: form for words, form in {**WORDS, **WORDS_OF_A_DRAFT}.items() for word in words.split()}


def is_meant(rest: str, *, short: bool) -> bool:
    """Whether with this behind it a word was said as a command: nothing, a number, or a few words after a blank."""
    if ALONE.fullmatch(rest):
        return True
    numbered = NUMBERED.match(rest)
    if numbered is None:
        return short and PARTED.fullmatch(rest) is not None
    named, number, then = numbered.groups()
    if len(number) >= LEAST_NUMBER:
        return True
    if ENDS.match(then):
        return short or (len(number) <= 3 and not MEASURE.match(then))
    thing = THING.match(then)
    return short and thing is not None and (named == "第" or not then[thing.end() :])


def misfit(text: str) -> str:
    """What to tell of a word of staff in no form of its own; "" for what is not one."""
    return _misfit(OF_STAFF, text)


def misfit_in_draft(text: str) -> str:
    """The same while a draft is open, where also the public's words are not meant for it."""
    if told := _misfit(OF_A_DRAFT, text):
        return f"{told}\n没有记进稿件。{ESCAPE}"
    meant = plain(text)
    word = _said(OF_THE_PUBLIC, meant)
    if not word and (courtesy.reply_to(text) or command(text) not in (None, Command.SKIP)) and meant not in ASKING:
        word = meant
    return f"{NOT_NOW.format(word)}\n{ESCAPE}" if word else ""


def _misfit(words: re.Pattern[str], text: str) -> str:
    word = _said(words, plain(text))
    return f"没有办：“{word}”应写作{FORMS[word]}。" if word else ""


def _said(words: re.Pattern[str], text: str) -> str:
    """The word that the text begins with, if it was meant; "" otherwise."""
    found = words.match(text)
    meant = found and is_meant(text[found.end() :], short=len(text) <= SHORT)
    return "".join(found[0].split()) if found and meant else ""
