"""The year's publications drawn as SVG: per medium, and per month. For the report and for the workbench.

Only numbers and words of ours are in them, nothing is fetched; what they show is said in words as well (title, desc).
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import accumulate
from unicodedata import east_asian_width

from content.counts import Counts, in_order

WIDTH = 640
SIZE = 14
LINE = 18
MOST_LABEL = 9
"""Full-width signs in a line of a medium's name."""
BAR, BETWEEN = 26, 14
HEIGHT = 200
COLOURS = ("#1f4e79", "#d98a2b", "#5b8f8a", "#8c2f39", "#9a9a9a", "#55702f", "#6b4f8a", "#b58900")
MONTHS = tuple(range(1, 13))
FONTS = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, SimHei, sans-serif"
"""Named in the drawing: whatever draws it for the PDF takes none from the page, and another's Chinese signs."""


def by_month(counts: Counts, media: Sequence[str] = ()) -> dict[str, list[int]]:
    """Medium → its twelve numbers; only media that something was published in, in the settings' order."""
    return {
        medium: [counts.months.get(month, {}).get(medium, 0) for month in MONTHS]
        for medium in in_order(counts.media, media)
    }


def per_medium(counts: Counts, media: Sequence[str] = ()) -> str:
    """A lying bar for each medium, its name before it and its number behind it; empty for a year without any."""
    figures = in_order(counts.media, media)
    if not figures:
        return ""
    names = {medium: _lines(medium) for medium in figures}
    left = max(_width(line) for lines in names.values() for line in lines) + 10
    most, longest = max(figures.values()), WIDTH - left - 20 - _width(str(max(figures.values())))
    parts: list[str] = []
    top = 4.0
    for medium, number in figures.items():
        high = max(BAR, LINE * len(names[medium]))
        middle = top + high / 2
        parts += _name(names[medium], left - 10, middle)
        length = max(longest * number / most, 1)
        parts.append(_box((left, middle - BAR / 2), (length, BAR), COLOURS[0]))
        parts.append(_text(str(number), (left + length + 6, middle + 5)))
        top += high + BETWEEN
    title = medium_title(counts)
    return _svg(f"media-{counts.year}", (title, _sum_words(figures)), top - BETWEEN + 4, parts)


def per_month(counts: Counts, media: Sequence[str] = ()) -> str:
    """A standing bar for each month, the media one upon another; empty for a year without any."""
    series = by_month(counts, media)
    if not series:
        return ""
    totals = [sum(numbers) for numbers in zip(*series.values(), strict=True)]
    colours = dict(zip(series, COLOURS * len(series), strict=False))
    bottom, each = HEIGHT + 24.0, WIDTH / len(MONTHS)
    parts: list[str] = []
    for place, (month, total) in enumerate(zip(MONTHS, totals, strict=True)):
        middle = each * (place + 0.5)
        numbers = [series[medium][place] for medium in series]
        parts += _pile(numbers, list(colours.values()), (middle - each * 0.32, bottom), HEIGHT / (max(totals) or 1))
        top = bottom - HEIGHT * total / (max(totals) or 1)
        parts.append(_text(str(total), (middle, top - 6), "middle", 12))
        parts.append(_text(f"{month}月", (middle, bottom + 20), "middle", 13))
    parts.append(f'<line x1="0" y1="{bottom:g}" x2="{WIDTH}" y2="{bottom:g}" stroke="#666"/>')
    legend = list(_legend(colours, bottom + 48)) if len(series) > 1 else []
    high = bottom + (30 if not legend else 30 + LINE * 1.4 * (1 + max(row for row, _ in _rows(list(colours)))) + 4)
    words = "；".join(f"{month}月{total}条" for month, total in zip(MONTHS, totals, strict=True))
    return _svg(f"months-{counts.year}", (month_title(counts), f"{words}。"), high, [*parts, *legend])


def medium_title(counts: Counts) -> str:
    return f"{counts.year}年主动公开政府信息条数（按载体）"


def month_title(counts: Counts) -> str:
    return f"{counts.year}年主动公开政府信息条数（按月）"


def _sum_words(figures: Mapping[str, int]) -> str:
    return "；".join(f"{name}{number}条" for name, number in figures.items()) + "。"


def _pile(numbers: Sequence[int], colours: Sequence[str], foot: tuple[float, float], scale: float) -> Iterator[str]:
    """Boxes one upon another over `foot`, its left lower corner."""
    wide = WIDTH / len(MONTHS) * 0.64
    for number, upto, colour in zip(numbers, accumulate(numbers), colours, strict=False):
        if number:
            yield _box((foot[0], foot[1] - upto * scale), (wide, number * scale), colour)


def _legend(colours: Mapping[str, str], top: float) -> Iterator[str]:
    for medium, (row, left) in zip(colours, _rows(list(colours)), strict=True):
        high = top + row * LINE * 1.4
        yield _box((left, high - 11), (12, 12), colours[medium])
        yield _text(medium, (left + 18, high), size=13)


def _rows(names: Sequence[str]) -> list[tuple[int, float]]:
    """Where the names of the legend stand: row and left edge, so that none leaves the picture."""
    places, row, left = [], 0, 0.0
    for name in names:
        wide = _width(name) + 18 + 24
        if left and left + wide - 24 > WIDTH:
            row, left = row + 1, 0.0
        places.append((row, left))
        left += wide
    return places


def _name(lines: Sequence[str], right: float, middle: float) -> Iterator[str]:
    first = middle - LINE * (len(lines) - 1) / 2 + 5
    for number, line in enumerate(lines):
        yield _text(line, (right, first + LINE * number), "end")


def _lines(name: str) -> list[str]:
    """A name in lines of about the same length; a line does not begin with a mark that closes."""
    signs = max(1, -(-len(name) // max(1, -(-len(name) // MOST_LABEL))))
    lines: list[str] = []
    for sign in name:
        if not lines or (len(lines[-1]) >= signs and sign not in "、，。）”》"):
            lines.append("")
        lines[-1] += sign
    return lines


def _width(text: str) -> float:
    return sum(SIZE if east_asian_width(sign) in "WFA" else SIZE * 0.6 for sign in text)


def _text(words: str, at: tuple[float, float], anchor: str = "start", size: int = SIZE) -> str:
    where = f'x="{at[0]:.4g}" y="{at[1]:.4g}" text-anchor="{anchor}" font-size="{size}"'
    return f'<text {where} fill="#1a1a1a">{escape(words)}</text>'


def _box(at: tuple[float, float], size: tuple[float, float], colour: str) -> str:
    edge = f'x="{at[0]:.4g}" y="{at[1]:.4g}" width="{size[0]:.4g}" height="{size[1]:.4g}"'
    return f'<rect {edge} fill="{colour}" stroke="#fff" stroke-width="0.5"/>'


def _svg(name: str, words: tuple[str, str], high: float, parts: Sequence[str]) -> str:
    """`words`: the title and what is to be seen, for who does not see it."""
    inner = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high:.4g}" role="img" class="chart"'
        f' font-family="{FONTS}"'
        f' aria-labelledby="{name}-title {name}-desc">\n<title id="{name}-title">{escape(words[0])}</title>\n'
        f'<desc id="{name}-desc">{escape(words[1])}</desc>\n{inner}\n</svg>'
    )
