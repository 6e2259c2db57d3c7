"""A newspaper on loopback: it prints a piece, and shows the page it stands on.

Nothing can be sent to the press, so this is only what a person sees who looks for a clipping.
"""

import json
from datetime import date
from html import escape
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, Form, HTTPException
from fastapi.responses import HTMLResponse

from channels.channel import Clock
from content.zone import day_of

PAGE = (
    "<!doctype html><html lang='zh-CN'><meta charset='utf-8'>"
    "<meta name='viewport' content='width=device-width, initial-scale=1'><title>{title}</title>"
    "<body style='max-width:40rem;margin:0 auto;padding:1rem;font-family:serif'>"
    "<p>演练报纸，只在本机</p><h1>{outlet}</h1><p>{on}　第{page}版</p><h2>{title}</h2><p>{text}</p>"
)


def build_app(folder: Path, clock: Clock, outlet: str = "示范日报") -> FastAPI:
    """`POST /pieces` prints one (title, text, page) today; `/2026-03-05/2/1` shows the first piece on that page."""
    folder.mkdir(parents=True, exist_ok=True)
    printed = folder / "pieces.jsonl"
    printed.touch()
    app = FastAPI(title=outlet, openapi_url=None)

    def pieces() -> list[dict[str, Any]]:
        return [json.loads(line) for line in printed.read_text(encoding="utf-8").splitlines()]

    @app.post("/pieces")
    def take(
        title: Annotated[str, Form()], text: Annotated[str, Form()], page: Annotated[int, Form()]
    ) -> dict[str, str]:
        on = day_of(clock()).isoformat()
        before = sum(piece["on"] == on and piece["page"] == page for piece in pieces())
        piece = {"on": on, "page": page, "title": title, "text": text}
        with printed.open("a", encoding="utf-8") as out:
            out.write(json.dumps(piece, ensure_ascii=False) + "\n")
        return {"outlet": outlet, "date": on, "page": f"{page}版", "title": title, "path": f"/{on}/{page}/{before + 1}"}

    @app.get("/{on}/{page}/{place}")
    def show(on: date, page: int, place: int) -> HTMLResponse:
        there = [piece for piece in pieces() if piece["on"] == on.isoformat() and piece["page"] == page]
        if not 0 < place <= len(there):
            raise HTTPException(404)
        shown = {name: escape(str(value)) for name, value in there[place - 1].items()}
        return HTMLResponse(PAGE.format(outlet=escape(outlet), **shown))

    return app
