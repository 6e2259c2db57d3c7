"""A dialogue on its way: its wishes are granted until it ends, or wishes what may not be done yet."""

from typing import Any

from bot.chat.dialogue import Alone, Changes, Dialogue, Reads, Refusal, Turn, Wish
from bot.chat.hearing import Doings, Hearing
from content.problems import InWords


class Running:
    """`turn` is None until its end, `wish` what it waits for; `doings` grant its wishes."""

    def __init__(self, dialogue: Dialogue, doings: Doings) -> None:
        self._dialogue = dialogue
        self._doings = doings
        self.turn: Turn | None = None
        self.wish: Wish | None = None
        self._go_on(None)

    def read(self, hearing: Hearing) -> None:
        """As far as it goes without changing anything."""
        self._grant_while(hearing, Reads)

    def do(self, hearing: Hearing) -> None:
        """As far as it goes without a transaction."""
        self._grant_while(hearing, (Reads, Alone))

    def change(self, hearing: Hearing) -> Turn:
        """To its end, inside the transaction of `hearing`."""
        self._grant_while(hearing, (Reads, Changes))
        if self.turn is None:
            raise RuntimeError(f"{type(self.wish).__name__} was wished after a change")
        return self.turn

    def _grant_while(self, hearing: Hearing, kinds: type | tuple[type, ...]) -> None:
        while self.wish is not None and isinstance(self.wish, kinds):
            self._go_on(self._granted(hearing, self.wish))

    def _go_on(self, answer: Any) -> None:
        try:
            self.wish = self._dialogue.send(answer)
        except StopIteration as end:
            self.wish, self.turn = None, end.value

    def _granted(self, hearing: Hearing, wish: Wish) -> Any:
        """What cannot be done, in words, is an answer like another; of a change nothing is kept then."""
        grant = self._doings[type(wish)]
        try:
            if isinstance(wish, Changes):
                with hearing.work.part():
                    return grant(hearing, wish)
            return grant(hearing, wish)
        except InWords as refused:
            return Refusal(refused.says)
