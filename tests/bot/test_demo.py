"""`gongkai demo` as it is: the whole way, with the sandboxes of all platforms."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx

from bot.demo.history import FIGURES, write_history
from content.history import read_history
from tests.bot.conftest import Run
from tests.bot.office import COMMAND


def test_the_demo_keeps_what_it_promises_and_stays_up_with_a_phone_that_goes_on(tmp_path: Path) -> None:
    with staying(tmp_path / "demo") as told:
        keeps_what_it_promises(told)
        phone, website, public = (
            re.search(rf"{name}.*?：(http://127[^\s　]+)", told) for name in ("手机", "网站", "公众页面")
        )
        assert phone
        assert website
        assert public
        assert phone.start() < website.start() < public.start()
        assert re.search(r"发“绑定 \d{6}”", told)
        assert "张三：点“新建稿件”" in told
        assert "已报市政抢修" in page(phone[1])
        assert "留言" in page(public[1])
        assert f"{public[1]}liuyan" in page(website[1])


def keeps_what_it_promises(told: str) -> None:
    assert "主动公开政府信息数总计791条。其中，通过政府网站公开信息629条；" in told
    assert "✗" not in told
    assert told.count("打得开") == 7  # three items, each on the website and in WeChat; and the console
    for promised in (
        "✓ 服务器地址核对通过",
        "✓ 找到《关于开展",
        "✓ 重复的推送答得一样，留言只有一件",
        "✓ 市民甲收到客服消息：留言已答复",
        "✓ 申请编号 依申请〔",
        "✓ 通过初审，等复审",
        "✓ 规范性文件：15、6、176",
        "✓ 依申请公开：自然人 1 件，予以公开",
        "✓ 其余各格都是 0，三张表共 198 格",
    ):
        assert promised in told, told


def test_the_demo_never_empties_a_folder_it_did_not_make(tmp_path: Path, run: Run) -> None:
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    ran = run("demo", "--folder", tmp_path)
    assert ran.code == 1
    assert "里有别的东西" in ran.err
    assert (tmp_path / "mine.txt").exists()


def test_the_made_up_year_is_always_the_same(tmp_path: Path) -> None:
    media = tuple(FIGURES)
    first, second = (write_history(tmp_path / name).read_bytes() for name in ("1.xlsx", "2.xlsx"))
    rows = read_history("a.xlsx", first, media, date(2025, 1, 1)).rows
    assert rows == read_history("b.xlsx", second, media, date(2025, 1, 1)).rows
    assert [sum(row.medium == medium for row in rows) for medium in media] == [629, 102, 60]
    assert {row.at.year for row in rows} == {2020}
    assert len({(row.title, row.medium) for row in rows}) == len(rows)


@contextmanager
def staying(folder: Path) -> Iterator[str]:
    """What `gongkai demo --stay` says before it waits."""
    words = ["-c", COMMAND, "demo", "--stay", "--folder", str(folder)]
    process = subprocess.Popen([sys.executable, "-u", *words], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = ""
    try:
        while "按 Ctrl+C 结束" not in told and (line := process.stdout.readline()):
            told += line
        yield told
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()


def page(address: str) -> str:
    return httpx.get(address, timeout=30, trust_env=False).raise_for_status().text
