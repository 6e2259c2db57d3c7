"""绑定 and 解绑: an account becomes a person's by a code that works once."""

from datetime import timedelta

import pytest

from bot.actions.bindings import TRIES, make_code, unbind
from bot.actions.errors import NotAllowed
from bot.actions.people import set_active
from tests.bot.chat.story import Talk, visitor_of
from tests.bot.conftest import Run

WRONG = "绑定码不对，或已过期、已用过。"


def code_for(talk: Talk, name: str = "李四") -> str:
    return make_code(talk.office.app, "钱一", name, now=talk.office.now)


def test_a_code_makes_the_account_a_persons_and_one_word_ends_it(talk: Talk) -> None:
    talk.goes(f"""
        公众> 绑定
        机关< 请发“绑定”和六位绑定码
        公众> 绑定 {code_for(talk)}
        机关< 已绑定：李四（综合办公室，初审）。发“办公”看能做什么
        公众> 待审
        机关< 没有等您办的稿件。
        公众> 解绑
        机关< 已解绑
        公众> 解绑
        机关< 这个账号没有绑定
    """)


def test_a_code_is_the_same_in_full_width_figures(talk: Talk) -> None:
    wide = code_for(talk).translate({ord(figure): ord(figure) + 0xFEE0 for figure in "0123456789"})
    talk.goes(f"""
        公众> 绑定{wide}
        机关< 已绑定：李四
    """)


def test_the_public_never_meets_staffs_words(talk: Talk) -> None:
    talk.office.submitted()
    for said in ("待审", "看 1", "通过 2025-00001.1", "投稿", "待上传", "统计 2025", "办公"):
        assert "关于开展安全生产检查的通知" not in talk.says(said), said
    with talk.office.app.store.read() as work:
        assert work.reviews.get("2025-00001.1").step == 0


def test_a_code_works_once_and_for_a_quarter_of_an_hour(talk: Talk) -> None:
    used, late = code_for(talk), code_for(talk, "王五")
    talk.goes(f"""
        公众> 绑定 {used}
        机关< 已绑定：李四
        别人> 绑定 {used}
        机关< {WRONG}
        过了> 16 分钟
        别人> 绑定 {late}
        机关< {WRONG}
    """)


def test_a_new_code_makes_the_old_one_worthless(talk: Talk) -> None:
    old = code_for(talk)
    new = code_for(talk)
    talk.goes(f"""
        公众> 绑定 {old}
        机关< {WRONG}
        公众> 绑定 {new}
        机关< 已绑定：李四
    """)


def test_after_some_wrong_tries_even_the_right_code_waits(talk: Talk) -> None:
    code = code_for(talk)
    wrong = [f"{(int(code) + step) % 1_000_000:06d}" for step in range(1, TRIES + 1)]
    for one in wrong:
        assert WRONG in talk.says(f"绑定 {one}")
    assert "试的次数太多" in talk.says(f"绑定 {code}")
    talk.office.later(timedelta(minutes=16))
    assert "已绑定：李四" in talk.says(f"绑定 {code_for(talk)}")


def test_the_code_itself_is_kept_nowhere(talk: Talk) -> None:
    code = code_for(talk)
    assert code.encode() not in (talk.office.folder / "var" / "gongkai.db").read_bytes()
    talk.says(f"绑定 {code}")
    with talk.office.app.store.read() as work:
        entries = [str(entry.event) for entry in work.log.entries()]
    assert not any(visitor_of("公众") in entry for entry in entries)
    assert any("绑定聊天账号" in entry for entry in entries)


def test_somebody_who_left_is_the_public_again(talk: Talk) -> None:
    talk.says(f"绑定 {code_for(talk)}")
    late = code_for(talk, "王五")
    for name in ("李四", "王五"):
        set_active(talk.office.app, "钱一", name, False, now=talk.office.now)
    ref = talk.office.submitted()
    assert "没有找到" in talk.says(f"通过 {ref}")
    assert WRONG in talk.says(f"绑定 {late}", visitor_of("别人"))
    with talk.office.app.store.read() as work:
        assert work.reviews.get(ref).step == 0


def test_only_an_administrator_binds_others(talk: Talk) -> None:
    app, now = talk.office.app, talk.office.now
    with pytest.raises(NotAllowed, match="李四不能替别人绑定"):
        make_code(app, "李四", "张三", now=now)
    with pytest.raises(NotAllowed, match="李四不能替别人绑定"):
        unbind(app, "李四", "张三", now=now)
    talk.says(f"绑定 {make_code(app, '李四', '李四', now=now)}")
    assert unbind(app, "李四", "李四", now=now) == 1


def test_the_command_line_gives_the_code_shows_and_ends_bindings(talk: Talk, run: Run) -> None:
    settings = talk.office.settings
    said = run("people", "bind", "张三", "--by", "钱一", settings=settings)
    assert said.code == 0, said.err
    code = said.out.split("绑定 ")[-1].strip()
    assert "已绑定：张三" in _bound_now(talk, code)
    assert "1 个" in run("people", "list", settings=settings).out
    assert "1 个账号" in run("people", "unbind", "张三", "--by", "钱一", settings=settings).out
    assert "没有绑定账号" in run("people", "unbind", "张三", "--by", "钱一", settings=settings).out


def _bound_now(talk: Talk, code: str) -> str:
    """The command ran by the machine's clock, so the office's goes to that moment."""
    from bot.app import system_clock  # noqa: PLC0415

    talk.office.now = system_clock()
    return talk.says(f"绑定 {code}")


def test_whoever_has_the_account_next_finds_nothing_of_the_one_before(talk: Talk) -> None:
    talk.goes(f"""
        公众> 绑定 {code_for(talk, "张三")}
        公众> 投稿
        公众> 关于举办招聘会的公告
        公众> 解绑
        公众> 绑定 {code_for(talk, "郑十")}
        公众> 继续
        机关< 没有没写完的稿件。
    """)
