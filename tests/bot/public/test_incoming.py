"""What comes in is bounded while it comes, and told in words: sizes, types, names, broken forms."""

import socket
from urllib.parse import urlsplit

import pytest

from bot.actions.sweep_waiting import FOLDER
from bot.incoming import LARGEST_FILE, LARGEST_FORM, MOST_FILES
from tests.bot.public.stage import LETTER, LETTERS, Stage, picture

PDF = b"%PDF-1.4\n%%EOF\n"


def test_a_file_too_large_is_thrown_away_as_it_comes_and_the_words_are_kept(stage: Stage) -> None:
    answer = stage.send(LETTERS, LETTER, [("files", ("大.pdf", PDF + b"0" * LARGEST_FILE, "application/pdf"))])
    assert (answer.status_code, "“大.pdf”超过 10 MB" in answer.text) == (422, True)
    assert LETTER["text"] in answer.text
    assert not (stage.office.app.files.root / FOLDER).exists()


def test_more_than_may_come_in_one_form_is_not_read_on(stage: Stage) -> None:
    where = urlsplit(stage.home)
    with socket.create_connection((where.hostname, where.port), timeout=30) as line:
        line.sendall(b"POST /hd/liuyan HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000000\r\n")
        line.sendall(b"Content-Type: multipart/form-data; boundary=b\r\n\r\n")
        line.sendall(b"--b\r\nContent-Disposition: form-data; name=files; filename=a.pdf\r\n\r\n")
        sent = 0
        try:
            while sent <= 2 * LARGEST_FORM:
                sent += line.send(b"0" * (1 << 20))
        except OSError:
            pass
    assert sent < 2 * LARGEST_FORM


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.exe", b"MZ\x90", "不收“.exe”文件"),
        ("a.html", b"<script>alert(1)</script>", "不收“.html”文件"),
        ("a.svg", b"<svg onload='alert(1)'/>", "不收“.svg”文件"),
        ("a.zip", b"PK\x03\x04", "不收“.zip”文件"),
        ("a.wav", b"RIFF\x24\x00\x00\x00WAVEfmt ", "不收“.wav”文件"),
        ("没有后缀", b"x", "没有后缀名"),
        ("a.pdf", b"MZ\x90\x00", "Windows 程序"),
        ("a.jpg", b"<html>", "图片打不开"),
        ("a.docx", b"PK\x03\x04junk", "打不开"),
        ("a.txt", b"a\x00b", "内容却不是文字"),
        ("a.pdf", b"", "文件是空的"),
    ],
)
def test_what_is_not_what_its_name_says_is_not_taken(stage: Stage, name: str, content: bytes, says: str) -> None:
    answer = stage.send(LETTERS, LETTER, [("files", (name, content, "image/jpeg"))])
    assert (answer.status_code, says in answer.text) == (422, True), answer.text


def test_a_picture_is_known_by_what_is_in_it_however_the_phone_named_it(stage: Stage) -> None:
    stage.number(LETTERS, LETTER, [("files", ("image", picture(), "")), ("files", ("b.jpg", picture("PNG"), ""))])
    with stage.reading() as work:
        (letter,) = work.letters.listed()
    assert [part.file.name for part in letter.parts if part.file] == ["image.jpg", "b.png"]


def test_a_text_that_begins_like_a_picture_stays_a_text(stage: Stage) -> None:
    stage.number(LETTERS, LETTER, [("files", ("说明.txt", b"BM 01", ""))])
    with stage.reading() as work:
        (letter,) = work.letters.listed()
    assert [part.file.name for part in letter.parts if part.file] == ["说明.txt"]


def test_a_name_leads_into_no_other_folder(stage: Stage) -> None:
    names = ("../../../etc/cron.d/x.pdf", "..\\..\\x.pdf", "/etc/passwd.pdf", "a\x00b.pdf", ".pdf" * 60)
    stage.number(LETTERS, LETTER, [("files", (name, PDF, "application/pdf")) for name in names])
    with stage.reading() as work:
        (letter,) = work.letters.listed()
    kept = [part.file.name for part in letter.parts if part.file]
    assert kept[:3] == ["x.pdf", "x.pdf", "passwd.pdf"]
    assert all("/" not in name and len(name) <= 130 for name in kept)
    inside = {path.name for path in stage.office.app.files.root.rglob("*") if path.is_file()}
    assert all(len(name) == len("0" * 64 + ".pdf") for name in inside)


def test_more_files_than_may_be_are_told_by_name(stage: Stage) -> None:
    files = [("files", (f"{number}.pdf", PDF, "application/pdf")) for number in range(MOST_FILES + 1)]
    answer = stage.send(LETTERS, LETTER, files)
    assert f"“{MOST_FILES}.pdf”没有收下" in answer.text


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b"{}", 415),
        ("text/plain", b"topic=x", 415),
        ("multipart/form-data", b"no boundary", 400),
        ("multipart/form-data; boundary=b", b"--b\r\nnonsense", 400),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data; name=a\r\n\r\ncut", 400),
        ("multipart/form-data; boundary=b", b"", 400),
        ("application/x-www-form-urlencoded", b"a=" + b"x" * (300 << 10), 413),
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(200)), 400),
        ("application/x-www-form-urlencoded", b"topic=%00%ff&text=\xff\xfe", 422),
    ],
)
def test_what_is_no_form_is_told_in_words(stage: Stage, kind: str, body: bytes, status: int) -> None:
    answer = stage.http.post(LETTERS, content=body, headers={"content-type": kind})
    assert answer.status_code == status
    assert "<h1>" in answer.text


def test_what_cannot_be_seen_is_not_kept(stage: Stage) -> None:
    number = stage.number(LETTERS, {**LETTER, "text": "请问\x00\u202e怎么\r\n办\u200b理？", "name": "李\x07四"})
    with stage.reading() as work:
        letter = work.letters.get(number)
    assert (letter.text, letter.name) == ("请问怎么\n办理？", "李四")
