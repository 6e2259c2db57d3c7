"""What a document on the site comes to: whether it says what the edition says, and the receipt for it."""

import hashlib
from datetime import datetime

from channels.channel import Rendition
from channels.cms.document import Remote, State
from channels.errors import Refused
from channels.meaning import differences, meaning_of, normal
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


def shows(remote: Remote, rendition: Rendition) -> bool:
    """Whether it is out, or on its way out, with just this text."""
    if remote.state not in OUT or remote.html is None:
        return False
    return normal(remote.title) == normal(rendition.title) and not _changes(remote, rendition)


def is_as_left(remote: Remote, left: Receipt) -> bool:
    """Whether nobody changed on the site what we left there.

    What it says decides, where the site gives it: many a site's number of a change is the time in whole seconds.
    """
    if remote.html is not None and left.evidence.get(MEANING):
        return _said(remote) == left.evidence[MEANING]
    return remote.revision == left.evidence.get(REVISION, "")


def receipt(key: str, digest: str, rendition: Rendition, remote: Remote, *, now: datetime) -> Receipt:
    """Raises Refused where it is public without an address."""
    standing = STANDINGS[remote.state]
    if standing is Standing.LIVE and not remote.url:
        raise Refused("网站收下了，但没有给出网页地址：请核对网站的设置。")
    changes = [*_changes(remote, rendition), *remote.warnings] if standing is Standing.LIVE else []
    says = f"网站改动了内容：{'；'.join(changes)}。" if changes else says_of(remote)
    evidence = {"digest": digest, **evidence_of(remote)}
    return Receipt(key, standing, remote.at or now, remote.id, remote.url, says, evidence)


def withdrawn(key: str, remote: Remote | None, *, now: datetime) -> Receipt:
    if remote is None:
        return Receipt(key, Standing.WITHDRAWN, now)
    return Receipt(key, Standing.WITHDRAWN, now, remote.id, remote.url, evidence=evidence_of(remote))


def followed(before: Receipt, remote: Remote | None, *, now: datetime) -> Receipt:
    """What became of something held; the same receipt where nothing changed."""
    if remote is None:
        return Receipt(before.key, Standing.GONE, now, before.remote_id, says="网站上已没有这一件。")
    standing = STANDINGS[remote.state]
    if standing is before.standing:
        return before
    evidence = {**before.evidence, **evidence_of(remote)}
    return Receipt(before.key, standing, remote.at or now, remote.id, remote.url, says_of(remote), evidence)


def says_of(remote: Remote) -> str:
    return remote.says or SAYS.get(remote.state, "")


def evidence_of(remote: Remote) -> dict[str, str]:
    return {REVISION: remote.revision, MEANING: _said(remote), "state": str(remote.state)}


def _changes(remote: Remote, rendition: Rendition) -> list[str]:
    """What the site made of our text, in words."""
    return [] if remote.html is None else differences(meaning_of(rendition.html), meaning_of(remote.html))


def _said(remote: Remote) -> str:
    if remote.html is None:
        return ""
    whole = f"{normal(remote.title)}\n{meaning_of(remote.html).digest}"
    return hashlib.sha256(whole.encode()).hexdigest()
