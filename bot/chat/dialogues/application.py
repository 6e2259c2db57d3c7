"""依申请公开: first what is published already, then the form on the web or, one by one, what article 29 asks for."""

from typing import Any

from bot.chat.dialogue import Dialogue, Known, Refusal, Turn, at_once
from bot.chat.dialogues import finding
from bot.chat.dialogues.application_questions import QUESTIONS, draft_of, shown
from bot.chat.dialogues.asking import Facts, Question, before, following, named
from bot.chat.dialogues.links import page
from bot.chat.dialogues.words import Command, bare, command, is_no, is_yes, picked, plain
from bot.chat.reply import Link, say
from bot.chat.said import Kind, Said
from bot.chat.wishes.applications import Apply, Helped, MayApply
from bot.chat.wishes.finding import Search
from content.cut import shortened
from content.edition import Ref
from content.registers.applications import Application
from content.search.hits import Found
from content.visitors import NOTHING, Memory

NAME = "application"
LOOKING, FOUND, WAY, CONFIRM = "looking", "found", "way", "confirm"
LONGEST = 1000
ABOUT = """\
依申请公开：没有主动公开的政府信息，您可以申请。机关收到申请后 20 个工作日内答复，需要延长的会告知；一般不收费。
先看看是不是已经公开了。您想找什么信息？请写名称、文号，或者说说内容。不申请了回复“取消”。"""
FOUND_ALREADY = "这些已经公开，看看有没有您要的。有，回复序号；都不是，回复“都不是”。"
HELPED = "那就不用申请了，可以直接看："
NOT_FOUND = "没有找到已经公开的。"
WAY_WEB = "可以到网页上填申请表，能上传身份证明："
WAY_CHAT = "也可以在这里填，回复“在这里填”。"
HERE = "下面几个问题请逐个回答。随时可以回复“返回”改上一项，回复“取消”放弃。\n"
UNFINISHED = "申请还没有提交。请接着填，填完回复“提交”；不申请了回复“取消”，然后再点菜单。"
WAY_OUT = "改上一项回复“返回”，不申请了回复“取消”。"
ELSEWHERE = frozenset({Command.HELP, Command.SEARCH, Command.LETTER, Command.PROGRESS, Command.RATE})
"""Said before anything is filled in, they are no description of what is sought."""
DROPPED = "已取消，没有提交申请。"
ONLY_WORDS = "这里请用文字回答。身份证照片请不要发到这里。\n"
NONE_OF_THEM = frozenset(
    ["都不是", "没有", "不是", "都没有", "无", "否", "没", "都不对", "不对", "申请", "继续申请", "继续"]
)
HERE_WORDS = frozenset(
    ["在这里填", "这里填", "在这填", "填", "这里", "在这里", "开始", "开始填", "好", "好的", "是", "1"]
)
RECEIVED = """\
申请已提交，编号 {number}。
工作人员会与您联系确认收到，从确认之日起算答复期限。请留意电话。
回复“查询{number}”看办理进度；编号请记下。"""


def begin(_known: Known) -> Dialogue:
    refused: Refusal | None = yield MayApply()
    if refused is not None:
        return Turn(say(refused.says))
    return Turn(say(ABOUT), Memory(NAME, LOOKING))


def answer(said: Said, known: Known) -> Dialogue | None:
    step = known.memory.step
    if said.kind is not Kind.TEXT:
        asked = named(QUESTIONS, step)
        return at_once(ONLY_WORDS + (asked.asks(known.memory.facts) if asked else ""), known.memory)
    if command(said.text) is Command.CANCEL:
        return at_once(DROPPED, NOTHING)
    if asked := named(QUESTIONS, step):
        return _hear(asked, said.text, known.memory.facts)
    if step != CONFIRM and command(said.text) in ELSEWHERE:
        return None
    return {LOOKING: _look, FOUND: _choose, WAY: _which_way}.get(step, _confirm)(said.text, known)


def unfinished(memory: Memory) -> str:
    """What leaving would lose, in words; "" for nothing."""
    return UNFINISHED if memory.step == CONFIRM or named(QUESTIONS, memory.step) else ""


def _look(text: str, known: Known) -> Dialogue:
    if command(text) is Command.BACK:
        return Turn(say(DROPPED), NOTHING)
    sought = shortened(plain(text), LONGEST)
    found: Found = yield Search(sought, finding.AT_A_TIME)
    facts: dict[str, Any] = {"description": sought, "items": [Ref.parse(hit.ref)[0] for hit in found.hits]}
    facts["web"] = bool(known.settings.public.base_url)
    if not found.hits:
        return _ways(facts, known, NOT_FOUND)
    return Turn(say(*finding.lines(found), FOUND_ALREADY), Memory(NAME, FOUND, facts))


def _choose(text: str, known: Known) -> Dialogue:
    facts = known.memory.facts
    if (at := picked(text, len(facts["items"]))) is not None:
        return (yield from _help(facts, at))
    if bare(text) in NONE_OF_THEM:
        return _ways(facts, known)
    if command(text) is Command.BACK:
        return Turn(say(ABOUT), Memory(NAME, LOOKING))
    return (yield from _look(text, known))


def _help(facts: Facts, at: int) -> Dialogue:
    """It counts as an application that was not needed."""
    found: Found = yield Search(facts["description"], 1, at - 1)
    yield Helped(facts["items"][at - 1])
    ways = tuple(Link(hit.title, hit.url) if hit.url else hit.title for hit in found.hits)
    return Turn(say(HELPED, *ways), NOTHING)


def _ways(facts: Facts, known: Known, first: str = "") -> Turn:
    web = page(known, "依申请公开", before=WAY_WEB, after="\n")
    if web:
        return Turn(say(f"{first}\n" if first else "", *web, WAY_CHAT), Memory(NAME, WAY, facts))
    asked = QUESTIONS[0]
    return Turn(say(f"{first}{HERE}{asked.asks(facts)}"), Memory(NAME, asked.name, facts))


def _which_way(text: str, known: Known) -> Dialogue:
    yield from ()
    facts = known.memory.facts
    if bare(text) in HERE_WORDS:
        asked = QUESTIONS[0]
        return Turn(say(f"{HERE}{asked.asks(facts)}"), Memory(NAME, asked.name, facts))
    if command(text) is Command.BACK:
        return Turn(say(ABOUT), Memory(NAME, LOOKING))
    return _ways(facts, known)


def _hear(asked: Question, text: str, facts: Facts) -> Dialogue:
    yield from ()
    if command(text) is Command.BACK:
        earlier = before(QUESTIONS, asked.name, facts)
        return _ask(earlier, facts) if earlier else Turn(say(ABOUT), Memory(NAME, LOOKING))
    understood = asked.read(text, facts)
    if understood is None:
        return Turn(say(f"没有看懂。{asked.asks(facts)}\n{WAY_OUT}"), Memory(NAME, asked.name, facts))
    filled = {**facts, asked.name: understood}
    asked_next = following(QUESTIONS, asked.name, filled)
    return _ask(asked_next, filled) if asked_next else _show(filled)


def _ask(asked: Question, facts: Facts) -> Turn:
    return Turn(say(asked.asks(facts)), Memory(NAME, asked.name, facts))


def _show(facts: Facts) -> Turn:
    words = f"请核对：\n{shown(facts)}\n回复“提交”正式申请，“返回”修改，“取消”放弃。"
    return Turn(say(words), Memory(NAME, CONFIRM, facts))


def _confirm(text: str, known: Known) -> Dialogue:
    facts = known.memory.facts
    if command(text) is Command.SUBMIT or is_yes(text):
        return (yield from _apply(facts))
    if command(text) is Command.BACK and (last := before(QUESTIONS, "", facts)):
        return _ask(last, facts)
    return Turn(say(DROPPED), NOTHING) if is_no(text) else _show(facts)


def _apply(facts: Facts) -> Dialogue:
    made: Application | Refusal = yield Apply(draft_of(facts))
    if isinstance(made, Refusal):
        return Turn(say(made.says), Memory(NAME, CONFIRM, facts))
    return Turn(say(RECEIVED.format(number=made.number)), NOTHING)
