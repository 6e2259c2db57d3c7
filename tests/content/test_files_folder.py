"""Files are kept by their hash, whole."""

from pathlib import Path

import pytest

from content.store.files import FilesFolder

JPEG = b"\xff\xd8\xff\xe0 picture"


def test_the_same_bytes_are_kept_once_under_any_name(tmp_path: Path) -> None:
    files = FilesFolder(tmp_path / "files")
    first, second = files.keep(JPEG, "封面.JPG"), files.keep(JPEG, "/elsewhere/副本.jpg")
    assert (first.name, first.size, first.media_type, first.suffix) == ("封面.JPG", len(JPEG), "image/jpeg", ".jpg")
    assert (second.name, second.path) == ("副本.jpg", first.path)
    assert files.read(first.path) == JPEG
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == [Path(files.locate(first.path))]


def test_a_file_is_copied_and_named_after_itself(tmp_path: Path) -> None:
    written = tmp_path / "检查表.xlsx"
    written.write_bytes(b"PK" * 3_000_000)
    stored = FilesFolder(tmp_path / "files").keep(written)
    written.unlink()
    assert stored.name == "检查表.xlsx"
    assert stored.media_type.endswith("spreadsheetml.sheet")
    assert len(FilesFolder(tmp_path / "files").read(stored.path)) == stored.size == 6_000_000


def test_the_web_server_may_read_what_is_kept(tmp_path: Path) -> None:
    files = FilesFolder(tmp_path)
    assert Path(files.locate(files.keep(JPEG, "a.jpg").path)).stat().st_mode & 0o044 == 0o044


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "aa/../../secret", "aa/" + "b" * 64 + "/../x", ""])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(FileNotFoundError):
        FilesFolder(tmp_path).read(path)


def test_a_file_that_is_not_there_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    files = FilesFolder(tmp_path)
    with pytest.raises(FileNotFoundError):
        files.keep(tmp_path / "no.jpg")
    with pytest.raises(FileNotFoundError):
        files.read("aa/" + "a" * 64 + ".jpg")
    assert list(tmp_path.iterdir()) == []
