"""A site as its mapping describes it: each thing the algorithm asks for, said in the mapping's steps."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote, urljoin

from channels.channel import BUSY, UNREACHABLE
from channels.cms.document import Document, Exists, Fence, Placed, Remote, State, Upload
from channels.errors import ChannelError, Gone, Misconfigured, Refused, TryLater, Unconfirmed
from channels.http import WAIT
from channels.rest import names
from channels.rest.compiled import Described
from channels.rest.exchange import Exchange
from channels.rest.taken import remote_of, text_of
from channels.rest.templates import Names
from content.problems import Problem

NOT_THERE = frozenset({"404", "410"})
SAFE = "/:?#[]@!$&'()*+,;=%-._~"


class MappedCms:
    """Implements `channels.cms.document.Cms`. `ids` is the table of columns, by names from the top joined by `/`."""

    def __init__(self, described: Described, exchange: Exchange, address: str, ids: Mapping[str, Any]) -> None:
        self._described = described
        self._mapping = described.mapping
        self._exchange = exchange
        self._address = address
        self._ids = ids
        self._inside: dict[str, Upload] = {}

    @property
    def who(self) -> str:
        return self._exchange.who

    @property
    def finds(self) -> bool:
        return "find" in self._described.ops

    def health(self, now: datetime) -> list[Problem]:
        try:
            self._run("check", {})
        except TryLater as error:
            code = BUSY if error.evidence.get("kind") == "retry" else UNREACHABLE
            return [_problem(code, error.says, blocks=False)]
        except ChannelError as error:
            return [_problem("channel_misconfigured", error.says, blocks=True)]
        return []

    def find(self, key: str) -> Remote | None:
        taken = self._taken("find", {"key": key})
        if text_of(taken.get("id")) and "key" in taken and not text_of(taken["key"]):
            raise Misconfigured(f"{self.who}按编号找到了一篇，却没有给出它的编号：请改映射的 ops.find.take.key。")
        # Some sites find whatever resembles it.
        return None if taken.get("key", key) != key else self._remote(taken)

    def read(self, remote_id: str) -> Remote | None:
        return self._remote({"id": remote_id, **self._taken("read", {"id": remote_id})})

    def column(self, path: Sequence[str]) -> str:
        if self._mapping.columns.made == "table":
            return self._listed(path)
        parent = None
        for depth in range(len(path)):
            level = path[: depth + 1]
            parent = self._found_or_made("column", {"column": names.of_column(level, parent)}).get("id")
            if not text_of(parent):
                raise Refused(
                    f"{self.who}上没有“{'/'.join(level)}”这个栏目：请在网站后台建好，或在设置的 columns 里改。"
                )
        return text_of(parent)

    def upload(self, file: Upload) -> Placed:
        self._require_small(file)
        if self._mapping.files.inline:
            return self._placed_inside(file)
        taken = self._file_there(file) or self._uploaded(file)
        if not text_of(taken.get("url")):
            raise Misconfigured(f"{self.who}收下了“{file.name}”，但没有给出地址：请改映射的 ops.upload.take.url。")
        return Placed(text_of(taken.get("id")), self._whole(taken["url"]), file.name, file.key)

    def create(self, document: Document, fence: Fence) -> Remote:
        taken = self._sent("create", document, {}, fence)
        remote = self._written(taken, State.SUBMITTED)
        if "key" in taken and text_of(taken["key"]) != document.key:
            self._undo(document, remote, fence)
        return self._with_warnings(remote, taken, document)

    def update(self, remote: Remote, document: Document, fence: Fence) -> Remote:
        taken = self._sent("update", document, {"remote": names.of_remote(remote)}, fence)
        return self._with_warnings(self._written(taken, State.SUBMITTED, remote), taken, document)

    def withdraw(self, remote: Remote, fence: Fence) -> Remote:
        taken = self._run("withdraw", {"remote": names.of_remote(remote)}, fence)
        return self._written(taken, State.WITHDRAWN, remote)

    def _run(self, op: str, about: Names, fence: Fence | None = None) -> dict[str, Any]:
        try:
            return self._exchange.run(self._described.ops[op], about, fence)
        except Gone as error:
            if op != "check" and error.evidence.get("status") in NOT_THERE:
                self._require_answering()
            raise

    def _sent(self, op: str, document: Document, about: Names, fence: Fence) -> dict[str, Any]:
        taken = self._run(op, {**self._of(document), **about}, fence)
        for file in document.files:
            self._inside.pop(file.key, None)
        return taken

    def _taken(self, op: str, about: Names) -> dict[str, Any]:
        """No id where there is none."""
        try:
            return self._run(op, about)
        except Gone:
            return {"id": None}

    def _require_answering(self) -> None:
        """Whatever stands before a site that is away says 404 too: whom the site itself answers may believe it."""
        try:
            self._run("check", {})
        except Gone as error:
            raise TryLater(f"{self.who}的接口现在找不到", wait=WAIT, when="稍后", evidence=error.evidence) from error

    def _remote(self, taken: Names) -> Remote | None:
        if not text_of(taken.get("id")):
            return None
        return remote_of(taken, self._mapping.states, self._whole, who=self.who)

    def _written(self, taken: Names, usual: State, before: Remote | None = None) -> Remote:
        """What a writing operation gave: any fault in it leaves in doubt what was done."""
        known = {**taken, "id": text_of(taken.get("id")) or (before.id if before else "")}
        if not known["id"]:
            raise Unconfirmed(f"{self.who}说办成了，但没有给出编号，正在核对。")
        try:
            return remote_of(known, self._mapping.states, self._whole, who=self.who, usual=usual, before=before)
        except Misconfigured as error:
            raise Unconfirmed(error.says, evidence=error.evidence) from error

    def _undo(self, document: Document, remote: Remote, fence: Fence) -> None:
        says = f"{self.who}上已有编号 {document.key}，这一次另起了 {remote.id}"
        if "undo" not in self._described.ops:
            raise Unconfirmed(f"{says}：请在网站后台删去多余的。")
        try:
            self._run("undo", {**self._of(document), "id": remote.id}, fence)
        except ChannelError as error:
            raise Unconfirmed(f"{says}，没能收回（{error.says}）：请在网站后台删去多余的。") from error
        raise Exists(f"{says}，已收回。")

    def _with_warnings(self, remote: Remote, taken: Names, document: Document) -> Remote:
        filed = taken.get("column")
        if filed is None or text_of(filed) == document.column:
            return remote
        says = f"没有放进栏目“{'/'.join(document.path)}”"
        return replace(remote, warnings=(*remote.warnings, says))

    def _of(self, document: Document) -> dict[str, Any]:
        wrapped = self._described.wrap({**self._exchange.outside(), "session": {}, "html": document.html})
        return {"document": names.of_document(document, wrapped, self._inside)}

    def _listed(self, path: Sequence[str]) -> str:
        named = "/".join(path)
        column_id = self._ids.get(named)
        if column_id is None:
            raise Misconfigured(f"映射和设置（column_ids）里都没有栏目“{named}”的编号：请向网站管理员要来填上。")
        if "column" in self._described.ops:
            taken = self._run("column", {"column": names.of_column(path, None, column_id)})
            if not text_of(taken.get("id")):
                says = f"{self.who}上没有编号 {column_id} 的栏目（“{named}”）"
                raise Misconfigured(f"{says}：请管理员核对设置里的栏目编号（column_ids）。")
        return text_of(column_id)

    def _require_small(self, file: Upload) -> None:
        largest = self._mapping.limits.file_bytes
        if largest is not None and len(file.content) > largest:
            raise Refused(
                f"{self.who}最大只收 {largest // 1000} KB 的文件，“{file.name}”有 {len(file.content) // 1000} KB。"
            )

    def _placed_inside(self, file: Upload) -> Placed:
        """Kept until the document that holds it is sent."""
        self._inside[file.key] = file
        about = {**self._exchange.outside(), "session": {}, "file": names.of_file(file)}
        return Placed("", str(self._described.inline_url(about)), file.name, file.key)

    def _found_or_made(self, op: str, about: Names) -> dict[str, Any]:
        """Once more where somebody else made it just then."""
        try:
            return self._run(op, about)
        except Exists:
            return self._run(op, about)

    def _uploaded(self, file: Upload) -> dict[str, Any]:
        try:
            return self._run("upload", {"file": names.of_file(file)})
        except Exists:
            # Somebody else uploaded it just then.
            there = self._file_there(file)
            if there is None:
                raise
            return there

    def _file_there(self, file: Upload) -> dict[str, Any] | None:
        if "find_file" not in self._described.ops:
            return None
        try:
            taken = self._run("find_file", {"file": names.of_file(file)})
        except Gone:
            return None
        return taken if text_of(taken.get("url")) else None

    def _whole(self, url: Any) -> str:
        """An address that is relative to the site's, or not percent-encoded."""
        return quote(urljoin(f"{self._address}/", text_of(url)), safe=SAFE) if text_of(url) else ""


def _problem(code: str, says: str, *, blocks: bool) -> Problem:
    return Problem(code, "channel", says, blocks=blocks)
