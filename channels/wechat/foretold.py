"""What comes of each act on a WeChat account, told to whoever is about to order it.

Sources: 新增草稿, 发布接口, 删除发布文章 (10 a day), 根据标签进行群发, 删除群发.
"""

from collections.abc import Mapping

from content.delivery import Act

BY_RENEWING = (
    "已发表的文章不能由系统修改。选“撤回重发”的，删除原文后作为新文章重新发布（链接会变）；"
    "不选的，转给人到公众平台手工修改（每篇只可改一次，少量文字）"
)
FORETOLD: Mapping[str, Mapping[Act, str]] = {
    "draft": {
        Act.PUBLISH: "自动存成草稿，再由人登录公众平台点“发表”，带回链接",
        Act.CORRECT: "还是草稿的，自动换成新草稿；已发表的，转给人到公众平台手工修改（每篇只可改一次，少量文字）",
        Act.WITHDRAW: "还是草稿的，自动删除；已发表的，转给人登录公众平台删除",
    },
    "publish": {
        Act.PUBLISH: "自动发布（进主页和搜索，不通知粉丝）",
        Act.CORRECT: BY_RENEWING,
        Act.WITHDRAW: "自动删除文章（每天最多 10 次）",
    },
    "mass": {
        Act.PUBLISH: "自动群发给全部粉丝；开启了群发保护的，要管理员 30 分钟内在微信里确认",
        Act.CORRECT: BY_RENEWING,
        Act.WITHDRAW: "自动删除文章；粉丝收到的卡片还在，点开显示已删除",
    },
}
