"""What the platform's events (and the answers of freepublish/get, which say the same) make of held receipts.

Pure: a parsed event in, receipts out. Sources: 发布接口 (PUBLISHJOBFINISH), 群发 (MASSSENDJOBFINISH). The name of the
publish event differs between the page, samples and reports, so both are taken.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from channels.wechat.days import moment
from channels.wechat.links import public
from content.receipt import Receipt, Standing

PUBLISHED = frozenset({"PUBLISHJOBFINISH", "FREEPUBLISHJOBFINISH"})
SENT = "MASSSENDJOBFINISH"

# publish_status: 0 success, 1 in progress, 2–4 not public, 5 deleted by us, 6 banned by the platform.
JOBS: Mapping[str, tuple[Standing, str]] = {
    "2": (Standing.REFUSED, "原创校验没有通过：请登录公众平台查看，修改成新版次，重新送审。"),
    "3": (Standing.REFUSED, "发布失败：请登录公众平台查看原因，修改成新版次，重新送审。"),
    "4": (Standing.REFUSED, "平台审核没有通过：请登录公众平台查看通知，修改成新版次，重新送审。"),
    "5": (Standing.WITHDRAWN, "发布成功后，文章已在公众平台被删除。"),
    "6": (Standing.GONE, "发布成功后，文章被平台封禁：请登录公众平台查看通知。"),
}
FAILURES: Mapping[str, str] = {
    "10001": "涉嫌广告",
    "20001": "涉嫌政治",
    "20002": "涉嫌色情",
    "20004": "涉嫌社会问题",
    "20006": "涉嫌违法犯罪",
    "20008": "涉嫌欺诈",
    "20013": "涉嫌版权",
    "22000": "涉嫌互推",
    "21000": "涉嫌其他问题",
    "30001": "原创校验出错",
    "30002": "原创校验判为不能群发",
    "30003": "被判为转载，设置里选择了不继续群发",
    "40001": "管理员拒绝了这次群发",
    "40002": "管理员 30 分钟内没有确认",
}


def is_of_a_send(event: Mapping[str, Any]) -> bool:
    return _name(event) in (*PUBLISHED, SENT)


def finished(event: Mapping[str, Any], held: Iterable[Receipt], now: datetime) -> list[Receipt]:
    """The receipts, out of those held, that the event changes; empty for an event that is not about them.

    `event` is the XML's content as a mapping (names as the platform writes them). Its CreateTime is the time of what
    it tells, else `now`. Events come more than once and in any order: taking one again changes nothing.
    """
    name = _name(event)
    at = moment(event.get("CreateTime")) or now
    if name in PUBLISHED:
        told = event.get("PublishEventInfo") or {}
        publish_id = _plain(told.get("publish_id"))
        ours = [receipt for receipt in held if publish_id and receipt.evidence.get("publish_id") == publish_id]
        return [after for receipt in ours if (after := standing_of_job(receipt, told, at)) != receipt]
    if name == SENT:
        msg_id = _plain(event.get("MsgID") or event.get("MsgId"))
        ours = [receipt for receipt in held if msg_id and receipt.evidence.get("msg_id") == msg_id]
        return [_sent(receipt, event, at) for receipt in ours]
    return []


def standing_of_job(receipt: Receipt, told: Mapping[str, Any], at: datetime) -> Receipt:
    """What a publish job's state makes of a held receipt; the same receipt while the job runs."""
    status = _plain(told.get("publish_status"))
    if status == "0":
        return published(receipt, article_id=_plain(told.get("article_id")), url=_job_url(receipt, told), at=at)
    standing, says = JOBS.get(status, (receipt.standing, receipt.says))
    if standing == receipt.standing:
        return receipt
    evidence = {**receipt.evidence, "publish_status": status, "fail_idx": _plain(told.get("fail_idx"))}
    return replace(receipt, standing=standing, at=at, says=says, evidence=evidence)


def published(receipt: Receipt, *, article_id: str, url: str, at: datetime) -> Receipt:
    """A held receipt made live: from now on the article's own id names it."""
    evidence = {**receipt.evidence, "article_id": article_id}
    return replace(
        receipt,
        standing=Standing.LIVE,
        at=at,
        remote_id=article_id or receipt.remote_id,
        url=public(url),
        says="",
        evidence={name: value for name, value in evidence.items() if value},
    )


def _name(event: Mapping[str, Any]) -> str:
    return str(event.get("Event", "")).strip().upper()


def _sent(receipt: Receipt, event: Mapping[str, Any], at: datetime) -> Receipt:
    status = _plain(event.get("Status"))
    evidence = {**receipt.evidence, "status": status, "sent": _plain(event.get("SentCount"))}
    if status.lower().replace("_", " ") == "send success":
        url = _sent_url(receipt, event)
        return replace(receipt, standing=Standing.LIVE, at=at, url=url or receipt.url, says="", evidence=evidence)
    code = "".join(sign for sign in status if sign.isdigit())
    says = f"群发没有成功：{FAILURES.get(code, status or '原因不明')}。请登录公众平台查看，处理后重新发布。"
    return replace(receipt, standing=Standing.REFUSED, at=at, says=says, evidence=evidence)


def _job_url(receipt: Receipt, told: Mapping[str, Any]) -> str:
    details = told.get("article_detail") or {}
    return _of_place(receipt, _listed(details.get("item")), "idx", "article_url")


def _sent_url(receipt: Receipt, event: Mapping[str, Any]) -> str:
    result = event.get("ArticleUrlResult") or {}
    listed = result.get("ResultList") or {} if isinstance(result, Mapping) else {}
    items = listed.get("item") if isinstance(listed, Mapping) else listed
    return public(_of_place(receipt, _listed(items), "ArticleIdx", "ArticleUrl"))


def _of_place(receipt: Receipt, items: Sequence[Mapping[str, Any]], place: str, address: str) -> str:
    ours = receipt.evidence.get("idx", "1")
    return next((_plain(item.get(address)) for item in items if _plain(item.get(place)) == ours), "")


def _listed(value: Any) -> list[Mapping[str, Any]]:
    """XML with one element gives a mapping where two give a list."""
    listed = value if isinstance(value, list) else [value]
    return [item for item in listed if isinstance(item, Mapping)]


def _plain(value: Any) -> str:
    """The platform's own sample has a line break inside an id."""
    if isinstance(value, list):
        return ",".join(_plain(inner) for inner in value)
    return "" if value is None else " ".join(str(value).split()) if not isinstance(value, Mapping) else ""
