"""Several editions in one send, and a channel that goes on, at the command line."""

from pathlib import Path

import pytest

from tests.bot.account_office import SECRETS
from tests.bot.conftest import Run
from tests.bot.console.sending_office import sending_stage
from tests.bot.office import Office


def test_editions_are_lined_up_in_the_order_they_are_named(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sending_stage(folder) as (_, office):
        first, second = (office.approved(office.item(title)) for title in ("甲通知", "乙通知"))
        for name, secret in SECRETS.items():
            monkeypatch.setenv(name, secret)
        ran = run("bundle", "wechat", second, first, "--by", "周八", settings=office.settings)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.index("乙通知") < ran.out.index("甲通知")
        assert "17:00 从 wechat 一次发送" in ran.out
        with office.app.store.read() as work:
            assert work.deliveries.get(f"{first}@website").state == "due"


def test_a_channel_that_takes_one_at_a_time_has_no_bundles(office: Office, run: Run) -> None:
    ref = office.approved()
    ran = run("bundle", "website", ref, "--by", "周八", settings=office.settings)
    assert (ran.code, "一次只能发一篇" in ran.err) == (1, True)
    assert run("bundle", "website", ref, "--by", "张三", settings=office.settings).code == 1


def test_a_paused_channel_goes_on_only_for_who_may(office: Office, run: Run) -> None:
    with office.app.store.write() as work:
        work.dispatches.pause("website", "网站文件夹写不进去。", office.now)
    assert run("channels", "resume", "website", "--by", "周八", settings=office.settings).code == 1
    assert run("channels", "resume", "website", "--by", "钱一", settings=office.settings).code == 0
    with office.app.store.read() as work:
        assert work.dispatches.paused("website") is None
