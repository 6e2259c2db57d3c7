"""What stands between us and a site: proxies that answer in its place, waiting for its turn, what we call it with."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.responses import JSONResponse, PlainTextResponse, Response

from channels.channel import Found
from channels.errors import Gone, Late, Misconfigured, TryLater
from channels.http import Answer
from channels.rest.adapter import MappedWebsite
from channels.rest.exchange import Wire
from channels.rest.line import cms_of, network_of
from channels.rest.reading import read
from channels.rest.requests import Request
from channels.rest.shown import answer_text, request_text
from content.delivery import Act, Dispatch
from content.receipt import Standing
from tests.channels.board import Clocked
from tests.channels.rest.board import MAPPING, Board, board
from tests.channels.sending import SendStage

NOTICE, ME = ("GET", "/notices/1"), ("GET", "/me")


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Board]:
    with board(tmp_path) as built:
        yield built


def stage(at: Board) -> SendStage:
    edition = at.scene.edition(video=None)
    return SendStage(at.website, at.scene.clock, (edition, replace(edition, item_id="2026-00138")), public=list)


def to_be_withdrawn(at: Board) -> tuple[SendStage, Dispatch]:
    to = stage(at)
    edition, _ = to.editions
    (live,) = to.send(to.dispatch(edition))
    return to, to.dispatch(edition, Act.WITHDRAW, {edition.item_id: live})


def not_found() -> Response:
    """As a proxy says of a site that is being restarted."""
    return PlainTextResponse("404 page not found", 404)


@pytest.mark.parametrize("says", [not_found(), JSONResponse({"message": "no Route matched"}, 404), Response()])
def test_nothing_is_withdrawn_by_what_answers_while_the_site_is_away(at: Board, says: Response) -> None:
    to, dispatch = to_be_withdrawn(at)
    at.moods = {NOTICE: says, ME: not_found()}
    with pytest.raises(TryLater):
        to.send(dispatch)
    at.moods = {NOTICE: says, ME: not_found()}
    with pytest.raises(TryLater):
        at.website.look(dispatch)
    at.moods = {}
    (gone,) = to.send(dispatch)
    assert (gone.standing, at.notices[0]["shown"]) == (Standing.WITHDRAWN, 0)


def test_a_change_that_met_nobody_is_tried_again(at: Board) -> None:
    to, dispatch = to_be_withdrawn(at)
    at.moods = {("PUT", "/notices/1/shown"): not_found(), ME: not_found()}
    with pytest.raises(TryLater):
        to.send(dispatch)
    at.moods = {("PUT", "/notices/1/shown"): not_found()}
    with pytest.raises(Gone):
        to.send(dispatch)


def test_what_is_found_without_its_key_is_not_taken_for_another(tmp_path: Path) -> None:
    finds = MAPPING.replace(
        "  find: none\n", "  find:\n    - {path: /notices/1, take: {id: body.id, state: body.shown, key: body.key}}\n"
    )
    with board(tmp_path, finds) as at:
        at.notices.append({"id": 1, "shown": 1})
        to = stage(at)
        with pytest.raises(Misconfigured, match=r"take\.key"):
            to.send(to.dispatch(to.editions[0]))
        assert len(at.notices) == 1


def test_what_the_site_itself_says_is_not_there_is_not_there(at: Board) -> None:
    _, dispatch = to_be_withdrawn(at)
    at.notices.clear()
    assert isinstance(at.website.look(dispatch), Found)


class Queue:
    """A wire on which every call waits for its turn."""

    def __init__(self, wire: Wire, clock: Clocked) -> None:
        self.wire, self.clock = wire, clock

    def wait(self) -> None:
        self.clock.on(timedelta(minutes=2))

    def send(self, request: Request, *, final: bool, encoding: str) -> Answer:
        return self.wire.send(request, final=final, encoding=encoding)

    def forget(self) -> None:
        self.wire.forget()


def test_what_waited_for_its_turn_until_the_deadline_does_not_go_out_any_more(at: Board) -> None:
    settings = at.settings
    described = read(settings.mapping)
    wire = Queue(network_of(described, settings), at.scene.clock)
    cms = cms_of(described, settings, at.scene.clock, wire)
    website = MappedWebsite(settings, at.scene.around("website", "政府网站"), cms, described)
    to = replace(stage(at), channel=website)
    with pytest.raises(Late):
        to.send(to.dispatch(to.editions[0]))
    assert [call[:2] for call in at.asked] == [("POST", "/notices")]


def test_a_key_that_is_still_a_note_to_oneself_is_told(tmp_path: Path) -> None:
    with board(tmp_path, secrets={"token": "请向管理员要"}) as at:
        (problem,) = at.website.health(at.scene.clock())
        assert (problem.blocks, "密钥" in problem.says) == (True, True)
        assert "请向管理员要" not in problem.says


def test_no_path_leads_to_another_site(tmp_path: Path) -> None:
    with board(tmp_path, MAPPING.replace("path: /me", 'path: "@127.0.0.1:9/me"')) as at:
        (problem,) = at.website.health(at.scene.clock())
        assert (problem.blocks, "path" in problem.says) == (True, True)


@pytest.mark.parametrize(
    "given", ['{"data": {"accessToken": "ST-19"}}', "<r><ticket>ST-19</ticket></r>", '{"sessionId":"ST-19"}']
)
def test_what_a_site_gave_who_signed_in_is_not_shown(given: str) -> None:
    assert "ST-19" not in answer_text(Answer(200, given.encode(), "text/plain"), "utf-8", [])
    asks = Request("GET", "/doc", {"jwt": "ST-19", "id": "7"}, {"X-Ticket": "ST-19"})
    told = request_text(asks, "https://www.example.gov.cn", "utf-8", [])
    assert ("ST-19" in told, "id=7" in told) == (False, True)
