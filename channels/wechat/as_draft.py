"""Draft (草稿): made by a call, published by a person who presses 发表 and brings the address back.

The one way for accounts without 认证: they may not publish by a call, nor ask what was published.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from channels import evidence as brought
from channels.channel import CannotTell, Context, Found, Looked, Note, Package, Quota, Rendition, SurelyAbsent
from channels.errors import CannotCorrect, CannotWithdraw
from channels.pieces import Evidence
from channels.wechat.account import NOTHING_DONE, Account
from channels.wechat.links import read
from channels.wechat.rendition import author_of, digest_of, title_of
from content.delivery import FROM_BACKUP, Delivery, Dispatch
from content.edition import Edition
from content.receipt import Receipt, Standing

MADE = "草稿已在公众号草稿箱：请登录 mp.weixin.qq.com 预览、发表，再把文章链接带回来。"
TO_PRESS, TO_CORRECT = "发表草稿箱里的《{title}》", "更正已发表的文章《{title}》"
GONE = "草稿已不在草稿箱：如已发表，请把文章链接带回来；如被误删，请取消、核对确认后重新发布。"
BACKUP_BY_HAND = (
    "从备份恢复，备份之后可能已经发表：请登录 mp.weixin.qq.com，看“发表记录”里有没有《{title}》；"
    "没有的，选没有发出，草稿会重新备好。"
)
CORRECT_BY_HAND = "已发表的文章不能由接口修改：请在公众平台修改（每篇只可改一次，少量文字）。"
WITHDRAW_BY_HAND = "请登录 mp.weixin.qq.com，在“发表记录”里删除这篇文章，再确认。"

PUBLISHING = (
    "登录 mp.weixin.qq.com，打开“草稿箱”，按标题找到草稿。",
    "用手机预览：标题、封面、表格、图片、文末“阅读原文”。",
    "按“发表”（需要通知粉丝时打开“群发通知”）。",
    "打开已发表的文章，复制链接，交回来登记。",
)
CORRECTING = (
    "登录 mp.weixin.qq.com，在“发表记录”里找到要更正的文章；这次没有新草稿。",
    "点“修改”，照网站原文改好（每篇只可改一次，少量文字）。",
    "改动太大、已改过一次的：不要改，请发布员取消这一件，再更正，选撤回重发（gongkai correct --renew），会备好新草稿。",
    "改好后打开文章核对，复制链接，交回来登记。",
)


class AsDraft(Account):
    """Sends (the draft) and hands over (the pressing of 发表)."""

    @property
    def lease(self) -> timedelta:
        return timedelta(hours=2)

    @property
    def age_limit(self) -> timedelta:
        return timedelta(days=1)

    def allowance(self, now: datetime) -> list[Quota]:
        return self.api.quotas.withheld(now)

    def package(self, edition: Edition, context: Context | None = None) -> Package:
        context = context or Context()
        texts = {
            "标题": title_of(edition, self.name),
            "作者": author_of(edition, self.name, self._settings),
            "摘要": digest_of(edition, self.name),
            "网站原文": context.page_url,
            "要更正的文章": "\n".join(context.replaces),
        }
        written = {name: text for name, text in texts.items() if text}
        checklist, says = (CORRECTING, TO_CORRECT) if context.replaces else (PUBLISHING, TO_PRESS)
        return Package(
            key=edition.key(self.name),
            texts=written,
            checklist=checklist,
            says=says.format(title=texts["标题"]),
            link="文章链接",
            how="打开已发表的文章，点右上角“…”复制链接，粘贴到这里。",
        )

    def accept(self, delivery: Delivery, evidence: Evidence) -> Receipt:
        return brought.accept(delivery, evidence, lambda pasted: read(pasted, self._settings.api_base))

    def follow(self, receipt: Receipt) -> Receipt:
        """Nothing to ask: such accounts may not, and a person confirms."""
        return receipt

    def _publish(self, dispatch: Dispatch, renditions: Sequence[Rendition], note: Note) -> list[Receipt]:
        media_id = self._drafts.ready(dispatch, renditions, note)
        note({"media_id": media_id})
        return self._held(dispatch, media_id, MADE)

    def _correct(self, dispatch: Dispatch, renditions: Sequence[Rendition]) -> list[Receipt]:
        raise CannotCorrect(CORRECT_BY_HAND)

    def _withdraw(self, dispatch: Dispatch) -> list[Receipt]:
        raise CannotWithdraw(WITHDRAW_BY_HAND)

    def _look_published(self, dispatch: Dispatch) -> Looked:
        media_id = dispatch.marks.get("media_id", "")
        if media_id:
            there = self._drafts.markers(media_id) is not None
            return Found(self._held(dispatch, media_id, MADE if there else GONE))
        if FROM_BACKUP in dispatch.marks:
            return CannotTell(BACKUP_BY_HAND.format(title=title_of(dispatch.editions[0], self.name)))
        # A draft made without its mark being kept is found and used again by the next attempt.
        return SurelyAbsent("草稿还没有做好，重新生成。")

    def _look_withdrawn(self, dispatch: Dispatch) -> Looked:
        return SurelyAbsent(NOTHING_DONE)

    def _held(self, dispatch: Dispatch, media_id: str, says: str) -> list[Receipt]:
        return self._receipts(dispatch, Standing.HELD, remote_id=media_id, says=says, media_id=media_id)
