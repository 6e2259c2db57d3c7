"""The figures of section one, each by its address: `media.政府网站`, `ways.传真`, `handled.办结`."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from content.log import Kind
from content.registers.kinds.facts import KINDS
from content.report.cell import Cells
from content.report.format import TOTAL, format_of
from content.report.phrases import WAYS
from content.report.sentences import ANSWERS, HANDLED, disputes

if TYPE_CHECKING:
    from bot.views.annual_report import Material

FEE = "信息处理费"
COMPLAINTS = "投诉举报"
CAME, SETTLED = "收到", "已办结"
REVIEWS: Mapping[str, Kind] = {"保密审查": Kind.SECRECY, "紧急发布": Kind.EMERGENCY}


def figures_of(material: "Material", cells: Cells, media: tuple[str, ...]) -> dict[str, int | Decimal]:
    """`media`: those of the settings, that count even where there is nothing. 信息处理费 is in 元."""
    groups = _groups(material, cells, media)
    return {f"{group}.{name}": figure for group, figures in groups.items() for name, figure in figures.items()}


def _groups(material: "Material", cells: Cells, media: tuple[str, ...]) -> dict[str, dict[str, int | Decimal]]:
    counts, sources = material.counts, material.sources
    none = dict.fromkeys(media, 0)
    return {
        "media": {**none, **counts.media, TOTAL: counts.added},
        "apart": {**none, **counts.apart},
        "made": {str(disclosure): count for disclosure, count in material.made.items()},
        "ways": {name: sources.count(new=True, ways=ways) for name, ways in WAYS.items()},
        "handled": {name: sources.count(**alike) for name, alike in HANDLED.items()},
        "answers": {name: sources.count(outcomes=keys) for name, keys in ANSWERS.items()},
        "charged": {FEE: Decimal(material.charged_fen) / 100},
        "disputes": {
            **disputes(cells, format_of(sources.year)),
            COMPLAINTS: sum(1 for _ in sources.in_year("complaints")),
        },
        "letters": dict(zip((CAME, SETTLED), material.letters, strict=True)),
        "reviews": {name: material.acts.get(kind, 0) for name, kind in REVIEWS.items()},
        "facts": {kind: sum(1 for _ in sources.in_year("facts", kind)) for kind in KINDS},
    }
