"""我要留言: a form that keeps what was typed, tells every fault at once, and counts once."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256

import pytest

from bot.actions.tidy import tidy
from content.letters import Kind
from tests.bot.public.stage import LETTER, LETTERS, Stage, hidden, numbered, picture


def test_a_letter_comes_in_with_its_place_and_picture_and_gets_a_number_to_ask_with(stage: Stage) -> None:
    files = [("files", ("路灯.jpg", picture(), "image/jpeg")), ("files", ("说明.txt", "灯坏了".encode(), "text/plain"))]
    written = {**LETTER, "place": "示范路 1 号", "name": "李四", "consent": "1"}
    number = stage.number(LETTERS, written, files)
    with stage.reading() as work:
        letter = work.letters.get(number)
    assert (letter.door, letter.topic, letter.name, letter.phone) == ("web", "咨询", "李四", "13800000001")
    assert letter.consent
    assert [part.kind for part in letter.parts] == [Kind.TEXT, Kind.PLACE, Kind.PICTURE, Kind.FILE]
    kept = letter.parts[2].file
    assert kept
    assert stage.office.app.files.read(kept.path) == picture()
    assert letter.origin
    assert "127.0.0.1" not in letter.origin


def test_everything_wrong_is_told_at_once_beside_the_fields_and_nothing_typed_is_lost(stage: Stage) -> None:
    written = {"topic": "别的", "text": "好", "phone": "12", "place": "x" * 201, "name": "王五", "consent": "1"}
    answer = stage.send(LETTERS, written)
    assert answer.status_code == 422
    for field in ("topic", "text", "phone", "place"):
        assert f'id="{field}-wrong"' in answer.text
        assert f'href="#{field}"' in answer.text
    assert 'value="王五"' in answer.text
    assert 'value="12"' in answer.text
    assert "checked" in answer.text
    with stage.reading() as work:
        assert work.letters.listed() == []


def test_files_that_were_uploaded_need_not_be_uploaded_again_after_a_slip(stage: Stage) -> None:
    files = [("files", ("路灯.jpg", picture(), "image/jpeg"))]
    answer = stage.send(LETTERS, {**LETTER, "phone": ""}, files)
    assert "已收到：路灯.jpg" in answer.text
    seal = hidden(answer, "files_kept")
    token = hidden(answer, "once")
    again = stage.post(LETTERS, {**LETTER, "once": token, "files_kept": seal})
    assert again.status_code == 303
    with stage.reading() as work:
        (letter,) = work.letters.listed()
    assert [part.file.name for part in letter.parts if part.file] == ["路灯.jpg"]


def test_what_waits_for_the_form_can_be_read_by_nobody_and_is_gone_once_the_form_is_taken(stage: Stage) -> None:
    room = stage.office.app.files.root / ".waiting"
    stage.send(LETTERS, {**LETTER, "phone": ""}, [("files", ("路灯.jpg", picture(), "image/jpeg"))])
    (kept,) = room.iterdir()
    assert picture() not in kept.read_bytes()
    stage.number(LETTERS, LETTER, [("files", ("别的.jpg", picture(), "image/jpeg"))])
    assert list(room.iterdir()) == [kept]


@pytest.mark.parametrize("seal", ["", "x", "20250304.0.file", "20250304.ab.file\nfiles\n../../x\nk\n1\na.jpg"])
def test_a_seal_that_is_not_ours_brings_nothing(stage: Stage, seal: str) -> None:
    assert "请重新选择" in stage.send(LETTERS, {**LETTER, "files_kept": seal}).text
    with stage.reading() as work:
        assert work.letters.listed() == []


def test_files_that_waited_too_long_are_told_and_not_left_out_in_silence(stage: Stage) -> None:
    files = [("files", ("路灯.jpg", picture(), "image/jpeg"))]
    answer = stage.send(LETTERS, {**LETTER, "phone": ""}, files)
    seal = hidden(answer, "files_kept")
    for kept in (stage.office.app.files.root / ".waiting").iterdir():
        kept.unlink()
    told = stage.send(LETTERS, {**LETTER, "files_kept": seal})
    assert (told.status_code, "请重新选择" in told.text, 'name="files_kept"' in told.text) == (422, True, False)
    token = hidden(told, "once")
    assert stage.post(LETTERS, {**LETTER, "once": token}).status_code == 303


def test_sent_twice_it_is_one_letter_with_one_receipt(stage: Stage) -> None:
    token = stage.token(LETTERS)
    first, second = (stage.post(LETTERS, {**LETTER, "once": token}) for _ in range(2))
    assert first.headers["location"] == second.headers["location"]
    with stage.reading() as work:
        assert len(work.letters.listed()) == 1


def test_the_receipt_can_be_opened_for_a_day_and_by_no_guess(stage: Stage) -> None:
    location = stage.send(LETTERS, LETTER).headers["location"]
    receipt = stage.get(location)
    assert numbered(receipt).isdecimal()
    assert "输入编号和联系电话的后四位" in receipt.text
    assert stage.get(location[:-1] + ("0" if location[-1] != "0" else "1")).status_code == 404
    assert stage.get("/hd/liuyan/huizhi/..%2f..%2fetc").status_code == 404
    stage.office.later(timedelta(hours=25))
    assert stage.get(location).status_code == 404


def test_what_was_written_is_shown_as_text_and_never_as_markup(stage: Stage) -> None:
    nasty = '"><script>alert(1)</script>'
    answer = stage.send(LETTERS, {**LETTER, "phone": "", "name": nasty, "text": f"</textarea>{nasty} 你好"})
    assert "<script>" not in answer.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in answer.text


def test_the_same_words_again_are_refused_with_their_number_and_may_be_changed(stage: Stage) -> None:
    number = stage.number(LETTERS, LETTER)
    answer = stage.send(LETTERS, LETTER)
    assert (answer.status_code, number in answer.text) == (422, True)
    token = hidden(answer, "once")
    assert stage.post(LETTERS, {**LETTER, "once": token, "text": "另外，几号报名？"}).status_code == 303


def test_sent_many_times_at_the_same_moment_it_is_one_letter(stage: Stage) -> None:
    token = stage.token(LETTERS)
    with ThreadPoolExecutor(8) as hands:
        answers = list(hands.map(lambda _: stage.post(LETTERS, {**LETTER, "once": token}), range(8)))
    assert {answer.status_code for answer in answers} <= {303, 409}
    assert len({answer.headers["location"] for answer in answers if answer.status_code == 303}) == 1
    with stage.reading() as work:
        assert len(work.letters.listed()) == 1


def test_only_the_house_looks_into_the_room_and_it_is_swept_without_another_form(stage: Stage) -> None:
    stage.send(LETTERS, {**LETTER, "phone": ""}, [("files", ("路灯.jpg", picture(), "image/jpeg"))])
    room = stage.office.app.files.root / ".waiting"
    (old,) = room.iterdir()
    assert room.stat().st_mode & 0o777 == 0o700
    tidy(stage.office.app)
    assert old.exists()
    os.utime(old, (0, 0))
    tidy(stage.office.app)
    assert not old.exists()


def test_what_waits_for_no_form_any_more_is_swept_away(stage: Stage) -> None:
    files = [("files", ("路灯.jpg", picture(), "image/jpeg"))]
    stage.send(LETTERS, {**LETTER, "phone": ""}, files)
    (old,) = (stage.office.app.files.root / ".waiting").iterdir()
    os.utime(old, (0, 0))
    stage.send(LETTERS, {**LETTER, "phone": ""}, files)
    assert not old.exists()


def test_a_house_in_trouble_says_so_loses_nothing_and_tells_nobodys_number(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    token = stage.token(LETTERS)
    with stage.office.app.store.write() as work:
        work.session.connection().exec_driver_sql("ALTER TABLE letter_parts RENAME TO elsewhere")
    answer = stage.post(LETTERS, {**LETTER, "once": token})
    assert (answer.status_code, "系统出了故障" in answer.text) == (500, True)
    assert LETTER["text"] in answer.text
    assert f'value="{LETTER["phone"]}"' in answer.text
    assert len([record for record in caplog.records if record.exc_info]) == 1
    assert LETTER["phone"] not in caplog.text
    assert LETTER["text"] not in caplog.text
    with stage.office.app.store.write() as work:
        work.session.connection().exec_driver_sql("ALTER TABLE elsewhere RENAME TO letter_parts")
    assert stage.post(LETTERS, {**LETTER, "once": token}).status_code == 303


def test_a_broken_files_folder_takes_nothing_that_was_typed(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    root, files = stage.office.app.files.root, [("files", ("路灯.jpg", picture(), "image/jpeg"))]
    token = stage.token(LETTERS)
    root.rmdir()
    root.write_text("not a folder")
    answer = stage.post(LETTERS, {**LETTER, "once": token}, files)
    assert "附件现在存不下" in answer.text.partition('id="files-wrong"')[2][:100]
    assert LETTER["text"] in answer.text
    assert (caplog.text.count("附件存不下"), "Traceback" in caplog.text) == (1, False)
    assert stage.post(LETTERS, {**LETTER, "once": token}).status_code == 303
    with stage.reading() as work:
        assert len(work.letters.listed()) == 1


def test_files_that_cannot_be_kept_for_good_are_not_lost_nor_the_letter_half_taken(stage: Stage) -> None:
    root, files = stage.office.app.files.root, [("files", ("路灯.jpg", picture(), "image/jpeg"))]
    answer = stage.send(LETTERS, {**LETTER, "phone": ""}, files)
    sent = {**LETTER, "once": hidden(answer, "once"), "files_kept": hidden(answer, "files_kept")}
    place = root / sha256(picture()).hexdigest()[:2]
    place.write_text("not a folder")
    answer = stage.post(LETTERS, sent)
    assert (answer.status_code, "附件现在存不下" in answer.text, "已收到：路灯.jpg" in answer.text) == (500, True, True)
    with stage.reading() as work:
        assert work.letters.listed() == []
    place.unlink()
    assert stage.post(LETTERS, sent).status_code == 303


def test_words_that_are_too_few_are_told_how_many_there_must_be(stage: Stage) -> None:
    assert "4 到 5000 字" in stage.get(LETTERS).text
    assert "至少用 4 个字" in stage.send(LETTERS, {**LETTER, "text": "好"}).text
    nothing = stage.send(LETTERS, {**LETTER, "text": " "}).text
    assert ("请写明您要咨询或反映的事情" in nothing, "至少用" in nothing) == (True, False)
