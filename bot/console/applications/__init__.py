"""Applications for information (依申请公开): the register, one application, and every step on its way."""

from fastapi import FastAPI

from bot.console.applications import documents, identity, one, paper, register, tables
from bot.console.room import Room


def add_to(pages: FastAPI, room: Room) -> None:
    for part in (register, tables, paper, documents, identity, one):
        part.add_to(pages, room)
