"""Entries of the registers, as they are read."""

from content.registers.kinds import REGISTERS
from content.registers.register import Entry, Value


def entry(register: str, /, **given: Value) -> Entry:
    """What is not given is empty."""
    values = {one.name: given.get(one.name, one.empty) for one in REGISTERS[register].fields}
    return Entry(register=register, number=f"{register}-2025-0001", values=values)
