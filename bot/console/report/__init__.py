"""The annual report (年度报告): its years, figures, text, checks, versions and documents."""

from fastapi import FastAPI

from bot.console.report import figure, files, freezing, freshness, periods, tables, text, versions, years
from bot.console.room import Room


def add_to(pages: FastAPI, room: Room) -> None:
    for part in (years, tables, figure, text, versions, freezing, files, periods, freshness):
        part.add_to(pages, room)
