"""What WordPress's answers mean, by code: its messages are in the site's language, its codes are not.

Tried on WordPress 6.1 and 6.5. A code that is in no table is taken by its status.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from channels.errors import ChannelError, Gone, Misconfigured, Refused, TryLater, Unconfirmed
from channels.http import WAIT, Answer, Call

CODE, STATUS, TERM = "code", "status", "term"
"""In the evidence; the last is the category that is there already."""
WHO = "WordPress 网站"
LOGIN = "WordPress 网站不认设置里的用户名和应用程序密码：请在后台“用户→个人资料”里重新添加应用程序密码，更新设置。"
NO_LOGIN = "WordPress 网站没有认出设置里的用户，多半是应用程序密码不对或已被删除：请管理员看渠道的检查结果，改好设置。"
ROLE = "设置里的用户在 WordPress 网站上权限不够：请把它的角色改为“编辑”。"
NO_INTERFACE = (
    "这个网址上没有 WordPress 的接口：请管理员核对设置里的网站地址（address）；装有安全插件的，请网站管理员放行接口。"
)
WALL = "网站前面的防火墙拦下了这次调用：请网站管理员放行 index.php?rest_route=，再发一次。"
ELSEWHERE = "网站把调用转到了别处（{place}）：请管理员把设置里的网站地址（address）改成网站真正的网址。"
TOO_BIG = "文件太大，WordPress 网站不收：请网站管理员调高上传上限，或换小一些的文件。"
IS_GONE = "这一件在 WordPress 网站上已被彻底删除。"


@dataclass(frozen=True, slots=True)
class Said:
    """How one code is taken; what is left out of `says` is the site's own message."""

    error: type[ChannelError]
    says: str = ""


_LOGIN, _NO_LOGIN, _ROLE = Said(Misconfigured, LOGIN), Said(Misconfigured, NO_LOGIN), Said(Misconfigured, ROLE)
_NOT_DONE = Said(TryLater, "WordPress 网站的数据库没有写成（多半是磁盘满了）")
ANSWERS: Mapping[str, Said] = {
    "incorrect_password": _LOGIN,
    "invalid_username": _LOGIN,
    "invalid_email": _LOGIN,
    "application_passwords_disabled": Said(Misconfigured, "WordPress 网站关闭了应用程序密码：请网站管理员打开。"),
    "application_passwords_disabled_for_user": Said(Misconfigured, "这个用户不能用应用程序密码：请换一个用户。"),
    "rest_not_logged_in": _NO_LOGIN,
    "rest_cannot_create": _ROLE,
    "rest_cannot_edit": _ROLE,
    "rest_cannot_edit_others": _ROLE,
    "rest_cannot_publish": _ROLE,
    "rest_cannot_assign_term": _ROLE,
    "rest_forbidden_context": _ROLE,
    "rest_no_route": Said(Misconfigured, NO_INTERFACE),
    "rest_post_invalid_id": Said(Gone, IS_GONE),
    "rest_upload_no_data": Said(Refused, TOO_BIG),
    "rest_upload_file_too_big": Said(Refused, TOO_BIG),
    "db_insert_error": _NOT_DONE,
    "db_update_error": _NOT_DONE,
}
OF_THE_WAY: Mapping[int, Said] = {
    401: _NO_LOGIN,
    404: Said(Misconfigured, NO_INTERFACE),
    413: Said(Refused, TOO_BIG),
}
"""By status, where the answer is not WordPress's own but comes from what stands before it."""
WALLS = frozenset({403, 405, 406, 418, 444, 493})


def judged(answer: Answer, call: Call) -> Any:
    """The JSON of an answer that is a yes. Raises what the others mean."""
    said = _json(answer)
    if said is not None and answer.status < 300:
        return said
    raise _error(answer, said if isinstance(said, dict) else {}, call)


def _json(answer: Answer) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None


def _error(answer: Answer, said: Mapping[str, Any], call: Call) -> ChannelError:
    code = str(said.get("code", ""))
    evidence = {"call": call.params["rest_route"], STATUS: str(answer.status)}
    evidence |= {CODE: code, **_term(said)} if code else {}
    if known := ANSWERS.get(code):
        return _made(known.error, known.says, evidence)
    if code and answer.status < 500:
        return _by_status(answer.status, f"{WHO}没有接受：{said.get('message', '')}", call, evidence)
    return _not_its_own(answer, call, evidence)


def _term(said: Mapping[str, Any]) -> Mapping[str, str]:
    more = said.get("data")
    return {TERM: str(more["term_id"])} if isinstance(more, dict) and "term_id" in more else {}


def _by_status(status: int, says: str, call: Call, evidence: Mapping[str, str]) -> ChannelError:
    if status == 401 or (call.method == "GET" and status == 400):
        # Who is not signed in may not ask for drafts, and is told that there is no such state.
        return _made(Misconfigured, NO_LOGIN, evidence)
    if status == 403:
        return _made(Misconfigured, f"{says}。{ROLE}", evidence)
    return _made(TryLater if status == 429 else Refused, says, evidence)


def _not_its_own(answer: Answer, call: Call, evidence: Mapping[str, str]) -> ChannelError:
    """From what stands before WordPress, or from one that broke down half way."""
    status, asks = answer.status, call.method == "GET"
    if 300 <= status < 400:
        return _made(Misconfigured, ELSEWHERE.format(place=answer.headers.get("location", "")), evidence)
    if known := OF_THE_WAY.get(status):
        return _made(known.error, known.says, evidence)
    if status in WALLS:
        return _made(Misconfigured if asks else Refused, WALL, evidence)
    if status < 300 and asks:
        return _made(Misconfigured, NO_INTERFACE, evidence)
    is_open = call.final and status != 429
    return _made(Unconfirmed if is_open else TryLater, f"{WHO}出错了（{status}）", evidence)


def _made(error: type[ChannelError], says: str, evidence: Mapping[str, str]) -> ChannelError:
    if issubclass(error, TryLater):
        return error(says, when="稍后", wait=WAIT, evidence=evidence)
    return error(says if says.endswith("。") else f"{says}。", evidence=evidence)
