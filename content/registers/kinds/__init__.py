"""The registers there are, in the order commands list them: one module each."""

from collections.abc import Mapping
from types import MappingProxyType

from content.registers.kinds.cases import CASES
from content.registers.kinds.complaints import COMPLAINTS
from content.registers.kinds.decisions import DECISIONS
from content.registers.kinds.documents import DOCUMENTS
from content.registers.kinds.facts import FACTS
from content.registers.kinds.fees import FEES
from content.registers.kinds.matters import MATTERS
from content.registers.kinds.procurement import PROCUREMENT
from content.registers.register import Register

REGISTERS: Mapping[str, Register] = MappingProxyType(
    {one.name: one for one in (DOCUMENTS, MATTERS, DECISIONS, FEES, PROCUREMENT, CASES, COMPLAINTS, FACTS)}
)
"""By name."""


def register_named(text: str) -> Register | None:
    """By its name or the word staff know it by."""
    return REGISTERS.get(text.lower()) or next((one for one in REGISTERS.values() if one.word == text), None)
