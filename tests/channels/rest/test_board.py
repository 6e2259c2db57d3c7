"""A site that cannot be asked for our key: what was lost goes to a person, everything else goes as usual."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import JSONResponse

from channels.channel import CannotTell, Found, SurelyAbsent
from channels.errors import CannotWithdraw, Misconfigured, Refused, TryLater, Unconfirmed
from channels.rest.network import Pace
from channels.rest.settings import Settings
from content.delivery import Act
from content.edition import Edition
from content.receipt import Standing
from tests.channels.rest.board import MAPPING, Board, board, firewall
from tests.channels.sending import SendStage

CREATE, SHOW = ("POST", "/notices"), ("PUT", "/notices/1/shown")


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Board]:
    with board(tmp_path) as built:
        yield built


def stage(at: Board) -> SendStage:
    edition = at.scene.edition(video=None, document_number="示高管〔2026〕12号")
    return SendStage(at.website, at.scene.clock, (edition, replace(edition, item_id="2026-00138")), public=list)


def test_what_is_created_is_shown_in_a_second_call_and_read_back(at: Board) -> None:
    to = stage(at)
    (live,) = to.send(to.dispatch(to.editions[0]))
    assert (live.standing, live.remote_id) == (Standing.LIVE, "1")
    assert live.url == f"{at.address}/%E5%85%AC%E5%91%8A/1.html"
    assert [call[:2] for call in at.asked] == [CREATE, SHOW, ("GET", "/notices/1")]
    sent = at.asked[0][2]
    assert (sent["place"], sent["column"], sent["number"]) == (12, 7, "示高管〔2026〕12号")


def test_what_the_item_does_not_have_is_left_out(at: Board) -> None:
    to = stage(at)
    to.send(to.dispatch(at.scene.edition(video=None)))
    assert "number" not in at.asked[0][2]


def test_a_correction_and_a_withdrawal_go_by_the_number_we_kept(at: Board) -> None:
    to = stage(at)
    first, _ = to.editions
    (live,) = to.send(to.dispatch(first))
    second = replace(first, number=3, item=replace(first.item, title="检查改在四月"))
    (corrected,) = to.send(to.dispatch(second, Act.CORRECT, {first.item_id: live}))
    assert (corrected.standing, at.notices[0]["title"]) == (Standing.LIVE, "检查改在四月")
    (gone,) = to.send(to.dispatch(second, Act.WITHDRAW, {first.item_id: corrected}))
    assert (gone.standing, at.notices[0]["shown"], len(at.notices)) == (Standing.WITHDRAWN, 0, 1)


@pytest.mark.parametrize("fails", [CREATE, SHOW])
def test_whatever_broke_after_it_began_a_person_is_asked(at: Board, fails: tuple[str, str]) -> None:
    to = stage(at)
    at.moods[fails] = JSONResponse({"error": "数据库断开"}, 500)
    dispatch = to.dispatch(to.editions[0])
    with pytest.raises(Unconfirmed, match="数据库断开"):
        to.send(dispatch)
    told = at.website.look(to.marked(dispatch))
    assert isinstance(told, CannotTell)
    assert "按标题" in told.says


def test_a_site_that_is_busy_before_anything_was_done_is_asked_later(at: Board) -> None:
    to = stage(at)
    at.moods[CREATE] = JSONResponse({"code": "busy"}, 500, {"retry-after": "90"})
    with pytest.raises(TryLater) as later:
        to.send(to.dispatch(to.editions[0]))
    assert later.value.wait.total_seconds() == 90


def test_a_site_that_is_busy_in_the_second_call_leaves_it_in_doubt(at: Board) -> None:
    to = stage(at)
    at.moods[SHOW] = JSONResponse({"code": "busy"}, 503)
    with pytest.raises(Unconfirmed):
        to.send(to.dispatch(to.editions[0]))


def test_an_answer_that_the_mapping_cannot_work_with_leaves_in_doubt_what_was_done(tmp_path: Path) -> None:
    located = MAPPING.replace(
        "take: {id: body.id}\n", 'take: {at: headers.location}\n      make: {id: "{{ at[10:] }}"}\n', 1
    )
    with board(tmp_path, located) as at:
        to = stage(at)
        with pytest.raises(Unconfirmed, match=r"ops.create\[1\].make.id"):
            to.send(to.dispatch(to.editions[0]))
        assert len(at.notices) == 1


def test_a_name_that_is_given_stands_until_a_step_takes_another(tmp_path: Path) -> None:
    in_two = MAPPING.replace("    - path: /notices/{{ id }}\n", "    - {path: /me}\n    - path: /notices/{{ id }}\n", 1)
    with board(tmp_path, in_two) as at:
        to = stage(at)
        (live,) = to.send(to.dispatch(to.editions[0]))
        assert live.standing is Standing.LIVE


def test_before_anything_was_sent_it_is_surely_absent_and_once_known_it_is_found(at: Board) -> None:
    to = stage(at)
    dispatch = to.dispatch(to.editions[0])
    assert isinstance(at.website.look(dispatch), SurelyAbsent)
    to.send(dispatch)
    assert isinstance(at.website.look(to.marked(dispatch)), Found)


def test_what_was_never_known_cannot_be_withdrawn_by_a_call(at: Board) -> None:
    to = stage(at)
    with pytest.raises(CannotWithdraw, match="编号"):
        to.send(to.dispatch(to.editions[0], Act.WITHDRAW))


def test_a_firewall_before_the_site_is_told_from_the_site(at: Board) -> None:
    to = stage(at)
    at.moods[CREATE] = firewall()
    with pytest.raises(Refused, match=r"防火墙.*请求被拦截"):
        to.send(to.dispatch(to.editions[0]))
    at.moods[CREATE] = firewall(200)
    with pytest.raises(Unconfirmed, match="防火墙"):
        to.send(to.dispatch(to.editions[0]))
    at.moods["GET", "/me"] = firewall(502)
    (problem,) = at.website.health(at.scene.clock())
    assert (problem.code, problem.blocks) == ("channel_unreachable", False)


def test_a_refused_token_is_told_and_never_shown(tmp_path: Path) -> None:
    with board(tmp_path, secrets={"token": "another-token"}) as at:
        (problem,) = at.website.health(at.scene.clock())
        assert problem.blocks
        assert "令牌不对" in problem.says
        to = stage(at)
        with pytest.raises(Misconfigured) as refused:
            to.send(to.dispatch(to.editions[0]))
        assert "another-token" not in f"{refused.value.says}{refused.value.evidence}"


def test_what_the_site_says_with_our_secret_in_it_is_masked(at: Board) -> None:
    at.moods["GET", "/me"] = JSONResponse({"error": "bad X-Token token-of-the-board"}, 400)
    (problem,) = at.website.health(at.scene.clock())
    assert "bad X-Token •••" in problem.says


def test_no_secret_is_in_any_log_or_error_even_where_it_travels_in_the_address(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    in_query = MAPPING.replace("headers: {X-Token:", "query: {k:")
    with board(tmp_path, in_query) as at:
        assert [problem.blocks for problem in at.website.health(at.scene.clock())] == [True]
    to = stage(at)
    with pytest.raises(TryLater) as nobody_there:
        to.send(to.dispatch(to.editions[0]))
    assert "/me" in caplog.text
    assert "token-of-the-board" not in f"{caplog.text}{nobody_there.value.says}{nobody_there.value.evidence}"


def test_a_redirect_is_never_followed(at: Board) -> None:
    at.moods["GET", "/me"] = JSONResponse({}, 302, {"location": "https://elsewhere.example.gov.cn/me"})
    (problem,) = at.website.health(at.scene.clock())
    assert "address" in problem.says


def test_a_state_that_the_mapping_does_not_know_is_told(at: Board) -> None:
    to = stage(at)
    (live,) = to.send(to.dispatch(to.editions[0]))
    at.notices[0]["shown"] = 5
    with pytest.raises(Misconfigured, match=r"5.*states"):
        at.website.follow(live)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": "关于" + "开展" * 20}, "too_long"),
        ({"column": "政策文件"}, "unknown_column"),
        ({"attachments": ("检查表.pdf", b"%PDF-1.7" + b"x" * 2000)}, "attachment_too_large"),
        ({"attachments": ("检查表.txt", b"x")}, "attachment_skipped"),
    ],
)
def test_what_the_site_will_not_take_is_told_beforehand(at: Board, fields: dict[str, Any], code: str) -> None:
    if "attachments" in fields:
        name, content = fields["attachments"]
        fields = {"attachments": (at.scene.files.keep(content, name),)}
    edition: Edition = at.scene.edition(video=None, **fields)
    assert [problem.code for problem in at.website.check(edition)] == [code]


def test_a_text_larger_than_the_site_takes_is_refused_before_it_is_sent(at: Board) -> None:
    to = stage(at)
    with pytest.raises(Refused, match="100000 字节"):
        to.send(to.dispatch(at.scene.edition(video=None, html=f"<p>{'长' * 50000}</p>")))
    assert at.asked == []


@pytest.mark.parametrize(
    "address", ["http://10.0.0.8/cms", "https://user:word@10.0.0.8", "10.0.0.8", "https://a.cn/?x=1"]
)
def test_an_address_must_be_whole_and_encrypted(address: str) -> None:
    said = {"kind": "rest", "medium": "政府网站", "mapping": "cluster"}
    with pytest.raises(ValueError, match="https"):
        Settings.model_validate({**said, "address": address})
    plain = Settings.model_validate({**said, "address": "http://10.0.0.8/cms/", "plain_http": True})
    assert plain.address == "http://10.0.0.8/cms"


def test_a_site_that_bears_few_calls_is_waited_for() -> None:
    pace = Pace(2)
    assert [pace.wait(now) for now in (0, 10, 20, 30)] == [0, 0, 40, 40]
    assert pace.wait(121) == 0
