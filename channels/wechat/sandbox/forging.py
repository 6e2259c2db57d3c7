"""What somebody else might send to the door in the platform's name."""

from collections.abc import Callable, Mapping

XXE = '<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
FORGERIES: Mapping[str, Callable[[str], str]] = {
    "signature": lambda xml: xml,
    "appid": lambda xml: xml,
    "cut": lambda xml: xml,
    "xxe": lambda xml: f"{XXE}{xml.replace('<xml>', '<xml><Extra>&a;</Extra>', 1)}",
}
"""By name: signed with another token, for another account, cut short, with an entity from outside."""


def query(honest: Mapping[str, str], forged: str) -> dict[str, str]:
    """The query as it is sent: with signatures of another token where that is forged."""
    if forged != "signature":
        return dict(honest)
    return {name: value[::-1] if name.endswith("signature") else value for name, value in honest.items()}
