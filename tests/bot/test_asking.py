"""Text files that people name on the command line."""

from pathlib import Path

import pytest

from bot.actions.errors import WrongUse
from bot.cli.asking import text_of

WORDS = "请到政务大厅办理。\n带上残疾人证。\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_text_is_read_in_whatever_encoding_offices_save_it(codec: str, tmp_path: Path) -> None:
    (tmp_path / "答复.txt").write_bytes(WORDS.replace("\n", "\r\n").encode(codec))
    assert text_of(tmp_path / "答复.txt") == WORDS


def test_whoever_brings_another_encoding_is_told_to_look(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "答复.txt").write_bytes(WORDS.encode("gbk"))
    text_of(tmp_path / "答复.txt")
    assert "GB18030（GBK） 编码" in capsys.readouterr().err


def test_a_line_broken_within_a_paragraph_of_word_is_a_line(tmp_path: Path) -> None:
    (tmp_path / "答复.txt").write_bytes("第一行\x0b第二行".encode())
    assert text_of(tmp_path / "答复.txt") == "第一行\n第二行"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG 图片"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPG 图片"),
        (b"PK\x03\x04 sample", "Office 文件"),
        (b"%PDF-1.4 sample", "PDF"),
        (b"{\\rtf1\\ansi sample}", "RTF"),
        (b"a" * 5000 + b"\0", "不全是文字"),
        (b"\x1b[2Jsample", "不全是文字"),
        (b"\xff\xff", "不全是文字"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "答复.txt").write_bytes(content)
    with pytest.raises(WrongUse, match=f"{says}.*另存为纯文本"):
        text_of(tmp_path / "答复.txt")


def test_a_folder_and_what_is_too_large_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="是文件夹"):
        text_of(tmp_path)
    (tmp_path / "录像.txt").write_bytes(b"a" * (6 << 20))
    with pytest.raises(WrongUse, match="最多 5 MB"):
        text_of(tmp_path / "录像.txt")
    with pytest.raises(WrongUse, match="找不到文件"):
        text_of(tmp_path / "没有.txt")
