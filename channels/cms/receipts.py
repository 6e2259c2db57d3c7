"""What a document on the site comes to: whether it says what the edition says, and the receipt for it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from channels.channel import Rendition
from channels.cms.document import Remote, State
from channels.errors import Misconfigured
from channels.meaning import differences, holds_only, leads, meaning_of, normal, shortened
from content.receipt import Receipt, Standing

REVISION, MEANING = "revision", "meaning"
"""In the evidence: the site's own number of the change, and a digest of what the site showed when we left it."""
OUT = frozenset({State.PUBLISHED, State.SUBMITTED, State.SCHEDULED})
"""Public, or on its way there without us."""
STANDINGS = {
    State.PUBLISHED: Standing.LIVE,
    State.SUBMITTED: Standing.HELD,
    State.SCHEDULED: Standing.HELD,
    State.REJECTED: Standing.REFUSED,
    State.WITHDRAWN: Standing.REFUSED,
}
SAYS = {
    State.SUBMITTED: "网站已收，等网站那边审核。",
    State.SCHEDULED: "网站已收，还没有公开。",
    State.REJECTED: "网站没有通过。",
    State.WITHDRAWN: "网站收下了，但没有公开。",
}
FILES_STAY = "网页已撤下；图片和附件仍能凭原来的网址打开，不该公开的请到网站后台删除。"
NO_ADDRESS = "网站收下了，但没有给出网页地址：请管理员核对网站的设置。"


@dataclass(frozen=True, slots=True)
class Moment:
    """When it was ordered, or last seen, and now: what the site says of its own times is believed in between."""

    since: datetime
    now: datetime

    def of(self, remote: Remote) -> datetime:
        """The site keeps the date of the first publication through corrections, and its clock may be wrong."""
        return remote.at if remote.at is not None and self.since <= remote.at <= self.now else self.now


def stamp(remote: Remote | None) -> str:
    """Changes with whatever changes on the site, its second half only with what readers see; "" for nothing there."""
    if remote is None:
        return ""
    whole = _digest(remote.state, remote.revision, remote.title, remote.html or "")
    return f"{whole} {_digest(remote.state, _said(remote))}"


def reads_as(remote: Remote, before: str | None) -> bool:
    """Whether readers see what they saw when the site was stamped: at most, somebody saved it again."""
    return bool(before) and stamp(remote).partition(" ")[2] == (before or "").partition(" ")[2]


def is_done(remote: Remote, rendition: Rendition, before: str | None) -> bool:
    """Whether a write that was begun, finding the site as `before`, took effect: out with our text, or on its way.

    That the text is the same is not enough: a correction may be of a file, or of the column, alone. What a site takes
    out of a text on saving is told in the receipt, and does not make it another.
    """
    if before is None or remote.state not in OUT or stamp(remote) == before:
        return False
    if reads_as(remote, before) and _changes(remote, rendition):
        return False
    named = not remote.title or normal(remote.title) == normal(rendition.title)
    return named and (remote.html is None or holds_only(meaning_of(rendition.html), meaning_of(remote.html)))


def says_all(remote: Remote, rendition: Rendition) -> bool:
    """Whether it is out, or on its way out, and says exactly what the edition says."""
    if remote.state not in OUT or remote.html is None:
        return False
    return normal(remote.title) == normal(rendition.title) and not _changes(remote, rendition)


def is_as_left(remote: Remote, left: Receipt) -> bool:
    """Whether nobody changed on the site what we left there.

    What it says decides, where the site gives it: many a site's number of a change is the time in whole seconds.
    """
    if remote.html is None and remote.revision:
        return remote.revision == left.evidence.get(REVISION)
    return _said(remote) == left.evidence.get(MEANING)


def receipt(digest: str, rendition: Rendition, remote: Remote, moment: Moment) -> Receipt:
    """Raises Misconfigured where it is public without an address."""
    standing = _standing(remote)
    changes = [*_changes(remote, rendition), *remote.warnings] if standing is Standing.LIVE else []
    says = f"网站改动了内容：{'；'.join(changes)}。" if changes else says_of(remote)
    evidence = {"digest": digest, **evidence_of(remote)}
    return Receipt(rendition.key, standing, moment.of(remote), remote.id, remote.url, says, evidence)


def withdrawn(key: str, remote: Remote | None, *, now: datetime, has_files: bool) -> Receipt:
    if remote is None:
        return Receipt(key, Standing.WITHDRAWN, now)
    says = FILES_STAY if has_files else ""
    return Receipt(key, Standing.WITHDRAWN, now, remote.id, remote.url, says, evidence_of(remote))


def followed(before: Receipt, remote: Remote | None, *, now: datetime) -> Receipt:
    """What became of something held; the same receipt where nothing changed. Raises as `receipt`."""
    if remote is None:
        return Receipt(before.key, Standing.GONE, now, before.remote_id, says="网站上已没有这一件。")
    standing = _standing(remote)
    if standing is before.standing:
        return before
    at = Moment(before.at, now).of(remote)
    evidence = {**before.evidence, **evidence_of(remote)}
    return Receipt(before.key, standing, at, remote.id, remote.url, says_of(remote), evidence)


def says_of(remote: Remote) -> str:
    if remote.state is State.REJECTED and remote.says:
        return f"网站没有通过：{remote.says.rstrip('。')}。"
    return remote.says or SAYS.get(remote.state, "")


def evidence_of(remote: Remote) -> dict[str, str]:
    return {REVISION: remote.revision, MEANING: _said(remote), "state": str(remote.state)}


def _standing(remote: Remote) -> Standing:
    standing = STANDINGS[remote.state]
    if standing is Standing.LIVE and not remote.url:
        raise Misconfigured(NO_ADDRESS)
    return standing


def _changes(remote: Remote, rendition: Rendition) -> list[str]:
    """What the site made of our text, in words."""
    named = not remote.title or normal(remote.title) == normal(rendition.title)
    title = [] if named else [f"标题成了“{shortened(remote.title)}”"]
    return title if remote.html is None else [*title, *differences(meaning_of(rendition.html), meaning_of(remote.html))]


def _said(remote: Remote) -> str:
    """What a reader finds there, and where its pictures and links lead; how the site writes it does not matter."""
    html = remote.html or ""
    return _digest(normal(remote.title), meaning_of(html).digest, *leads(html))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode(errors="surrogatepass")).hexdigest()
