"""Every figure opens into its rows, and what was counted in error is taken back."""

import json

from tests.bot.conftest import Run
from tests.bot.office import Office


def test_a_figure_opens_into_the_rows_that_make_it(office: Office, run: Run) -> None:
    def opened(*words: str) -> list[dict[str, object]]:
        return json.loads(run("counts", "--year", "2020", *words, "--json", settings=office.settings).out)  # type: ignore[no-any-return]  # rows

    table = office.folder / "2020.csv"
    rows = ["2020-03-02,甲,政府网站,通知", "2020-04-03,乙,政府网站,", "2020-03-04,丙,政务抖音,通知"]
    table.write_text("\n".join(["日期,标题,载体,栏目", *rows]), encoding="utf-8")
    run("import", table, "--by", "吴九", settings=office.settings)
    assert [row["title"] for row in opened("--medium", "政府网站", "--month", "3")] == ["甲"]
    assert [row["title"] for row in opened("--column", "（未填）")] == ["乙"]
    assert [row["title"] for row in opened("--column", "通知")] == ["甲", "丙"]
    assert run("counts", "--medium", "政府网", settings=office.settings).code == 2
    assert run("counts", "--by", "month", "--unit", "某处", settings=office.settings).code == 2


def test_the_documents_made_are_listed_with_why_they_are_not_public(office: Office, run: Run) -> None:
    office.submitted()
    office.submitted(office.item("关于内部事项的报告", disclosure="不予公开", disclosure_reason="内部事务信息"))
    found = json.loads(run("counts", "--year", "2025", "--by", "disclosure", "--json", settings=office.settings).out)
    assert {one["disclosure"]: one["reason"] for one in found} == {"主动公开": "", "不予公开": "内部事务信息"}
    assert "主动公开1件，依申请公开0件，不予公开1件" in run("counts", "--year", "2025", settings=office.settings).out


def test_what_was_recorded_in_error_counts_no_more_and_may_come_again(office: Office, run: Run) -> None:
    def year() -> int:
        return int(json.loads(run("counts", "--year", "2020", "--json", settings=office.settings).out)["total"])

    table = office.folder / "2020.csv"
    table.write_text(
        "日期,标题,载体,索引号\n2020-03-02,甲,政府网站,A/1\n2020-03-02,乙,政府网站,A/2\n", encoding="utf-8"
    )
    run("import", table, "--by", "吴九", settings=office.settings)
    seq = json.loads(run("log", "--json", "--last", "2", settings=office.settings).out)[0]["seq"]
    words = ("void", str(seq), "--reason", "栏目填错", "--by", "吴九")
    assert "减 1 条" in run(*words, settings=office.settings).out
    assert (year(), run(*words, settings=office.settings).code) == (1, 1)
    assert run("import", table, "--by", "吴九", "--leave-out", settings=office.settings).out.startswith("已导入 1 条")
    assert year() == 2
    assert run("void", "1", "--reason", "误", "--by", "吴九", settings=office.settings).code == 1
    assert run("void", "9999", "--reason", "误", "--by", "吴九", settings=office.settings).code == 2
    assert run("log", "verify", "--figures", settings=office.settings).code == 0


def test_only_what_is_out_no_more_is_voided_by_its_number(office: Office, run: Run) -> None:
    ref = office.approved()
    run("publish", ref, "--by", "周八", "--wait", settings=office.settings)
    seq = json.loads(run("log", "--kind", "published", "--json", settings=office.settings).out)[0]["seq"]
    words = ("void", str(seq), "--reason", "误发", "--by", "周八")
    assert "--voided" in run(*words, settings=office.settings).err
    run("withdraw", ref, "--reason", "失效", "--by", "周八", "--wait", settings=office.settings)
    assert run(*words, settings=office.settings).code == 0
    assert json.loads(run("counts", "--json", settings=office.settings).out)["total"] == 0


def test_a_table_with_a_piece_written_down_before_is_not_recorded_by_halves(office: Office, run: Run) -> None:
    table = office.folder / "clippings.csv"
    heading, old, new = (
        "媒体,日期,版面,标题,计入或另计",
        "示范日报,2025-03-01,1版,甲,计入",
        "示范日报,2025-03-02,1版,乙,计入",
    )
    table.write_text("\n".join([heading, old]), encoding="utf-8")
    run("record", "--table", table, "--by", "吴九", settings=office.settings)
    table.write_text("\n".join([heading, new, old]), encoding="utf-8")
    refused = run("record", "--table", table, "--by", "吴九", settings=office.settings)
    assert (refused.code, "第3行" in refused.err, "gongkai void" in refused.err) == (1, True, True)
    words = ("record", "--table", table, "--leave-out", "--by", "吴九", "--json")
    done = json.loads(run(*words, settings=office.settings).out)
    assert (done["recorded"], [one["code"] for one in done["left_out"]]) == (1, ["not_recorded"])


def test_what_was_wrong_all_along_counts_nowhere_and_is_said_to(office: Office, run: Run) -> None:
    ref = office.approved()
    run("publish", ref, "--by", "周八", "--wait", settings=office.settings)
    words = ("record", "--item", ref, "--outlet", "示范日报", "--date", "2025-03-04", "--page", "2版", "--by", "吴九")
    run(*words, settings=office.settings)
    run("withdraw", ref, "--reason", "失效", "--by", "周八", "--wait", settings=office.settings)
    done = run("withdraw", ref, "--reason", "误发", "--voided", "--by", "周八", settings=office.settings)
    assert (done.code, done.out.count("减 1 条"), f"{ref}@website" in done.out) == (0, 2, True)
    assert json.loads(run("counts", "--json", settings=office.settings).out)["total"] == 0
    published = json.loads(run("log", "--kind", "published", "--json", settings=office.settings).out)[0]["seq"]
    again = run("void", str(published), "--reason", "误发", "--by", "周八", settings=office.settings)
    assert (again.code, "已经作废过" in again.err) == (1, True)
    assert run("log", "verify", "--figures", settings=office.settings).code == 0


def test_a_piece_without_a_title_or_of_no_item_of_ours_is_refused_in_words(office: Office, run: Run) -> None:
    def record(*words: str) -> tuple[int, str]:
        ran = run("record", *words, "--date", "2025-03-04", "--page", "2版", "--by", "吴九", settings=office.settings)
        return ran.code, ran.err

    for item in ("2025-09999.1", "乱写"):
        code, says = record("题目", "--outlet", "示范日报", "--item", item)
        assert (code, "2025-09999.1" in says or "不是版次编号" in says) == (2, True)
    assert "请写媒体名称" in record("题目", "--outlet", "  ")[1]
    assert "请写报道标题" in record(" \n ", "--outlet", "示范日报")[1]
    assert record("一条\n题目", "--outlet", "示范日报")[0] == 0
    assert "已经登记过" in record("一条 题目", "--outlet", "示范日报")[1]


def test_numbers_that_no_log_has_are_wrong_use(office: Office, run: Run) -> None:
    for words in (
        ("void", "9" * 30, "--reason", "误", "--by", "吴九"),
        ("log", "list", "--year", "9" * 30),
        ("log", "list", "--last=-1"),
        ("log", "verify", "--head", "0:abc"),
        ("log", "verify", "--head", "²:abc"),
    ):
        ran = run(*words, settings=office.settings)
        assert (ran.code, "程序出错" in ran.err) == (2, False), words
