"""The digest that approval is bound to, and the record an edition is kept as."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.edition import Ref, digest_of, from_record, to_record
from content.item import Disclosure, Item, SecrecyReview, StoredFile

TEXT = st.text(max_size=12)
FILES = st.builds(StoredFile, TEXT, st.binary(min_size=32, max_size=32).map(bytes.hex), st.integers(0), TEXT)
DAYS = st.dates()
PLAIN = st.recursive(
    st.none() | st.booleans() | TEXT,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXT, inside, max_size=3),
    max_leaves=5,
)
ITEMS = st.builds(
    Item,
    title=TEXT,
    column=TEXT,
    unit=TEXT,
    html=TEXT,
    made_on=st.none() | DAYS,
    disclosure=st.sampled_from(Disclosure),
    valid_until=st.none() | DAYS,
    keywords=st.lists(TEXT, max_size=3).map(tuple),
    cover=st.none() | FILES,
    images=st.lists(FILES, max_size=3).map(tuple),
    attachments=st.lists(FILES, max_size=3).map(tuple),
    video=st.none() | FILES,
    ai_generated=st.none() | st.booleans(),
    secrecy=st.none() | st.builds(SecrecyReview, TEXT, DAYS, TEXT),
    channels=st.none() | st.lists(TEXT, max_size=3).map(tuple),
    overrides=st.dictionaries(TEXT, st.dictionaries(TEXT, PLAIN, max_size=2), max_size=2),
)  # fmt: skip
FILE = StoredFile("表.xlsx", "a" * 64, 10, "application/x")
ITEM = Item("通知", "通知公告", "综合办公室", "<p>正文</p>", made_on=date(2026, 3, 2), attachments=(FILE,))
OTHERS = {
    "title": "别的",
    "column": "别的",
    "unit": "别的",
    "html": "<p>别的</p>",
    "source": "别的",
    "source_kind": "word",
    "document_number": "示高管〔2026〕13号",
    "made_on": date(2026, 3, 3),
    "disclosure": Disclosure.WITHHELD,
    "disclosure_reason": "别的",
    "legal_basis": "第十九条",
    "summary": "别的",
    "origin": "别的",
    "valid_until": date(2027, 1, 1),
    "keywords": ("别的",),
    "cover": FILE,
    "images": (FILE,),
    "attachments": (replace(FILE, sha256="b" * 64),),
    "video": FILE,
    "ai_generated": True,
    "secrecy": SecrecyReview("王五", date(2026, 3, 1), "可以公开"),
    "channels": ("website",),
    "corrects": "2026-00001",
    "overrides": {"wechat": {"title": "别的"}},
}


@settings(max_examples=30, deadline=None)
@given(ITEMS)
def test_an_item_comes_back_from_its_record_with_the_same_digest(item: Item) -> None:
    again = from_record(json.loads(json.dumps(to_record(item))))
    assert again == item
    assert digest_of(again) == digest_of(item)


def test_a_change_of_any_field_changes_the_digest() -> None:
    assert OTHERS.keys() == {field.name for field in fields(Item)}
    changed = {name: digest_of(replace(ITEM, **{name: value})) for name, value in OTHERS.items()}
    assert len({digest_of(ITEM), *changed.values()}) == len(OTHERS) + 1


def test_the_digest_is_the_same_for_ever() -> None:
    # Approvals in people's databases are bound to it: if this fails, DIGEST_VERSION must go up.
    assert digest_of(ITEM) == "b31317a4e2f5da5cc87c3dbb3f68c107465d789f5123ba0182c0f383da7895f9"
    assert digest_of(replace(ITEM, overrides={"a": {"x": 1, "y": 2}})) == digest_of(
        replace(ITEM, overrides={"a": {"y": 2, "x": 1}})
    )


@pytest.mark.parametrize("text", ["", "2026-00137", ".1", "2026-00137.", "2026-00137.一", "2026-00137.²"])
def test_what_is_no_ref_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"2026-00137\.1"):
        Ref.parse(text)


def test_a_ref_is_taken_apart() -> None:
    assert Ref.parse(" 2026-00137.12 ") == ("2026-00137", 12)
