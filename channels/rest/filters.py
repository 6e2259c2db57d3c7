"""What templates can do with a value besides Jinja2's own filters."""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from html import escape
from typing import Any

from markupsafe import Markup

from channels.meaning import plain_text
from channels.rest.wikitext import wikitext
from content.zone import SHANGHAI


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _cdata(value: Any) -> Markup:
    """The end mark inside is cut in two, as XML wants."""
    return Markup(f"<![CDATA[{str(value).replace(']]>', ']]]]><![CDATA[>')}]]>")  # noqa: S704  # CDATA is the escaping


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _utc_ms(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "base64": lambda value: base64.b64encode(_bytes(value)).decode(),
    "md5": lambda value: hashlib.md5(_bytes(value), usedforsecurity=False).hexdigest(),
    "sha256": lambda value: hashlib.sha256(_bytes(value)).hexdigest(),
    "hex": lambda value: _bytes(value).hex(),
    "json": _json,
    "cdata": _cdata,
    "html": lambda value: escape(str(value)),
    "plain": plain_text,
    "wikitext": wikitext,
    "local": lambda at, pattern: at.astimezone(SHANGHAI).strftime(pattern),
    "utc": lambda at, pattern: at.astimezone(UTC).strftime(pattern),
    "utc_ms": _utc_ms,
    "epoch": lambda at: int(at.timestamp()),
    "epoch_ms": lambda at: int(at.timestamp() * 1000),
}
