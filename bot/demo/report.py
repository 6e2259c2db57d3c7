"""The annual report's part of the demo: registers filled, the year's report made, checked, frozen, published."""

from datetime import date, datetime, timedelta
from pathlib import Path

import httpx

from bot.actions.application_endings import close
from bot.actions.apply import receive_by_hand
from bot.actions.freeze_report import freeze
from bot.actions.make_report import make
from bot.actions.publish import publish
from bot.actions.publish_report import publish as hand_in
from bot.actions.registers import import_entries, register_of
from bot.demo import people
from bot.demo.history import SENTENCE, YEAR
from bot.demo.narration import Narration
from bot.demo.registers import write_registers
from bot.demo.reviewing import through_review
from bot.demo.stage import Stage
from bot.views.explained import explain
from bot.views.status import deliveries, words
from content.receipt import Standing
from content.registers.applications import ApplicantKind, Draft, Way
from content.report.cell import Cell
from content.report.report import Report
from content.zone import SHANGHAI

LONGEST, SECONDS = timedelta(seconds=60), 30.0
CAME, CLOSED = datetime(YEAR, 5, 11, 9, 0, tzinfo=SHANGHAI), date(YEAR, 5, 20)
LETTER = Draft(
    way=Way.POST,
    applicant_kind=ApplicantKind.PERSON,
    name="市民丙",
    address="示范市示范路1号",
    description="年度安全生产检查计划",
)
ROWS = {
    "规范性文件": (15, 6, 176),
    "行政许可": (8, -4, 16),
    "行政处罚": (2, 0, 40),
    "行政事业性收费": (5, -1),
    "政府集中采购": (78, 2601),
}
"""Of table two, as the report prints them. Source: the 2020 report of a high-tech zone."""
APPLICATION = {(row, column): 1 for row in ("r1", "a", "g") for column in ("自然人", "总计")}
ASKED = "table3.r1.自然人"


def play(set_up: Stage, narration: Narration) -> None:
    _fill_registers(set_up, narration)
    folder = _make(set_up, narration)
    _freeze_and_publish(set_up, narration)
    narration.begin("年报里的每个数都能点开：")
    opened = explain(set_up.app, people.STATISTICIAN, YEAR, ASKED)
    narration.tell(f"{opened.place.label}：{opened.figure}")
    for row in opened.rows:
        narration.tell(f"  {row.number} {row.day} {row.says}")
    narration.expect(len(opened.rows) == 1, "这 1 件找得到是哪一件，不露申请人")
    narration.tell(f"年报的各种文件和核对页在 {folder}")


def _fill_registers(set_up: Stage, narration: Narration) -> None:
    app = set_up.app
    narration.begin(
        f"{people.STATISTICIAN}导入 {YEAR} 年的各本登记簿（内容是编造的），{people.CLERK}补登一件来信申请："
    )
    for name, path in write_registers(set_up.folder / "登记").items():
        done = import_entries(app, people.STATISTICIAN, register_of(name), path, now=app.clock())
        narration.tell(f"{name}：{done.count} 条")
    one = receive_by_hand(app, people.CLERK, LETTER, submitted_at=CAME, now=app.clock())
    closed = close(app, people.CLERK, one.number, "a", on=CLOSED, now=app.clock())
    narration.tell(f"{closed.number}：{closed.received_on} 收到，{closed.closed_on} 予以公开。")


def _make(set_up: Stage, narration: Narration) -> Path:
    app = set_up.app
    narration.begin(f"{people.STATISTICIAN}做 {YEAR} 年的年度报告：")
    made = make(app, people.STATISTICIAN, YEAR, now=app.clock())
    _expect_figures(made.draft.report, narration)
    narration.expect(not made.draft.blocking, "勾稽关系全部成立，没有必须改的")
    for one in made.written:
        narration.tell(one.path.name)
    for says in made.missing:
        narration.tell(says)
    return made.folder


def _expect_figures(report: Report, narration: Narration) -> None:
    narration.expect(SENTENCE in report.text["一"], "主动公开 791 条 = 629 + 102 + 60")
    for label, figures in ROWS.items():
        columns = [cell for cell in report.format.cells() if cell.table == "table2" and cell.row == label]
        found = tuple(report.cells[cell] for cell in columns)
        narration.expect(found == figures, f"{label}：{'、'.join(map(str, found))}")
    table3 = {cell: figure for cell, figure in report.cells.items() if cell.table == "table3" and figure}
    wanted = {Cell("table3", *place): count for place, count in APPLICATION.items()}
    narration.expect(table3 == wanted, "依申请公开：自然人 1 件，予以公开")
    told = {"table3", *ROWS}
    rest = [figure for cell, figure in report.cells.items() if not told & {cell.table, cell.row}]
    narration.expect(not any(rest), f"其余各格都是 0，三张表共 {len(report.cells)} 格")


def _freeze_and_publish(set_up: Stage, narration: Narration) -> None:
    app = set_up.app
    narration.begin(f"{people.STATISTICIAN}冻结年报、送审；审核后{people.PUBLISHER}发布到年报栏目：")
    frozen = freeze(app, people.STATISTICIAN, YEAR, now=app.clock()).frozen
    narration.tell(f"第 {frozen.version} 版，校验值 {frozen.digest[:16]}…，台账到第 {frozen.head.seq} 条。")
    ref = hand_in(app, people.STATISTICIAN, YEAR, now=app.clock()).edition.ref
    narration.tell(f"{ref}：{through_review(app, ref)}")
    ordered = publish(app, people.PUBLISHER, ref, now=app.clock()).deliveries
    app.engine.run_dispatches([one.dispatch_id for one in ordered], LONGEST)
    for one in deliveries(app, [ref]):
        narration.expect(one.standing is Standing.LIVE, f"{one.ref} → {one.channel}：{words(one)} {one.url}")
        shown = httpx.get(set_up.place_of(one), timeout=SECONDS, trust_env=False).text
        narration.expect("政府集中采购" in shown, "网页上有三张表")
