"""The message window (留言): what is written in several messages, a few questions, a last look, and a number."""

from typing import Any

from bot.chat.dialogue import Dialogue, Known, Refusal, Turn, at_once
from bot.chat.dialogues import hours
from bot.chat.dialogues.asking import Facts, Question, before, following, named
from bot.chat.dialogues.letter_parts import TooMuch, counted, part_of, parts_of, text_of, with_part
from bot.chat.dialogues.letter_questions import questions
from bot.chat.dialogues.links import page
from bot.chat.dialogues.words import Command, command, is_no, is_yes
from bot.chat.reply import say
from bot.chat.said import Kind, Said
from bot.chat.wishes.letters import Leave, MayLeave
from content.cut import shortened
from content.visitors import NOTHING, Memory

NAME = "letter"
WRITING, CONFIRM = "writing", "confirm"
HOW = """\
请写下您要说的事，可以分几条发，也可以发图片和位置。
写完回复“提交”，不想留言回复“取消”。身份证号、银行卡号请不要写。"""
SOUGHT = "（这是您刚才搜索的，已写进留言；不要的话回复“返回”。）\n"
HELP = "正在留言。接着写，或回复：\n提交：写完了\n返回：去掉最后一条\n取消：放弃这次留言"
UNFINISHED = "刚才写的留言还没有提交。写完请回复“提交”，不要了回复“取消”，然后再点菜单。"
WAY_OUT = "不想留言了，回复“取消”。"
NOTHING_WRITTEN = "还没有写内容。请用文字写下您要说的事，写完再回复“提交”。"
DROPPED = "已取消，刚才写的没有留下。"
NO_SOUND = "语音和视频我们暂时处理不了，请改用文字或图片。"
TAKEN_BACK = "已去掉最后一条。"
FIRST_ANSWER = "先回答这个问题："
LATER = (
    "有了答复会在这里告诉您。公众号只能在您最近一次发消息后的 48 小时内通知，"
    "过后请回复“查询{number}”看答复；编号请记下。"
)

ASK_LATER = "过几天请回复“查询{number}”看答复；编号请记下。"


def begin(known: Known, *, topic: str = "", text: str = "", sought: str = "", said: Said | None = None) -> Dialogue:
    """`topic`: chosen already. To begin with: `text` written with it, words `sought` in vain just before, or what was
    `said`, a picture or place.
    """
    refused: Refusal | None = yield MayLeave()
    if refused is not None:
        return Turn(say(refused.says), NOTHING)
    facts = {"topic": topic, "given": bool(topic), "parts": [], "phone": "", "consent": False}
    written = text or sought
    first = said or (Said(kind=Kind.TEXT, at=known.now, text=written) if written else None)
    taken = part_of(first) if first else None
    noted = f"已记下：{_glance(taken)}\n{SOUGHT if sought else ''}" if taken else ""
    facts = with_part(facts, taken) if taken else facts
    about = f"（{topic}）" if topic else ""
    away = hours.away(known)
    words = f"{noted}留言{about}：{HOW}" + (f"\n{away}" if away else "")
    return Turn(say(words, *page(known, "留言", before="\n也可以到网页上写：")), Memory(NAME, WRITING, facts))


def answer(said: Said, known: Known) -> Dialogue:
    step, facts = known.memory.step, known.memory.facts
    if said.kind in (Kind.VOICE, Kind.VIDEO):
        return _stay(NO_SOUND, known)
    if said.kind is Kind.TEXT and command(said.text) is Command.CANCEL:
        return at_once(DROPPED, NOTHING)
    if step == WRITING:
        return _write(said, known)
    asked = named(questions(known.settings.chat), step)
    return _hear(asked, said, known) if asked else _confirm(said, facts, known)


def unfinished(memory: Memory) -> str:
    """What leaving would lose, in words; "" for nothing."""
    return UNFINISHED if memory.facts.get("parts") else ""


def _write(said: Said, known: Known) -> Dialogue:
    facts = known.memory.facts
    asked = command(said.text) if said.kind is Kind.TEXT else None
    if asked is Command.SUBMIT:
        return _go_on(facts, "", known) if text_of(facts).strip() else _stay(NOTHING_WRITTEN, known)
    if asked is Command.BACK:
        shorter = {**facts, "parts": list(facts["parts"][:-1])}
        return at_once(TAKEN_BACK, Memory(NAME, WRITING, shorter)) if facts["parts"] else at_once(DROPPED, NOTHING)
    if asked is not None and asked is not Command.SKIP:
        return _stay(HELP, known)
    return _take(said, known)


def _take(said: Said, known: Known) -> Dialogue:
    part = part_of(said)
    if part is None:
        return _stay(HELP, known)
    try:
        facts = with_part(known.memory.facts, part)
    except TooMuch as error:
        return _stay(error.says, known)
    words = f"已记下 {counted(facts)}。接着写，写完回复“提交”。"
    return at_once(words, Memory(NAME, WRITING, facts))


def _hear(asked: Question, said: Said, known: Known) -> Dialogue:
    facts = known.memory.facts
    if said.kind is not Kind.TEXT:
        return _stay(f"{FIRST_ANSWER}{asked.asks(facts)}", known)
    if command(said.text) is Command.BACK:
        earlier = before(questions(known.settings.chat), asked.name, facts)
        return _ask(earlier, facts) if earlier else at_once("请接着写，写完回复“提交”。", Memory(NAME, WRITING, facts))
    understood = asked.read(said.text, facts)
    if understood is None:
        return _stay(f"没有看懂。{asked.asks(facts)}\n{WAY_OUT}", known)
    return _go_on({**facts, asked.name: understood}, asked.name, known)


def _go_on(facts: Facts, after: str, known: Known) -> Dialogue:
    asked = following(questions(known.settings.chat), after, facts)
    return _ask(asked, facts) if asked else _show(facts)


def _ask(asked: Question, facts: Facts) -> Dialogue:
    return at_once(asked.asks(facts), Memory(NAME, asked.name, facts))


def _show(facts: Facts) -> Dialogue:
    words = (
        f"请核对：\n类别：{facts['topic']}\n内容：{shortened(text_of(facts), 200)}\n共 {counted(facts)}\n"
        f"电话：{_starred(facts['phone'])}\n公开问答：{'同意' if facts['consent'] else '不同意'}\n"
        "回复“提交”交给我们，“返回”修改，“取消”放弃。"
    )
    return at_once(words, Memory(NAME, CONFIRM, facts))


def _confirm(said: Said, facts: Facts, known: Known) -> Dialogue:
    asked = command(said.text)
    if asked is Command.SUBMIT or is_yes(said.text):
        return _leave(facts, known)
    if asked is Command.BACK and (last := before(questions(known.settings.chat), "", facts)):
        return _ask(last, facts)
    return at_once(DROPPED, NOTHING) if is_no(said.text) else _show(facts)


def _leave(facts: Facts, known: Known) -> Dialogue:
    wish = Leave(facts["topic"], parts_of(facts), phone=facts["phone"], consent=facts["consent"])
    number: str | Refusal = yield wish
    if isinstance(number, Refusal):
        words = f"{number.says}\n可以接着写，再回复“提交”；不想留言回复“取消”。"
        return Turn(say(words), Memory(NAME, WRITING, facts))
    later = ASK_LATER if known.settings.answers_only else LATER
    told = (f"留言已收到，编号 {number}。", hours.promise(known), hours.away(known), later.format(number=number))
    return Turn(say("\n".join(filter(None, (*told, hours.quiet(known))))), NOTHING)


def _glance(part: dict[str, Any]) -> str:
    return shortened(part["text"], 40) or "图片"


def _starred(phone: str) -> str:
    return f"{phone[:3]}****{phone[-4:]}" if phone else "不留"


def _stay(words: str, known: Known) -> Dialogue:
    return at_once(words, known.memory)
