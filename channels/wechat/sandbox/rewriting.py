"""What the platform makes of an article's HTML. Read back, it is not what was sent: a live test's findings."""

import re
from urllib.parse import urlsplit

_WHOLE = re.compile(r"<(script|style|iframe|form|button|object)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_ALONE = re.compile(r"</?(?:script|style|link|iframe|form|input|button|object|embed|meta)\b[^>]*>", re.IGNORECASE)
_FORBIDDEN = re.compile(r"<(?:video|audio|mp-common-videosnap|mp-miniprogram|mpvoice)\b", re.IGNORECASE)
_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a\s*>", re.DOTALL | re.IGNORECASE)
_HREF = re.compile(r"""href\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_IMAGE = re.compile(r"<img\b([^>]*?)/?>", re.IGNORECASE)
_SOURCE = re.compile(r"""\bsrc\s*=\s*["']([^"']*)["']""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s(?:id|class|on\w+)\s*=\s*(?:"[^"]*"|'[^']*')""", re.IGNORECASE)
_POSITION = re.compile(r"position\s*:\s*(?:absolute|fixed)\s*;?|[\w-]+\s*:\s*url\([^)]*\)\s*;?", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def is_forbidden(html: str) -> bool:
    """Cards, video and audio cannot be put in by a call (45166)."""
    return _FORBIDDEN.search(html) is not None


def rewritten(html: str, *, base: str, verified: bool) -> str:
    """Without scripts, ids, classes, outward links and foreign pictures; `src` becomes `data-src`."""
    html = _ALONE.sub("", _WHOLE.sub("", html))
    html = _LINK.sub(lambda link: link.group(0) if verified and _is_article(link.group(1)) else link.group(2), html)
    html = _ATTRIBUTE.sub("", _POSITION.sub("", html))
    html = _IMAGE.sub(lambda image: _picture(image.group(1), base), html)
    return _BREAK.sub("<br  />", html)


def shown(html: str) -> str:
    """As a reader's page shows it."""
    return html.replace("data-src=", "src=")


def is_ours(address: str, base: str) -> bool:
    return urlsplit(address).hostname == "mmbiz.qpic.cn" or address.startswith(f"{base}/mmbiz_")


def _is_article(attributes: str) -> bool:
    found = _HREF.search(attributes)
    parts = urlsplit(found.group(1)) if found else urlsplit("")
    return parts.hostname == "mp.weixin.qq.com" and parts.path.startswith("/s")


def _picture(attributes: str, base: str) -> str:
    found = _SOURCE.search(attributes)
    if found is None or not is_ours(found.group(1), base):
        return ""
    rest = _SOURCE.sub("", attributes).strip()
    return f'<img data-src="{found.group(1)}"{f" {rest}" if rest else ""}>'
