"""Past years from spreadsheets as people make them."""

import io
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest

from content.history import History, read_history
from content.log import Event, Kind
from content.store.store import Store

TODAY = date(2026, 3, 2)
MEDIA = ("政府网站", "微信公众号", "报社、电台等其它媒体")
HEADING = "日期,标题,载体,索引号,栏目,单位,网址,来源,计入/另计"
GOOD = "2020-03-02,关于开展检查的通知,政府网站,X/2020-00001,通知公告,办公室,https://www.example.gov.cn/1.html,网站后台,计入"


def read(content: bytes | str) -> History:
    return read_history("2020.csv", content.encode() if isinstance(content, str) else content, MEDIA, TODAY)


def sheet(*rows: Sequence[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]  # a new workbook has an active sheet
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def says(history: History) -> list[str]:
    return [str(fault) for fault in history.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_a_csv_is_read_in_the_encodings_offices_use(encoding: str, delimiter: str) -> None:
    history = read(f"{HEADING}\r\n{GOOD}\r\n".replace(",", delimiter).encode(encoding))
    assert says(history) == []
    row = history.rows[0]
    assert (row.line, row.at, row.title) == (2, datetime(2020, 3, 1, 16, tzinfo=UTC), "关于开展检查的通知")
    assert (row.medium, row.index_number, row.column, row.unit) == ("政府网站", "X/2020-00001", "通知公告", "办公室")
    assert (row.url, row.source, row.counts) == ("https://www.example.gov.cn/1.html", "网站后台", "counted")


@pytest.mark.parametrize(
    "written",
    [
        datetime(2020, 3, 2),  # noqa: DTZ001  # a spreadsheet's dates have no zone
        date(2020, 3, 2),
        "2020-03-02",
        "2020/3/2",
        "2020年3月2日",
        "2020.03.02",
        "２０２０－０３－０２",
        "二〇二〇年三月二日",
        20200302,
        " 2020-03-02 00:00 ",
    ],
)
def test_a_date_is_a_real_one_or_text(written: Any) -> None:
    history = read(sheet(["日期", "标题", "载体"], [written, "通知", "政府网站"]))
    assert says(history) == []
    assert history.rows[0].at == datetime(2020, 3, 1, 16, tzinfo=UTC)


def test_the_time_of_day_is_kept_and_is_shanghais() -> None:
    history = read("日期,标题,载体\n2020-12-31 23:59,通知,政府网站\n2021/1/1 0:00:30,通知,政府网站\n")
    assert [row.at.astimezone(UTC) for row in history.rows] == [
        datetime(2020, 12, 31, 15, 59, tzinfo=UTC),
        datetime(2020, 12, 31, 16, 0, tzinfo=UTC),
    ]


def test_every_bad_row_is_named_with_its_line_and_all_that_is_wrong_with_it() -> None:
    history = read(
        "\n".join(
            [
                HEADING,
                GOOD,
                "2020-02-30,通知甲,政府网站",
                ",,",
                "2027-01-01,,政府网站,,,,,,",
                "三月,通知乙,微信,,,,,,也许",
                '2020-03-04,"分成\n两行的题目",政府网站',
                "2020-03-05,通知丙,政府网站,X/2020-00001",
                ",通知丁,",
            ]
        )
    )
    assert [row.line for row in history.rows] == [2, 7]
    assert history.rows[1].title == "分成 两行的题目"
    assert says(history) == [
        "第 3 行：日期“2020-02-30”看不懂或没有这一天，应写作 2020-03-02。",
        "第 5 行：日期“2027-01-01”在今天之后，请核对。",
        "第 5 行：没有标题。",
        "第 6 行：日期“三月”看不懂或没有这一天，应写作 2020-03-02。",
        "第 6 行：载体“微信”不在设置里；可用的是：政府网站、微信公众号、报社、电台等其它媒体。",
        "第 6 行：计入/另计写的是“也许”，不是“计入”或“另计”。",
        "第 9 行：与第 2 行的索引号相同（政府网站）。",
        "第 10 行：没有日期。",
        "第 10 行：没有载体。",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "第 1 行应是表头，要有这些列：日期、标题、载体；缺日期、标题、载体，现在是：空的。"),
        ("日期,名称\n2020-03-02,通知\n", "第 1 行应是表头，要有这些列：日期、标题、载体；缺载体，现在是：日期、名称。"),
        (f"2020年信息公开台账,,\n\n{HEADING}\n{GOOD}\n", "表头在第 3 行，它上面还有“2020年信息公开台账”等内容"),
        (f"{HEADING}\n", "表头下面没有内容。"),
        ("日期,标题,载体,发布时间\n", "有两列都是“日期”（第 1 列和第 4 列）"),
        (b"\xd0\xcf\x11\xe0old", "旧版 Excel"),
        (b"PK\x03\x04 not a workbook", "已损坏"),
        (b"\xff\xff\xff", "编码认不出"),
    ],
)
def test_what_is_no_list_is_said_in_words(content: bytes | str, words: str) -> None:
    history = read(content)
    assert history.rows == ()
    assert words in says(history)[0]


def test_a_spreadsheets_oddities_do_no_harm() -> None:
    """Columns in another order and with stars, one nobody needs, blank rows, spaces, numbers for texts."""
    history = read(
        sheet(
            ["序号", " 载体* ", "名称", "发布日期", "索引号", None, "计入／另计"],
            [1, "政府网站 ", "　通知  甲\n", date(2020, 3, 2), 202000001, None, None],
            [None] * 7,
            ["", "", None],
            [2.0, "报社、电台等其它媒体", 2020.0, date(2020, 3, 3), 202000002.0, None, "另计"],
        )
    )
    assert says(history) == []
    assert [(row.line, row.title, row.index_number, str(row.counts)) for row in history.rows] == [
        (2, "通知 甲", "202000001", "counted"),
        (5, "2020", "202000002", "apart"),
    ]
    assert history.ignored == ("序号",)


def test_what_stands_under_no_heading_is_told_not_dropped() -> None:
    """A comma in a title moves what follows it to the right."""
    history = read("日期,载体,标题\n2020-03-02,政府网站,关于检查,的通知\n")
    assert history.rows == ()
    assert "第 2 行：第 4 列没有列名，却写着“的通知”" in says(history)[0]


def test_a_workbook_with_two_filled_sheets_is_not_read_by_halves() -> None:
    book = openpyxl.Workbook()
    for name in ("网站", "微信"):
        book.create_sheet(name).append(["日期", "标题", "载体"])
    kept = io.BytesIO()
    book.save(kept)
    assert "2 张有内容的表（网站、微信）" in says(read(kept.getvalue()))[0]


def test_what_was_imported_is_logged_with_where_it_came_from(store: Store) -> None:
    history = read(f"{HEADING}\n{GOOD}\n2020-04-01,另一通知,微信公众号,,,,,,另计\n")
    with store.write() as work:
        assert work.imports.take(history, "张三") == 2
    with store.read() as work:
        first, second = work.log.entries()
        assert first.event.kind == Kind.RECORDED
        assert first.event.evidence == {
            "file": "2020.csv",
            "sha256": history.sha256,
            "line": "2",
            "url": "https://www.example.gov.cn/1.html",
            "source": "网站后台",
        }
        counts = work.figures.counts(2020)
        assert (counts.media, counts.apart, counts.distinct) == ({"政府网站": 1}, {"微信公众号": 1}, 1)
        assert second.event.counts == "apart"


SECOND_TIME = [
    (GOOD, GOOD),
    ("2020-03-02,通知,政府网站", "2020-03-02,通知,政府网站"),
    (GOOD, "2020-03-09,题目改了,政府网站,X/2020-00001"),
    (GOOD, "2020-03-09,题目改了,政府网站,,,,https://www.example.gov.cn/1.html"),
    (GOOD, "2020-03-02,关于开展检查的通知,政府网站"),
    ("2020-03-02,关于开展检查的通知,政府网站", GOOD),
]


@pytest.mark.parametrize(("first", "second"), SECOND_TIME)
def test_the_same_publication_is_never_counted_twice(store: Store, first: str, second: str) -> None:
    """Not from the same file, not from another one that says less or more about it."""
    with store.write() as work:
        work.imports.take(read(f"{HEADING}\n{first}\n"), "张三")
    again = read(f"{HEADING}\n{second}\n2020-05-05,新的,政府网站\n")
    with store.write() as work:
        assert [str(fault) for fault in work.imports.faults(again)] == ["第 2 行：已经导入过，是台账第 1 条。"]
        assert work.imports.take(again, "张三") == 1
        assert work.figures.counts(2020).added == 2
        assert work.imports.take(again, "张三") == 0


@pytest.mark.parametrize("row", [GOOD, "2020-03-02,通知,政府网站"])
def test_a_row_imported_in_error_may_come_again_once_it_was_voided(store: Store, row: str) -> None:
    history = read(f"{HEADING}\n{row}\n")
    with store.write() as work:
        work.imports.take(history, "张三")
        entry = work.log.get(1)
        assert not work.log.is_voided(entry)
        work.imports.forget(1)
        work.log.append(replace(entry.event, kind=Kind.VOIDED, counts="", evidence={"voids": "1"}))
        assert work.log.is_voided(entry)
        assert (work.figures.counts(2020).added, work.imports.faults(history)) == (0, [])
        assert work.imports.take(history, "张三") == 1
        assert (work.figures.counts(2020).added, len(work.imports.faults(history))) == (1, 1)
        assert work.figures.check() == []


def test_two_alike_on_one_day_are_two_unless_the_file_comes_again(store: Store) -> None:
    history = read("日期,标题,载体\n" + "2020-03-02,公示,政府网站\n" * 2)
    with store.write() as work:
        assert work.imports.take(history, "张三") == 2
        assert work.imports.take(history, "张三") == 0
        assert work.figures.counts(2020).distinct is None


def test_what_we_published_ourselves_is_not_imported_again(store: Store) -> None:
    with store.write() as work:
        work.log.append(
            Event(
                kind=Kind.PUBLISHED,
                at=datetime(2020, 3, 2, tzinfo=UTC),
                by="张三",
                item_id="2020-00001",
                channel="website",
                medium="政府网站",
                index_number="X/2020-00001",
                counts="counted",
            )
        )
        assert len(work.imports.faults(read(f"{HEADING}\n{GOOD}\n"))) == 1


@pytest.mark.parametrize(
    ("row", "known"),
    [
        ("2020-03-02,关于开展检查的通知,政府网站", True),
        ("2020-03-02,关于开展检查的通知,政府网站,,,,https://www.example.gov.cn/1.html", True),
        ("2020-03-02,关于开展检查的通知,政府网站,,,,https://www.example.gov.cn/2.html", False),
        ("2020-03-02,关于开展检查的通知,政府网站,Y/9", False),
        ("2020-03-03,关于开展检查的通知,政府网站", False),
        ("2020-03-02,关于开展检查的通知,微信公众号", False),
    ],
)
def test_what_we_published_is_known_without_its_number_until_it_is_voided(store: Store, row: str, known: bool) -> None:
    history = read(f"{HEADING}\n{row}\n")
    published = Event(
        kind=Kind.PUBLISHED,
        at=datetime(2020, 3, 1, 16, 30, tzinfo=UTC),
        by="张三",
        item_id="2020-00001",
        channel="website",
        medium="政府网站",
        title="关于开展检查的通知",
        index_number="X/2020-00001",
        counts="counted",
        evidence={"url": "https://www.example.gov.cn/1.html"},
    )
    with store.write() as work:
        work.log.append(published)
        assert ["台账第 1 条" in fault.says for fault in work.imports.faults(history)] == [True] * known
        work.log.append(replace(published, kind=Kind.VOIDED, counts="", evidence={}))
        assert work.imports.faults(history) == []


def test_ten_thousand_rows_take_a_few_seconds(store: Store) -> None:
    lines = [f"2020-{1 + n % 12:02d}-{1 + n % 28:02d},通知{n},政府网站,X/2020-{n:05d}" for n in range(10_000)]
    start = time.perf_counter()
    history = read("\n".join([HEADING, *lines]))
    with store.write() as work:
        assert work.imports.take(history, "张三") == 10_000
    assert time.perf_counter() - start < 30  # a few seconds on a quiet machine
    with store.read() as work:
        assert work.figures.counts(2020).distinct == 10_000
