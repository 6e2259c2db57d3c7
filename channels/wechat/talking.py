"""The account that the public talks to: tells, fetches, keeps a menu, shows comments, recognises visitors."""

from collections.abc import Mapping, Sequence

from channels.talking import Button, Media
from channels.wechat import comments, menu, telling, visitors
from channels.wechat.api import Api
from channels.wechat.settings import Settings
from content.comments import Comment
from content.problems import Problem


class Talking:
    """Half of an account; the other half publishes. Has `channels.talking.Talks` and `ShowsComments`."""

    api: Api
    _settings: Settings

    def tell(self, visitor: str, text: str) -> None:
        telling.tell(self.api, visitor, text)

    def fetch(self, media: str) -> Media:
        return telling.fetch(self.api, media)

    def check_menu(self, buttons: Sequence[Button]) -> list[Problem]:
        return menu.check(buttons)

    def menu(self) -> list[Button]:
        return menu.shown(self.api)

    def push_menu(self, buttons: Sequence[Button]) -> None:
        menu.push(self.api, buttons)

    def recognise(self, code: str) -> str:
        return visitors.recognise(self.api, code)

    def recognition_url(self, back: str, state: str) -> str:
        return visitors.recognition_url(self._settings, back, state)

    @property
    def has_comments(self) -> bool:
        return self._settings.comments

    @property
    def page(self) -> int:
        return comments.PAGE

    def article_of(self, evidence: Mapping[str, str]) -> tuple[str, int] | None:
        return comments.article_of(evidence)

    def comments(self, article: str, place: int, begin: int = 0) -> list[Comment]:
        return comments.listed(self.api, comments.Place(article, place), begin)

    def elect(self, article: str, place: int, comment_id: int, *, yes: bool) -> None:
        comments.elect(self.api, comments.Place(article, place), comment_id, yes=yes)

    def reply_to(self, article: str, place: int, comment_id: int, text: str) -> None:
        comments.reply_to(self.api, comments.Place(article, place), comment_id, text)

    def take_back_reply(self, article: str, place: int, comment_id: int) -> None:
        comments.take_back_reply(self.api, comments.Place(article, place), comment_id)
