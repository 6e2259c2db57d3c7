"""What was published as a normative document is offered to the register."""

from pathlib import Path

from bot.actions.registers import import_entries
from bot.views.suggested_documents import DOCUMENTS, suggested_documents
from tests.bot.conftest import Run
from tests.bot.office import Office
from tests.bot.registers.conftest import CLERK

NUMBER = "示高管〔2025〕12号"


def test_a_published_document_is_offered_until_it_is_entered(either: Office, run: Run, tmp_path: Path) -> None:
    def written(title: str, number: str, point: str) -> Path:
        path = either.item(title, document_number=number)
        text = path.read_text(encoding="utf-8").replace("第二十条（十二）", point)
        path.write_text(text, encoding="utf-8")
        return path

    for title, number, point in (
        ("停车管理办法", NUMBER, "第二十条（一）"),
        ("检查通知", "示高管〔2025〕13号", "第二十条（十二）"),
    ):
        either.put_out(either.approved(written(title, number, point)))
    either.approved(written("还没有公开的办法", "示高管〔2025〕14号", "第二十条（一）"))
    (found,) = suggested_documents(either.app, CLERK, 2025)
    assert (found["title"], found["document_number"]) == ("停车管理办法", NUMBER)
    assert (str(found["made_on"]), str(found["published_on"])) == ("2025-03-03", "2025-03-04")
    table = tmp_path / "待登记.csv"
    words = ("register", "suggest", "规范性文件", "--year", "2025", "--by", CLERK)
    assert "已把 1 条写到" in run(*words, "--to", table, settings=either.settings).out
    assert import_entries(either.app, CLERK, DOCUMENTS, table, now=either.now).count == 1
    assert suggested_documents(either.app, CLERK, 2025) == []
    assert "只有规范性文件" in run("register", "suggest", "收费", "--by", CLERK, settings=either.settings).err
