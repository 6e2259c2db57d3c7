"""Publish (发布, freepublish): public at once with a permanent address, without a notice to followers.

submit says only that the task was taken; what became of it is asked sparingly (100 questions a day) or told by an
event. There is no key of our own in submit, so after a lost answer the account is searched. Sources: 发布接口,
发布状态轮询接口, 获取成功发布列表, 删除发布文章.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from channels.channel import CannotTell, Found, Looked, Note, Rendition, SurelyAbsent
from channels.errors import CannotCorrect, CannotWithdraw, ChannelError, Refused, TryLater, Unconfirmed
from channels.wechat.account import NOTHING_DONE, Account, held_by
from channels.wechat.api import Reply, text
from channels.wechat.days import moment
from channels.wechat.events import published, standing_of_job
from channels.wechat.marker import marker_in, marker_of
from channels.wechat.quotas import RESERVE
from content.delivery import FROM_BACKUP, Dispatch
from content.receipt import Receipt, Standing

PAGE = 20
MOST_PAGES = 10
MARGIN = timedelta(hours=1)
TAKEN = "微信已接收，正在发布。"
CORRECT_BY_HAND = (
    "公众号已发表的文章不能由接口修改：请在公众平台手工修改（每篇只可改一次，少量文字），"
    "或请发布员再下令更正，选撤回后重新发布（gongkai correct --renew）。"
)
WITHDRAW_BY_HAND = "没有这篇文章在微信的编号，不能由接口删除：请登录 mp.weixin.qq.com，在“发表记录”里删除，再确认。"
NOT_FOUND = (
    "草稿已不在草稿箱，发布列表里也还没有：可能未通过审核，或被人手工群发、删除。"
    "请登录 mp.weixin.qq.com，看“发表记录”和“通知中心”里有没有《{title}》。"
)


class AsPublish(Account):
    """Sends by freepublish, one edition at a time."""

    def follow(self, receipt: Receipt) -> Receipt:
        now = self._around.clock()
        publish_id = receipt.evidence.get("publish_id") or receipt.remote_id
        if self.api.quotas.left("freepublish/get", now) <= RESERVE:
            return receipt
        return self._standing(receipt, self.api.call("freepublish/get", {"publish_id": publish_id}))

    def _publish(self, dispatch: Dispatch, renditions: Sequence[Rendition], note: Note) -> list[Receipt]:
        self.api.quotas.require("freepublish/submit", self._around.clock())
        media_id = self._drafts.ready(dispatch, renditions, note)
        note({"media_id": media_id, "publish_id": ""})
        try:
            reply = self.api.call("freepublish/submit", {"media_id": media_id}, fence=self._fence(dispatch))
        except Refused as error:
            raise self._perhaps_submitted(dispatch, media_id, error) from None
        publish_id = text(reply, "publish_id")
        if not publish_id:
            raise Unconfirmed("微信接收了发布，但没有给编号，正在核对。", evidence={"media_id": media_id})
        # Only this answer tells under which number the article's comments are asked for.
        note({"publish_id": publish_id, "msg_data_id": text(reply, "msg_data_id")})
        return self._held(dispatch, media_id, publish_id, text(reply, "msg_data_id"))

    def _perhaps_submitted(self, dispatch: Dispatch, media_id: str, error: Refused) -> ChannelError:
        """A draft submitted a second time fails the platform's check (53503): then it may be out already."""
        again = dispatch.marks.get("media_id") == media_id and error.evidence.get("errcode") == "53503"
        return Unconfirmed(f"{error.says}它也可能早先已经提交，正在核对。", evidence=error.evidence) if again else error

    def _correct(self, dispatch: Dispatch, renditions: Sequence[Rendition]) -> list[Receipt]:
        raise CannotCorrect(CORRECT_BY_HAND)

    def _withdraw(self, dispatch: Dispatch) -> list[Receipt]:
        article_id = _article_id(dispatch)
        if not article_id:
            raise CannotWithdraw(WITHDRAW_BY_HAND)
        self.api.quotas.require("freepublish/delete", self._around.clock())
        # The index counts from 1 here; 0 or none would delete every article of the draft.
        body = {"article_id": article_id, "index": 1}
        self.api.call("freepublish/delete", body, fence=self._fence(dispatch))
        return self._receipts(dispatch, Standing.WITHDRAWN, remote_id=article_id, article_id=article_id)

    def _look_published(self, dispatch: Dispatch) -> Looked:
        media_id, publish_id = dispatch.marks.get("media_id", ""), dispatch.marks.get("publish_id", "")
        if publish_id:
            return self._look_by_id(dispatch, media_id, publish_id)
        in_the_box = bool(media_id) and self._drafts.markers(media_id) is not None
        if in_the_box or not (media_id or FROM_BACKUP in dispatch.marks):
            return SurelyAbsent(NOTHING_DONE)
        found = self._search(dispatch)
        if found is not None:
            return Found([found])
        settles = (dispatch.begun_at or dispatch.made_at) + timedelta(seconds=self._settings.settle_seconds)
        if self._around.clock() < settles:
            says = "草稿已提交，发布列表里还没有：可能还在审核，稍后再核对。"
            raise TryLater(says, wait=self.next_poll(dispatch.asked + 1))
        if not media_id:
            return SurelyAbsent("备份之后没有发布过，重新发送。")
        return CannotTell(NOT_FOUND.format(title=dispatch.editions[0].item.title))

    def _look_by_id(self, dispatch: Dispatch, media_id: str, publish_id: str) -> Looked:
        reply = self.api.call("freepublish/get", {"publish_id": publish_id}, accept={40002, 53502})
        if reply.get("errcode"):
            return CannotTell(NOT_FOUND.format(title=dispatch.editions[0].item.title))
        held = self._held(dispatch, media_id, publish_id, dispatch.marks.get("msg_data_id", ""))
        return Found([self._standing(receipt, reply) for receipt in held])

    def _look_withdrawn(self, dispatch: Dispatch) -> Looked:
        article_id = _article_id(dispatch)
        if not article_id:
            return SurelyAbsent(NOTHING_DONE)
        reply = self.api.call("freepublish/getarticle", {"article_id": article_id}, accept={53600})
        articles = reply.get("news_item") or []
        if reply.get("errcode") or all(_is_deleted(article) for article in articles):
            return Found(self._receipts(dispatch, Standing.WITHDRAWN, remote_id=article_id, article_id=article_id))
        return SurelyAbsent(NOTHING_DONE)

    def _search(self, dispatch: Dispatch) -> Receipt | None:
        """The article with our marker among the published ones, newest first; 群发 ones are not in that list."""
        marker = marker_of(dispatch.editions[0], self.name)
        for page in range(MOST_PAGES):
            reply = self.api.call("freepublish/batchget", {"offset": page * PAGE, "count": PAGE, "no_content": 0})
            items = reply.get("item") or []
            for item in items:
                for article in (item.get("content") or {}).get("news_item") or ():
                    if marker_in(article) == marker and not _is_deleted(article):
                        return self._from_list(dispatch, item, article)
            if len(items) < PAGE or self._is_older(items[-1], dispatch.made_at):
                return None
        return None

    def _is_older(self, item: Mapping[str, Any], than: datetime) -> bool:
        at = moment(item.get("update_time"))
        return at is not None and at < than - MARGIN

    def _from_list(self, dispatch: Dispatch, item: Mapping[str, Any], article: Mapping[str, Any]) -> Receipt:
        article_id = text(item, "article_id")
        held = self._held(dispatch, dispatch.marks.get("media_id", ""), "", "")[0]
        at = moment(item.get("update_time"))
        return published(held, article_id=article_id, url=text(article, "url"), at=at or self._around.clock())

    def _standing(self, receipt: Receipt, reply: Reply) -> Receipt:
        """The receipt after an answer of freepublish/get; the time of publication is asked of the article itself."""
        after = standing_of_job(receipt, reply, self._around.clock())
        if after.standing != Standing.LIVE:
            return after
        try:
            body = {"article_id": after.evidence.get("article_id", "")}
            at = moment(self.api.call("freepublish/getarticle", body).get("update_time"))
        except ChannelError:
            # It is out whatever this call says: the moment of the answer is the best there is then.
            at = None
        return replace(after, at=at) if at else after

    def _held(self, dispatch: Dispatch, media_id: str, publish_id: str, msg_data_id: str) -> list[Receipt]:
        return self._receipts(
            dispatch,
            Standing.HELD,
            remote_id=publish_id,
            says=TAKEN,
            media_id=media_id,
            publish_id=publish_id,
            msg_data_id=msg_data_id,
        )


def _article_id(dispatch: Dispatch) -> str:
    """Empty where the article is known by its link only, as a person brought it back."""
    held = held_by(dispatch)
    return held.evidence.get("article_id", "") if held else ""


def _is_deleted(article: Mapping[str, Any]) -> bool:
    # Written both ways in the platform's pages and in recorded answers.
    return bool(article.get("is_deleted") or article.get("is_delete"))
