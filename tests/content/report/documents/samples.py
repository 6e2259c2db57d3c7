"""Reports to make documents of: the zone's of 2020, and one in the format that came after."""

from decimal import Decimal

from content.counts import Counts
from content.report.cell import Cell, Number
from content.report.format import format_of
from content.report.report import Report

MEDIA = ("政府网站", "微信公众号", "政务抖音", "报社、电台等其它媒体")
GRANTED = [("r1", "自然人"), ("r1", "总计"), ("a", "自然人"), ("a", "总计"), ("g", "自然人"), ("g", "总计")]
TEXT = """
### （一）主动公开

主动公开政府信息数总计791条。其中，通过政府网站公开信息629条；通过微信公众号公开信息102条；通过报社、电台等其它媒体公开信息60条。

1. **规范性文件**：新制作15件；
2. 行政许可：处理决定16件。

| 渠道 | 条数 |
|---|---|
| 政府网站 | 629 |
| 微信公众号 | 102 |

### （二）依申请公开

收到申请1件，当年办结，予以公开。
""".strip()


def zone() -> Report:
    """In the format of 2019, with the figures of the high-tech zone's report."""
    cells: dict[Cell, Number] = dict.fromkeys(format_of(2020).cells(), 0)
    cells |= _two("规范性文件", {"本年新制作数量": 15, "本年新公开数量": 6, "对外公开总数量": 176})
    cells |= _two("行政许可", {"上一年项目数量": 8, "本年增/减": -4, "处理决定数量": 16})
    cells |= _two("行政处罚", {"上一年项目数量": 2, "本年增/减": 0, "处理决定数量": 40})
    cells |= _two("行政事业性收费", {"上一年项目数量": 5, "本年增/减": -1})
    cells |= _two("政府集中采购", {"采购项目数量": 78, "采购总金额": Decimal(2601)})
    cells |= {Cell("table3", row, column): 1 for row, column in GRANTED}
    months = {month: {MEDIA[0]: 52, MEDIA[1]: 8, MEDIA[3]: 5} for month in range(1, 12)}
    months[12] = {MEDIA[0]: 57, MEDIA[1]: 14, MEDIA[3]: 5}
    return Report(
        office="示范高新区管委会",
        year=2020,
        cells=cells,
        text={
            "一": TEXT,
            "五": "存在的问题：更新不够及时。\n\n改进情况：每季度检查一次。",
            "六": "无其他需要报告的事项。",
        },
        counts=Counts(2020, media={MEDIA[0]: 629, MEDIA[1]: 102, MEDIA[3]: 60}, months=months, distinct=None),
        media=MEDIA,
    )


def later() -> Report:
    """In the format of 2021: fees with decimals, a blank, several applicants, a lawsuit, a remark."""
    cells: dict[Cell, Number] = dict.fromkeys(format_of(2023).cells(), 0)
    cells |= _two("行政规范性文件", {"本年制发件数": 3, "本年废止件数": 1, "现行有效件数": 178})
    cells |= _two("行政事业性收费", {"本年收费金额（单位：万元）": Decimal("24252.310")})
    cells[Cell("table2", "规章", "现行有效件数")] = None
    rows = {
        "r1": (12, 2),
        "r2": (1, 0),
        "a": (5, 1),
        "b": (2, 0),
        "c4": (1, 0),
        "d1": (3, 1),
        "f1": (1, 0),
        "g": (12, 2),
    }
    for row, (person, business) in {**rows, "r4": (1, 0)}.items():
        counted = {"自然人": person, "商业企业": business, "总计": person + business}
        cells |= {Cell("table3", row, column): number for column, number in counted.items()}
    cells |= {Cell("table4", "复议后起诉", column): 1 for column in ("结果维持", "总计")}
    cells |= {Cell("table4", "行政复议", column): 2 for column in ("尚未审结", "总计")}
    return Report(
        office="示范高新区管委会",
        year=2023,
        cells=cells,
        text={"一": TEXT, "五": "问题与改进。", "六": "本年度无收取信息处理费情况。"},
        counts=Counts(
            2023, media={MEDIA[0]: 12345}, months={3: {MEDIA[0]: 12000}, 11: {MEDIA[0]: 345}}, distinct=12345
        ),
        media=MEDIA,
        notes={"table4": "含上年度结转数量。"},
    )


def _two(row: str, figures: dict[str, Number]) -> dict[Cell, Number]:
    return {Cell("table2", row, column): number for column, number in figures.items()}
