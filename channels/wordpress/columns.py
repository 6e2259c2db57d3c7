"""Columns: WordPress's category tree, one level after another."""

from collections.abc import Sequence
from datetime import timedelta
from html import unescape

from channels.channel import Surroundings
from channels.errors import Misconfigured, Refused
from channels.wordpress.answers import TERM
from channels.wordpress.api import Api

ROUTE = "/wp/v2/categories"
TOP = "0"
KEPT = timedelta(days=30)
NOT_MADE = "网站上没有“{column}”这个分类，设置里的用户也不能新建：请网站管理员先建好，或把用户的角色改为“编辑”。"


class Columns:
    """Their numbers are kept on the shelf, below `place`: whoever writes an article sees whether they still hold."""

    def __init__(self, api: Api, around: Surroundings, place: str) -> None:
        self._api = api
        self._around = around
        self._place = place

    def number(self, path: Sequence[str]) -> str:
        """Made where it is missing. Raises Refused where that is not allowed."""
        place = self._place + "/".join(path)
        kept = self._around.shelf.get(place, self._around.clock())
        if kept is not None:
            return kept
        found = TOP
        for name in path:
            found = self._below(found, name)
        self._around.shelf.put(place, found, self._around.clock() + KEPT)
        return found

    def forget(self, path: Sequence[str]) -> None:
        self._around.shelf.drop(self._place + "/".join(path))

    def _below(self, parent: str, name: str) -> str:
        asked = {"search": name, "parent": parent, "per_page": "100", "_fields": "id,name"}
        there = [one for one in self._api.get(ROUTE, asked) if unescape(one["name"]) == name]
        return str(there[0]["id"]) if there else self._made(parent, name)

    def _made(self, parent: str, name: str) -> str:
        body = {"name": name, "parent": int(parent)}
        try:
            return str(self._api.write(ROUTE, body, {"_fields": "id"}, final=False)["id"])
        except Refused as error:
            if TERM not in error.evidence:
                raise
            return error.evidence[TERM]  # made by somebody else just now, or not found by its name
        except Misconfigured as error:
            raise Refused(NOT_MADE.format(column=name), evidence=error.evidence) from error
