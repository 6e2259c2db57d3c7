"""The editor (编辑稿件): write an item, see what is wrong with it and what it will look like, hand it in."""

from fastapi import FastAPI

from bot.console.editor import autosave, copies, files, handing_in, page
from bot.console.room import Room


def add_to(pages: FastAPI, room: Room) -> None:
    for part in (page, autosave, files, copies, handing_in):
        part.add_to(pages, room)
