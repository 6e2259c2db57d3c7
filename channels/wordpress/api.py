"""The REST interface of one site, as WordPress has it since 4.7."""

import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from channels.cms.document import Upload
from channels.http import Call, Caller
from channels.wordpress.answers import WHO, judged
from channels.wordpress.settings import Settings

# Works with pretty permalinks and without, and below any web server.
DOOR = "/index.php"
JSON = {"content-type": "application/json"}


class Api:
    """Every call raises what `channels.wordpress.answers` says of its answer, besides what `Caller.ask` raises."""

    def __init__(self, settings: Settings) -> None:
        login = f"{settings.user}:{settings.password.reveal()}"
        self._login = {"authorization": f"Basic {b64encode(login.encode()).decode()}"}
        self._caller = Caller(settings.address, who=WHO, seconds=settings.call_seconds)

    def get(self, route: str, asked: Mapping[str, str], *, anonymous: bool = False) -> Any:
        headers = {} if anonymous else self._login
        call = Call("GET", DOOR, {"rest_route": route, **asked}, headers=headers)
        return judged(self._caller.ask(call), call)

    def write(self, route: str, body: Mapping[str, Any], asked: Mapping[str, str], *, final: bool = True) -> Any:
        """`final`: a lost answer leaves open whether it was done, and that matters."""
        content = json.dumps(body).encode()
        params = {"rest_route": route, **asked}
        call = Call("POST", DOOR, params, content=content, headers={**self._login, **JSON}, final=final)
        return judged(self._caller.ask(call), call)

    def delete(self, route: str) -> None:
        """For good. Sent as POST, as what stands before some sites knows no other method that writes."""
        self.write(route, {}, {"_method": "DELETE", "force": "true"}, final=False)

    def upload(self, file: Upload, asked: Mapping[str, str]) -> Any:
        call = Call(
            "POST",
            DOOR,
            {"rest_route": "/wp/v2/media", **asked},
            headers=self._login,
            files={"file": (file.name, file.content, file.media_type)},
            fields={"slug": file.key, "title": file.name},
        )
        return judged(self._caller.ask(call), call)
