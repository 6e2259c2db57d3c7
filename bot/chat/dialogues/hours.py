"""What can honestly be said about when somebody reads what was written."""

from datetime import time

from bot.chat.dialogue import Known
from content.registers.working_days import working_days_after
from content.zone import SHANGHAI, day_of


def away(known: Known) -> str:
    """That nobody is at work now; "" while somebody is, or when the office has not said when it works."""
    spans = known.settings.chat.office_hours
    at = _time(known)
    works_today = known.calendar.is_working(day_of(known.now))
    if not spans or (works_today and any(at in span for span in spans)):
        return ""
    return f"现在不是办公时间（工作日{'、'.join(map(str, spans))}），工作人员上班后才能看到。"


def promise(known: Known) -> str:
    """By when a letter is answered; "" where the office promises nothing."""
    days = known.settings.chat.answer_days
    if days is None:
        return ""
    last = working_days_after(day_of(known.now), days, known.calendar)
    return f"我们在 {days} 个工作日内答复，最迟 {last.month} 月 {last.day} 日。"


def quiet(known: Known) -> str:
    """That answers are kept until the morning; "" while they are not."""
    span = known.settings.chat.quiet_hours
    if span is None or known.settings.answers_only or _time(known) not in span:
        return ""
    return f"{span}不主动给您发消息，这段时间里有了答复，过后再告诉您。"


def _time(known: Known) -> time:
    return known.now.astimezone(SHANGHAI).time()
