"""A clipping (剪报): one piece in a newspaper, on the radio or on television, as a person writes it down."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from channels.pieces import Evidence, Piece
from content.cells import moment_in
from content.problems import Problem
from content.zone import SHANGHAI, day_of

FORMS = ("报纸", "广播", "电视", "其他")
ON_AIR = ("广播", "电视")
EARLIEST = 1949


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipping:
    """`form` is one of FORMS; a newspaper has a `page`, radio and television a `programme`.

    `counts`: it disclosed information (计入), else it was only about the office (另计). `ref` is the edition it
    carried, if one of ours; `file` the kept clipping or recording.
    """

    outlet: str
    form: str
    on: date
    title: str
    counts: bool = True
    page: str = ""
    programme: str = ""
    url: str = ""
    file: str = ""
    ref: str = ""
    column: str = ""
    unit: str = ""

    @property
    def at(self) -> datetime:
        """The beginning of its day in Shanghai: the press gives no hour."""
        return datetime.combine(self.on, time(), SHANGHAI)

    @property
    def fingerprint(self) -> str:
        """The same for the same outlet, date, page or programme, and title, however they are written."""
        page = re.sub(r"[第版面]", "", _plain(self.page)).lstrip("0")
        parts = (_plain(self.outlet), self.on.isoformat(), page, _plain(self.programme), _plain(self.title))
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]

    @property
    def piece(self) -> Piece:
        return Piece(title=self.title, counts=self.counts, column=self.column, unit=self.unit, ref=self.ref)

    def evidence(self, by: str, at: datetime) -> Evidence:
        """As `Press.record` takes it."""
        facts = {
            "outlet": self.outlet,
            "form": self.form,
            "date": self.on.isoformat(),
            "page": self.page,
            "programme": self.programme,
            "title": self.title,
        }
        kept = {name: fact for name, fact in facts.items() if fact}
        return Evidence(by=by, at=at, url=self.url, published_at=self.at, screenshot=self.file, facts=kept)


def from_evidence(evidence: Evidence, ref: str) -> tuple[Clipping | None, list[Problem]]:
    """The clipping in what a person brought; the date from the facts or the evidence's own `published_at`."""
    facts = dict(evidence.facts)
    if not facts.get("date") and evidence.published_at is not None:
        facts["date"] = day_of(evidence.published_at).isoformat()
    facts["title"] = facts.get("title") or ref
    today = day_of(evidence.at)
    return read_clipping({**facts, "url": evidence.url, "file": evidence.screenshot, "ref": ref}, today)


def read_clipping(facts: Mapping[str, str], today: date | None) -> tuple[Clipping | None, list[Problem]]:
    """A clipping from the texts of its fields (`date` for `on`), or everything that is wrong with them.

    `today`: no piece is of a later day; None where that cannot be said.
    """
    page, programme = facts.get("page", ""), facts.get("programme", "")
    form = facts.get("form") or ("报纸" if page else "其他")
    on, problems = _day(facts.get("date", ""), today)
    problems = [*_missing(facts, form), *problems, *_wrong(facts, form)]
    if problems or on is None:
        return None, problems
    texts = {name: facts.get(name, "") for name in ("outlet", "title", "url", "file", "ref", "column", "unit")}
    counts = facts.get("counts", "计入") != "另计"
    return Clipping(form=form, on=on, page=page, programme=programme, counts=counts, **texts), []


def read_date(text: str) -> date:
    """In any of the ways people write one, a time behind it ignored. Raises ValueError, in Chinese."""
    on = moment_in(text).date()
    if on.year < EARLIEST:
        raise ValueError("太早，请核对")
    return on


def _missing(facts: Mapping[str, str], form: str) -> list[Problem]:
    wanted = {"outlet": "请写媒体名称，例如 示范日报", "title": "请写报道标题", "date": "请写刊播日期，例如 2026-03-05"}
    if form == "报纸":
        wanted["page"] = "报纸请写版面，例如 2版"
    if form in ON_AIR:
        wanted["programme"] = f"{form}请写节目或频道，例如 新闻频率早间新闻"
    return [_problem("missing_field", name, f"{says}。") for name, says in wanted.items() if not facts.get(name)]


def _day(text: str, today: date | None) -> tuple[date | None, list[Problem]]:
    try:
        on = read_date(text) if text else None
    except ValueError as error:
        return None, [_problem("bad_date", "date", f"日期{error}。", text)]
    if on and today and on > today:
        return None, [_problem("future_date", "date", "刊播日期还没有到，请核对。", text)]
    return on, []


def _wrong(facts: Mapping[str, str], form: str) -> list[Problem]:
    problems = []
    if form not in FORMS:
        problems.append(_problem("unknown_form", "form", f"类别要写{'、'.join(FORMS)}中的一个。", form))
    if facts.get("counts", "计入") not in ("计入", "另计"):
        says = "请写“计入”（公开了政府信息）或“另计”（只是报道本单位）。"
        problems.append(_problem("bad_counts", "counts", says, facts["counts"]))
    if facts.get("url") and not re.match(r"https?://[^\s/]+\.", facts["url"]):
        problems.append(_problem("bad_link", "url", "链接要以 http:// 或 https:// 开头。", facts["url"]))
    return problems


def _problem(code: str, field: str, says: str, quote: str = "") -> Problem:
    return Problem(code, field, says, blocks=True, quote=quote)


def _plain(text: str) -> str:
    """Without the signs and spaces that people write differently."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())
