"""Sending (发布): ordering out, what is under way, what went wrong, taking back, and the channels themselves."""

from fastapi import FastAPI

from bot.console.room import Room
from bot.console.sending import bundling, changing, channels, ordering, overview, progress, settling


def add_to(pages: FastAPI, room: Room) -> None:
    for part in (overview, ordering, progress, changing, settling, bundling, channels):
        part.add_to(pages, room)
