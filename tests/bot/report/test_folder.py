"""A report's folder: what was generated is made anew, what a person edited stays."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.actions.errors import CannotDo
from bot.views.report_folder import TEXT, ReportFolder


def test_a_generated_file_is_made_anew_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "报告" / "2026"
    ReportFolder(folder).put("年报.docx", b"first")
    written = ReportFolder(folder).put("年报.docx", b"second")
    assert written.instead_of is None
    assert written.path.read_bytes() == b"second"
    assert oct(written.path.stat().st_mode & 0o777) == "0o600"
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


def test_a_file_that_somebody_edited_is_never_written_over(tmp_path: Path) -> None:
    ReportFolder(tmp_path).put("年报.docx", b"generated")
    (tmp_path / "年报.docx").write_bytes(b"edited")
    beside = [ReportFolder(tmp_path).put("年报.docx", content) for content in (b"second", b"third")]
    assert {one.path.name for one in beside} == {"年报（2）.docx"}
    assert {one.instead_of for one in beside} == {tmp_path / "年报.docx"}
    assert (tmp_path / "年报.docx").read_bytes() == b"edited"
    assert (tmp_path / "年报（2）.docx").read_bytes() == b"third"


def test_what_somebody_else_generates_at_the_same_time_is_nobodys_edit(tmp_path: Path) -> None:
    mine, theirs = ReportFolder(tmp_path), ReportFolder(tmp_path)
    mine.put("年报.docx", b"mine")
    assert theirs.put("年报.docx", b"theirs").instead_of is None
    with ThreadPoolExecutor(4) as several:
        written = list(several.map(lambda number: ReportFolder(tmp_path).put("年报.docx", b"%d" % number), range(20)))
    assert {one.path.name for one in written} == {"年报.docx"}


def test_without_the_manifest_every_file_counts_as_a_persons(tmp_path: Path) -> None:
    (tmp_path / "年报.docx").write_bytes(b"from elsewhere")
    assert ReportFolder(tmp_path).put("年报.docx", b"generated").path.name == "年报（2）.docx"
    assert ReportFolder(tmp_path).put("年报.docx", b"from elsewhere").path.name == "年报.docx"


def test_the_text_is_read_however_staff_saved_it(tmp_path: Path) -> None:
    folder = ReportFolder(tmp_path)
    assert folder.text() == ""
    folder.keep_text("一、总体情况\n")
    assert folder.text() == "一、总体情况\n"
    (tmp_path / TEXT).write_bytes("一、总体情况\r\n写好了\r\n".encode("gb18030"))
    assert folder.text().split() == ["一、总体情况", "写好了"]
    (tmp_path / TEXT).write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(CannotDo, match="不是文字文件"):
        folder.text()
