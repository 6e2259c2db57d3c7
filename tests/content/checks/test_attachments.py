"""Personal data inside attachments, wherever a document can hide it. All numbers are computer-made."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter

from bot.cli.problems import as_line
from content.checks.attachments import check
from content.checks.attachments.piece import Budget, Unreadable
from tests.content.checks import samples

ID, PHONE, CARD = "350128198802290002", "15400002468", "6205500000000000004"


def found(name: str, content: bytes) -> set[tuple[str, str, str]]:
    files = samples.MemoryFiles()
    problems = check(files.keep(content, name), files, samples.TODAY)
    return {(problem.code, problem.quote, problem.where.removeprefix(name).strip()) for problem in problems}


def test_a_word_document_is_read_in_all_its_parts() -> None:
    body = (
        samples.paragraph("身份证", "350128", "198802290002")
        + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>手机</w:t></w:r></w:p></w:tc>"
        + f"<w:tc>{samples.paragraph(PHONE)}</w:tc></w:tr></w:tbl>"
        + f"<w:p><w:del><w:r><w:delText>卡号{CARD}</w:delText></w:r></w:del></w:p>"
        + "<w:p><w:r><w:pict><w:txbxContent>"
        + samples.paragraph("密码：Sample@123")
        + "</w:txbxContent></w:pict></w:r></w:p>"
    )
    content = samples.docx(
        body,
        header1=samples.paragraph("电话15400002469"),
        footnotes=f"<w:footnote>{samples.paragraph('电话15400002470')}</w:footnote>",
        comments=f"<w:comment>{samples.paragraph('电话15400002471')}</w:comment>",
    )
    assert found("名单.docx", content) == {
        ("id_card_valid", ID, "正文"),
        ("mobile", PHONE, "正文"),
        ("bank_card", CARD, "正文（修订中删去的文字）"),
        ("credential", "密码：Sample@123", "正文"),
        ("mobile", "15400002469", "页眉"),
        ("mobile", "15400002470", "脚注"),
        ("mobile", "15400002471", "批注"),
    }


def test_the_place_is_told_once() -> None:
    files = samples.MemoryFiles()
    (problem,) = check(files.keep(f"电话{PHONE}".encode(), "名单 表.txt"), files, samples.TODAY)
    assert as_line(problem) == (
        f"  [必须改] 附件 名单 表.txt：“{PHONE}”含手机号码，属个人信息，请删去、打码或改为办公电话。（mobile）"
    )
    (problem,) = check(files.keep(b"\xd0\xcf\x11\xe0" + bytes(600), "旧.doc"), files, samples.TODAY)
    assert as_line(problem).count("旧.doc") == 1


def workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "公示"
    sheet.append(["姓名", "手机"])
    sheet.append(["张三", int(PHONE)])
    sheet.row_dimensions[2].hidden = True
    sheet["C5"] = "备注"
    sheet["C5"].comment = Comment("原电话15400002469", "作者")
    hidden = book.create_sheet("底表")
    hidden.sheet_state = "hidden"
    hidden["B3"] = ID
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_workbook_is_read_with_hidden_sheets_rows_and_comments() -> None:
    assert found("名单.xlsx", workbook()) == {
        ("mobile", PHONE, "工作表“公示” B2"),
        ("mobile", "15400002469", "批注"),
        ("id_card_valid", ID, "工作表“底表”（隐藏） B3"),
    }


def test_the_value_a_formula_last_had_is_read() -> None:
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><f>B1+1</f><v>1.5400002468E10</v></c></row></sheetData></worksheet>'
    )
    ref = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    content = samples.packed(
        {
            "xl/workbook.xml": f'<workbook xmlns:r="{ref}"><sheets><sheet name="表" r:id="a"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="a" Target="s.xml"/></Relationships>',
            "xl/s.xml": sheet,
        }
    )
    assert found("表.xlsx", content) == {("mobile", PHONE, "工作表“表” A1")}


def test_a_pdf_is_read_page_by_page_and_a_scan_is_said_to_have_no_text() -> None:
    content = samples.pdf("nothing here", f"Tel {PHONE}", "")
    assert found("公示.pdf", content) == {
        ("mobile", PHONE, "第2页"),
        ("attachment_unreadable", "公示.pdf", ""),
    }


def test_an_encrypted_pdf_is_for_a_person_to_look_at() -> None:
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(samples.pdf("x"))))
    writer.encrypt("sample", algorithm="RC4-128")
    content = BytesIO()
    writer.write(content)
    assert found("密.pdf", content.getvalue()) == {("attachment_unreadable", "密.pdf", "")}


def test_an_ofd_number_cut_into_pieces_on_one_line_is_read_whole() -> None:
    content = samples.ofd((10, "电话"), (10, "154"), (10.2, "00002468"), (30, "完"))
    assert found("文.ofd", content) == {("mobile", PHONE, "第1页")}


def test_an_archive_is_opened_with_what_is_packed_in_it() -> None:
    inner = samples.packed({"内层.docx": samples.docx(samples.paragraph(f"电话{PHONE}"))})
    content = samples.packed({"目录/内.zip": inner, "说明.txt": f"卡号{CARD}".encode("gb18030"), "旧.doc": b"\xd0\xcf"})
    assert found("全部.zip", content) == {
        ("mobile", PHONE, "目录/内.zip 内层.docx 正文"),
        ("bank_card", CARD, "说明.txt"),
        ("attachment_unreadable", "全部.zip 旧.doc", "旧.doc"),
    }


def test_a_document_embedded_in_a_document_is_read() -> None:
    content = samples.docx(samples.paragraph("见内嵌表。"))
    with zipfile.ZipFile(buffer := BytesIO(content), "a") as archive:
        archive.writestr("word/embeddings/表.xlsx", workbook())
    assert ("id_card_valid", ID, "内嵌文件表.xlsx 工作表“底表”（隐藏） B3") in found("外.docx", buffer.getvalue())


def test_text_files_are_read_in_the_encodings_they_come_in() -> None:
    for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        assert found("名单.csv", f"张三,{PHONE}\n".encode(encoding)) == {("mobile", PHONE, "")}


@pytest.mark.parametrize("name", ["坏.docx", "坏.xlsx", "坏.pdf", "坏.ofd", "坏.zip", "旧.doc", "包.rar", "怪.xyz"])
@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 and nothing more", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600]
)
def test_what_cannot_be_read_is_a_warning_and_no_crash(name: str, content: bytes) -> None:
    files = samples.MemoryFiles()
    problems = check(files.keep(content, name), files, samples.TODAY)
    assert [(problem.code, problem.blocks) for problem in problems] == [("attachment_unreadable", False)]
    assert "人工" in problems[0].says


def test_a_file_that_is_gone_is_said_so() -> None:
    files = samples.MemoryFiles()
    file = samples.MemoryFiles().keep(b"x", "丢.txt")
    assert [problem.code for problem in check(file, files, samples.TODAY)] == ["attachment_unreadable"]


def test_a_bomb_is_not_unpacked() -> None:
    bomb = samples.packed({f"{n}.txt": b"0" * (90 << 20) for n in range(4)})
    assert len(bomb) < 1 << 20
    assert found("弹.zip", bomb) == {("attachment_unreadable", "弹.zip", "")}


def test_entities_in_a_document_are_refused() -> None:
    laugh = f'<!DOCTYPE d [<!ENTITY a "ha">]><w:document {samples.W}><w:body>&a;</w:body></w:document>'
    content = samples.packed({"word/document.xml": laugh})
    assert found("笑.docx", content) == {("attachment_unreadable", "笑.docx", "")}


def test_archives_in_archives_end_somewhere() -> None:
    content = samples.packed({"底.txt": "底"})
    for _ in range(6):
        content = samples.packed({"层.zip": content})
    assert {code for code, _, _ in found("套.zip", content)} == {"attachment_unreadable"}


def test_a_budget_of_text_is_kept() -> None:
    budget = Budget(text=3)
    budget.take_text("123")
    with pytest.raises(Unreadable, match="只检查了前面"):
        budget.take_text("4")
