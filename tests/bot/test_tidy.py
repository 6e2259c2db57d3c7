"""`gongkai tidy`: what it says of a channel is so when it ends."""

import json

from bot.actions.publish import publish
from bot.actions.tidy import tidy
from channels.errors import Misconfigured
from channels.lane import Lane
from tests.bot.conftest import Run
from tests.bot.office import Office
from tests.channels.board import Board

WHY = "公众号没有这个接口的权限。"


def test_a_channel_that_is_well_but_refused_again_is_not_called_resumed(office: Office) -> None:
    board = Board(lambda: office.now, name="website", fails=[Misconfigured(WHY), Misconfigured(WHY)])
    office.app.lanes = {"website": Lane(board)}
    publish(office.app, "周八", office.approved(), now=office.now)
    assert said(office) == ((), {"website": WHY})
    assert said(office) == ((), {"website": WHY})
    assert said(office) == (("website",), {})
    assert len(board.hung) == 1


def said(office: Office) -> tuple[tuple[str, ...], dict[str, str]]:
    done = tidy(office.app)
    return done.resumed, done.paused


def test_a_paused_channel_is_told_and_the_exit_code_is_1_until_it_runs(office: Office, run: Run) -> None:
    foreign = office.folder / "var/site/别人的.html"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("不是我们的", encoding="utf-8")
    publish(office.app, "周八", office.approved(), now=office.now)
    ran = run("tidy", settings=office.settings)
    assert (ran.code, "已恢复" in ran.out) == (1, False)
    assert "渠道 website 已暂停：" in ran.err
    assert "website" in json.loads(run("tidy", "--json", settings=office.settings).out)["tidied"]["paused"]
    foreign.unlink()
    ran = run("tidy", settings=office.settings)
    assert (ran.code, ran.err) == (0, "")
    assert "渠道 website 已恢复。" in ran.out
