"""The 2020 report of a high-tech zone, from registers and log filled by the command line alone: exactly its figures."""

import json
from decimal import Decimal
from pathlib import Path

from bot.demo.history import write_history
from bot.demo.registers import write_registers
from content.report.cell import Cell
from content.report.format import format_of
from content.report.record import of_record
from content.report.report import Report
from tests.bot.conftest import Ran, Run

PEOPLE = {
    "钱一": ("管理员",),
    "吴九": ("统计",),
    "郑十": ("依申请公开",),
    "李四": ("初审",),
    "王五": ("复审", "保密审查员"),
    "赵六": ("终审",),
    "周八": ("发布员",),
}
LETTER = {
    "申请方式": "邮寄",
    "申请人类别": "自然人",
    "申请人": "张三",
    "通信地址": "示范市示范路1号",
    "内容描述": "二〇二〇年度安全生产检查计划",
    "提交时间": "2020-05-11",
}
TITLE = "示范高新区管委会2020年政府信息公开工作年度报告"
FIGURES = {
    "table2.规范性文件.本年新制作数量": 15,
    "table2.规范性文件.本年新公开数量": 6,
    "table2.规范性文件.对外公开总数量": 176,
    "table2.行政许可.上一年项目数量": 8,
    "table2.行政许可.本年增/减": -4,
    "table2.行政许可.处理决定数量": 16,
    "table2.行政处罚.上一年项目数量": 2,
    "table2.行政处罚.处理决定数量": 40,
    "table2.行政事业性收费.上一年项目数量": 5,
    "table2.行政事业性收费.本年增/减": -1,
    "table2.政府集中采购.采购项目数量": 78,
    "table2.政府集中采购.采购总金额": Decimal(2601),
    "table3.r1.自然人": 1,
    "table3.r1.总计": 1,
    "table3.a.自然人": 1,
    "table3.a.总计": 1,
    "table3.g.自然人": 1,
    "table3.g.总计": 1,
}
"""All other cells are 0. Source: the zone's report."""


def test_the_zones_report_of_2020_comes_out_with_exactly_its_figures(tmp_path: Path, run: Run) -> None:
    house = House(tmp_path / "office", run)
    house.fill_registers_and_log()
    house("report", "make", "2020", by="吴九")
    report = house.report()
    assert list(report.cells) == list(format_of(2020).cells())
    assert report.cells == {cell: FIGURES.get(str(cell), 0) for cell in report.cells}
    assert len(report.cells) == 198
    assert {str(Cell.parse(address)) for address in FIGURES} == set(FIGURES)
    assert (
        "主动公开政府信息数总计791条。其中，通过政府网站公开信息629条；"
        "通过微信公众号公开信息102条；通过报社、电台等其它媒体公开信息60条" in report.text["一"]
    )
    assert "请填写" not in "".join(report.text.values())
    assert "张三" not in house.file("核对.html")
    assert 'href="#table3.r1.自然人"' in house.file("核对.html")
    opened = house("report", "explain", "2020", "table3.r1.自然人", by="吴九")
    assert "依申请〔2020〕0001号" in opened.out

    assert "第 1 版" in house("report", "freeze", "2020", by="吴九").out
    house.review_and_publish(house("report", "publish", "2020", "--json", by="吴九"))
    page = next(house.folder.glob("var/site/**/*00001*.html")).read_text("utf-8")
    assert TITLE in page
    assert "政府集中采购" in page
    assert TITLE in (house.folder / "var/site/zfxxgk/nianbao.html").read_text("utf-8")
    assert "没有不同" in house("report", "diff", "2020", by="吴九").out


class House:
    """A new office in a folder, and its command line."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder = folder
        self._run = run
        run("init", folder)
        for name, roles in PEOPLE.items():
            named = [word for role in roles for word in ("--role", role)]
            by = "" if name == "钱一" else "钱一"
            self("people", "add", name, "--unit", "综合办公室", *named, by=by)

    def __call__(self, *words: str | Path, by: str) -> Ran:
        ran = self._run(*words, *(["--by", by] if by else []), settings=self.folder / "gongkai.yaml")
        assert ran.code == 0, f"{words}: {ran.out}{ran.err}"
        return ran

    def fill_registers_and_log(self) -> None:
        self("import", write_history(self.folder / "台账.xlsx"), by="吴九")
        for name, file in write_registers(self.folder / "登记").items():
            self("register", "import", name, file, by="吴九")
        fields = [word for name, value in LETTER.items() for word in ("--field", f"{name}={value}")]
        self("applications", "receive", *fields, by="郑十")
        self("applications", "close", "2020-1", "--outcome", "a", "--on", "2020-05-20", by="郑十")

    def review_and_publish(self, submitted: Ran) -> None:
        ref = json.loads(submitted.out)["ref"]
        self("approve", ref, by="李四")
        self("approve", ref, "--secrecy", "经审查可以公开。", "--accept-all", "已核对。", by="王五")
        self("approve", ref, by="赵六")
        self("publish", ref, "--wait", by="周八")

    def report(self) -> Report:
        return of_record(json.loads(self.file(f"{TITLE}.json")))

    def file(self, name: str) -> str:
        return (self.folder / "报告/2020" / name).read_text("utf-8")
