"""The registers (登记簿) behind the annual report: one set of pages for all of them."""

from fastapi import FastAPI

from bot.console.registers import listed, tables, writing
from bot.console.room import Room


def add_to(pages: FastAPI, room: Room) -> None:
    for part in (tables, writing, listed):  # an entry has a number, and no act of the register is one
        part.add_to(pages, room)
