"""`gongkai applications letter` and `fee`, as a clerk types them."""

import io
import json
import stat
from pathlib import Path

from docx import Document

from tests.bot.conftest import Run
from tests.bot.office import Office

CAME = ("申请方式=邮寄", "申请人=张三", "证件号码=350128199001010001", "内容描述=绿化养护合同", "提交时间=2025-03-03")


def received(go: Run) -> str:
    fields = [word for one in CAME for word in ("--field", one)]
    number: str = json.loads(go("receive", *fields, "--again", "--json").out)["number"]
    return number


def text_of(file: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(file.read_bytes())).paragraphs)


def test_a_letter_is_written_as_word_and_what_is_missing_is_named(at_desk: Office, go: Run) -> None:
    number, file = received(go), at_desk.folder / "答复.docx"
    ran = go("letter", number, "c7", "--field", "不予公开的理由=是处罚案卷的材料", "--to", file)
    assert (ran.code, str(file) in ran.out) == (0, True)
    assert "文号、复议机关、人民法院" in ran.err
    assert "理由：是处罚案卷的材料。" in text_of(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    again = go("letter", number, "c7", "--to", file)
    assert (again.code, "已经有" in again.err) == (1, True)


def test_it_is_noted_in_the_history_and_in_the_log_without_whose_it_is(at_desk: Office, go: Run, run: Run) -> None:
    number, file = received(go), at_desk.folder / "回执.docx"
    made = json.loads(go("letter", number, "登记回执", "--number", "示公〔2025〕1号", "--to", file, "--json").out)
    assert made["name"] == "登记回执"
    last = json.loads(go("show", number, "--json").out)["history"][-1]
    assert (last["act"], last["after"]) == ("出具文书", {"letter": "登记回执 示公〔2025〕1号"})
    assert "登记回执 示公〔2025〕1号" in go("show", number).out
    log = run("log", "list", settings=at_desk.settings).out
    assert "出具文书" in log
    assert "张三" not in log
    refused = go("letter", number, "登记回执", "--to", file)
    assert refused.code == 1
    assert len(json.loads(go("show", number, "--json").out)["history"]) == 2


def test_a_third_party_is_not_told_who_asks_where_applicants_name_themselves(at_desk: Office, go: Run) -> None:
    number, file = received(go), at_desk.folder / "征求.docx"
    asked = "内容描述=本人张三（电话13800138000）申请绿化养护合同"
    go("correct", number, "--field", asked, "--field", "联系电话=13800138000", "--reason", "照原件")
    go("consult", number, "--party", "示范绿化公司")
    go("opinion", number, "--party", "示范绿化公司", "--answer", "不同意")
    for kind, says in (("征求第三方意见书", "15个工作日"), ("决定公开告知第三方书", "决定予以公开")):
        assert "申请内容" in go("letter", number, kind, "--to", file).err
        text = text_of(file)
        assert ("示范绿化公司：" in text, "〔请填写：申请内容〕" in text, says in text) == (True, True, True)
        assert ("张三" in text, "13800138000" in text) == (False, False)
        file.unlink()
    go("correct", number, "--field", "信息名称=绿化养护合同", "--reason", "照原件")
    assert "申请内容" not in go("letter", number, "征求第三方意见书", "--to", file).err
    assert "申请公开：《绿化养护合同》。" in text_of(file)


def test_the_answer_must_fit_the_outcome(at_desk: Office, go: Run) -> None:
    number, file = received(go), at_desk.folder / "答复.docx"
    assert "还没有办理结果" in go("letter", number, "答复书", "--to", file).err
    go("close", number, "--outcome", "d1")
    assert "不一致" in go("letter", number, "a", "--to", file).err
    assert go("letter", number, "答复书", "--to", file).code == 0
    assert "所申请公开的政府信息不存在" in text_of(file)


def test_a_stranger_among_letters_places_and_endings_is_refused_with_what_there_is(at_desk: Office, go: Run) -> None:
    number = received(go)
    assert "completion 补正告知书" in go("letter", number, "表扬信").err
    assert "是不是“获取途径”" in go("letter", number, "published", "--field", "途径=网站").err
    assert ".docx" in go("letter", number, "登记回执", "--to", at_desk.folder / "回执.txt").err
    assert not (at_desk.folder / "回执.txt").exists()


def test_an_office_brings_its_own_texts_and_whom_to_turn_to(at_desk: Office, go: Run) -> None:
    folder = at_desk.folder / "模板"
    with at_desk.settings.open("a", encoding="utf-8") as settings:
        settings.write("applications: {letters: 模板, reconsideration: 示范市人民政府, court: 示范区人民法院}\n")
    assert "找不到文件夹 模板" in go("list").err
    folder.mkdir()
    (folder / "a.yaml").write_text("name: 答复书\ntitle: 答复\ntext: 您好。{救济}\n", encoding="utf-8")
    file = at_desk.folder / "答复.docx"
    ran = go("letter", received(go), "a", "--number", "一号", "--to", file)
    assert (ran.code, "填写" in ran.err) == (0, False)
    assert "您好。如对本答复不服，你可以自收到本答复之日起60日内向示范市人民政府" in text_of(file)


def test_the_advice_on_the_fee_counts_the_same_applicants_of_the_month(go: Run) -> None:
    numbers = [received(go) for _ in range(12)]
    first, last = (go("fee", number, "--pages", "46") for number in (numbers[0], numbers[-1]))
    assert "这是第 1 件，每月 10 件以内不收费" in first.out
    assert "已申请 11 件，这是第 12 件，第 11 至 30 件每件 100 元，收 100 元" in last.out
    assert "第 31 至 46 页 16 页×10 元=160 元，共收 160 元" in last.out
    told = json.loads(go("fee", numbers[-1], "--json").out)
    assert (told["by_piece"], told["by_page"], told["before"], told["month"]) == (100, None, 11, "2025-03")
