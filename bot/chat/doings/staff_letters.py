"""Staff's wishes about what the public wrote."""

from bot.actions.answer_letter import answer
from bot.chat.doings.speaking import in_words, speaker
from bot.chat.hearing import Hearing
from bot.chat.wishes import staff as wishes
from bot.views.inbox import Entry, inbox, one
from content.letters import Kind
from content.zone import to_the_minute


def waiting(hearing: Hearing, _wish: wishes.Inbox) -> tuple[wishes.Waiting, ...]:
    return tuple(map(_waiting, inbox(hearing.app, speaker(hearing).name, now=hearing.now)))


def read_letter(hearing: Hearing, wish: wishes.ReadLetter) -> wishes.Waiting:
    return _waiting(one(hearing.app, speaker(hearing).name, wish.number, now=hearing.now))


def answer_letter(hearing: Hearing, wish: wishes.AnswerLetter) -> str:
    done = answer(hearing.app, speaker(hearing).name, wish.number, wish.text, now=hearing.now)
    return "正发给留言人" if done.telling else done.in_words


def _waiting(entry: Entry) -> wishes.Waiting:
    letter = entry.letter
    return wishes.Waiting(
        number=letter.number,
        topic=letter.topic,
        text=letter.text,
        since=to_the_minute(letter.at),
        until=entry.due_on.isoformat(),
        overdue=entry.overdue,
        state=letter.state.chinese,
        more=sum(part.kind is not Kind.TEXT for part in letter.parts),
    )


DOINGS = in_words(
    {
        wishes.Inbox: waiting,
        wishes.ReadLetter: read_letter,
        wishes.AnswerLetter: answer_letter,
    }
)
