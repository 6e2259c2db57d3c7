"""What a clerk types and sees: exit codes, words, and the shapes programs rely on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.actions.approve import approve
from tests.bot.conftest import Run
from tests.bot.office import SECRECY, Office, make_office

HEAVY = ("sqlalchemy", "sqlmodel", "httpx", "PIL", "av", "fastapi", "pydantic", "huey", "openpyxl", "lxml", "rich")


def test_the_whole_way_from_the_command_line(office: Office, run: Run) -> None:
    def gongkai(*words: str | Path) -> str:
        ran = run(*words, settings=office.settings)
        assert (ran.code, ran.err if "approve" not in words and "submit" not in words else "") == (0, ""), ran.err
        return ran.out

    ref = json.loads(gongkai("submit", office.item(), "--by", "张三", "--json"))["ref"]
    gongkai("approve", ref, "--by", "李四")
    gongkai("approve", ref, "--by", "王五", "--secrecy", SECRECY)
    assert "已批准" in gongkai("approve", ref, "--by", "赵六")
    assert "已公开" in gongkai("publish", ref, "--by", "周八", "--wait")
    (delivery,) = json.loads(gongkai("status", "--json"))
    assert set(delivery) >= {"ref", "channel", "state", "standing", "url", "remote_id", "since"}
    assert (delivery["ref"], delivery["channel"], delivery["standing"]) == (ref, "website", "live")
    assert "1条" in gongkai("counts")
    assert "已撤回" in gongkai("withdraw", ref, "--by", "周八", "--reason", "失效", "--wait")
    assert "台账完好" in gongkai("log", "verify", "--figures")


def test_counts_have_the_shape_others_rely_on(office: Office, run: Run) -> None:
    table = office.folder / "2020.csv"
    rows = ["2020-03-02,甲,政府网站,A/1", "2020-03-03,乙,政府网站,A/2", "2020-03-03,乙,报社、电台等其它媒体,A/2"]
    table.write_text("\n".join(["日期,标题,载体,索引号", *rows]), encoding="utf-8")
    assert run("import", table, "--by", "吴九", settings=office.settings).out == "已导入 3 条。\n"
    counts = json.loads(run("counts", "--year", "2020", "--json", settings=office.settings).out)
    assert {name: counts[name] for name in ("year", "basis", "total", "distinct", "media")} == {
        "year": 2020,
        "basis": "added",
        "total": 3,
        "distinct": 2,
        "media": {"政府网站": 2, "报社、电台等其它媒体": 1},
    }
    split = json.loads(run("counts", "--year", "2020", "--by", "month", "--json", settings=office.settings).out)["by"]
    assert split == {"3": {"政府网站": 2, "报社、电台等其它媒体": 1}}
    opened = json.loads(run("counts", "--year", "2020", "--by", "rows", "--json", settings=office.settings).out)
    assert [row["title"] for row in opened] == ["甲", "乙", "乙"]


def test_a_bad_row_is_named_and_nothing_is_imported_until_it_is_left_out(office: Office, run: Run) -> None:
    table = office.folder / "2020.csv"
    table.write_text("日期,标题,载体\n2020-03-02,甲,政府网站\n2020-02-30,乙,政府网站\n", encoding="utf-8")
    ran = run("import", table, "--by", "吴九", settings=office.settings)
    assert ran.code == 1
    assert "第 3 行" in ran.err
    assert json.loads(run("counts", "--year", "2020", "--json", settings=office.settings).out)["total"] == 0
    again = run("import", table, "--by", "吴九", "--leave-out", "--json", settings=office.settings)
    assert (again.code, json.loads(again.out)["imported"]) == (0, 1)


def test_what_the_press_carried_is_recorded_one_by_one_or_as_a_table(office: Office, run: Run) -> None:
    words = ("record", "开展安全生产检查", "--outlet", "示范日报", "--date", "2025-03-04", "--page", "2版")
    assert run(*words, "--by", "吴九", settings=office.settings).code == 0
    again = run(*words, "--by", "吴九", settings=office.settings)
    assert again.code == 1
    assert "已经登记过" in again.err
    missing = run("record", "报道", "--by", "吴九", "--outlet", "示范日报", settings=office.settings)
    assert missing.code == 1
    assert "刊播日期" in missing.err
    table = office.folder / "clippings.csv"
    lines = ["媒体,日期,版面,标题,计入或另计", "示范日报,2025-03-05,1版,甲,计入", "示范日报,2025-03-06,1版,乙,另计"]
    table.write_text("\n".join(lines), encoding="utf-8")
    assert "已登记 2 条" in run("record", "--table", table, "--by", "吴九", settings=office.settings).out
    counts = json.loads(run("counts", "--year", "2025", "--json", settings=office.settings).out)
    assert (counts["media"], counts["apart"]) == ({"报社、电台等其它媒体": 2}, {"报社、电台等其它媒体": 1})


def test_a_database_of_a_newer_program_is_refused_in_words(office: Office, run: Run) -> None:
    with office.app.store.write() as work:
        work.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    ran = run("status", settings=office.settings)
    assert ran.code == 1
    assert "请升级程序" in ran.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("publis",), "没有命令“publis”"),
        (("publish",), "缺少"),
        (("publish", "2025-00001.1"), "缺少选项 --by（或用环境变量 GONGKAI_BY）"),
        (("status", "--jsno"), "没有选项 --jsno"),
        (("counts", "--year", "去年"), "要写整数"),
        (("counts", "--by", "weather"), "没有“weather”"),
        (("publish", "2025-00001.1", "--by", "路人"), "没有登记过“路人”"),
        (("publish", "2025-09999.1", "--by", "周八"), "没有 2025-09999.1"),
        (("publish", "2025-00001", "--by", "周八"), "不是版次编号"),
        (("publish", "2025-00001.1", "--by", "周八", "--at", "明天"), "看不懂"),
        (("publish", "2025-00001.1", "--by", "周八", "--at", "2020-01-01 09:00"), "已经过去"),
        (("publish", "2025-00001.1", "--by", "周八", "--to", "weibo"), "没有渠道“weibo”"),
        (("publish", "2025-00001.1", "--by", "周八", "--to", "website,weibo"), "没有渠道“weibo”"),
        (("submit", "nothing.md", "--by", "张三"), "找不到文件"),
        (("approve", "2025-00001.1", "--by", "李四", "--accept", "没有冒号"), "代码: 理由"),
        (("log", "list", "--kind", "shouted"), "没有“shouted”"),
        (("channels", "check", "weibo"), "没有渠道“weibo”"),
        (("people", "add", "新人", "--unit", "某处", "--role", "皇帝", "--by", "钱一"), "没有“皇帝”"),
        (("people", "add", " ", "--unit", "某处", "--role", "初审", "--by", "钱一"), "姓名不能为空"),
    ],
)
def test_wrong_use_is_2_and_says_how_to_do_it(words: tuple[str, ...], says: str, office: Office, run: Run) -> None:
    office.submitted()
    ran = run(*words, settings=office.settings)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert "Traceback" not in ran.err


def test_what_stands_in_the_way_is_1_with_the_problems(office: Office, run: Run) -> None:
    ref = office.submitted()
    refused = run("publish", ref, "--by", "周八", settings=office.settings)
    assert (refused.code, "还没有通过审核" in refused.err) == (1, True)
    for name in ("李四", "王五"):
        approve(office.app, name, ref, now=office.now)
    unreviewed = run("approve", ref, "--by", "赵六", settings=office.settings)
    assert unreviewed.code == 1
    assert "missing_secrecy_review" in unreviewed.err


def test_waiting_for_a_person_is_0(office: Office, run: Run) -> None:
    ref = office.approved(office.video_item())
    ran = run("publish", ref, "--by", "周八", "--wait", settings=office.settings)
    assert ran.code == 0
    assert "等人完成" in ran.out
    (waiting,) = json.loads(run("queue", "--json", settings=office.settings).out)
    assert (waiting["key"], waiting["claimed_by"]) == (f"{ref}@douyin", "")
    claimed = json.loads(run("claim", waiting["key"], "--by", "孙七", "--json", settings=office.settings).out)
    assert (Path(claimed["folder"]) / "视频.mp4").is_file()
    wrong = run("confirm", waiting["key"], "--by", "孙七", "--url", "https://example.com/1", settings=office.settings)
    assert wrong.code == 1


def test_status_also_says_whose_turn_it_is_in_review(office: Office, run: Run) -> None:
    ref = office.submitted()
    ran = run("status", settings=office.settings)
    assert all(word in ran.out for word in (ref, "审核中", "初审", "张三"))
    assert json.loads(run("status", "--json", settings=office.settings).out) == []


def test_missing_and_faulty_settings_are_2(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GONGKAI_SETTINGS", raising=False)
    monkeypatch.chdir(tmp_path)
    missing = run("status")
    assert (missing.code, "gongkai init" in missing.err) == (2, True)
    (tmp_path / "gongkai.yaml").write_text("office: {name: 某处}\nreviews: []\n", encoding="utf-8")
    faulty = run("status")
    assert faulty.code == 2
    assert "第2行" in faulty.err
    assert "reviews" in faulty.err


def test_settings_may_be_named_before_after_and_in_the_environment(
    office: Office, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("--settings", office.settings, "people", "list").code == 0
    assert run("people", "list", f"--settings={office.settings}").code == 0
    monkeypatch.setenv("GONGKAI_SETTINGS", str(office.settings))
    assert "钱一" in run("people", "list").out


def test_only_debug_shows_the_inside(office: Office, run: Run) -> None:
    assert "Traceback" in run("publish", "abc", "--by", "周八", "--debug", settings=office.settings).err
    assert "Traceback" not in run("publish", "abc", "--by", "周八", settings=office.settings).err


def test_a_changed_log_is_found_and_its_export_opens_in_a_spreadsheet(office: Office, run: Run) -> None:
    office.approved()
    target = office.folder / "台账.csv"
    assert run("log", "export", target, settings=office.settings).code == 0
    lines = target.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("号,时间,做了什么")
    head = run("log", "head", settings=office.settings).out.strip()
    assert head.split(":")[0] == str(len(lines) - 1)
    assert run("log", "verify", "--head", head, settings=office.settings).code == 0
    cut = run("log", "verify", "--head", f"{len(lines) + 5}:{'0' * 64}", settings=office.settings)
    assert (cut.code, "被删掉" in cut.err) == (1, True)


def test_help_is_chinese_on_every_page(run: Run) -> None:
    pages = [run("--help").out, run().out]
    names = [line.split()[0] for line in pages[0].splitlines() if line.startswith("  ")]
    pages += [run(name, "--help").out for name in names if name.isascii() and not name.startswith("-")]
    assert len(pages) > 25
    for page in pages:
        assert "用法：" in page
        assert not {"Usage", "Options", "Commands", "Show this message", "TEXT", "PATH"} & set(page.split())


def test_the_commands_load_nothing_heavy_before_they_run() -> None:
    script = f"import sys, bot.cli.main; print([name for name in {HEAVY!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert loaded.stdout.strip() == "[]"


def test_waiting_ends_when_what_must_be_out_first_cannot_go_out(office: Office, run: Run) -> None:
    ref = office.approved(office.video_item())
    (office.folder / "var" / "site").write_text("in the way", encoding="utf-8")
    ran = run("publish", ref, "--by", "周八", "--wait", "--json", settings=office.settings)
    states = {one["channel"]: (one["state"], one["standing"]) for one in json.loads(ran.out)}
    assert states == {"website": ("due", None), "douyin": ("due", None)}
    assert ran.code == 1
    assert "website" in ran.err


@pytest.mark.parametrize("topic", ["people", "channels", "log", "unconfirmed"])
def test_a_topic_alone_lists(topic: str, office: Office, run: Run) -> None:
    office.submitted()
    for more in ((), ("--json",)):
        bare, named = (run(topic, *words, *more, settings=office.settings) for words in ((), ("list",)))
        assert (bare.code, bare.out) == (named.code, named.out)
        assert bare.out


def test_blanks_make_nobody_else_of_a_name(office: Office, run: Run) -> None:
    words = ("--unit", "某处", "--role", "初审", "--by", " 钱 一 ")
    assert run("people", "add", "张 三 ", *words, settings=office.settings).code == 1
    assert run("people", "add", " ", *words, settings=office.settings).code == 2
    assert run("people", "add", "John  Smith", *words, settings=office.settings).out.startswith("已登记 John Smith（")


def test_what_is_approved_waits_with_a_name_beside_it_until_it_is_ordered(office: Office, run: Run) -> None:
    ref = office.approved()
    assert "已批准  发布员" in run("status", settings=office.settings).out
    run("publish", ref, "--by", "周八", "--wait", settings=office.settings)
    assert "已批准" not in run("status", settings=office.settings).out
    assert "没有要发的" in run("publish", ref, "--by", "周八", "--wait", settings=office.settings).out


def test_the_log_shows_the_reason_beside_the_title(office: Office, run: Run) -> None:
    run("return", office.submitted(), "--reason", "日期不对", "--by", "李四", settings=office.settings)
    run("people", "roles", "孙七", "--leave", "--by", "钱一", settings=office.settings)
    listed = run("log", settings=office.settings).out.splitlines()
    assert "的通知（初审；日期不对）" in listed[-2]
    assert "已停用" in listed[-1]


def test_a_database_that_cannot_be_opened_is_told_in_words(tmp_path: Path, run: Run) -> None:
    made = make_office(tmp_path)
    made.app.close()
    database = tmp_path / "var" / "gongkai.db"
    database.unlink()
    database.mkdir()
    ran = run("status", settings=made.settings)
    assert (ran.code, "数据库" in ran.err, "程序出错" in ran.err) == (1, True, False)


def test_what_the_disk_refuses_is_told_in_words(office: Office, run: Run) -> None:
    ran = run("log", "export", office.folder / "没有的文件夹" / "台账.csv", settings=office.settings)
    assert (ran.code, "没有这个文件或文件夹" in ran.err) == (1, True)
