"""How far a letter or an application is."""

from collections.abc import Mapping

from bot.chat.dialogue import Wish
from bot.chat.hearing import Doing, Hearing
from bot.chat.wishes import progress as wishes
from bot.views import applications, letters, numbers
from content.letters import Asker, number_in


def my_case(hearing: Hearing, wish: wishes.MyCase) -> wishes.Case | None:
    number = number_in(wish.number)
    letter = letters.own(hearing.app, hearing.visitor, number) if number else None
    if letter is not None:
        return letter
    return next(iter(applications.progress_of(hearing.app, hearing.visitor, wish.number)), None)


def anybodys_case(hearing: Hearing, wish: wishes.AnybodysCase) -> wishes.Case:
    asker = Asker(visitor=hearing.visitor, tail=wish.tail)
    return numbers.progress(hearing.app, wish.number, asker, who=hearing.visitor, now=hearing.now)


DOINGS: Mapping[type[Wish], Doing] = {
    wishes.MyCase: my_case,
    wishes.AnybodysCase: anybodys_case,
}
