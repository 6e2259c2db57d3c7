"""Letters (留言): left, looked at and rated by the visitor who talks."""

from collections.abc import Mapping

from bot.actions import leave_letter, rate_letter
from bot.chat.dialogue import Wish
from bot.chat.hearing import Doing, Hearing
from bot.chat.wishes import letters as wishes
from bot.views import letters as views
from content.letters import Asker, Letter, LetterDraft


def may_leave(hearing: Hearing, _wish: wishes.MayLeave) -> None:
    draft = LetterDraft(topic="", parts=(), visitor=hearing.visitor)
    with hearing.app.store.read() as work:
        leave_letter.require_patience(work, draft, hearing.app.settings.office.phone, hearing.now)


def leave(hearing: Hearing, wish: wishes.Leave) -> str:
    draft = LetterDraft(
        topic=wish.topic, parts=wish.parts, visitor=hearing.visitor, phone=wish.phone, consent=wish.consent
    )
    return leave_letter.leave(hearing.work, hearing.app.settings, draft, now=hearing.now)


def mine(hearing: Hearing, _wish: wishes.MyLetters) -> list[views.Progress]:
    return views.mine(hearing.app, hearing.visitor)


def rate(hearing: Hearing, wish: wishes.Rate) -> Letter:
    asker = Asker(visitor=hearing.visitor)
    return rate_letter.rate(hearing.work, wish.number, asker, stars=wish.stars, words=wish.words)


def consent(hearing: Hearing, wish: wishes.Consent) -> Letter:
    return rate_letter.set_consent(hearing.work, wish.number, Asker(visitor=hearing.visitor), agrees=True)


DOINGS: Mapping[type[Wish], Doing] = {
    wishes.MayLeave: may_leave,
    wishes.Leave: leave,
    wishes.MyLetters: mine,
    wishes.Rate: rate,
    wishes.Consent: consent,
}
