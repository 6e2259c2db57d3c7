"""Who opens one of our pages inside WeChat (网页授权, snsapi_base: no questions asked, an openid and no more).

Verified 服务号 may use it, and verified 公众号 of government and media; the page's domain must be set in the console.
"""

from urllib.parse import urlencode

from channels.errors import TryLater
from channels.http import WAIT, is_loopback
from channels.wechat.api import Api, text
from channels.wechat.settings import Settings

AUTHORISES = "https://open.weixin.qq.com"
NOBODY = "微信没有说出来访者是谁，请重新打开这个页面。"


def recognition_url(settings: Settings, back: str, state: str) -> str:
    """WeChat's own page, which sends the browser on to `back` with `code` and `state`."""
    if not settings.oauth:
        return ""
    origin = settings.api_base if is_loopback(settings.api_base) else AUTHORISES
    wanted = {
        "appid": settings.app_id,
        "redirect_uri": back,
        "response_type": "code",
        "scope": "snsapi_base",
        "state": state,
    }
    return f"{origin}/connect/oauth2/authorize?{urlencode(wanted)}#wechat_redirect"


def recognise(api: Api, code: str) -> str:
    """A code is good for five minutes and for one time."""
    visitor = text(api.visitor_of(code), "openid")
    if not visitor:
        raise TryLater(NOBODY, wait=WAIT)
    return visitor
