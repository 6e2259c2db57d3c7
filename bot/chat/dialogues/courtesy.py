"""Words of courtesy: nobody looks for 你好 or 谢谢."""

from collections.abc import Mapping

from bot.chat.dialogues.words import bare

HELLO = "您好。请直接写您想找的内容，或回复“帮助”看能问什么。"
WELCOME = "不客气，有需要随时找我们。"
GOODBYE = "再见，有需要随时找我们。"
SPELLINGS: Mapping[str, str] = {
    HELLO: "你好 您好 你好啊 您好啊 你们好 在吗 在不在 有人吗 hi hello 早上好 上午好 中午好 下午好 晚上好 嗨",
    WELCOME: "谢谢 谢谢你 谢谢您 多谢 感谢 非常感谢 谢了 好 好的 好吧 行 嗯 嗯嗯 哦 知道了 明白 明白了 收到 ok 辛苦了",
    GOODBYE: "再见 拜拜 回见 bye",
}
ANSWERS = {word: says for says, words in SPELLINGS.items() for word in words.split()}


def reply_to(text: str) -> str:
    """What is said back; "" for what is no courtesy."""
    return ANSWERS.get(bare(text), "")
