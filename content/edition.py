"""An edition (版次): an item's text as it was submitted, frozen, with a digest that approval is bound to."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Self

from content.item import Disclosure, Item, SecrecyReview, StoredFile

DIGEST_VERSION = 1


@dataclass(frozen=True, slots=True)
class Edition:
    """`item_id` is for life (`2026-00137`); `number` counts from 1; `index_number` is the 索引号."""

    item_id: str
    number: int
    index_number: str
    item: Item
    digest: str
    made_at: datetime
    made_by: str

    @property
    def ref(self) -> str:
        return f"{self.item_id}.{self.number}"

    def key(self, channel: str) -> str:
        """A delivery's own name, `2026-00137.2@wechat`."""
        return f"{self.ref}@{channel}"


class Frozen(NamedTuple):
    """An edition in the list of its item's."""

    number: int
    digest: str
    made_at: datetime
    made_by: str


def to_record(item: Item) -> dict[str, Any]:
    """The item as JSON-ready values; `from_record` gives it back."""
    record = asdict(item)
    return {name: _plain(value) for name, value in record.items()}


def from_record(record: Mapping[str, Any]) -> Item:
    values = dict(record)
    for name in ("made_on", "valid_until"):
        values[name] = date.fromisoformat(values[name]) if values.get(name) else None
    for name in ("cover", "video"):
        values[name] = StoredFile(**values[name]) if values.get(name) else None
    for name in ("images", "attachments"):
        values[name] = tuple(StoredFile(**file) for file in values.get(name, ()))
    values["keywords"] = tuple(values.get("keywords", ()))
    values["channels"] = tuple(values["channels"]) if values.get("channels") is not None else None
    values["disclosure"] = Disclosure(values["disclosure"])
    values["secrecy"] = secrecy_of(values.get("secrecy"))
    return Item(**values)


def secrecy_of(record: Mapping[str, str] | None) -> SecrecyReview | None:
    if not record:
        return None
    return SecrecyReview(record["by"], date.fromisoformat(record["on"]), record["conclusion"])


def digest_of(item: Item) -> str:
    """SHA-256 (hex) over the canonical JSON of everything the item says, its files by their hashes."""
    canonical = json.dumps(
        {"version": DIGEST_VERSION, **to_record(item)}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


class Ref(tuple[str, int]):
    """`2026-00137.2` taken apart: (item id, edition number)."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError, in words for staff, for anything that is not a ref."""
        item_id, dot, number = text.strip().rpartition(".")
        if not (dot and item_id and number.isascii() and number.isdigit()):
            raise ValueError(f"“{text}”不是版次编号，应写作 2026-00137.1")
        return cls((item_id, int(number)))


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value
