"""Whether the site can be used: its interface, the login, and what the user may do there."""

from collections.abc import Iterator, Mapping
from typing import Any

from channels.channel import BUSY, UNREACHABLE
from channels.errors import ChannelError, Misconfigured, TryLater
from channels.wordpress.answers import NO_LOGIN, STATUS
from channels.wordpress.api import Api
from channels.wordpress.settings import Settings
from content.problems import Problem

NEEDED = {
    "publish_posts": "发布文章",
    "edit_published_posts": "修改已发布的文章",
    # Without these two, what somebody else drafted or hid is not even found, and would be made twice.
    "edit_others_posts": "修改别人的文章",
    "read_private_posts": "查看私密文章",
    "upload_files": "上传文件",
}
COLUMNS = "manage_categories"
PLAIN_HTTP = (
    "WordPress 网站没有启用 https，不认应用程序密码：请网站管理员配好证书，"
    "再把设置里的网站地址（address）改成 https:// 开头。"
)
SWITCHED_OFF = (
    "WordPress 网站不认应用程序密码：请网站管理员看看是不是安全插件关掉的；https 由前面的代理提供的，"
    "请在 wp-config.php 里按 X-Forwarded-Proto 设好 HTTPS。"
)
GOES_ON = "排着的等网站恢复以后自动接着发；一直这样的，请告诉网站管理员。"
# A site that keeps the login from PHP answers just as it does to a wrong password.
NOT_RECOGNISED = (
    "WordPress 网站没有认出设置里的用户，多半是用户名或应用程序密码不对，或密码已被删除："
    "请在后台“用户→个人资料”里重新添加应用程序密码，更新设置；还不行的，"
    "请网站管理员看看网站服务器是不是没有把登录信息（Authorization 请求头）交给 PHP。"
)
ROLE = "设置里的用户“{user}”在 WordPress 网站上不能{lacking}：请把它的角色改为“编辑”。"
NO_NEW_COLUMNS = "设置里的用户“{user}”在 WordPress 网站上不能新建分类：栏目要网站管理员先建好。"


def check(api: Api, settings: Settings, channel: str) -> list[Problem]:
    """Empty when all is well. Never raises."""
    try:
        me = api.get("/wp/v2/users/me", {"context": "edit", "_fields": "capabilities"})
    except Misconfigured as error:
        return [_misconfigured(_why(api, settings, error), channel)]
    except ChannelError as error:
        return [_for_the_moment(error, channel)]
    return list(_lacking(me.get("capabilities") or {}, settings.user, channel))


def _lacking(may: Mapping[str, Any], user: str, channel: str) -> Iterator[Problem]:
    lacking = [what for right, what in NEEDED.items() if not may.get(right)]
    if lacking:
        yield _misconfigured(ROLE.format(user=user, lacking="、".join(lacking)), channel)
    elif not may.get(COLUMNS):
        says = NO_NEW_COLUMNS.format(user=user)
        yield Problem("channel_limited", "channel", says, blocks=False, where=channel)


def _why(api: Api, settings: Settings, error: Misconfigured) -> str:
    """Of a login that was not taken, the site's own page about its interface says what it takes at all."""
    if error.says != NO_LOGIN:
        return error.says
    try:
        taken = api.get("/", {"_fields": "authentication"}, anonymous=True).get("authentication")
    except ChannelError:
        return error.says
    if taken:
        return NOT_RECOGNISED
    return SWITCHED_OFF if settings.address.startswith("https:") else PLAIN_HTTP


def _misconfigured(says: str, channel: str) -> Problem:
    return Problem("channel_misconfigured", "channel", says, blocks=True, where=channel)


def _for_the_moment(error: ChannelError, channel: str) -> Problem:
    code = BUSY if STATUS in error.evidence else UNREACHABLE
    says = f"{error.why}。{GOES_ON}" if isinstance(error, TryLater) else error.says
    return Problem(code, "channel", says, blocks=False, where=channel)
