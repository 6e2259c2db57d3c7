"""What people write is shown as they wrote it: no word becomes a tag, an attribute, a link that runs, a formula."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urldefrag, urljoin

from bot.actions.answer_texts import write_answer_text
from bot.actions.apply import receive_by_hand
from bot.actions.dictionaries import put_word
from bot.actions.drafts import begin, hand_in
from bot.actions.people import add_person
from bot.actions.return_ import return_
from bot.console.pages import GROUPS, ROOT
from content.own_words import WordList
from content.people import ROLES, Person
from content.registers.applications import Draft, Way
from content.writing import Writing
from tests.bot.console.mail import mail_desk
from tests.bot.console.stage import Seat
from tests.bot.letters.mailroom import Mailroom

HOSTILE = "\"'><xss onload=alert(1)></textarea></title></xss>"
WHO = "尤五"
FEE = {"title": f"=1+1{HOSTILE}", "month": "2025年1月", "unit": HOSTILE, "amount": "1"}
PIECE = {"outlet": HOSTILE, "form": "报纸", "date": "2025-03-01", "title": HOSTILE, "page": HOSTILE, "counts": "yes"}


class Tags(HTMLParser):
    """`links` on a page, and the tags in it that are none of ours."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.foreign: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        to = [value or "" for name, value in attrs if name in ("href", "src", "action", "formaction", "hx-get")]
        runs = [value for value in to if re.match(r"\s*javascript:", value, re.IGNORECASE)]
        if tag == "xss" or runs or any(name.startswith(("on", "xss", "<")) for name, _ in attrs):
            self.foreign.append(self.get_starttag_text() or tag)
        self.links += to


def fill(office: Mailroom, seat: Seat) -> None:
    app, now = office.app, office.now
    fields = dict.fromkeys(("title", "summary", "keywords", "origin", "document_number"), HOSTILE)
    filed = {"column": "通知公告", "made_on": "2025-03-03", "legal_basis": "第二十条（十二）"}
    body = "正文<xss onload=alert(1)>有误</xss>\n\n[看](javascript:alert(1))"
    for _ in range(2):
        draft = begin(app, "张三", Writing(fields={**fields, **filed}, body=body), now=now)
        fields["title"] += "二"
    ref = hand_in(app, "张三", draft.id, version=draft.version, now=now).edition.ref
    return_(app, "李四", ref, reason=HOSTILE, now=now)
    office.answered(office.left(HOSTILE), f"答{HOSTILE}")
    office.left(f"又{HOSTILE}", visitor="v-2")
    words = dict.fromkeys(("identity_number", "address", "title", "description", "contact"), HOSTILE)
    receive_by_hand(app, WHO, Draft(way=Way.FAX, name=HOSTILE, phone="13900000000", **words), again=True, now=now)
    put_word(app, "钱一", WordList.WRONG, HOSTILE[:40], says=HOSTILE[:30], reason=HOSTILE, now=now)
    write_answer_text(app, WHO, HOSTILE[:30], HOSTILE, now=now)
    for path, form in (("/dengji/fees/xinzeng", FEE), ("/kanbo/dengji", PIECE)):
        assert seat.post(path, form).status_code == 303, path


def every_page(seat: Seat) -> Iterator[tuple[str, str]]:
    """From the navigation on, one of each kind: its path, and its HTML."""
    asked = {"text": HOSTILE, "wen": HOSTILE, "zt": HOSTILE, "list": HOSTILE, "year": HOSTILE, "ye": HOSTILE}
    found = [ROOT + section.path for group in GROUPS for section in group.sections]
    found += [f"{path}?{'&'.join(f'{name}={quote(said)}' for name, said in asked.items())}" for path in found]
    found += [
        f"{ROOT}/{part}/{quote(HOSTILE, safe='')}" for part in ("gaojian", "qudao", "liuyan", "dengji", "renyuan")
    ]
    seen = set()
    for path in found:
        kind = re.sub(
            r"\d[\d.-]*|(?<=bianji/)[\w-]+|(?<=dengji/)[a-z]+|(?<=ren/)[^/]+", "0", path.partition("?")[0]
        ) + "?" * path.count(quote(HOSTILE))
        if kind in seen or not path.startswith(f"{ROOT}/") or "/static/" in path or path.endswith(".pdf"):
            continue
        seen.add(kind)
        answer = seat.http.get(path, follow_redirects=True)
        assert (answer.status_code < 500, answer.headers["x-content-type-options"]) == (True, "nosniff"), path
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        yield path, answer.text
        if "?" in path:
            continue
        tags = Tags()
        tags.feed(answer.text)
        found += [urldefrag(urljoin(path, link)).url for link in tags.links]


def test_no_word_of_anybodys_becomes_a_part_of_a_page(tmp_path: Path) -> None:
    with mail_desk(tmp_path) as (office, stage):
        add_person(office.app, "钱一", Person(WHO, HOSTILE, frozenset(ROLES)), office.now)
        with stage.seat(WHO) as seat:
            fill(office, seat)
            held = {}
            for path, page in every_page(seat):
                tags = Tags()
                tags.feed(page)
                assert tags.foreign == [], path
                held[path] = "xss onload" in page
            assert sum(held.values()) > 20, held
            assert "\n=1+1" not in seat.page("/dengji/fees/daochu", **{"as": "csv"})
