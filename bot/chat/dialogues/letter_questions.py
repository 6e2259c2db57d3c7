"""What is asked before a letter (留言) is handed in."""

from bot.chat.dialogues.asking import Facts, Question
from bot.chat.dialogues.words import Command, chosen, command, is_no, is_yes, listed, plain
from bot.settings_chat import Chat
from content.phones import is_phone

PHONE = "请留一个联系电话，方便我们找您核实，也用来查询答复。不想留回复“跳过”。"
NO_PHONE = "没有留电话：只有用这个微信号、并且一直关注，才能查到答复。要补电话回复“返回”。\n"
CONSENT = "答复后，我们可能把问答放到网站上供大家参考，会隐去您的个人信息。同意吗？回复“同意”或“不同意”。"


def questions(chat: Chat) -> tuple[Question, ...]:
    def topic(text: str, _facts: Facts) -> str | None:
        return chosen(text, chat.topics)

    return (
        Question("topic", lambda _facts: f"这是哪一类？请回复数字：\n{listed(chat.topics)}", topic, _not_given),
        Question("phone", lambda _facts: PHONE, _phone),
        Question("consent", _ask_consent, _consent),
    )


def _not_given(facts: Facts) -> bool:
    return not facts.get("given")


def _phone(text: str, _facts: Facts) -> str | None:
    if command(text) is Command.SKIP or is_no(text):
        return ""
    written = plain(text).replace(" ", "")
    return written if is_phone(written) else None


def _ask_consent(facts: Facts) -> str:
    return CONSENT if facts.get("phone") else NO_PHONE + CONSENT


def _consent(text: str, _facts: Facts) -> bool | None:
    if is_no(text) or command(text) is Command.SKIP:
        return False
    return True if is_yes(text) else None
