"""Mass send (群发): up to eight articles in one message to all followers.

`clientmsgid` is the dispatch's token: for 24 hours the platform answers a repeat with 45065 and the msg_id of the
first one and sends nothing, so the repeat is the way to look.
Sources: 根据标签进行群发, 查询群发消息发送状态, 删除群发.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from channels.channel import CannotTell, Found, Looked, Note, Quota, Rendition, SurelyAbsent
from channels.errors import CannotCorrect, CannotWithdraw, Refused, TryLater, Unconfirmed
from channels.wechat.account import NOTHING_DONE, Account, held_by
from channels.wechat.api import Fence, Reply, text
from channels.wechat.quotas import MASS
from content.delivery import FROM_BACKUP, Dispatch
from content.receipt import Receipt, Standing

TAKEN_BEFORE = 45065
TOO_FAST = 45066
# The administrator has been asked in WeChat (群发保护); silence for 30 minutes is a refusal.
ASKED = frozenset({89503, 89504, 89505})
# An hour less than the platform's 24: clocks differ.
KEY_LIVES = timedelta(hours=23)
ID_KEPT = timedelta(days=2)
TAKEN = "微信已接收群发；如开启了群发保护，请管理员 30 分钟内在微信里确认。"
WAITING = "等管理员在微信里确认群发，30 分钟内有效。"
FAILED = "群发没有成功（未通过审核、判为转载，或管理员没有确认）：请登录公众平台查看原因后重新发布。"
LOOK_BY_HAND = "超过 24 小时，不能再用编号核对：请登录 mp.weixin.qq.com，看“发表记录”里有没有《{title}》这次群发。"
GONE_BY_HAND = "草稿已不在草稿箱：请登录 mp.weixin.qq.com，看“发表记录”里有没有《{title}》这次群发。"
NEVER_NUMBERED = (
    "请管理员确认的这次群发一直没有核对上，现在不能再用编号核对：请登录 mp.weixin.qq.com，看“发表记录”里有没有它。"
)
BACKUP_BY_HAND = "从备份恢复，备份之后可能已经群发：请登录 mp.weixin.qq.com，看“发表记录”里有没有《{title}》这次群发。"
CORRECT_BY_HAND = (
    "已群发的文章不能由接口修改：请在公众平台手工修改（每篇只可改一次，少量文字），"
    "或请发布员再下令更正，选撤回后重新发布（gongkai correct --renew）。"
)
WITHDRAW_BY_HAND = "没有这次群发的编号，不能由接口删除：请登录 mp.weixin.qq.com，在“发表记录”里删除，再确认。"
DELETED = "文章已删除，粉丝收到的卡片还在，点开显示已删除。"


class AsMass(Account):
    """Sends by 群发, bundled."""

    @property
    def capacity(self) -> int:
        return self._settings.bundle

    def allowance(self, now: datetime) -> list[Quota]:
        return self.api.quotas.allowance(now, mass=True)

    def follow(self, receipt: Receipt) -> Receipt | CannotTell:
        if not receipt.evidence.get("msg_id"):
            if self._around.clock() >= receipt.at + KEY_LIVES:
                return CannotTell(NEVER_NUMBERED)
            receipt = self._with_id(receipt)
        msg_id = receipt.evidence.get("msg_id", "")
        return self._standing(receipt, self.api.call("message/mass/get", {"msg_id": msg_id})) if msg_id else receipt

    def _publish(self, dispatch: Dispatch, renditions: Sequence[Rendition], note: Note) -> list[Receipt]:
        self.api.quotas.require(MASS, self._around.clock())
        media_id = self._drafts.ready(dispatch, renditions, note)
        note({"media_id": media_id, "msg_id": ""})
        reply = self._sendall(media_id, dispatch.token, self._fence(dispatch))
        receipts = self._accepted(dispatch, media_id, reply)
        note({"msg_id": text(reply, "msg_id"), "msg_data_id": text(reply, "msg_data_id")})
        return receipts

    def _correct(self, dispatch: Dispatch, renditions: Sequence[Rendition]) -> list[Receipt]:
        raise CannotCorrect(CORRECT_BY_HAND)

    def _withdraw(self, dispatch: Dispatch) -> list[Receipt]:
        held = held_by(dispatch)
        msg_id = held.evidence.get("msg_id", "") if held else ""
        if held is None or not msg_id:
            raise CannotWithdraw(WITHDRAW_BY_HAND)
        # Articles count from 1; 0 would delete the whole bundle.
        body = {"msg_id": _number(msg_id), "article_idx": int(held.evidence.get("idx", "1"))}
        self.api.call("message/mass/delete", body, fence=self._fence(dispatch))
        return self._receipts(dispatch, Standing.WITHDRAWN, remote_id=msg_id, says=DELETED, msg_id=msg_id)

    def _look_published(self, dispatch: Dispatch) -> Looked:
        media_id, msg_id = dispatch.marks.get("media_id", ""), dispatch.marks.get("msg_id", "")
        if msg_id:
            reply = self.api.call("message/mass/get", {"msg_id": msg_id})
            held = self._held(dispatch, media_id, msg_id, TAKEN, msg_data_id=dispatch.marks.get("msg_data_id", ""))
            return Found([self._standing(receipt, reply) for receipt in held])
        if not media_id and FROM_BACKUP in dispatch.marks:
            return CannotTell(BACKUP_BY_HAND.format(title=dispatch.editions[0].item.title))
        if not media_id:
            return SurelyAbsent(NOTHING_DONE)
        if dispatch.begun_at is None or self._around.clock() >= dispatch.begun_at + KEY_LIVES:
            return CannotTell(LOOK_BY_HAND.format(title=dispatch.editions[0].item.title))
        if dispatch.is_recalled:
            # The repeat would send what was not sent yet. Without its draft it only tells.
            self._drafts.delete(media_id)
        return self._repeat(dispatch, media_id)

    def _repeat(self, dispatch: Dispatch, media_id: str) -> Looked:
        """The keyed repeat: it says whether the first one was taken – and if it was not, it is now."""
        try:
            reply = self._sendall(media_id, dispatch.token, None)
        except Refused as error:
            return SurelyAbsent(error.says)
        except Unconfirmed as error:
            if error.evidence.get("errcode") == str(TOO_FAST):
                raise TryLater(error.says, wait=timedelta(minutes=1)) from None
            if error.evidence.get("errcode") == "40007":
                return CannotTell(GONE_BY_HAND.format(title=dispatch.editions[0].item.title))
            raise
        return Found(self._accepted(dispatch, media_id, reply))

    def _look_withdrawn(self, dispatch: Dispatch) -> Looked:
        """Deleting once more does no harm, so what cannot be seen deleted is deleted again."""
        held = held_by(dispatch)
        msg_id = held.evidence.get("msg_id", "") if held else ""
        if not msg_id:
            return SurelyAbsent(NOTHING_DONE)
        reply = self.api.call("message/mass/get", {"msg_id": msg_id})
        if _status(reply) == "DELETE":
            return Found(self._receipts(dispatch, Standing.WITHDRAWN, remote_id=msg_id, says=DELETED, msg_id=msg_id))
        return SurelyAbsent(NOTHING_DONE)

    def _sendall(self, media_id: str, token: str, fence: Fence | None) -> Reply:
        body = {
            "filter": {"is_to_all": True},
            "mpnews": {"media_id": media_id},
            "msgtype": "mpnews",
            "send_ignore_reprint": int(self._settings.send_reprints),
            "clientmsgid": token,
        }
        return self.api.call(MASS, body, fence=fence, accept={TAKEN_BEFORE, *ASKED})

    def _accepted(self, dispatch: Dispatch, media_id: str, reply: Reply) -> list[Receipt]:
        msg_id = text(reply, "msg_id")
        asked = int(reply.get("errcode") or 0) in ASKED
        if not msg_id and not asked:
            raise Unconfirmed("微信接收了群发，但没有给编号，正在核对。", evidence={"media_id": media_id})
        if int(reply.get("errcode") or 0) != TAKEN_BEFORE:
            self.api.quotas.spend(MASS, self._around.clock())
        says = WAITING if asked else TAKEN
        return self._held(dispatch, media_id, msg_id, says, msg_data_id=text(reply, "msg_data_id"))

    def _with_id(self, receipt: Receipt) -> Receipt:
        """The administrator was asked before there was a msg_id: the keyed repeat gives it once it exists."""
        msg_id = self._id_by_key(receipt.evidence["media_id"], receipt.evidence["clientmsgid"])
        return (
            replace(receipt, remote_id=msg_id, evidence={**receipt.evidence, "msg_id": msg_id}) if msg_id else receipt
        )

    def _id_by_key(self, media_id: str, token: str) -> str:
        """Asked once and kept: the receipts of a bundle share it, and a second repeat within a minute is refused."""
        now, key = self._around.clock(), f"{self.api.prefix}:mass:{token}"
        msg_id = self._around.shelf.get(key, now)
        if msg_id is None:
            msg_id = text(self._sendall(media_id, token, None), "msg_id")
            if msg_id:
                self._around.shelf.put(key, msg_id, now + ID_KEPT)
        return msg_id

    def _standing(self, receipt: Receipt, reply: Reply) -> Receipt:
        now = self._around.clock()
        match _status(reply):
            case "SEND_SUCCESS":
                return replace(receipt, standing=Standing.LIVE, at=now, says="")
            case "SEND_FAIL":
                self.api.quotas.give_back(MASS, now, receipt.remote_id)
                return replace(receipt, standing=Standing.REFUSED, at=now, says=FAILED)
            case "DELETE":
                return replace(receipt, standing=Standing.WITHDRAWN, at=now, says="已在公众平台被删除。")
        return receipt

    def _held(
        self, dispatch: Dispatch, media_id: str, msg_id: str, says: str, *, msg_data_id: str = ""
    ) -> list[Receipt]:
        return self._receipts(
            dispatch,
            Standing.HELD,
            remote_id=msg_id,
            says=says,
            media_id=media_id,
            msg_id=msg_id,
            msg_data_id=msg_data_id,
            clientmsgid=dispatch.token,
        )


def _status(reply: Reply) -> str:
    return text(reply, "msg_status").upper().replace(" ", "_")


def _number(msg_id: str) -> int | str:
    return int(msg_id) if msg_id.isdigit() else msg_id
