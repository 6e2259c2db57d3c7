"""`gongkai check`: tolerant of faulty files, and of there being no settings."""

import json
from pathlib import Path

import pytest

from tests.bot.conftest import Run
from tests.bot.office import Office

SHAPE = {"code", "field", "quote", "says", "blocks"}
MISTAKE = "大部份企业已经完成自查。"


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without settings, the current one."""
    monkeypatch.delenv("GONGKAI_SETTINGS", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(run: Run, *paths: Path, settings: Path | None = None) -> list[set[str]]:
    results = json.loads(run("check", *paths, "--json", settings=settings).out)
    assert [result["file"] for result in results] == [str(path) for path in paths]
    assert all(set(problem) == SHAPE for result in results for problem in result["problems"])
    return [{problem["code"] for problem in result["problems"]} for result in results]


def test_a_bare_text_is_checked_as_text(nowhere: Path, run: Run) -> None:
    path = nowhere / "text.txt"
    path.write_text(MISTAKE, encoding="utf-8")
    (found,) = codes(run, path)
    assert {"no_front_matter", "wrong_word"} <= found
    assert run("check", path).code == 0


def test_without_settings_an_item_is_checked_but_for_columns_and_channels(nowhere: Path, run: Run) -> None:
    path = nowhere / "item.md"
    path.write_text(f"---\ntitle: 通知\ncolumn: 任何栏目\nunit: 某处\n---\n{MISTAKE}\n", encoding="utf-8")
    (found,) = codes(run, path)
    assert "wrong_word" in found
    assert not {"unknown_column", "unknown_channel"} & found


def test_a_faulty_front_matter_does_not_hide_what_is_wrong_in_the_text(office: Office, run: Run) -> None:
    path = office.folder / "item.md"
    path.write_text(f"---\ntitle: [没有合上\n---\n{MISTAKE}\n", encoding="utf-8")
    (found,) = codes(run, path, settings=office.settings)
    assert "wrong_word" in found
    assert len(found) > 1


def test_several_files_come_in_their_order_and_any_block_makes_it_1(office: Office, run: Run) -> None:
    good, bad = office.item(), office.item(column="没有这个栏目")
    found = codes(run, good, bad, settings=office.settings)
    assert "unknown_column" in found[1] - found[0]
    assert run("check", good, bad, settings=office.settings).code == 1


def test_a_missing_file_is_a_wrong_use_and_an_empty_or_binary_one_is_not_a_crash(nowhere: Path, run: Run) -> None:
    assert run("check", nowhere / "none.md").code == 2
    for name, content in (("empty.md", b""), ("picture.md", b"\x89PNG\x00\x00\x01"), ("odd.xyz", b"abc")):
        (nowhere / name).write_bytes(content)
        ran = run("check", nowhere / name)
        assert (ran.code, "Traceback" in ran.err) == (1, False), name
