"""What staff read in the chat names no command, no field and no line of a file, and is made of whole sentences."""

import pytest

from bot.chat.retold import problem_for_the_chat
from content.problems import Problem


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
