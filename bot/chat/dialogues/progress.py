"""查询: how far a letter or an application is, by its number; and the last ones of who asks."""

from bot.chat.dialogue import Dialogue, Known, Refusal, Turn, at_once
from bot.chat.dialogues import rating
from bot.chat.dialogues.links import page
from bot.chat.dialogues.words import Command, after, bare, command, picked, plain
from bot.chat.reply import say
from bot.chat.said import Said
from bot.chat.wishes.applications import MyApplications
from bot.chat.wishes.letters import MyLetters
from bot.chat.wishes.progress import AnybodysCase, Case, MyCase
from bot.views import letters
from content.cut import shortened
from content.phones import tail_of
from content.registers.progress import Progress as Applied
from content.visitors import NOTHING, Memory
from content.zone import to_the_minute

NAME = "progress"
NUMBER, TAIL, LIST, READING = "number", "tail", "list", "reading"
AT_A_TIME = 5
LONGEST_ANSWER = 400
"""Of what is shown at once."""
LONGEST_NUMBER = 40
FIGURES = 4
"""Of a telephone number, to prove who asks; numbers of ours have more."""

ASK = "请回复编号，比如：12345678。编号在您留言或申请时给过您。"
NONE_YET = "您在这里还没有留言或申请。如果是在网页上写的，请回复编号来查。"
ASK_TAIL = "这个编号不是在这个微信号上写的。请回复当时所留电话的后四位。"
WITHOUT_PHONE = """
取消过关注的，以前写的也这样查；没有留电话、或者取消关注前已经答复的，网上查不到，请{other_way}。"""
ONCE_MORE = "再查请回复电话的后四位，或别的编号；不查了回复“取消”。"
FOUR = "请回复电话的后四位数字，或回复“取消”。"
MORE = "\n回复“更多”接着看。"
STOPPED = "好的，不查了。"


def begin(known: Known) -> Dialogue:
    """The visitor's own, newest first."""
    own: list[Case] = [*(yield MyLetters()), *(yield MyApplications())]
    if not own:
        return Turn(say(NONE_YET, *page(known, "查询", before="\n也可以到网页上查：")), Memory(NAME, NUMBER))
    shown = own[:AT_A_TIME]
    if len(shown) == 1:
        return _told(shown[0], known, own=True)
    lines = "\n".join(f"{at}. {_line(one)}" for at, one in enumerate(shown, 1))
    numbers = [one.number for one in shown]
    return Turn(say(f"{lines}\n回复序号看详情，或回复编号查别的。"), Memory(NAME, LIST, {"numbers": numbers}))


def by_number(text: str, known: Known) -> Dialogue:
    """The number alone, or after the word 查询."""
    number = after(text, Command.PROGRESS) or text
    case: Case | None = yield MyCase(number)
    if case is None:
        # Said of every number, so that the words do not tell which there are.
        phone = known.settings.office.phone
        way = WITHOUT_PHONE.format(other_way=f"拨打 {phone} 或当面查询" if phone else "来电或当面查询")
        return Turn(say(ASK_TAIL, way), Memory(NAME, TAIL, {"number": shortened(plain(number), LONGEST_NUMBER)}))
    return _told(case, known, own=True)


def answer(said: Said, known: Known) -> Dialogue | None:
    if command(said.text) in (Command.CANCEL, Command.BACK):
        return at_once(STOPPED)
    if known.memory.step == TAIL:
        # Words that only have figures in them, 2025年的停水通知, ask for something else.
        return _with_tail(said.text, known) if bare(said.text)[-1:].isdecimal() else None
    if known.memory.step == READING:
        return _read_on(known) if command(said.text) is Command.MORE else None
    numbers = known.memory.facts.get("numbers", ())
    if (at := picked(said.text, len(numbers))) is not None:
        return by_number(numbers[at - 1], known)
    return by_number(said.text, known) if known.memory.step == NUMBER and is_number(said.text) else None


def is_number(text: str) -> bool:
    """Whether it can be a number of ours: figures enough, and not much beside them."""
    return _figures(text) > FIGURES and len(text) <= LONGEST_NUMBER


def _figures(text: str) -> int:
    return sum(sign.isdecimal() for sign in plain(text))


def _with_tail(text: str, known: Known) -> Dialogue:
    if _figures(text) != FIGURES:
        return (yield from by_number(text, known)) if is_number(text) else Turn(say(FOUR), known.memory)
    case: Case | Refusal = yield AnybodysCase(known.memory.facts["number"], tail_of(text))
    if isinstance(case, Refusal):
        return Turn(say(f"{case.says}\n{ONCE_MORE}"), known.memory)
    return _told(case, known, own=False)


def _read_on(known: Known) -> Dialogue:
    number, skip = known.memory.facts["number"], known.memory.facts["skip"]
    case: Case | None = yield MyCase(number)
    return _letter(case, known, skip) if isinstance(case, letters.Progress) else Turn(say(ASK), NOTHING)


def _told(case: Case, known: Known, *, own: bool) -> Turn:
    if isinstance(case, Applied):
        return Turn(say(f"申请 {case.number}\n{case.submitted_on} 提交\n{case.words}"), NOTHING)
    if own:
        return _letter(case, known, 0)
    answers = _answers(case)
    more = page(known, "查询", before="\n全文请看：") if len(answers) > LONGEST_ANSWER else ()
    return Turn(say(_head(case), shortened(answers, LONGEST_ANSWER), *more), NOTHING)


def _letter(case: letters.Progress, known: Known, skip: int) -> Turn:
    """To whoever wrote it: what it was answered, a piece at a time; the question what they think of it at the end."""
    head, answers, end = "" if skip else _head(case), _answers(case), skip + LONGEST_ANSWER
    if answers[end:]:
        more = (MORE, *page(known, "查询", before="\n全文请看：")) if not skip else (MORE,)
        return Turn(say(head, answers[skip:end], *more), Memory(NAME, READING, {"number": case.number, "skip": end}))
    if case.may_rate and case.stars is None:
        return Turn(say(head, answers[skip:], f"\n{rating.ASK}"), rating.memory(case.number))
    return Turn(say(head, answers[skip:]), NOTHING)


def _head(case: letters.Progress) -> str:
    return f"留言 {case.number}（{case.topic}）\n{to_the_minute(case.at)} 收到，{case.says}。\n"


def _answers(case: letters.Progress) -> str:
    """The last one first."""
    return "\n".join(f"{to_the_minute(one.at)} 答复：\n{one.text}" for one in reversed(case.answers))


def _line(case: Case) -> str:
    if isinstance(case, letters.Progress):
        return f"留言 {case.number}（{case.topic}）{case.says}"
    return f"申请 {case.number} {case.standing}"
