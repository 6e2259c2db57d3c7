"""The charts: nothing leaves the picture, no words lie upon others, and what is to be seen is said."""

from collections.abc import Callable
from itertools import combinations

import pytest
from lxml import etree

from content import charts
from content.counts import Counts
from tests.content.report.documents.samples import MEDIA

SVG = "{http://www.w3.org/2000/svg}"
LONG = "省级及以上报刊、广播电台、电视台等其它新闻媒体（含转载）"
YEARS = {
    "ordinary": Counts(2026, {MEDIA[0]: 629, MEDIA[3]: 60}, months={1: {MEDIA[0]: 629}, 12: {MEDIA[3]: 60}}),
    "one medium": Counts(2026, {MEDIA[0]: 1}, months={7: {MEDIA[0]: 1}}),
    "large numbers": Counts(
        2026, {LONG: 987654, MEDIA[0]: 1}, months={month: {LONG: 82304, MEDIA[0]: 0} for month in range(1, 13)}
    ),
    "many media": Counts(
        2026, {f"{LONG}{number}": number + 1 for number in range(9)}, months={2: {f"{LONG}0": 1}}
    ),
}  # fmt: skip
Box = tuple[float, float, float, float]


@pytest.mark.parametrize("counts", YEARS.values(), ids=YEARS.keys())
@pytest.mark.parametrize("draw", [charts.per_medium, charts.per_month])
def test_no_words_leave_the_picture_or_lie_upon_others(draw: Callable[..., str], counts: Counts) -> None:
    root = etree.fromstring(draw(counts, MEDIA))
    wide, high = map(float, root.get("viewBox").split()[2:])
    boxes = [box(text) for text in root.iter(f"{SVG}text")]
    assert all(left >= 0 and right <= wide and top >= 0 and bottom <= high for left, top, right, bottom in boxes)
    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


def box(text: etree._Element) -> Box:
    """Left, top, right, bottom; a Chinese sign is as wide as it is high, a digit a little over half."""
    size, x, y = (float(text.get(name, "")) for name in ("font-size", "x", "y"))
    wide = sum(size * (0.56 if sign.isascii() else 1) for sign in text.text or "")
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[text.get("text-anchor", "")]
    return left, y - size * 0.88, left + wide, y + size * 0.12


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def test_whoever_does_not_see_it_is_told() -> None:
    root = etree.fromstring(charts.per_medium(YEARS["ordinary"], MEDIA))
    assert root.findtext(f"{SVG}title") == "2026年主动公开政府信息条数（按载体）"
    assert root.findtext(f"{SVG}desc") == "政府网站629条；报社、电台等其它媒体60条。"
    assert root.findtext(f"{SVG}desc") in etree.tostring(root, encoding="unicode")
    root = etree.fromstring(charts.per_month(YEARS["ordinary"], MEDIA))
    assert (root.findtext(f"{SVG}desc") or "").startswith("1月629条；2月0条；")


def test_a_year_without_publications_has_none() -> None:
    assert charts.per_medium(Counts(2026)) == charts.per_month(Counts(2026)) == ""
