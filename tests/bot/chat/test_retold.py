"""What staff read in the chat names no command, no field and no line of a file, and is made of whole sentences."""

import pytest

from bot.chat.retold import for_the_chat, problem_for_the_chat
from content.problems import Problem

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
    assert for_the_chat(says) == told


@pytest.mark.parametrize(
    ("field", "says", "told"),
    [
        ("summary", "内容概述（summary）没有写。", "[必须改] 内容概述没有写。"),
        (
            "title",
            "公众号标题最多 32 个字，现在 40 个：请加一行 wechat: {title: 短标题}。",
            "[必须改] 公众号标题最多 32 个字，现在 40 个：请把标题改到 32 字以内，用“标题 新标题”。",
        ),
        (
            "digest",
            "公众号摘要最多 120 个字，现在 130 个：请改短 wechat: {digest: …}。",
            "[必须改] 公众号摘要最多 120 个字，现在 130 个：这要在电脑上改稿件文件。",
        ),
        (
            "body",
            "链接 https://www.example.gov.cn/a 打不开。",
            "[必须改] 正文：链接 https://www.example.gov.cn/a 打不开。",
        ),
    ],
)
def test_a_problem_says_what_can_be_done_in_the_chat(field: str, says: str, told: str) -> None:
    assert problem_for_the_chat(Problem("x", field, says, blocks=True)) == told
