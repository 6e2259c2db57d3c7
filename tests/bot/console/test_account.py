"""One's own account: password, second step, where one is signed in."""

import html
import re
from datetime import timedelta

import pyotp

from bot.actions.passwords import agrees
from content.sessions import IDLE, LASTS, key_of
from tests.bot.console.stage import Seat, Stage, words
from tests.bot.console.test_sign_in import PASSWORD, enter, give_password, try_wrongly

NEW = "四只斑鸠落梧桐 66"


def change(seat: Seat, former: str = PASSWORD, new: str = NEW, again: str = NEW) -> str:
    fields = {"password-former": former, "password-new": new, "password-again": again}
    return words(seat.post("/wode/kouling", fields).text)


def secret_on(page: str) -> str:
    found = re.search(r'<span class="mono">([A-Z2-7]{32})</span>', html.unescape(page))
    assert found is not None
    return found[1]


def code_of(stage: Stage, secret: str) -> str:
    return pyotp.TOTP(secret).at(stage.office.now)


def test_a_new_password_must_be_good_and_ends_what_is_signed_in_elsewhere(desk: Stage) -> None:
    give_password(desk)
    with desk.seat("张三") as seat, desk.seat("张三") as elsewhere:
        assert "现在的口令不对" in change(seat, "不是这个口令啊啊")
        assert "口令太短" in change(seat, new="短", again="短")
        assert "太常见" in change(seat, new="password2025!", again="password2025!")
        assert "不一样" in change(seat, again="另一个口令啊啊啊啊")
        assert elsewhere.get("/").status_code == 200
        try_wrongly(desk, "张三", 5)  # by strangers, at the sign-in page
        assert change(seat) == ""
        assert seat.get("/").status_code == 200
        assert enter(seat, password=NEW).status_code == 303
        assert elsewhere.get("/").status_code == 303
    with desk.office.app.store.read() as work:
        kept = work.credentials.of("张三").password
    assert (agrees(kept, NEW), agrees(kept, PASSWORD), NEW in kept) == (True, False, False)


def test_one_sees_where_one_is_signed_in_and_ends_it_there(desk: Stage) -> None:
    with desk.seat("张三") as seat, desk.seat("张三") as second, desk.seat("张三") as third, desk.seat("李四") as other:
        assert words(seat.page("/wode")).count("还在用") == 3
        seat.done("/wode/tuichu", {"session": key_of(second.word)})
        assert (second.get("/").status_code, third.get("/").status_code) == (303, 200)
        assert seat.post("/wode/tuichu", {"session": key_of(other.word)}).status_code == 400
        seat.done("/wode/tuichu")
        assert (third.get("/").status_code, other.get("/").status_code) == (303, 200)
        assert seat.post("/tuichu").headers["location"].endswith("/denglu")
        assert seat.get("/").status_code == 303


def test_a_session_ends_when_nobody_uses_it_and_after_a_working_day_anyway(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        for _ in range(int(LASTS / IDLE)):
            desk.office.later(IDLE - timedelta(minutes=2))
            assert seat.get("/").status_code == 200
        desk.office.later(timedelta(minutes=20))
        assert seat.get("/").status_code == 303
    with desk.seat("李四") as seat:
        desk.office.later(IDLE)
        assert seat.get("/").status_code == 303


def test_the_second_step_asks_for_a_code_and_takes_each_once(stage: Stage) -> None:
    give_password(stage)
    with stage.seat("张三") as seat:
        page = seat.page("/wode/liangbu")
        secret = secret_on(page)
        assert "data:image/svg+xml" in page
        assert "验证码不对" in words(seat.post("/wode/liangbu", {"code": "000000"}).text)
        assert "两步验证已开启" in seat.done("/wode/liangbu", {"code": code_of(stage, secret)})
        assert secret not in seat.page("/wode")
    with stage.seat() as seat:
        half = half_in(enter(seat).text)
        assert seat.get("/").status_code == 303  # the password alone opens nothing
        used = {"half": half, "code": code_of(stage, secret)}
        assert "已经用过" in words(seat.post("/denglu/yanzhengma", used).text)
        stage.office.later(timedelta(seconds=30))
        fresh = {"half": half, "code": code_of(stage, secret)}
        assert seat.post("/denglu/yanzhengma", fresh).status_code == 303
        assert seat.get("/").status_code == 200
        assert seat.post("/denglu/yanzhengma", fresh).status_code == 403


def test_who_found_a_screen_unlocked_cannot_guess_the_second_step_away(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        secret = secret_on(seat.page("/wode/liangbu"))
        seat.done("/wode/liangbu", {"code": code_of(desk, secret)})
        desk.office.later(timedelta(minutes=1))
        for _ in range(5):
            assert "验证码不对" in words(seat.post("/wode/liangbu/guanbi", {"code": "abcdef"}).text)
        assert "暂停" in words(seat.post("/wode/liangbu/guanbi", {"code": code_of(desk, secret)}).text)
        desk.office.later(timedelta(minutes=15))
        assert "已关闭" in seat.done("/wode/liangbu/guanbi", {"code": code_of(desk, secret)})


def test_one_is_told_to_be_out_only_where_the_session_has_ended(desk: Stage) -> None:
    with desk.seat("张三") as seat:
        elsewhere = seat.post("/tuichu", origin="https://elsewhere.example")
        assert (elsewhere.status_code, "set-cookie" in elsewhere.headers) == (403, False)
        assert seat.get("/").status_code == 200
        seat.post("/tuichu", {"csrf": "of a page opened before"})
        with desk.office.app.store.read() as work:
            assert work.sessions.get(key_of(seat.word)) is None


def half_in(page: str) -> str:
    found = re.search('name="half" value="([^"]+)"', page)
    assert found is not None, words(page)
    return found[1]


def test_who_knows_the_password_cannot_guess_codes_without_end(desk: Stage) -> None:
    give_password(desk)
    with desk.office.app.store.write() as work:
        work.credentials.set_totp("张三", pyotp.random_base32(), 0)
    with desk.seat() as seat:
        try_wrongly(desk, "张三", 3)
        for _ in range(2):  # the password was right each time, which gives no further tries of the code
            seat.post("/denglu/yanzhengma", {"half": half_in(enter(seat).text), "code": "000000"})
        assert "暂停登录" in words(enter(seat).text)


def test_a_password_that_was_right_before_another_was_set_opens_nothing(desk: Stage) -> None:
    give_password(desk)
    secret = pyotp.random_base32()
    with desk.office.app.store.write() as work:
        work.credentials.set_totp("张三", secret, 0)
    with desk.seat() as seat:
        half = half_in(enter(seat).text)
        desk.office.later(timedelta(minutes=1))
        give_password(desk)
        late = seat.post("/denglu/yanzhengma", {"half": half, "code": code_of(desk, secret)})
        assert late.status_code != 303
        assert "请重新登录" in words(late.text)


def test_a_lost_phone_is_mended_by_an_administrators_link(desk: Stage) -> None:
    give_password(desk)
    with desk.office.app.store.write() as work:
        work.credentials.set_totp("张三", pyotp.random_base32(), 0)
    give_password(desk, afresh=True)
    with desk.seat() as seat:
        assert enter(seat).status_code == 303
