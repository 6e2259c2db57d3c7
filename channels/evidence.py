"""What a person brings back from a hand-over, made into a receipt: the same rules for every platform."""

from collections.abc import Callable
from datetime import datetime, timedelta

from channels.errors import Refused
from channels.links import Link
from channels.pieces import Evidence
from content.delivery import Delivery
from content.receipt import Receipt, Standing
from content.zone import to_the_minute

# Clocks differ, and a time read off a screenshot has no seconds.
SKEW = timedelta(minutes=5)
HANDED_OVER, IN_REVIEW_SINCE = "handed_over_at", "in_review_since"
IN_REVIEW_SAYS = "已交平台，等审核；公开以后，请带链接再确认一次。"


def accept(delivery: Delivery, evidence: Evidence, read: Callable[[str], Link]) -> Receipt:
    """LIVE with the canonical link; HELD for a screenshot without one; WITHDRAWN where it was to be taken down.

    Raises Refused, in words for staff.
    """
    if delivery.standing == Standing.LIVE:
        return _taken_down(delivery, evidence, read)
    if not evidence.url.strip() and evidence.screenshot:
        return _in_review(delivery, evidence)
    return _published(delivery, evidence, read(evidence.url))


def _published(delivery: Delivery, evidence: Evidence, link: Link) -> Receipt:
    at, source = _moment(link, evidence)
    handed_over = _handed_over(delivery)
    if at < handed_over - SKEW:
        raise Refused(
            f"它发布于{to_the_minute(at)}，早于 {delivery.key} 交出的时间{to_the_minute(handed_over)}，"
            "不会是这一条。请核对链接是否贴错。"
        )
    if at > evidence.at + SKEW:
        raise Refused(f"发布时间{to_the_minute(at)}还没有到，请核对。")
    kept = {"time_from": source, "pasted": evidence.url.strip()}
    return Receipt(
        delivery.key, Standing.LIVE, at, remote_id=link.id, url=link.url, evidence=_evidence(evidence) | kept
    )


def _moment(link: Link, evidence: Evidence) -> tuple[datetime, str]:
    """When it was published and how we know: never merely because somebody typed it."""
    if link.at is not None:
        return link.at, "平台的作品编号"
    if evidence.published_at is None:
        return evidence.at, "确认的时刻"
    require_proof_of_time(evidence)
    return evidence.published_at, "截图"


def require_proof_of_time(evidence: Evidence) -> None:
    """Raises Refused for a time of publication that nothing but typing stands for."""
    if evidence.published_at is not None and not evidence.screenshot:
        raise Refused("填了发布时间，就要附上看得到发布时间的截图；没有截图请不要填，按确认的时刻登记。")


def _in_review(delivery: Delivery, evidence: Evidence) -> Receipt:
    since = {HANDED_OVER: _handed_over(delivery).isoformat(), IN_REVIEW_SINCE: evidence.at.isoformat()}
    kept = _evidence(evidence) | since
    return Receipt(delivery.key, Standing.HELD, evidence.at, says=IN_REVIEW_SAYS, evidence=kept)


def _taken_down(delivery: Delivery, evidence: Evidence, read: Callable[[str], Link]) -> Receipt:
    """The link once more (opened, and gone) or a screenshot says which work was looked at.

    Of what may never have been public there is no link: then it is enough that the person looked.
    """
    pasted = evidence.url.strip()
    if not delivery.url:
        url = read(pasted).url if pasted else ""
        return Receipt(delivery.key, Standing.WITHDRAWN, evidence.at, url=url, evidence=_evidence(evidence))
    if not pasted and not evidence.screenshot:
        raise Refused(f"请再贴一次原链接（打开看到已经删除），或附上截图。原链接：{delivery.url}")
    if pasted and read(pasted).url != read(delivery.url).url:
        says = f"贴的链接与登记的不是同一个，登记的是 {delivery.url}。请贴登记的那个，或只附上看得到已经删除的截图。"
        raise Refused(says)
    return Receipt(
        delivery.key,
        Standing.WITHDRAWN,
        evidence.at,
        remote_id=delivery.remote_id,
        url=delivery.url,
        evidence=_evidence(evidence),
    )


def _handed_over(delivery: Delivery) -> datetime:
    """Since when the package waits; while the platform reviews, the delivery's own `since` is later."""
    reviewed = delivery.evidence.get(IN_REVIEW_SINCE, "")
    if reviewed and datetime.fromisoformat(reviewed) == delivery.since:
        return datetime.fromisoformat(delivery.evidence[HANDED_OVER])
    return delivery.since


def _evidence(evidence: Evidence) -> dict[str, str]:
    kept = {"confirmed_by": evidence.by, "screenshot": evidence.screenshot, **evidence.facts}
    return {name: value for name, value in kept.items() if value}
