"""Whatever a dialogue may wish for, somebody answers it."""

from importlib import import_module
from pkgutil import iter_modules

from bot.chat import wishes
from bot.chat.dialogue import Alone, Changes, Reads
from bot.chat.doings.every import DOINGS


def test_every_wish_has_one_who_answers_it() -> None:
    modules = [import_module(f"{wishes.__name__}.{module.name}") for module in iter_modules(wishes.__path__)]
    own = [one for module in modules for one in vars(module).values() if isinstance(one, type)]
    kinds = (Reads, Changes, Alone)
    assert {one for one in own if issubclass(one, kinds) and one not in kinds} == set(DOINGS)
