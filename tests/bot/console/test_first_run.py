"""The first time: the terminal shows a link, by which the first 管理员 gets in; and links on the command line."""

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from bot.actions.errors import CannotDo
from bot.actions.links import LASTS, first_link, link_of, make_link
from bot.actions.sessions import KEPT, clear_ended
from bot.console.pages import ROOT
from bot.settings import SettingsFaults
from content.sessions import Session
from tests.bot.conftest import Run
from tests.bot.console.stage import Stage, opened, words
from tests.bot.console.test_account import code_of, half_in, secret_on
from tests.bot.console.test_people import PASSWORD, may_enter
from tests.bot.console.test_sign_in import enter, give_password
from tests.bot.office import COMMAND, Office, make_office


def test_where_nobody_is_registered_the_link_registers_the_first_administrator(folder: Path) -> None:
    office = make_office(folder)
    command = [sys.executable, "-c", COMMAND, "--settings", str(office.settings), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = [server.stdout.readline() for _ in range(3)]
        server.terminate()
    assert "还没有人能登录工作台" in said[1]
    word = said[2].strip().rpartition("/")[2]
    with opened(office) as stage, stage.seat() as seat:
        assert "还没有人设过口令" in words(seat.get("/denglu").text)
        path = f"/denglu/lianjie/{word}"
        assert "登记第一名管理员" in words(seat.get(path).text)
        fields = {"password": PASSWORD, "password-again": PASSWORD, "name": "钱一"}
        assert "单位不能为空" in words(seat.post(path, fields).text)
        assert "口令已设好，并已登录。您是管理员：请在这里登记" in seat.done(path, {**fields, "unit": "信息中心"})
        assert "管理员" in words(seat.page("/wode"))
        assert first_link(office.app, office.now) == ""
    office.app.close()


def test_a_link_is_of_one_person_for_three_days_and_no_word_of_it_is_kept(office: Office) -> None:
    word = make_link(office.app, "钱一", "张三", now=office.now)
    assert link_of(office.app, word, office.now).person == "张三"
    assert not any(word.encode() in path.read_bytes() for path in office.folder.rglob("var/gongkai.db*"))
    office.later(LASTS)
    with pytest.raises(CannotDo, match="已过期"):
        link_of(office.app, word, office.now)


def test_links_come_from_the_command_line_too(office: Office, run: Run) -> None:
    new = run("people", "add", "郑一", "--unit", "某处", "--role", "统计", "--by", "钱一", settings=office.settings)
    later = run("people", "link", "郑一", "--by", "钱一", settings=office.settings)
    former, word = (re.findall(r"/gzt/denglu/lianjie/(\S+)", ran.out)[0] for ran in (new, later))
    assert link_of(office.app, word, office.now).person == "郑一"
    with pytest.raises(CannotDo):
        link_of(office.app, former, office.now)
    refused = run("people", "link", "郑一", "--by", "张三", settings=office.settings)
    assert (refused.code, "张三不能登记人员" in refused.err) == (1, True)


def test_a_link_leads_to_where_the_settings_say_the_console_is(folder: Path, run: Run) -> None:
    office = make_office(folder, more='console: {base_url: "https://gongkai.example.gov.cn/"}\n')
    office.register()
    told = run("people", "link", "张三", "--by", "钱一", settings=office.settings).out
    assert "https://gongkai.example.gov.cn/gzt/denglu/" in told
    with opened(office) as stage, stage.seat("钱一") as seat:
        assert "https://gongkai.example.gov.cn/gzt/denglu/" in seat.post("/renyuan/ren/张三/lianjie").text
    office.app.close()
    with pytest.raises(SettingsFaults, match="后面不带路径"):
        make_office(folder, more='console: {base_url: "gongkai.example.gov.cn"}\n')


def test_a_role_that_must_use_a_second_step_begins_it_when_signing_in(folder: Path) -> None:
    office = make_office(folder, more="console: {second_step: [信息员]}\n")
    office.register()
    with opened(office) as stage:
        give_password(stage)
        with stage.seat() as seat:
            page = enter(seat).text
            assert "必须用两步验证" in words(page)
            assert seat.get("/").status_code == 303
            proof = {"half": half_in(page), "code": code_of(stage, secret_on(page))}
            assert seat.post("/denglu/yanzhengma", proof).status_code == 303
        with stage.seat("张三") as seat:
            assert "必须用两步验证" in words(seat.page("/wode"))
            assert "不能关闭" in words(seat.post("/wode/liangbu/guanbi", {"code": "000000"}).text)
    office.app.close()


def test_the_first_administrator_is_led_to_people_by_way_of_the_second_step(folder: Path) -> None:
    office = make_office(folder, more="console: {second_step: [管理员]}\n")
    with opened(office) as stage, stage.seat() as seat:
        named = {"name": "钱一", "unit": "综合办公室", "password": PASSWORD, "password-again": PASSWORD}
        answer = seat.post(f"/denglu/lianjie/{first_link(office.app, office.now)}", named)
        assert answer.headers["location"] == f"{ROOT}/denglu?dao={ROOT}/renyuan"
    office.app.close()


def test_what_ended_is_cleared_each_hour(desk: Stage) -> None:
    office = desk.office
    with desk.seat() as seat:
        may_enter(seat, "张三")
    with office.app.store.write() as work:
        work.sessions.add(Session("a key", "张三", office.now, office.now))
    office.later(timedelta(days=1))
    clear_ended(office.app, office.now)
    with office.app.store.read() as work:
        assert (work.sessions.of("张三"), len(work.credentials.noted())) == ([], 1)
    clear_ended(office.app, office.now + KEPT)
    with office.app.store.read() as work:
        assert work.credentials.noted() == []
