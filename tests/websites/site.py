"""A website that exists, as the tests see it: a server of somebody else's make, and what its own back office says.

A server joins by a module `tests/websites/<name>.py` with `serving(folder) -> ContextManager[Site]`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .wire import Wire


@dataclass(frozen=True)
class Site:
    """`settings`: a channel's, as they stand in gongkai.yaml, with its `kind` and `medium`, its address that of `wire`
    and its secrets as `${NAMES}` of `environ`. No `key_prefix`: every test has one of its own.

    The rest is done behind the channel's back, not over the wire, as by somebody in the site's own back office:

    `kept(key)`: every document whose key is `key`, or begins with it as a copy's does (`key-2`, `key__trashed`), in
    whatever state, bin included; how the site names them.
    `edit(key, html)`: the document's text becomes this; it stays public.
    `remove(key)`: into the bin, or what comes nearest to it there.

    `wrong`: what of `environ` is to be replaced for a login that the site refuses.
    """

    settings: Mapping[str, Any]
    environ: Mapping[str, str]
    wire: Wire
    kept: Callable[[str], list[str]]
    edit: Callable[[str, str], None]
    remove: Callable[[str], None]
    wrong: Mapping[str, str] = field(default_factory=dict)
