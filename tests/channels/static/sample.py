"""A small site with everything on it that a page can have, made-up names and numbers only."""

from tests.channels.static.website import Website

TABLE = (
    "<table><thead><tr>" + "".join(f"<th>第{n}季度完成情况（万元）</th>" for n in range(1, 9)) + "</tr></thead>"
    "<tbody>" + ("<tr>" + "<td>12,345.67</td>" * 8 + "</tr>") * 30 + "</tbody></table>"
)
LETTER = (
    "<p>各乡镇人民政府，各有关单位：</p><h2>一、检查范围</h2>"
    "<p>　　辖区内全部企业<sup><a href='#fn1' id='fnref1'>[1]</a></sup>。</p>"
    "<h3>（一）危化品企业</h3><ul><li>储存</li><li>运输</li></ul><blockquote><p>安全第一。</p></blockquote>{table}"
    '<p><img src="files/{picture}" alt="检查现场"></p><p>详见<a href="https://www.example.gov.cn/a">说明</a>。</p>'
    '<p align="right">示范高新区管委会</p><p align="right">2026年3月1日</p>'
    '<section class="footnotes"><ol><li id="fn1"><p>含个体工商户。</p></li></ol></section>'
)
LONG = "关于进一步做好辖区内危险化学品生产经营储存运输企业安全生产标准化和隐患排查治理体系建设工作的通知"
# One pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c626001000000ffff03000006000557"
    "bfabd40000000049454e44ae426082"
)


def fill(at: Website) -> list[str]:
    """Publish one of each; returns the addresses of pages worth looking at."""
    picture, video = at.files.keep(PNG, "现场.png"), at.files.keep(b"not really a video", "现场.mp4")
    table = at.files.keep(b"x" * 250_000, "检查表（最终）.xlsx")
    for number in range(12):
        at.publish(title=f"第{number}号通知")
    whole = at.publish(
        title=LONG,
        html=LETTER.format(table=TABLE, picture=picture.path),
        images=(picture,),
        attachments=(table,),
        video=video,
        ai_generated=True,
        keywords=("安全生产", "检查"),
        legal_basis="第二十条（十二）",
    )
    notice = at.publish(title="更正说明", corrects=whole.item_id)
    gone = at.publish(title="撤回的", column="工作动态")
    at.withdraw(gone, "内容有误")
    items = [at.channel.path_of(edition) for edition in (whole, notice, gone)]
    places = [
        f"/zfxxgk/{name}" for name in ("", "zhinan.html", "zhidu.html", "fdzdgknr/", "nianbao.html", "ysqgk.html")
    ]
    return ["/", "/tzgg/", "/tzgg/p1.html", "/zfxxgk/fdzdgknr/tzgg/2026-1.html", "/404.html", *items, *places]
