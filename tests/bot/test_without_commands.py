"""What is told elsewhere of what was said for the command line."""

import pytest

from bot.without_commands import without_commands

CLAIMED = "x@shipinhao 已由孙七领取。要转交的，请孙七或管理员退回（gongkai claim x --release），再由别人领取。"


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("没有通过审核，不能发布。审核用 gongkai approve 2025-00001.1。", "没有通过审核，不能发布。"),
        ("还有提示，先用 gongkai accept 说明，或改稿。", "还有提示。"),
        (CLAIMED, "x@shipinhao 已由孙七领取。要转交的，请孙七或管理员退回，再由别人领取。"),
        ("不能这样办。要再办，先用 gongkai letters reopen。", "不能这样办。"),
        (
            "没有渠道：没有发布的，用 gongkai cancel x 取消；已经发布的，先加回渠道。",
            "没有渠道：已经发布的，先加回渠道。",
        ),
        ("没有渠道：请人办好后，用 gongkai confirm 确认，台账随之记下。", "没有渠道。"),
    ],
)
def test_a_command_goes_with_the_words_that_lead_to_it(says: str, told: str) -> None:
    assert without_commands(says) == told
