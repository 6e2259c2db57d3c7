"""`gongkai demo` as it is: the whole way, with the sandboxes of all platforms."""

from datetime import date
from pathlib import Path

from bot.demo.history import FIGURES, write_history
from content.history import read_history
from tests.bot.conftest import Run


def test_the_demo_keeps_what_it_promises(tmp_path: Path, run: Run) -> None:
    ran = run("demo", "--folder", tmp_path / "demo")
    assert ran.code == 0, ran.out + ran.err
    assert "主动公开政府信息数总计791条。其中，通过政府网站公开信息629条；" in ran.out
    assert "✗" not in ran.out
    assert ran.out.count("打得开") == 6  # three items, each on the website and in WeChat


def test_the_demo_never_empties_a_folder_it_did_not_make(tmp_path: Path, run: Run) -> None:
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    ran = run("demo", "--folder", tmp_path)
    assert ran.code == 1
    assert "里有别的东西" in ran.err
    assert (tmp_path / "mine.txt").exists()


def test_the_made_up_year_is_always_the_same(tmp_path: Path) -> None:
    media = tuple(FIGURES)
    first, second = (write_history(tmp_path / name).read_bytes() for name in ("1.xlsx", "2.xlsx"))
    rows = read_history("a.xlsx", first, media, date(2025, 1, 1)).rows
    assert rows == read_history("b.xlsx", second, media, date(2025, 1, 1)).rows
    assert [sum(row.medium == medium for row in rows) for medium in media] == [629, 102, 60]
    assert {row.at.year for row in rows} == {2020}
    assert len({(row.title, row.medium) for row in rows}) == len(rows)
