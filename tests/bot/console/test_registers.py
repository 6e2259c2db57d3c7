"""The registers in the browser: listed, entered, put right, voided, brought in and out."""

import html
import re

from tests.bot.console.stage import Seat, Stage, words

FEE = {"title": "停车费", "month": "2025年1月", "unit": "城管办", "amount": "12.50"}


def entered(seat: Seat, **changed: str) -> str:
    answer = seat.post("/dengji/fees/xinzeng", {**FEE, **changed})
    assert answer.status_code == 303, words(answer.text)
    return str(answer.headers["location"]).rpartition("/")[2]


def test_an_entry_is_written_down_put_right_and_voided_and_its_history_stays(desk: Stage) -> None:
    with desk.seat("吴九") as seat:
        assert "还没有登记" in words(seat.page("/dengji/fees"))
        assert "251000元 已按 25.1 万元登记，请核对" in seat.done("/dengji/fees/xinzeng", {**FEE, "amount": "251000元"})
        page = seat.page("/dengji/fees/fees-2025-0001/gengzheng")
        assert 'value="25.1"' in page
        says = seat.done(
            "/dengji/fees/fees-2025-0001/gengzheng", {**FEE, "amount": "25.2", "reason": "看错了", "seen": "1"}
        )
        assert "金额（万元）：25.1 → 25.2" in says
        assert "理由：看错了" in says
        assert "停车费" in words(seat.page("/dengji/fees", year="2025", text="停车"))
        assert "没有符合条件的登记" in words(seat.page("/dengji/fees", year="2024"))
        assert "已作废" in seat.done("/dengji/fees/fees-2025-0001/zuofei", {"reason": "登错了"})
        assert "收费 2025-0001" in says
        assert "fees-2025-0001" not in words(seat.page("/dengji/fees", voided="1"))
        assert "2025-0001" not in words(seat.page("/dengji/fees"))
        assert "作废" in words(seat.page("/dengji/fees", voided="1"))
        assert seat.get("/dengji/fees/fees-2025-0001/gengzheng").status_code == 303


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(desk: Stage) -> None:
    with desk.seat("吴九") as seat:
        answer = seat.post("/dengji/fees/xinzeng", {**FEE, "month": "十三月", "amount": "很多"})
        assert answer.status_code == 409
        assert 'value="十三月"' in answer.text
        assert 'value="很多"' in answer.text
        assert 'id="x-month"' in answer.text
        assert 'id="x-amount"' in answer.text
        assert "gongkai" not in words(answer.text)
        number = entered(seat)
        again = seat.post("/dengji/fees/xinzeng", {**FEE, "amount": "1"})
        assert again.status_code == 409
        assert f"/dengji/fees/{number}" in again.text


def test_two_people_on_one_entry_do_not_undo_each_other_unseen(desk: Stage) -> None:
    with desk.seat("吴九") as seat:
        number = entered(seat)
        first = {**FEE, "unit": "园林处", "reason": "改单位", "seen": "1"}
        assert "已更正" in seat.done(f"/dengji/fees/{number}/gengzheng", first)
        late = seat.post(f"/dengji/fees/{number}/gengzheng", {**FEE, "amount": "9", "reason": "改金额", "seen": "1"})
        assert late.status_code == 409
        assert "吴九在 2025-03-04 09:00 改过" in words(late.text)
        assert "您打开以后改成了“园林处”，要保留就照它写。</p>" in html.unescape(late.text)
        assert 'id="x-unit"' in late.text
        assert 'name="seen" value="2"' in late.text
        assert 'value="9"' in late.text


def test_who_has_no_right_is_offered_nothing_and_told_why(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        page = seat.page("/dengji")
        assert "/dengji/fees" not in page
        assert "您没有这个角色" in page
        for path in ("/dengji/fees", "/dengji/fees/xinzeng", "/dengji/cases/cases-2025-0001"):
            assert seat.get(path).status_code == 403
        assert seat.post("/dengji/fees/xinzeng", FEE).status_code == 403
        assert seat.get("/dengji/unknown").status_code == 404


def brought(seat: Seat, content: str, **fields: str) -> str:
    answer = seat.post("/dengji/fees/daoru", fields, [("table", ("收费.csv", content.encode(), "text/csv"))])
    assert answer.status_code == 200, words(answer.text)
    return answer.text


def test_a_table_is_tried_before_anything_is_entered_and_its_faults_stand_in_their_cells(desk: Stage) -> None:
    with desk.seat("吴九") as seat:
        entered(seat)
        table = (
            "收费项目,月份,单位,金额（万元）,备注\n停车费,2025年1月,城管办,12.50,\n"
            "占道费,十三月,城管办,3,\n占道费,2025-02,城管办,251000元,\n"
        )
        page = brought(seat, table)
        told = words(page)
        assert "可以登记的 1 条，已经登记过的 1 条（不会重复登记），有问题的 1 行" in told
        assert "没有用到的列：备注" in told
        assert '<td data-label="月份" class="wrong">十三月' in page
        assert "251000元 已按 25.1 万元登记" in told
        assert "占道费" not in seat.page("/dengji/fees")
        seal = re.findall(r'name="table_kept" value="([^"]+)"', page)[0]
        kept = {"table_kept": html.unescape(seal), "act": "enter"}
        assert "不能导入" in words(seat.post("/dengji/fees/daoru", kept).text)
        for _ in "ab":  # a double click enters it once, and leads to the same page
            says = seat.done("/dengji/fees/daoru", {**kept, "act": "leave_out", "once": "one"})
            assert "已登记 1 条。1 条已经登记过" in says
        sheet = seat.get("/dengji/fees/daochu", **{"as": "csv", "year": "2025"})
        assert sheet.headers["content-disposition"].startswith("attachment")
        assert "占道费" in sheet.text
        answer = seat.post("/dengji/fees/daoru", {}, [("table", ("收费.csv", b"a,b\n1,2\n", "text/csv"))])
        assert "要有这些列：收费项目、月份、金额（万元）" in words(answer.text)


def test_published_documents_are_offered_and_fill_in_the_form(desk: Stage) -> None:
    office = desk.office
    item = office.item("停车管理办法", document_number="示高管〔2025〕3号")
    written = item.read_text(encoding="utf-8").replace("第二十条（十二）", "第二十条（一）")
    item.write_text(written, encoding="utf-8")
    with desk.seat("吴九") as seat:
        assert "没有这样的稿件" in words(seat.page("/dengji/documents/jianyi", year="2025"))
        office.put_out(office.approved(item))
        page = seat.page("/dengji/documents/jianyi", year="2025")
        form = re.findall(r'href="/gzt(/dengji/documents/xinzeng[^"]+)"', page)[0]
        assert 'value="示高管〔2025〕3号"' in seat.page(html.unescape(form))
        assert seat.get("/dengji/fees/jianyi").status_code == 404
