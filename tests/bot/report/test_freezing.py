"""A year's report is frozen, corrected, made an item; on both databases."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.actions.approve import approve
from bot.actions.correct import correct
from bot.actions.errors import CannotDo, NotAllowed, WrongUse
from bot.actions.freeze_report import freeze
from bot.actions.hand_over import Brought
from bot.actions.make_report import make
from bot.actions.opinions import Opinion
from bot.actions.publish_report import publish
from bot.actions.record import record
from bot.actions.registers import enter, register_of
from bot.actions.return_ import return_
from bot.actions.tidy import tidy
from bot.views.annual_report import drafted
from bot.views.report_deadline import reminder
from bot.views.report_draft import folder_of
from bot.views.report_folder import TEXT, ReportFolder
from bot.views.report_versions import report_in, since, version, versions
from bot.views.report_years import report_year
from channels.pieces import Piece
from content.edition import Edition
from content.lined import Lined
from content.report import text_file
from content.report.format import NoFormat
from content.zone import SHANGHAI
from tests.bot.office import SECRECY, Office, make_office

YEAR = 2025
AFTER = datetime(2026, 1, 8, 9, 0, tzinfo=SHANGHAI)
COLUMN = "  - {name: 政府信息公开年报, slug: nianbao, counts: true, channels: [website]}\n"


@pytest.fixture
def office(tmp_path: Path, address: str) -> Iterator[Office]:
    """On 8 January; in its log is a piece in the press of the year before."""
    made = make_office(tmp_path, database=address, review="[复审]")
    add_column(made)
    made.register()
    in_the_press(made, "关于安全生产检查的报道")
    made.now = AFTER
    yield made
    made.app.close()


def add_column(office: Office) -> None:
    settings = office.settings.read_text(encoding="utf-8").replace("columns:\n", f"columns:\n{COLUMN}")
    office.settings.write_text(settings, encoding="utf-8")
    office.app.close()
    office.open()


def in_the_press(office: Office, title: str) -> None:
    at = datetime(YEAR, 3, 4, 9, 0, tzinfo=SHANGHAI)
    brought = Brought(published_at=at, facts={"outlet": "示范日报", "form": "报纸", "page": "2版"})
    record(office.app, "吴九", "press", Piece(title=title, counts=True), brought=brought, now=office.now)


def written(office: Office) -> None:
    """Staff filled in what the drafts ask for; what they did not touch is drafted anew."""
    folder = ReportFolder(folder_of(office.app, YEAR))
    folder.keep_text(filled(text_file.write(drafted(office.app, YEAR)[1], folder.text())))


def filled(drafted: str) -> str:
    before, *blanks = drafted.split("〔请填写：")
    return before + "".join(f"本年度开展了相关工作。{blank.partition('〕')[2]}" for blank in blanks)


def frozen(office: Office, reason: str = "") -> int:
    return freeze(office.app, "吴九", YEAR, reason=reason, now=office.now).frozen.version


def approved(office: Office, ref: str) -> str:
    opinion = Opinion(secrecy=SECRECY, accept_all="已核对。")
    approve(office.app, "王五", ref, opinion=opinion, now=office.now)
    return ref


def handed_in_by_two_at_once(office: Office) -> Edition:
    """One of them is refused: two items would both go out, and count twice."""

    def hand_in(_: int) -> Edition | str:
        try:
            return publish(office.app, "吴九", YEAR, now=office.now).edition
        except CannotDo as refused:
            return refused.says

    with ThreadPoolExecutor(2) as both:
        edition, refused = sorted(both.map(hand_in, range(2)), key=lambda one: isinstance(one, str))
    assert isinstance(edition, Edition)
    assert isinstance(refused, str)
    assert edition.ref in refused
    return edition


def corrected(office: Office, first: Edition, second: Edition) -> None:
    """Until the correction is out, the public sees the first version."""
    approved(office, second.ref)
    states = [one.states[-1] for one in versions(office.app, "吴九", YEAR)]
    assert states == [f"{first.ref} 已公开", f"{second.ref} 已批准"]
    assert report_year(office.app, "吴九", YEAR, office.now).public == 1
    correct(office.app, "周八", second.ref, reason="补登一篇报道", now=office.now)
    tidy(office.app)
    assert report_year(office.app, "吴九", YEAR, office.now).public == 2


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)  # the documents take long
def test_a_report_is_frozen_corrected_and_published_and_everything_stays_readable(office: Office) -> None:
    written(office)
    assert frozen(office) == 1
    assert since(office.app, "吴九", YEAR) == []
    first = handed_in_by_two_at_once(office)
    assert first.item.title == "示范高新区管委会2025年政府信息公开工作年度报告"
    assert first.item.column == "政府信息公开年报"
    assert [file.suffix for file in first.item.attachments] == [".docx", ".xlsx", ".pdf"]
    assert "<table>" in first.item.html
    with pytest.raises(CannotDo, match=r"第 1 版已经送审：2026-00001.1，审核中"):
        publish(office.app, "吴九", YEAR, now=office.now)
    assert "还有 23 天" in reminder(office.app, office.now)
    return_(office.app, "王五", first.ref, reason="请再核对附件。", now=office.now)
    first = publish(office.app, "吴九", YEAR, now=office.now).edition
    office.put_out(approved(office, first.ref))
    assert reminder(office.app, office.now) == ""

    in_the_press(office, "漏登的一篇报道")
    found = since(office.app, "吴九", YEAR)
    assert [(one.where, one.before, one.after) for one in found] == [("media.报社、电台等其它媒体", "1", "2")]
    with pytest.raises(CannotDo, match="数又变了：请重新生成文件（gongkai report make 2025）"):
        frozen(office, "补登一篇报道")
    written(office)
    with pytest.raises(WrongUse, match="更正已冻结的年报要写明理由"):
        frozen(office)
    assert frozen(office, "补登一篇报道") == 2
    second = publish(office.app, "吴九", YEAR, now=office.now).edition
    assert second.number == first.number + 1
    corrected(office, first, second)

    kept = versions(office.app, "吴九", YEAR)
    assert [(one.frozen.version, one.fault, one.states[-1]) for one in kept] == [
        (1, "", f"{first.ref} 已批准"),
        (2, "", f"{second.ref} 已公开"),
    ]
    texts = [report_in(one.frozen).text["一"] for one in kept]
    assert ["总计1条" in texts[0], "总计2条" in texts[1]] == [True, True]
    assert "text.一" in {one.where for one in since(office.app, "吴九", YEAR, 1, other=2)}
    assert json.loads(version(office.app, "吴九", YEAR, 1).written)["counts"]["media"] == {"报社、电台等其它媒体": 1}


def test_it_is_not_frozen_before_the_year_is_over_nor_without_its_text(office: Office) -> None:
    with pytest.raises(CannotDo, match=r"还没有.*文字.md"):
        frozen(office)
    folder = ReportFolder(folder_of(office.app, YEAR))
    folder.keep_text(text_file.write(drafted(office.app, YEAR)[1]))
    with pytest.raises(CannotDo, match=r"没有冻结：\n  第一部分还没有填写"):
        frozen(office)
    written(office)
    office.now = datetime(2025, 12, 31, 23, 59, tzinfo=SHANGHAI)
    with pytest.raises(CannotDo, match="2025 年还没有过完"):
        frozen(office)
    office.now = datetime(2026, 1, 1, 0, 0, tzinfo=SHANGHAI)
    frozen(office)
    with pytest.raises(CannotDo, match="与第 1 版完全相同"):
        frozen(office, "再来一次")


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)  # likewise
def test_where_the_folder_is_gone_the_frozen_text_is_gone_on_with(office: Office) -> None:
    written(office)
    frozen(office)
    folder = folder_of(office.app, YEAR)
    (folder / TEXT).unlink()
    in_the_press(office, "漏登的一篇报道")
    made = make(office.app, "吴九", YEAR, now=office.now)
    assert made.from_frozen
    assert made.draft.blocking == []
    assert [one.key for one in made.draft.stale] == ["一.主动公开"]
    assert (folder / TEXT).read_text("utf-8").count("本年度开展了相关工作。") == 5
    assert not make(office.app, "吴九", YEAR, now=office.now).from_frozen


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)  # likewise
def test_no_figure_is_frozen_that_nobody_has_looked_at(office: Office) -> None:
    make(office.app, "吴九", YEAR, now=office.now)
    written(office)
    decided = Lined({"类别": "行政处罚", "月份": "2025-12", "件数": "3"}, {})
    enter(office.app, "吴九", register_of("处理决定"), decided, now=office.now)
    with pytest.raises(CannotDo, match=r"又变了：请重新生成文件.*\n.*“行政处罚”.*：0 现在是 3$"):
        frozen(office)
    make(office.app, "吴九", YEAR, now=office.now)
    assert frozen(office) == 1


def test_only_who_may_make_the_report_does(office: Office) -> None:
    with pytest.raises(NotAllowed, match="周八不能编制年度报告"):
        make(office.app, "周八", YEAR, now=office.now)
    with pytest.raises(NotAllowed):
        freeze(office.app, "周八", YEAR, now=office.now)
    with pytest.raises(NotAllowed):
        publish(office.app, "周八", YEAR, now=office.now)
    with pytest.raises(WrongUse, match="还没有冻结过"):
        publish(office.app, "吴九", YEAR, now=office.now)
    for act in (make, freeze):
        with pytest.raises(WrongUse, match="没有 2018 年年度报告的格式"):
            act(office.app, "吴九", 2018, now=office.now)
        with pytest.raises(WrongUse, match="2027 年还没有到"):
            act(office.app, "吴九", 2027, now=office.now)
    with pytest.raises(NoFormat):
        versions(office.app, "吴九", 2018)


def test_numbers_that_staff_wrote_and_that_are_no_longer_so_are_frozen_with_a_reason_only(office: Office) -> None:
    """No cell of a table has the complaints: nothing else would hold them against what was registered since."""
    written(office)
    folder = ReportFolder(folder_of(office.app, YEAR))
    folder.keep_text(folder.text().replace("收到投诉举报0件", "全年共收到投诉举报0件"))
    complained = Lined({"收到日期": "2025-06-01", "事由": "网站打不开"}, {})
    enter(office.app, "吴九", register_of("投诉举报"), complained, now=office.now)
    written(office)
    with pytest.raises(CannotDo, match=r"“一.依申请公开”这一段改过.*其中的 0 现在算出来是 1"):
        frozen(office)
    done = freeze(office.app, "吴九", YEAR, reason="那一件不是投诉", now=office.now)
    assert [one.key for one in done.draft.stale] == ["一.依申请公开"]


def test_without_the_column_it_says_how_to_add_it(office: Office) -> None:
    written(office)
    frozen(office)
    without = replace(office.app.settings.report, column="年报")
    office.app.settings = replace(office.app.settings, report=without)
    with pytest.raises(CannotDo, match=r"- \{name: 年报, slug: nianbao, counts: true, channels: \[website\]\}"):
        publish(office.app, "吴九", YEAR, now=office.now)


def test_what_was_changed_behind_the_systems_back_shows(office: Office) -> None:
    written(office)
    frozen(office)
    tamper(office, "log", "UPDATE log SET title = '改过' WHERE title <> ''")
    with pytest.raises(CannotDo, match="台账不完好，不能冻结：第 10 条的内容与它的校验值不符"):
        frozen(office, "再冻结")
    tamper(office, "reports", "UPDATE reports SET written = '{}'")
    assert [one.fault for one in versions(office.app, "吴九", YEAR)] == ["的内容与冻结时的校验值不符：被改过。"]
    with pytest.raises(CannotDo, match="第 1 版的内容与冻结时的校验值不符：被改过。请管理员核对备份。"):
        publish(office.app, "吴九", YEAR, now=office.now)


def tamper(office: Office, table: str, statement: str) -> None:
    lift = (
        f"DROP TRIGGER {table}_no_update" if office.app.store.is_sqlite else f"ALTER TABLE {table} DISABLE TRIGGER ALL"
    )
    with office.app.store.write() as work:
        work.session.execute(text(lift))
        work.session.execute(text(statement))
