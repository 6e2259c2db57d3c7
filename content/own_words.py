"""The office's own words (词表): what its texts are checked for, and searched by, beside the lists of the program."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from content.problems import InWords

LONGEST_WORD, LONGEST_SAYS, LEAST = 40, 200, 2
BLANKS = MappingProxyType(dict.fromkeys(map(ord, "、，,；;　"), " "))


class WordList(StrEnum):
    """`WRONG` has the right form beside it, `SAID` what offices write for it; the others may have a remark.

    `ALLOWED` is taken for no slip (names, mostly); `SENSITIVE` warns, `FORBIDDEN` blocks.
    """

    WRONG = "错别字"
    ALLOWED = "不作错字"
    SENSITIVE = "敏感词"
    FORBIDDEN = "禁用词"
    SAID = "搜索同义词"


@dataclass(frozen=True, slots=True)
class Change:
    """A word was put on a list or changed there (`stands`), or taken off it."""

    list: WordList
    word: str
    says: str
    stands: bool
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class OwnWords:
    """What holds now, by list and word. Another change of the lists, another `version`."""

    version: int = 0
    lists: Mapping[WordList, Mapping[str, str]] = field(default_factory=dict)

    def of(self, which: WordList) -> Mapping[str, str]:
        return self.lists.get(which, {})


NO_WORDS = OwnWords()


class BadWord(InWords):
    """It cannot stand on that list."""


def read_word(which: WordList, word: str, says: str) -> tuple[str, str]:
    """Both as they are kept. Raises BadWord."""
    word, says = " ".join(word.split()), " ".join(says.split())
    if not LEAST <= len(word) <= LONGEST_WORD:
        raise BadWord(f"词要有 {LEAST} 到 {LONGEST_WORD} 个字，现在是 {len(word)} 个。")
    if len(says) > LONGEST_SAYS:
        raise BadWord(f"说明最多 {LONGEST_SAYS} 字，现在是 {len(says)} 字。")
    if which is WordList.WRONG:
        _require_right_form(word, says)
    if which is WordList.SAID:
        says = _written(word, says)
    return word, says


def _require_right_form(word: str, right: str) -> None:
    if not right:
        raise BadWord("错别字要写出正确的写法。")
    if word in right:
        raise BadWord(f"正确的写法“{right}”里还有“{word}”，改对了也会被查出来。请把错的写法写长一些。")


def _written(word: str, says: str) -> str:
    """The words that offices write, parted by blanks."""
    written = dict.fromkeys(says.translate(BLANKS).split())
    if not written or any(len(one) < LEAST or one == word for one in written):
        raise BadWord(f"请写出公文里的说法，每个至少 {LEAST} 个字，与“{word}”不同；几个之间空一格。")
    return " ".join(written)
