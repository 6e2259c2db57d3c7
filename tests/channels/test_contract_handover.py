"""What every kind that hands over to a person must do."""

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from channels.channel import Context, HandsOver, Package
from channels.errors import Refused
from channels.packages import write_package
from content.delivery import State
from content.problems import blocking
from content.receipt import Receipt, Standing

from .stages import MINUTE, HandOverStage, kinds_that, stage


@pytest.fixture(params=kinds_that("hand_over"))
def at(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HandOverStage]:
    with stage(request.param, "hand_over", tmp_path) as built:
        yield built


def pack(at: HandOverStage, folder: Path) -> Package:
    package = at.channel.package(at.good, Context(page_url="https://www.example.gov.cn/tzgg/2026-00137.html"))
    write_package(package, at.files, folder)
    return package


def posted(at: HandOverStage, folder: Path) -> str:
    pack(at, folder)
    at.clock.on(3 * MINUTE)
    return at.complete(folder)


def accept(at: HandOverStage, pasted: str, **more: Any) -> Receipt:
    """Brought back now, of a package that has waited for two hours."""
    return at.channel.accept(at.waiting(since=at.clock() - 120 * MINUTE), at.brought(pasted, **more))


def test_a_good_edition_passes_and_bad_ones_are_named_for_what_is_wrong(at: HandOverStage) -> None:
    assert blocking(at.channel.check(at.good)) == []
    found = {code: {problem.code for problem in blocking(at.channel.check(bad))} for code, bad in at.bad.items()}
    assert {code for code, codes in found.items() if code not in codes} == set()


def test_it_says_how_long_a_claim_lasts_and_when_people_are_reminded(at: HandOverStage) -> None:
    assert isinstance(at.channel, HandsOver)
    assert timedelta(0) < at.channel.lease <= at.channel.age_limit


def test_the_package_is_a_folder_that_proves_itself(at: HandOverStage, tmp_path: Path) -> None:
    package = pack(at, tmp_path / "out")
    assert package.key == at.good.key(at.channel.name)
    assert all((tmp_path / "out" / f"{name}.txt").read_text().strip() == text for name, text in package.texts.items())
    if package.files:
        sums = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path / "out", check=False)
        assert sums.returncode == 0


def test_a_file_that_is_no_longer_the_approved_one_is_not_handed_out(at: HandOverStage, tmp_path: Path) -> None:
    package = at.channel.package(at.good)
    for name, path in list(package.files.items())[:1]:  # a draft, say, needs no files
        Path(at.files.locate(path)).write_bytes(b"changed on the disk")
        with pytest.raises(ValueError, match="审批"):
            write_package(package, at.files, tmp_path / "out")
        assert not (tmp_path / "out" / name).exists()


def test_what_the_person_pastes_makes_it_live_under_one_address(at: HandOverStage, tmp_path: Path) -> None:
    pasted = posted(at, tmp_path / "out")
    receipt = accept(at, pasted)
    assert (receipt.key, receipt.standing) == (at.good.key(at.channel.name), Standing.LIVE)
    assert receipt.url.startswith(("https://", "http://127.0.0.1:"))
    assert receipt.remote_id
    assert receipt.evidence["confirmed_by"] == "李四"
    for form in at.forms(pasted):
        assert accept(at, form).url == receipt.url


def test_a_link_to_somewhere_else_or_none_at_all_is_refused_in_words(at: HandOverStage) -> None:
    for pasted in (at.foreign, "已经发了", ""):
        with pytest.raises(Refused) as refused:
            accept(at, pasted)
        assert "链接" in refused.value.says


def test_a_work_older_than_the_package_or_of_the_future_is_not_this_one(at: HandOverStage, tmp_path: Path) -> None:
    brought = at.brought(posted(at, tmp_path / "out"), published_at=at.clock(), screenshot="ab/abc.png")
    with pytest.raises(Refused, match="早于"):
        at.channel.accept(at.waiting(since=at.clock() + 60 * MINUTE), brought)
    with pytest.raises(Refused, match="没有到"):
        at.channel.accept(at.waiting(since=at.clock() - 120 * MINUTE), replace(brought, at=at.clock() - 60 * MINUTE))


def test_the_time_is_the_platforms_or_a_screenshots_never_only_typed(at: HandOverStage, tmp_path: Path) -> None:
    pasted, made = posted(at, tmp_path / "out"), at.clock()
    typed = made + MINUTE
    at.clock.on(30 * MINUTE)
    if at.links_tell_the_time:
        assert accept(at, pasted).at == accept(at, pasted, published_at=typed).at == made
        return
    assert accept(at, pasted).at == at.clock()
    with pytest.raises(Refused, match="截图"):
        accept(at, pasted, published_at=typed)
    shown = accept(at, pasted, published_at=typed, screenshot="ab/abc.png")
    assert (shown.at, shown.evidence["screenshot"]) == (typed, "ab/abc.png")


def test_a_screenshot_without_a_link_waits_on_until_the_platform_has_reviewed_it(
    at: HandOverStage, tmp_path: Path
) -> None:
    pasted, waiting = posted(at, tmp_path / "out"), at.waiting(since=at.clock() - 120 * MINUTE)
    at.clock.on(10 * MINUTE)
    held = at.channel.accept(waiting, at.brought("", screenshot="ab/abc.png"))
    assert held.standing == Standing.HELD
    at.clock.on(60 * MINUTE)
    after = replace(waiting, since=held.at, evidence=held.evidence)
    assert at.channel.accept(after, at.brought(pasted)).standing == Standing.LIVE


def test_what_was_taken_down_is_withdrawn_on_evidence_about_that_work(at: HandOverStage, tmp_path: Path) -> None:
    pasted = posted(at, tmp_path / "out")
    receipt = accept(at, pasted)
    out = at.waiting(standing=Standing.LIVE, state=State.WAITING, url=receipt.url, remote_id=receipt.remote_id)
    for brought in (at.brought(""), at.brought(at.foreign)):
        with pytest.raises(Refused):
            at.channel.accept(out, brought)
    at.take_down(receipt.url)
    at.clock.on(MINUTE)
    gone = at.channel.accept(out, at.brought(pasted))
    assert (gone.standing, gone.at, gone.url) == (Standing.WITHDRAWN, at.clock(), receipt.url)
