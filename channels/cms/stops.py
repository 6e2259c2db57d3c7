"""Where somebody else's words are on the page: an order stops before it overwrites them, and a person decides."""

from channels.channel import Rendition
from channels.cms import receipts
from channels.cms.document import Remote, State
from channels.cms.documents import WITHDRAWN
from channels.cms.marks import BEFORE, CREATING
from channels.errors import Changed
from channels.meaning import normal
from content.delivery import OVERWRITES, Act, Dispatch
from content.receipt import Receipt

DECIDE = "以本系统为准的，再更正一次并选“以本系统为准”；以网站为准的，先把网站上的改动写进稿件再更正。"
RENAMED = (
    "{who}上按编号找不到它了，而原来的那一页（{url}）还在，编号和内容都被人改过："
    "请打开看，仍是这一件的，到网站后台撤下，再回来确认。"
)
NOT_OURS = (
    "确是这一件的，再发布一次并选“以本系统为准”；是别的系统发的，请管理员改设置里编号的开头（key_prefix），免得重名。"
)


def require_unchanged(who: str, dispatch: Dispatch, rendition: Rendition, remote: Remote | None) -> None:
    """Raises `Changed`, unless somebody decided that our words stand, or the page says just the same."""
    if OVERWRITES in dispatch.marks or _is_as_seen(dispatch, remote):
        return
    if remote is not None and receipts.says_all(remote, rendition):
        return
    held = dispatch.held.get(dispatch.editions[0].item_id)
    if held is not None:
        _require_as_left(who, held, remote)
    elif dispatch.act is Act.PUBLISH and CREATING not in dispatch.marks:
        _require_free(who, rendition, remote)


def _is_as_seen(dispatch: Dispatch, remote: Remote | None) -> bool:
    """An earlier attempt found it like that, and was free to write."""
    return dispatch.marks.get(BEFORE) == receipts.stamp(remote)


def _require_as_left(who: str, held: Receipt, remote: Remote | None) -> None:
    if remote is None:
        raise Changed(f"{who}上已没有这一页（{held.url}），是在网站上删除的。{DECIDE}")
    if remote.state is State.REJECTED:
        return  # what we sent last; the site's own people gave it back
    if remote.state is State.WITHDRAWN:
        raise Changed(f"{who}上的这一页（{held.url}）已在网站上被撤下。{DECIDE}")
    if receipts.MEANING not in held.evidence:
        raise Changed(f"上次是由人确认的，不知道{who}上的这一页（{held.url}）后来有没有被人改过。{DECIDE}")
    if not receipts.is_as_left(remote, held):
        raise Changed(f"{who}上的这一页（{remote.url or held.url}）发布以后被人改过。{DECIDE}")


def _require_free(who: str, rendition: Rendition, remote: Remote | None) -> None:
    """Nothing else is public under the item's key, but for the notice of its withdrawal."""
    if remote is None or remote.state is not State.PUBLISHED or normal(remote.title) == normal(WITHDRAWN):
        return
    if remote.html is not None or normal(remote.title) != normal(rendition.title):
        raise Changed(f"{who}上已经公开着同一编号的网页（{remote.url}），内容不是这一版。{NOT_OURS}")
