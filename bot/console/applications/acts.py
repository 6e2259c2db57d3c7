"""What is done with an application, step by step: each with its article, who must sign, its letter, and its form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.actions import application_endings as endings
from bot.actions import application_steps as steps
from bot.actions.applications import confirm_receipt, note_progress
from bot.actions.errors import WrongUse
from bot.console.signed import Form
from bot.moments import day_of_text
from content.registers.applications import OUTCOMES, Application, State
from content.registers.due import may_extend
from content.registers.money import fen_in
from content.registers.steps import Answer, Asked, FeeBasis
from content.registers.undoing import Step, undone

if TYPE_CHECKING:
    from bot.app import App

Do = Callable[["App", Form, str, datetime], Application]
SEAL = "以本机关名义出具，写明日期，加盖本机关印章；签发人按本机关的办文规定。"


@dataclass(frozen=True, slots=True)
class Act:
    """`fits`: whether it may be done with an application on a day. `done`: what is said then, before the term.

    `article`: its source; `signs`: who must sign; `letter`: the key of the letter that goes with it, "" = none.
    """

    words: str
    article: str
    fits: Callable[[Application, date], bool]
    do: Do
    done: str
    signs: str = ""
    letter: str = ""
    is_bad: bool = False


def _day(form: Form, name: str = "riqi") -> date | None:
    return day_of_text(form.text(name))


def _one_of(text: str, words: type[Asked] | type[Answer] | type[FeeBasis], what: str) -> str:
    if text not in {one.value for one in words}:
        raise WrongUse(f"请选择{what}：{'、'.join(one.value for one in words)}。")
    return text


def _confirm(app: "App", form: Form, number: str, now: datetime) -> Application:
    return confirm_receipt(app, form.me.name, number, on=_day(form), now=now)


def _note(app: "App", form: Form, number: str, now: datetime) -> Application:
    return note_progress(app, form.me.name, number, form.text("shuoming"), now=now)


def _supplement(app: "App", form: Form, number: str, now: datetime) -> Application:
    says, until = form.text("shuoming"), _day(form, "qixian")
    return steps.ask_supplement(app, form.me.name, number, says, until=until, on=_day(form), now=now)


def _complete(app: "App", form: Form, number: str, now: datetime) -> Application:
    return steps.complete(app, form.me.name, number, on=_day(form), now=now)


def _consult(app: "App", form: Form, number: str, now: datetime) -> Application:
    asked = Asked(_one_of(form.text("leibie"), Asked, "征求谁的意见"))
    days = {"on": _day(form), "reached_on": _day(form, "songda")}
    return steps.consult(app, form.me.name, number, form.text("duifang"), asked=asked, **days, now=now)


def _hear(app: "App", form: Form, number: str, now: datetime) -> Application:
    answer = Answer(_one_of(form.text("yijian"), Answer, "对方的意见"))
    said = {"party": form.text("duifang"), "says": form.text("shuoming")}
    return steps.hear_opinion(app, form.me.name, number, answer, **said, on=_day(form), now=now)


def _extend(app: "App", form: Form, number: str, now: datetime) -> Application:
    days = form.text("tianshu")
    if not days.isdecimal() or len(days) > 3:
        raise WrongUse("请写明延长几个工作日，只写数，最多 20。")
    said = {"approved_by": form.text("fuzeren"), "reason": form.text("liyou")}
    return steps.extend(app, form.me.name, number, **said, days=int(days), on=_day(form), now=now)


def _charge(app: "App", form: Form, number: str, now: datetime) -> Application:
    basis = FeeBasis(_one_of(form.text("fangshi"), FeeBasis, "计费方式"))
    try:
        fen = fen_in(form.text("jine"))
    except ValueError as error:
        raise WrongUse(f"{error}。") from None
    days = {"until": _day(form, "qixian"), "on": _day(form)}
    return steps.notice_fee(app, form.me.name, number, fen, basis=basis, **days, now=now)


def _pay(app: "App", form: Form, number: str, now: datetime) -> Application:
    return steps.pay_fee(app, form.me.name, number, on=_day(form), now=now)


def _waive(app: "App", form: Form, number: str, now: datetime) -> Application:
    return steps.waive_fee(app, form.me.name, number, reason=form.text("liyou"), on=_day(form), now=now)


def _close(app: "App", form: Form, number: str, now: datetime) -> Application:
    outcome, says = form.text("jieguo"), form.text("shuoming")
    if outcome not in OUTCOMES:
        raise WrongUse("请选择办理结果。")
    return endings.close(app, form.me.name, number, outcome, says=says, on=_day(form), now=now)


def _undo(app: "App", form: Form, number: str, now: datetime) -> Application:
    if form.text("buzhou") not in {step.value for step in Step}:
        raise WrongUse("请选择撤销哪一步。")
    step, said = Step(form.text("buzhou")), {"party": form.text("duifang"), "reason": form.text("liyou")}
    return endings.undo(app, form.me.name, number, step, **said, now=now)


def _void(app: "App", form: Form, number: str, now: datetime) -> Application:
    return endings.void(app, form.me.name, number, reason=form.text("liyou"), now=now)


def _under_way(one: Application, _today: date) -> bool:
    return one.state in (State.RECEIVED, State.WORKING)


def _counts(one: Application, today: date) -> bool:
    """An answer is due, and its term is not over."""
    return one.is_open and one.due_on is not None and today <= one.due_on


def _awaits_fee(one: Application, _today: date) -> bool:
    return one.is_open and one.steps.awaits_fee


def _stands(one: Application, _today: date) -> bool:
    return one.state is not State.VOIDED


ACTS: Mapping[str, Act] = {
    "queren": Act(
        "确认收到",
        "第三十一条",
        lambda one, _: one.state is State.SUBMITTED,
        _confirm,
        "已登记收到日期",
        letter="receipt",
    ),
    "jinzhan": Act("登记进展", "", _under_way, _note, "已登记进展，申请人查询时看得到"),
    "buzheng": Act(
        "告知补正",
        "第三十条",
        lambda one, today: _under_way(one, today) and one.steps.supplement is None and _counts(one, today),
        _supplement,
        "已登记告知补正，请把补正告知书送达申请人",
        SEAL,
        "completion",
    ),
    "shoubu": Act(
        "收到补正", "第三十条", lambda one, _: one.is_open and one.steps.awaits_supplement, _complete, "已登记收到补正"
    ),
    "zhengqiu": Act(
        "征求意见",
        "第三十二条、第三十四条",
        _under_way,
        _consult,
        "已登记征求意见，请把征求意见书送达对方",
        SEAL + "第三方的意见要有其签名或盖章。",
        "third_party",
    ),
    "shouyi": Act(
        "登记意见",
        "第三十二条、第三十四条",
        lambda one, _: one.is_open and bool(one.steps.open_consultations),
        _hear,
        "已登记意见",
    ),
    "yanqi": Act(
        "延长答复",
        "第三十三条",
        may_extend,
        _extend,
        "已登记延长，请把延期答复告知书送达申请人",
        "须经本机关政府信息公开工作机构负责人同意，把姓名写在下面；告知书加盖本机关印章。",
        "extension",
    ),
    "shoufei": Act(
        "通知收费",
        "第四十二条、国办函〔2020〕109号",
        lambda one, today: _under_way(one, today) and one.steps.fee is None and _counts(one, today),
        _charge,
        "已登记通知收费，请把收费通知书送达申请人",
        SEAL,
        "fee",
    ),
    "jiaona": Act("已经缴费", "第四十二条", _awaits_fee, _pay, "已登记缴清"),
    "mianshou": Act("免收费用", "第四十二条", _awaits_fee, _waive, "已登记免收"),
    "banjie": Act("答复办结", "第三十六条、第三十七条", _under_way, _close, "已办结", SEAL, "答复书"),
    "chexiao": Act("撤销一步", "", lambda one, _: bool(undoable(one)), _undo, "已撤销", is_bad=True),
    "zuofei": Act("作废", "", _stands, _void, "已作废，不计入任何统计", is_bad=True),
}
"""By the last part of their addresses."""


def undoable(one: Application) -> list[Step]:
    """What was written down of it and can be taken back; of a closed one only that it is."""
    return [step for step in Step if one.is_open is not (step is Step.CLOSING) and undone(one, step) is not None]
