"""Take a letter (留言) from the public, within limits, and give it a number to ask with."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.actions.errors import CannotDo
from bot.actions.rights import Right, those_who_may
from bot.settings import Settings
from content.letters import LONGEST, MOST_PARTS, MOST_PICTURES, Kind, LetterDraft, draw_number, marks_of
from content.phones import is_phone
from content.store.store import Work
from content.zone import to_the_minute

MOST_WAITING = 5
MOST_A_DAY = 5
MOST_A_DAY_FROM_ONE_ADDRESS = 20  # a whole office or school may share one
SHORTEST = 4
TOO_SHORT = f"写得太短了，看不明白：请至少用 {SHORTEST} 个字写明您要咨询或反映的事情。"
DAY = timedelta(days=1)
MUTED = "您暂时不能留言：因先前的留言，工作人员作了限制，{until} 以后可以再留言。"
NEW = "有新的留言，发“信箱”查看。"


def leave(
    work: Work, settings: Settings, draft: LetterDraft, *, now: datetime, number: Callable[[], str] = draw_number
) -> str:
    """The letter's number. Raises CannotDo, politely, for what is too much, too long or the same again."""
    _require_whole(draft)
    if draft.topic not in settings.chat.topics:
        raise CannotDo(f"请选一个主题：{'、'.join(settings.chat.topics)}。")
    require_patience(work, draft, settings.office.phone, now)
    free = next(one for one in iter(number, None) if not work.letters.is_taken(one))
    work.letters.add(free, draft, now)
    for name in those_who_may(work, Right.LETTERS):
        work.notices.tell_once(name, NEW, about="letters", now=now)
    return free


def _require_whole(draft: LetterDraft) -> None:
    pictures = sum(part.kind in (Kind.PICTURE, Kind.FILE) for part in draft.parts)
    if not draft.text.strip():
        raise CannotDo("请用文字写明您要咨询或反映的事情，只有图片或位置，我们看不明白。")
    if is_too_short(draft.text):
        raise CannotDo(TOO_SHORT)
    if len(draft.text) > LONGEST:
        raise CannotDo(f"留言最多 {LONGEST} 字，现在有 {len(draft.text)} 字，请缩短一些，或分成两次说。")
    if pictures > MOST_PICTURES or len(draft.parts) > MOST_PARTS:
        raise CannotDo(f"一次最多发 {MOST_PARTS} 条消息，其中图片、附件最多 {MOST_PICTURES} 个。")
    if draft.phone and not is_phone(draft.phone):
        raise CannotDo("联系电话看不懂，请写手机号，或带区号的固定电话。")
    if not (draft.visitor or draft.phone):
        raise CannotDo("请留下联系电话：查询答复时要核对号码的后四位。")


def is_too_short(text: str) -> bool:
    """Blanks are no words."""
    return len("".join(text.split())) < SHORTEST


def require_patience(work: Work, draft: LetterDraft, phone: str, now: datetime) -> None:
    """Refuse one letter too many, in words that say what to do instead. `phone`: the office's, "" = not told."""
    urgent = f"有急事请拨打 {phone}。" if phone else "有急事请到现场反映。"
    if until := work.letters.muted_until(marks_of(draft), now):
        raise CannotDo(MUTED.format(until=to_the_minute(until)) + urgent)
    if work.letters.waiting_of(draft) >= MOST_WAITING:
        raise CannotDo(f"您有 {MOST_WAITING} 件留言还没有答复，请等答复后再留言。")
    if same := work.letters.same(draft, now - DAY):
        raise CannotDo(f"同样的留言已经收到，编号 {same}，不用再发。")
    if work.letters.since(now - DAY, draft) >= MOST_A_DAY:
        raise CannotDo(f"一天最多留言 {MOST_A_DAY} 件，请明天再来。{urgent}")
    origin = draft.origin
    if origin and work.letters.count_from(origin, now - DAY) >= MOST_A_DAY_FROM_ONE_ADDRESS:
        raise CannotDo(f"从您的网络今天收到的留言太多了，请明天再来。{urgent}")
