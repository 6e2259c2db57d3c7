"""The search as people at the command line ask it, over what the office published, and over files."""

import json
from pathlib import Path

import pytest

from bot.actions.tidy import tidy
from bot.actions.withdraw import withdraw
from bot.views.search import search
from tests.bot.conftest import Run
from tests.bot.office import Office

ITEMS = '{"id": "甲", "text": "公共租赁住房申请指南", "title": "x"}\n\n{"id": "乙", "text": "停水通知：明天停水。"}\n'
QUESTIONS = (
    '{"id": "1", "question": "廉租房怎么申请"}\n{"id": "2", "text": "明天停水吗"}\n{"id": "3", "question": "？"}\n'
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without settings, where the command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ref(office: Office) -> str:
    """Of what is public on the website."""
    return office.put_out(office.approved(office.item("公共租赁住房申请指南", "符合条件的家庭向街道提出申请。")))


def test_what_is_public_is_found_with_its_address(office: Office, ref: str) -> None:
    (hit,) = search(office.app, "廉租房怎么申请").hits
    assert (hit.ref, hit.title, hit.column) == (ref, "公共租赁住房申请指南", "通知公告")
    assert hit.url.startswith("https://www.example.gov.cn/tzgg/")
    assert hit.published_at == office.now
    assert hit.summary == "三月起对辖区企业开展安全生产检查。"


def test_what_waits_for_review_is_not_found(office: Office) -> None:
    office.approved(office.item("公共租赁住房申请指南"))
    assert search(office.app, "公共租赁住房").hits == ()


def test_the_command_prints_title_day_and_address(office: Office, ref: str, run: Run) -> None:
    done = run("search", "廉租房怎么申请", settings=office.settings)
    assert done.code == 0
    assert done.out.startswith(f"1. 公共租赁住房申请指南（2025-03-04）  {ref}\n   https://www.example.gov.cn/tzgg/")


def test_the_command_prints_json_for_programs(office: Office, ref: str, run: Run) -> None:
    done = run("search", "公租房", "--json", settings=office.settings)
    (hit,) = json.loads(done.out)
    assert hit.keys() == {"ref", "title", "score", "url"}
    assert hit["ref"] == ref


def test_what_was_withdrawn_is_not_found_any_more(office: Office, ref: str, run: Run) -> None:
    withdraw(office.app, "周八", ref, reason="已失效", now=office.now)
    tidy(office.app)
    done = run("search", "公租房", settings=office.settings)
    assert done.out == "没有找到。换一种说法，或者用更少的词再试。\n"


@pytest.mark.usefixtures("ref")
def test_the_index_is_made_anew_when_asked_for(office: Office, run: Run) -> None:
    done = run("search", "--rebuild", settings=office.settings)
    assert (done.code, done.err) == (0, "已按数据库重做索引，可以查到 1 件。\n")
    assert (office.folder / "var" / "search").is_dir()


def test_a_file_is_searched_without_settings(here: Path, run: Run) -> None:
    (here / "items.jsonl").write_text(ITEMS, encoding="utf-8")
    (here / "questions.jsonl").write_text(QUESTIONS, encoding="utf-8")
    done = run("search", "--from-jsonl", "items.jsonl", "--queries", "questions.jsonl", "--limit", "5", "--json")
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [line["id"] for line in lines] == ["1", "2", "3"]
    assert [line["found"][:1] for line in lines] == [["甲"], ["乙"], []]
    assert len(list(here.iterdir())) == 2


@pytest.mark.parametrize(
    ("items", "questions", "says"),
    [
        ('{"id": "甲", "text": "停水"}\n{"id": }\n', QUESTIONS, "items.jsonl 第 2 行不是 JSON。"),
        ('{"id": "甲", "text": "停水"}\n[]\n', QUESTIONS, 'items.jsonl 第 2 行不是 JSON 对象，应写作 {"id": …}。'),
        ('{"id": "甲"}\n', QUESTIONS, "items.jsonl 第 1 行没有 text，或者它不是文字。"),
        ('\n{"text": "停水"}\n', QUESTIONS, "items.jsonl 第 2 行没有 id，或者它不是文字。"),
        (
            '{"id": "甲", "text": "停水"}\n{"id": "甲", "text": "停电"}\n',
            QUESTIONS,
            "items.jsonl 第 2 行id“甲”前面已经有了。",
        ),
        (ITEMS, '{"id": "1", "question": 5}\n', "questions.jsonl 第 1 行没有 question 或 text，或者它不是文字。"),
        ("", QUESTIONS, "items.jsonl 里一行内容也没有。"),
    ],
)
def test_a_wrong_line_is_named(here: Path, run: Run, *, items: str, questions: str, says: str) -> None:
    (here / "items.jsonl").write_text(items, encoding="utf-8")
    (here / "questions.jsonl").write_text(questions, encoding="utf-8")
    done = run("search", "--from-jsonl", "items.jsonl", "--queries", "questions.jsonl")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(says)


def test_a_file_that_is_not_utf8_is_told_with_its_line(tmp_path: Path, run: Run) -> None:
    items, questions = tmp_path / "items.jsonl", tmp_path / "questions.jsonl"
    items.write_bytes('{"id": "甲", "text": "停水"}\n'.encode() + '{"id": "乙", "text": "停电"}\n'.encode("gbk"))
    questions.write_text(QUESTIONS, encoding="utf-8")
    done = run("search", "--from-jsonl", items, "--queries", questions)
    assert done.code == 2
    assert f"{items} 第 2 行不是 UTF-8 编码" in done.err


@pytest.mark.parametrize("words", [["search"], ["search", "停水", "--from-jsonl", "x"], ["search", "--queries", "x"]])
def test_half_a_command_is_told_how_to_write_it(run: Run, words: list[str]) -> None:
    assert run(*words).code == 2
