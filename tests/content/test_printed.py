"""The PDF: made without network, in time, and where the machine cannot make it, it says what to install."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from content import printed_alone
from content.printed import NO_FONT, NO_PANGO, REFUSED, NoPdf, pdf
from content.report.documents import html
from tests.content.report.documents.samples import zone


def run_alone(page: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", printed_alone.__name__],
        input=page.encode(),
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.fixture(scope="module")
def made() -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(pdf(html.page(zone()))))


@pytest.mark.part("pango")
@pytest.mark.part("fonts")
def test_it_holds_the_report_in_chinese_on_a4_with_numbered_pages(made: pypdf.PdfReader) -> None:
    texts = [page.extract_text() for page in made.pages]
    assert "示范高新区管委会2020年政府信息公开工作年度报告" in texts[0].replace("\n", "")
    assert [f"— {number} —" in text for number, text in enumerate(texts, 1)] == [True] * len(texts)
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in made.pages} == {(595, 842)}


def test_what_takes_too_long_is_ended_and_told() -> None:
    with pytest.raises(NoPdf, match=r"0\.01 秒里没有做成"):
        pdf(html.page(zone()), longest=0.01)


def test_a_machine_without_pango_is_told_which_package_it_needs(tmp_path: Path) -> None:
    (tmp_path / "libpango-1.0.so.0").write_bytes(b"")
    assert run_alone("", LD_LIBRARY_PATH=str(tmp_path)).returncode == NO_PANGO
    assert "libpangoft2-1.0-0" in REFUSED[NO_PANGO]


@pytest.mark.part("pango")
def test_a_machine_without_chinese_fonts_is_told_so_instead_of_getting_boxes(tmp_path: Path) -> None:
    empty = tmp_path / "fonts.conf"
    empty.write_text("<fontconfig></fontconfig>", "utf-8")
    assert run_alone("", FONTCONFIG_FILE=str(empty)).returncode == NO_FONT
    assert "fonts-noto-cjk" in REFUSED[NO_FONT]
