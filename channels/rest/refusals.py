"""What a no of the site comes to: one of the channel's errors, with words for staff."""

from collections.abc import Mapping
from datetime import timedelta

from channels.cms.document import Conflict, Exists
from channels.errors import ChannelError, Gone, Misconfigured, Refused, TryLater, Unconfirmed
from channels.rest.judging import Judged, No

WAIT = timedelta(minutes=1)
LONGEST_WAIT = 3600
WORDS: Mapping[Judged, str] = {
    "auth": "{who}不认我们的账号或密钥，或账号没有权限。请管理员核对设置里的密钥（secrets）和账号的权限",
    "invalid": "{who}不收这些内容。请按网站的要求改好再发",
    "missing": "{who}上没有要找的这一项",
    "exists": "{who}上已有同一编号的稿件",
    "conflict": "{who}上的这一页刚刚被人改过",
    "retry": "{who}现在办不了",
    "unknown": "{who}的答复说不清办成没有",
    "moved": "{who}的接口地址变了（答复是跳转）。请管理员核对设置里的网站地址（address）",
    "html": "{who}没有答复，答复的是它前面的防火墙或代理。请网站管理员放行本机的地址",
}
ERRORS: Mapping[Judged, type[ChannelError]] = {
    "auth": Misconfigured,
    "invalid": Refused,
    "missing": Gone,
    "exists": Exists,
    "conflict": Conflict,
    "moved": Misconfigured,
}


def error_of(no: No, who: str, *, writes: bool, evidence: Mapping[str, str]) -> ChannelError:
    """`writes`: what was asked may have been done all the same. The mapping's words come first, then the site's own."""
    says = no.says.rstrip("。") or WORDS[no.kind].format(who=who)
    says = f"{says}（网站说：{no.site_says}）" if no.site_says else says
    wait = _wait(evidence.get("retry_after", ""))
    evidence = {**evidence, "kind": no.kind, "status": str(no.status)}
    if error := ERRORS.get(no.kind):
        return error(f"{says}。", evidence=evidence)
    if no.kind == "html" and writes and 400 <= no.status < 500:
        return Refused(f"{says}；也可能是正文里的字词或代码被拦下。", evidence=evidence)
    if writes and no.kind != "retry":
        return Unconfirmed(f"{says}，正在核对是否已经办成。", evidence=evidence)
    return TryLater(says, wait=wait, when="稍后", evidence=evidence)


def _wait(retry_after: str) -> timedelta:
    """Seconds; a date is not worth reading."""
    return timedelta(seconds=min(int(retry_after), LONGEST_WAIT)) if retry_after.isdigit() else WAIT
