"""The report's sentence in its three bases."""

import pytest

from content.counts import Basis, Counts

MEDIA = ("政府网站", "微信公众号", "政务抖音", "报社、电台等其它媒体")
ZONE = Counts(2020, media={"报社、电台等其它媒体": 60, "政府网站": 629, "微信公众号": 102}, distinct=640)
PARTS = "通过政府网站公开信息629条；通过微信公众号公开信息102条；通过报社、电台等其它媒体公开信息60条"


@pytest.mark.parametrize(
    ("basis", "sentence"),
    [
        (Basis.ADDED, f"主动公开政府信息数总计791条。其中，{PARTS}。（统计口径：各载体分别计数后相加。）"),
        (Basis.ONCE, f"主动公开政府信息数总计640条。其中，{PARTS}。（统计口径：同一信息在不同载体公开的只计1条。）"),
        (Basis.APART, f"主动公开政府信息：{PARTS}。（统计口径：各载体分别计数，不合计。）"),
    ],
)
def test_the_sentence_names_its_basis_and_leaves_out_media_with_nothing(basis: Basis, sentence: str) -> None:
    assert ZONE.sentence(basis, MEDIA) == sentence


def test_an_unknown_number_of_items_is_said_to_be_unknown() -> None:
    counts = Counts(2020, media={"政府网站": 5}, distinct=None)
    assert counts.total(Basis.ONCE) is None
    assert counts.sentence(Basis.ONCE, MEDIA).startswith("主动公开政府信息数总计不详。其中，通过政府网站公开信息5条。")


def test_a_year_with_nothing_has_a_sentence_too() -> None:
    assert Counts(2019).sentence(Basis.ADDED, MEDIA).startswith("主动公开政府信息数总计0条。（")


def test_a_medium_the_settings_no_longer_name_comes_last() -> None:
    counts = Counts(2020, media={"政务微博": 2, "微信公众号": 1}, distinct=3)
    assert "通过微信公众号公开信息1条；通过政务微博公开信息2条。" in counts.sentence(Basis.ADDED, MEDIA)


def test_what_is_counted_apart_has_a_sentence_of_its_own() -> None:
    counts = Counts(2020, media={"政府网站": 5}, apart={"报社、电台等其它媒体": 12}, distinct=5)
    assert counts.added == 5
    assert "12" not in counts.sentence(Basis.ADDED, MEDIA)
    assert counts.apart_sentence(MEDIA) == "另计（不计入主动公开政府信息数）：报社、电台等其它媒体12条。"
