"""Letters (留言): the inbox, one letter, and everything that is done with it."""

from fastapi import FastAPI

from bot.console.letters import inbox, one, publishing, texts, writing
from bot.console.room import Room


def add_to(pages: FastAPI, room: Room) -> None:
    for part in (inbox, texts, writing, publishing, one):
        part.add_to(pages, room)
