"""The door that only says whether the house is well: for monitors, containers and the reverse proxy."""

from typing import TYPE_CHECKING

from fastapi import FastAPI, Response

from content.delivery import State

if TYPE_CHECKING:
    from bot.app import App


def add_to(web: FastAPI, app: "App") -> None:
    """`GET /healthz`: 200 while the database answers, and what waits for a person."""

    @web.get("/healthz")
    def healthz(response: Response) -> dict[str, object]:
        try:
            with app.store.read() as work:
                waiting = work.dispatches.count((State.WAITING,))
                unconfirmed = work.dispatches.count((State.UNCONFIRMED,))
        except Exception:  # noqa: BLE001  # whatever keeps the database from answering, the house is not well
            response.status_code = 503
            return {"well": False}
        return {"well": True, "waiting": waiting, "unconfirmed": unconfirmed}
