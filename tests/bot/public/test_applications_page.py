"""申请信息公开: first a look at what is published, then the form with what article 29 asks for."""

import re

import pytest

from bot.limits import SEARCHED, Limits
from bot.public.window import reach
from bot.settings import Office
from content.registers.applications import State, Way
from content.registers.guide import GUIDE, PRIVACY
from tests.bot.public.stage import APPLICATION, APPLICATIONS, PROGRESS, Stage, numbered, picture

BEGINNING, FOUND = "/hd/shenqing", "/hd/shenqing/zhaodao"
SEAL = re.compile(r'name="identity_files_kept" value="([^"]+)"')
TITLE = "关于开展安全生产检查的通知"


@pytest.fixture
def published(stage: Stage) -> str:
    stage.office.register()
    return stage.office.put_out(stage.office.approved(stage.office.item(TITLE)))


def test_an_application_is_registered_with_its_pictures_and_gets_its_number(stage: Stage) -> None:
    number = stage.number(APPLICATIONS, APPLICATION, [("identity_files", ("证件.jpg", picture(), "image/jpeg"))])
    with stage.reading() as work:
        kept = work.applications.get(number)
        (identity,) = work.identity.of(number)
    assert (kept.state, kept.draft.way, kept.draft.name) == (State.SUBMITTED, Way.ONLINE, "张三")
    assert (kept.draft.title, kept.draft.form, kept.draft.obtain) == ("2025 年部门预算", "电子文档", "当面领取")
    assert stage.office.app.identity.read(identity) == picture()
    assert not list((stage.office.app.files.root / ".waiting").iterdir())


def test_before_applying_everybody_reads_what_the_rules_are(stage: Stage) -> None:
    page = stage.get(BEGINNING).text
    assert [one.question for one in GUIDE if one.question not in page or one.says not in page] == []
    assert PRIVACY in stage.get(APPLICATIONS).text


def test_every_gap_is_told_at_once_with_what_was_typed(stage: Stage) -> None:
    answer = stage.send(APPLICATIONS, {"contact": "李四", "description": "  "})
    assert answer.status_code == 422
    for field in ("applicant_kind", "name", "identity_number", "phone", "description", "form", "obtain"):
        assert f'id="{field}-wrong"' in answer.text
        assert f'href="#{field}"' in answer.text
    assert 'value="李四"' in answer.text


def test_what_looks_mistyped_is_taken_when_the_applicant_says_it_is_right(stage: Stage) -> None:
    doubtful = {**APPLICATION, "identity_kind": "居民身份证", "identity_number": "110101190001011232"}
    answer = stage.send(APPLICATIONS, doubtful)
    assert (answer.status_code, 'name="checked"' in answer.text) == (422, True)
    assert stage.send(APPLICATIONS, {**doubtful, "checked": "1"}).status_code == 303


def test_where_it_is_to_be_sent_must_be_known(stage: Stage) -> None:
    answer = stage.send(APPLICATIONS, {**APPLICATION, "obtain": "邮寄"})
    assert 'id="address-wrong"' in answer.text


def test_choices_that_are_not_offered_are_none(stage: Stage) -> None:
    wrong = {"applicant_kind": "外星人", "form": "<b>", "obtain": "x", "identity_kind": "x"}
    answer = stage.send(APPLICATIONS, {**APPLICATION, **wrong})
    assert all(f'id="{field}-wrong"' in answer.text for field in ("applicant_kind", "form", "obtain"))


def test_an_identity_document_is_a_picture_or_a_scan(stage: Stage) -> None:
    answer = stage.send(APPLICATIONS, APPLICATION, [("identity_files", ("证件.txt", b"x", "text/plain"))])
    assert (answer.status_code, "不收“.txt”文件" in answer.text) == (422, True)


def test_a_picture_too_many_is_told_and_not_thrown_away_in_silence(stage: Stage) -> None:
    said = {**APPLICATION, "once": stage.token(APPLICATIONS)}
    pictures = [("identity_files", (f"证件{number}.jpg", picture(), "image/jpeg")) for number in range(5)]
    answer = stage.post(APPLICATIONS, said, pictures)
    assert (answer.status_code, "“证件4.jpg”没有收下：最多 4 个附件。" in answer.text) == (422, True)
    kept = SEAL.findall(answer.text)
    assert stage.post(APPLICATIONS, {**said, "identity_files_kept": [*kept, kept[0]]}).status_code == 422
    number = numbered(stage.get(stage.post(APPLICATIONS, {**said, "identity_files_kept": kept}).headers["location"]))
    with stage.reading() as work:
        assert len(work.identity.of(number)) == len(kept) == 4


def test_what_is_published_already_is_offered_first_and_counted_when_it_helped(stage: Stage, published: str) -> None:
    page = stage.get(BEGINNING, q="安全生产检查")
    assert TITLE in page.text
    answer = stage.post(FOUND, {"q": "安全生产检查", "ref": published})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("https://www.example.gov.cn/tzgg/")
    with stage.reading() as work:
        assert work.session.connection().exec_driver_sql("SELECT item_id, count FROM helped").all() == [
            (published.partition(".")[0], 1)
        ]


def test_nobody_is_led_to_what_the_search_does_not_find(stage: Stage, published: str) -> None:
    assert stage.post(FOUND, {"q": "别的事", "ref": published}).status_code == 404
    assert stage.post(FOUND, {"q": "安全生产检查", "ref": "https://evil.example"}).status_code == 404


def test_the_form_can_be_printed_and_filled_in_by_hand(stage: Stage) -> None:
    page = stage.get("/hd/shenqing/zhizhi")
    assert all(words in page.text for words in ("政府信息公开申请表", "证件名称", "□ 纸质", "□ 邮寄"))


def test_how_far_it_is_can_be_seen_with_the_number_and_the_phones_tail(stage: Stage) -> None:
    number = stage.number(APPLICATIONS, APPLICATION)
    assert "待确认收到" in stage.post(PROGRESS, {"number": number, "tail": "0001"}).text
    for wrong in ({"number": number, "tail": "0002"}, {"number": "依申请〔2025〕9999号", "tail": "0001"}):
        answer = stage.post(PROGRESS, wrong)
        assert (answer.status_code, "没有查到" in answer.text) == (422, True)


def test_the_search_behind_the_offer_is_limited_as_the_search_is(stage: Stage) -> None:
    for _ in range(3):
        assert stage.post(FOUND, {"q": "没有的", "ref": "x"}).status_code == 404
    limits = Limits(stage.office.app.store.shelf, stage.office.app.store.hurried_shelf)
    assert limits.count(SEARCHED, "127.0.0.1", stage.office.now, by=SEARCHED.most - 3)
    assert stage.post(FOUND, {"q": "没有的", "ref": "x"}).status_code == 429


def test_pictures_that_cannot_be_kept_leave_the_form_and_nothing_half_registered(stage: Stage) -> None:
    app = stage.office.app
    app.settings.identity.mkdir(parents=True)
    token, pictures = (
        stage.token(APPLICATIONS),
        [("identity_files", (f"{n}.jpg", picture(), "image/jpeg")) for n in "12"],
    )
    fields = {**APPLICATION, "once": token}
    with app.store.write() as work:
        work.session.connection().exec_driver_sql("ALTER TABLE identity_files RENAME TO elsewhere")
    answer = stage.post(APPLICATIONS, fields, pictures)
    assert (answer.status_code, "系统出了故障" in answer.text, "已收到：1.jpg" in answer.text) == (500, True, True)
    assert list(app.settings.identity.iterdir()) == []
    app.settings.identity.rmdir()
    app.settings.identity.write_text("not a folder")
    answer = stage.post(APPLICATIONS, fields, pictures)
    assert "附件现在存不下" in answer.text.partition('id="identity_files-wrong"')[2][:100]
    assert f'value="{APPLICATION["title"]}"' in answer.text
    with stage.reading() as work:
        assert work.applications.all() == []
    with app.store.write() as work:
        work.session.connection().exec_driver_sql("ALTER TABLE elsewhere RENAME TO identity_files")
    assert stage.post(APPLICATIONS, fields).status_code == 303


def test_who_leaves_no_phone_is_promised_no_question_that_needs_one(stage: Stage) -> None:
    assert "不填的，不能在网上查进度" in stage.get(APPLICATIONS).text
    by_mail = {**APPLICATION, "phone": "", "email": "zhang@example.cn"}
    receipt = stage.get(stage.send(APPLICATIONS, by_mail).headers["location"]).text
    assert ("后四位" in receipt, "请来电、来信或当面查询" in receipt) == (False, True)
    with_phone = stage.get(
        stage.send(APPLICATIONS, {**APPLICATION, "title": "2024 年部门决算"}).headers["location"]
    ).text
    assert ("后四位" in with_phone, "当面查询" in with_phone) == (True, False)


def test_how_the_office_is_reached_is_told_as_far_as_the_settings_say() -> None:
    assert reach(Office(name="示范高新区管委会", code="1")) == ""
    office = Office(name="示范高新区管委会", code="1", phone="0371-00000000", address="示范路 1 号")
    assert reach(office) == "电话 0371-00000000，地址 示范路 1 号"
