"""`gongkai letters`, as staff type it."""

import json
from dataclasses import replace
from pathlib import Path

from bot.views.inbox import one
from content.letters import Kind, Part, State
from tests.bot.conftest import Run
from tests.bot.letters.mailroom import DRAFT, Mailroom


def test_the_day_of_somebody_with_letters(office: Mailroom, run: Run, tmp_path: Path) -> None:
    place = Part(kind=Kind.PLACE, text="示范路1号", latitude=34.75, longitude=113.62)
    file = office.app.files.keep(b"%PDF", "证明.pdf")
    parts = (*DRAFT.parts, place, Part(kind=Kind.FILE, file=file), Part(kind=Kind.PICTURE, media="m"))
    draft = replace(DRAFT, visitor="", door="web", phone="13800001234", parts=parts)
    first = office.left(draft=draft)
    second = office.left("路灯不亮了，什么时候修？", visitor="visitor-2", consent=True)
    by = ("--by", "冯一")
    listed = run("letters", "list", *by, settings=office.settings)
    assert listed.code == 0
    assert first in listed.out
    assert "由本人查询" in listed.out
    shown = run("letters", "show", first, *by, settings=office.settings)
    for words in ("13800001234", "示范路1号（34.75000, 113.62000）", "证明.pdf", "[图片] 还在取"):
        assert words in shown.out
    assert run("letters", "assign", second, "综合办公室", *by, settings=office.settings).out.endswith("办理。\n")
    assert (
        "微信里现在不能通知"
        in run("letters", "answer", second, "--text", "已派人去修。", *by, settings=office.settings).out
    )
    (tmp_path / "答复.txt").write_text("请到政务大厅办理。", encoding="utf-8")
    done = run("letters", "answer", first, "--file", tmp_path / "答复.txt", *by, settings=office.settings)
    assert "凭编号查询" in done.out
    published = run("letters", "publish", second, "--title", "路灯什么时候修", *by, settings=office.settings)
    assert "《路灯什么时候修》" in published.out
    listed = run("letters", "list", "--all", "--json", *by, settings=office.settings)
    assert {entry["number"]: entry["state"] for entry in json.loads(listed.out)} == {
        first: "answered",
        second: "answered",
    }
    assert run("letters", "export", tmp_path / "留言.xlsx", *by, settings=office.settings).code == 0


def test_what_cannot_be_done_is_told_in_words(office: Mailroom, run: Run) -> None:
    number = office.left()
    nobody = run("letters", "show", number, "--by", "张三", settings=office.settings)
    assert (nobody.code, "需要的角色是信箱员" in nobody.err) == (1, True)
    unknown = run("letters", "show", "99999999", "--by", "陈二", settings=office.settings)
    assert (unknown.code, "没有编号 99999999" in unknown.err) == (2, True)
    empty = run("letters", "answer", number, "--by", "陈二", settings=office.settings)
    assert (empty.code, "--text" in empty.err) == (2, True)
    why = run("letters", "close", number, "--why", "不想答", "--by", "陈二", settings=office.settings)
    assert (why.code, "广告或骚扰" in why.err) == (2, True)


def test_closing_merging_muting_and_taking_up_again(office: Mailroom, run: Run) -> None:
    first, second = office.left(), office.left(visitor="visitor-2")
    by = ("--by", "陈二")
    assert run("letters", "merge", second, "--into", first, *by, settings=office.settings).code == 0
    assert run("letters", "reopen", second, "--reason", "不是一件事", *by, settings=office.settings).code == 0
    closed = run("letters", "close", second, "--why", "重复留言", *by, settings=office.settings)
    assert "不予答复：重复留言。" in closed.out
    assert "以前不能再留言" in run("letters", "mute", second, "--days", "3", *by, settings=office.settings).out
    assert one(office.app, "陈二", second, now=office.now).letter.state is State.CLOSED


def test_whoever_mutes_is_told_by_what_the_writer_is_known(office: Mailroom, run: Run) -> None:
    account, page = office.left(), office.left(visitor="", origin="0" * 32, door="web", phone="13800001234")

    def muted(number: str, days: str = "3") -> str:
        return run("letters", "mute", number, "--days", days, "--by", "陈二", settings=office.settings).out

    assert "以前不能再留言；认的是微信账号。" in muted(account)
    assert "以前不能再留言；认的是联系电话。" in muted(page)
    assert "又可以留言；认的是联系电话。" in muted(page, "0")
    with office.app.store.write() as work:
        work.letters.change(page, phone="")
    assert "认的是网络地址（用同一地址的其他人也一样，最多 30 天）。" in muted(page)


def test_a_wrong_file_never_becomes_the_answer(office: Mailroom, run: Run, tmp_path: Path) -> None:
    number, by = office.left(), ("--by", "陈二")
    (tmp_path / "答复.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    wrong = run("letters", "answer", number, "--file", tmp_path / "答复.png", *by, settings=office.settings)
    assert (wrong.code, "PNG 图片" in wrong.err, office.letter(number).state) == (2, True, State.WAITING)
    (tmp_path / "答复.txt").write_bytes("请到政务大厅办理。".encode("gbk"))
    assert run("letters", "answer", number, "--file", tmp_path / "答复.txt", *by, settings=office.settings).code == 0
    assert [step.text for step in office.letter(number).answers] == ["请到政务大厅办理。"]


def test_what_is_written_out_is_for_its_owner_and_takes_no_other_files_place(
    office: Mailroom, run: Run, tmp_path: Path
) -> None:
    number, by = office.left(consent=True), ("--by", "冯一")
    office.answered(number)
    draft, table = tmp_path / "问答.md", tmp_path / "留言.csv"
    assert run("letters", "publish", number, "--draft", draft, *by, settings=office.settings).code == 0
    assert run("letters", "export", table, *by, settings=office.settings).code == 0
    assert [path.stat().st_mode & 0o777 for path in (draft, table)] == [0o600, 0o600]
    draft.write_text("改好的稿件", encoding="utf-8")
    for words in (("publish", number, "--draft", draft), ("export", table)):
        again = run("letters", *words, *by, settings=office.settings)
        assert (again.code, "已经有" in again.err) == (1, True)
    assert draft.read_text(encoding="utf-8") == "改好的稿件"
    both = run("letters", "publish", number, "--draft", draft, "--file", draft, *by, settings=office.settings)
    assert both.code == 2


def test_a_draft_of_what_is_in_review_says_where_it_is(office: Mailroom, run: Run, tmp_path: Path) -> None:
    number, by = office.left(consent=True), ("--by", "冯一")
    office.answered(number)
    run("letters", "publish", number, "--title", "补贴到哪里办", *by, settings=office.settings)
    told = run("letters", "publish", number, "--draft", tmp_path / "问答.md", *by, settings=office.settings).out
    assert f"{office.letter(number).item_id}.1《补贴到哪里办》，审核中" in told


def test_a_merged_letter_shows_the_answer_its_writer_reads(office: Mailroom, run: Run) -> None:
    first, second = office.left(), office.left(visitor="visitor-2")
    run("letters", "merge", second, "--into", first, "--by", "陈二", settings=office.settings)
    office.answered(first, "请到政务大厅办理，您的电话13800001234已记下。")
    shown = run("letters", "show", second, "--by", "陈二", settings=office.settings).out
    assert f"随 {first} 答复：请到政务大厅办理，您的电话***********已记下。" in shown
    as_json = json.loads(run("letters", "show", second, "--by", "陈二", "--json", settings=office.settings).out)
    assert [there["text"] for there in as_json["answers_there"]] == ["请到政务大厅办理，您的电话***********已记下。"]
    assert "随" not in run("letters", "show", first, "--by", "陈二", settings=office.settings).out


def test_answers_often_given_are_written_and_taken_away(office: Mailroom, run: Run) -> None:
    by = ("--by", "冯一")
    assert "程序自带" in run("letters", "texts", *by, settings=office.settings).out
    assert run("letters", "text", "路灯", "--text", "已派人去修。", *by, settings=office.settings).code == 0
    told = json.loads(run("letters", "texts", "--json", *by, settings=office.settings).out)
    assert (told[-1]["name"], told[-1]["text"], told[-1]["by"]) == ("路灯", "已派人去修。", "冯一")
    assert "已删去" in run("letters", "text", "路灯", "--drop", *by, settings=office.settings).out
    assert run("letters", "text", "路灯", "--drop", *by, settings=office.settings).code == 2
    assert run("letters", "text", "路灯", "--drop", "--text", "好", *by, settings=office.settings).code == 2
