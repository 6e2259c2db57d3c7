"""Words of a command line turned into what actions want; wrong ones are told with how to write them."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from bot.actions.errors import WrongUse
from bot.cli.out import complain

Word = TypeVar("Word", bound=StrEnum)
NO_MORE: Mapping[str, Any] = MappingProxyType({})


def file_of(path: Path) -> Path:
    if path.is_dir():
        raise WrongUse(f"{path} 是文件夹，请写出是里面的哪个文件。")
    if not path.is_file():
        raise WrongUse(f"找不到文件 {path}。")
    return path


def text_of(path: Path) -> str:
    """The words in a text file, UTF-8 or what offices' old programs write. Raises WrongUse for what is no text."""
    from content.file_types import document_like
    from content.files import LARGEST_TEXT, decoded
    from content.text import BREAKS, CONTROLS

    if file_of(path).stat().st_size > LARGEST_TEXT:
        raise WrongUse(f"{path} 太大，文本文件最多 {LARGEST_TEXT >> 20} MB，请看是不是选错了文件。")
    content = path.read_bytes()
    like = document_like(content)
    text, encoding = (None, "") if like else decoded(content)
    text = None if text is None else BREAKS.sub("\n", text)
    if text is None or CONTROLS.search(text):
        what = f"像是{like}" if like else "里面不全是文字，或编码认不出来"
        raise WrongUse(f"{path} {what}，没有用它。请把文字另存为纯文本文件（.txt，UTF-8 编码）再来。")
    if encoding:
        complain(f"{path} 是 {encoding} 编码，已按它读取；请看一遍有没有乱码。")
    return text


def one_of(text: str, words: type[Word], also: Mapping[str, Word] = NO_MORE) -> Word:
    """One of these, or of what `also` names them. Raises WrongUse with all of them."""
    known = {**{one.value: one for one in words}, **also}
    if text.strip() not in known:
        raise WrongUse(f"“{text}”不能用，可写：{'、'.join(known)}。")
    return known[text.strip()]


def fen_of(text: str) -> int:
    """`300`, `300.5`, `1,300.50元`: so much money in 分."""
    from content.registers.money import fen_in

    try:
        return fen_in(text)
    except ValueError as error:
        raise WrongUse(f"{error}。") from None


def several(values: list[str] | None) -> list[str]:
    """Of an option that may be repeated: `--to website --to wechat` and `--to website,wechat` alike."""
    return [name for value in values or () for name in re.split(r"[,，、;；\s]+", value) if name]


def reasons_of(pairs: list[str]) -> dict[str, str]:
    """`代码: 理由` or `代码=理由`, by code."""
    reasons = {}
    for pair in pairs:
        match = re.fullmatch(r"\s*(.+?)\s*(?:[=＝]|[:：](?=\s)|：)\s*(.+?)\s*", pair, re.DOTALL)
        if match is None:
            raise WrongUse(f'“{pair}”请写作 "代码: 理由"，代码见 gongkai check。')
        reasons[match[1]] = match[2]
    return reasons


def facts_of(pairs: list[str], *, emptied: bool = False) -> dict[str, str]:
    """`名称=内容`, by name; `emptied`: also `名称=`."""
    facts = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not (sign and name.strip() and (emptied or value.strip())):
            raise WrongUse(f"“{pair}”请写作 名称=内容。")
        facts[name.strip()] = value.strip()
    return facts
