"""Numbers in what staff wrote, held against those of the draft they wrote it from."""

import re
from collections import Counter
from dataclasses import dataclass
from unicodedata import normalize

NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
DAY = re.compile(r"\d+\s*[年月日]")


@dataclass(frozen=True, slots=True)
class Stale:
    """A paragraph by its key: `wrong` are the numbers it says and the draft does not, `right` those it should."""

    key: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def says(self) -> str:
        return (
            f"“{self.key}”这一段改过，保留了原样；其中的 {'、'.join(self.wrong)} 现在算出来是 {'、'.join(self.right)}，"
            "请核对后改正。"
        )


def stale(key: str, written: str, draft: str) -> Stale | None:
    """None where it says the draft's numbers, or left some out; days and years do not matter."""
    said, computed = _numbers(written), _numbers(draft)
    wrong, right = said - computed, computed - said
    return Stale(key, tuple(wrong.elements()), tuple(right.elements())) if wrong and right else None


def _numbers(text: str) -> Counter[str]:
    return Counter(one.replace(",", "") for one in NUMBER.findall(DAY.sub("", normalize("NFKC", text))))
