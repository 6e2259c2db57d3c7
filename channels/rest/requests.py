"""A request as it will go out, whole: what is signed, printed in a dry run and sent is one and the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Request:
    """`path` is below the mapping's base address, percent-encoded, without a query; `params` are the query.

    `content` is what goes over the wire, a multipart form's borders included (b"" for none); the `Content-Type` is
    among `headers`, whose names are written as the mapping wrote them.
    """

    method: str
    path: str
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""
