"""The platform's own doings: documents that wait for a reviewer, and what readers get."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from html import escape
from xml.etree.ElementTree import Element

from channels.rest.sandbox.gate import Stopped
from channels.rest.sandbox.speech import Malformed, Said, texts
from channels.rest.sandbox.state import PUBLISHED, REVOKED, SENT_BACK, SUBMITTED, Doc, State
from content.zone import SHANGHAI

COLUMNS: Mapping[str, tuple[str, str]] = {
    "4021": ("通知公告", "tzgg"),
    "4022": ("工作动态", "gzdt"),
    "4035": ("政策文件", "zcwj"),
}
"""By id: the name, and its folder in addresses."""
TYPES = frozenset("jpg jpeg png gif pdf doc docx xls xlsx ofd wps et zip rar txt mp4".split())  # noqa: SIM905 – to be read
REQUIRED = ("sourceId", "channelId", "title", "source", "content")
OPTIONAL = ("indexNumber", "documentNumber", "abstract", "keywords")
LONGEST_TITLE = 100
ATTACHED = re.compile(r'(?<=")attach:([A-Za-z0-9-]+)(?=")')
MISSING = Stopped(2008, "没有这篇文档")


class Platform:
    """`passes_after`: a reviewer passes what was asked after so often; None = only by hand (`judge`)."""

    def __init__(self, state: State, base: str, clock: Callable[[], datetime]) -> None:
        self.state, self._base, self._clock = state, base, clock
        self.passes_after: int | None = None
        self._asked: dict[int, int] = {}

    def now(self) -> datetime:
        return self._clock()

    def answer(self, call: str, request: Element) -> Said:
        """What is in `data`. Raises `Stopped` or `Malformed`."""
        calls: Mapping[str, Callable[[Element], Said]] = {
            "ping": lambda _: {"siteName": "示范省政府网站集约化平台（演练）"},
            "channel/get": self._column,
            "doc/query": self._query,
            "doc/add": self._add,
            "doc/update": self._update,
            "doc/revoke": self._revoke,
        }
        if call not in calls:
            raise Malformed("没有这个接口")
        return calls[call](request)

    def judge(self, doc: Doc, opinion: str = "") -> Doc:
        """A reviewer passes it, or sends it back with an opinion."""
        if opinion:
            return self.state.set(doc, status=SENT_BACK, opinion=opinion)
        since = doc.published_at or self.now().astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
        shown = {"shown_title": doc.title, "shown_content": doc.content, "published_at": since}
        return self.state.set(doc, status=PUBLISHED, opinion="", **shown)

    def url(self, doc: Doc) -> str:
        _, folder = COLUMNS[doc.channel]
        return f"{self._base}/{folder}/t{doc.id}.html"

    def _column(self, request: Element) -> Said:
        number = texts(request, ("channelId",)).get("channelId", "")
        name, _ = _known_column(number)
        return {"channel": {"channelId": number, "name": name}}

    def _query(self, request: Element) -> Said:
        asked = texts(request, ("sourceId", "docId"))
        if len(asked) != 1:
            raise Stopped(2002, "sourceId 和 docId 只能有一个")
        doc = self.state.by_source(asked["sourceId"]) if "sourceId" in asked else self.state.by_id(asked["docId"])
        return {"doc": self._told(self._reviewed(doc), whole=True)} if doc else {}

    def _add(self, request: Element) -> Said:
        fields = texts(request, REQUIRED + OPTIONAL, ("attachments",))
        self._require(fields)
        if there := self.state.by_source(fields["sourceId"]):
            raise Stopped(2005, "编号已存在", {"docId": there.id})
        fields["content"] = self._with_files(request, fields["content"])
        return {"doc": self._told(self.state.add(fields), whole=False)}

    def _update(self, request: Element) -> Said:
        fields = texts(request, ("docId", "version", *REQUIRED, *OPTIONAL), ("attachments",))
        doc = self._known(fields)
        self._require(fields)
        if fields["sourceId"] != doc.source_id:
            raise Stopped(2002, "sourceId 不能改")
        if "version" in fields and fields["version"] != str(doc.version):
            raise Stopped(2009, "文档已被改过")
        self._asked.pop(doc.id, None)
        content = self._with_files(request, fields["content"])
        changes = {"channel": fields["channelId"], "title": fields["title"], "content": content}
        changed = self.state.set(doc, status=SUBMITTED, opinion="", source=fields["source"], **changes)
        return {"doc": self._told(changed, whole=False)}

    def _revoke(self, request: Element) -> Said:
        doc = self._known(texts(request, ("docId",)))
        if doc.status == REVOKED:
            return {"doc": self._told(doc, whole=False)}
        taken = self.state.set(doc, status=REVOKED, shown_title=None, shown_content=None)
        return {"doc": self._told(taken, whole=False)}

    def _reviewed(self, doc: Doc) -> Doc:
        if doc.status != SUBMITTED or self.passes_after is None:
            return doc
        asked = self._asked[doc.id] = self._asked.get(doc.id, 0) + 1
        return self.judge(doc) if asked > self.passes_after else doc

    def _known(self, fields: Mapping[str, str]) -> Doc:
        doc = self.state.by_id(fields.get("docId", ""))
        if doc is None:
            raise MISSING
        return doc

    def _require(self, fields: Mapping[str, str]) -> None:
        for name in REQUIRED:
            if not fields.get(name, "").strip():
                raise Stopped(2002, f"缺少 {name}")
        if len(fields["title"]) > LONGEST_TITLE:
            raise Stopped(2002, f"title 超过 {LONGEST_TITLE} 字")
        _known_column(fields["channelId"])

    def _with_files(self, request: Element, content: str) -> str:
        """The content with the platform's addresses; its attachments are kept."""
        for attachment in request.iterfind("attachments/attachment"):
            self._keep(texts(attachment, ("key", "name", "data")))

        def placed(found: re.Match[str]) -> str:
            file = self.state.file(found[1])
            if file is None:
                raise Stopped(2002, f"正文用到的附件 {found[1]} 没有给出")
            return escape(f"{self._base}/upload/{found[1]}.{_suffix(file[0])}")

        return ATTACHED.sub(placed, content)

    def _keep(self, given: Mapping[str, str]) -> None:
        name = given.get("name", "")
        if _suffix(name) not in TYPES:
            raise Stopped(2006, f"附件类型不收：{name}")
        try:
            content = base64.b64decode(given["data"], validate=True)
        except (KeyError, binascii.Error):
            raise Malformed("附件的 data 不是 base64") from None
        self.state.keep(given["key"], name, content)

    def _told(self, doc: Doc, *, whole: bool) -> Said:
        told: dict[str, object] = {"docId": doc.id, "sourceId": doc.source_id, "status": doc.status}
        told["version"] = doc.version
        if doc.published_at:
            told.update(url=self.url(doc), pubTime=doc.published_at)
        if doc.opinion:
            told["opinion"] = doc.opinion
        if whole:
            told.update(channelId=doc.channel, title=doc.title, content=doc.content)
        return told


def _known_column(number: str) -> tuple[str, str]:
    if number not in COLUMNS:
        raise Stopped(2004, "没有这个栏目")
    return COLUMNS[number]


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()
