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


def test_one_fault_is_told_once_and_its_line_reads_as_a_sentence(office: Office, run: Run) -> None:
    path = office.folder / "item.md"
    path.write_text(
        "---\ntitle: 通知\ncolumn: 没有的\nunit:\nmade_on: 2026-02-30\nsecrecy: 通过\n---\n正文\n", encoding="utf-8"
    )
    result = json.loads(run("check", path, "--json", settings=office.settings).out)[0]
    fields = [problem["field"] for problem in result["problems"]]
    assert sorted(fields) == ["column", "made_on", "secrecy", "summary", "unit"]
    lines = run("check", path, settings=office.settings).out.splitlines()
    assert "  [必须改] 第5行：成文日期（made_on）：没有“2026-02-30”这一天（bad_field）" in lines
    assert any("写的是“通过”" in line for line in lines)


def test_check_says_what_submit_would_of_the_secrecy_reviewer(office: Office, run: Run) -> None:
    path = office.item(secrecy="{by: 路人, on: 2025-03-03, conclusion: 可以公开}")
    (found,) = codes(run, path, settings=office.settings)
    assert "wrong_secrecy_reviewer" in found


def test_what_is_too_long_for_an_item_is_not_read_through(nowhere: Path, run: Run) -> None:
    path = nowhere / "huge.md"
    path.write_text(f"---\ntitle: 通知\n---\n{MISTAKE * 500_000}", encoding="utf-8")
    assert codes(run, path) == [{"too_large"}]
