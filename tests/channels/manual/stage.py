"""A website worked by hand: its stage for the contract of hand-overs."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from channels.loopback import serving
from channels.manual import sandbox
from channels.manual.adapter import build
from channels.manual.settings import Settings
from content.edition import Edition
from content.item import Disclosure
from tests.channels.manual import clerk
from tests.channels.stages import HandOverStage, Scene

COLUMNS = {"工作动态": ("政务公开", "工作动态")}


@contextmanager
def hand_over(folder: Path) -> Iterator[HandOverStage]:
    scene = Scene(folder)
    with serving(sandbox.build_app(folder / "platform", scene.clock)) as address:
        settings = Settings(
            kind="manual", medium="政府网站", site="市政府网站集约化平台", addresses=(address,), columns=COLUMNS
        )
        yield HandOverStage(
            channel=build(settings, scene.around("cluster", "政府网站")),
            files=scene.files,
            clock=scene.clock,
            good=notice(scene),
            bad={
                "unknown_column": scene.edition(video=None, column="政策文件"),
                "not_for_the_public": scene.edition(video=None, disclosure=Disclosure.ON_APPLICATION),
                "unknown_override": scene.edition(video=None, overrides={"cluster": {"title": "检查"}}),
                "missing_file": scene.edition(video=None, html='<p><img src="files/ab/abc.png"></p>'),
            },
            complete=partial(clerk.enter, address),
            forms=_forms,
            take_down=partial(clerk.take_down, address),
            foreign="https://www.example.com/art/2026/3/5/art_1.html",
        )


def notice(scene: Scene, **changes: Any) -> Edition:
    """With two pictures, a table, and two attachments, one of which the text links to."""
    first, second = scene.picture(), scene.picture((300, 200))
    form = scene.files.keep(b"%PDF-1.4 form", "附件1：检查表.pdf")
    lines = scene.files.keep(b"PK lines", "企业名单.xlsx")
    html = f"""<p>三月起对辖区企业开展安全生产检查，重点是仓储和危化品企业。</p>
<p><img src="files/{first.path}" alt="检查组在仓库"></p>
<table><tbody><tr><th>时间</th><th>范围</th></tr><tr><td>3月5日至3月20日</td><td>仓储企业</td></tr></tbody></table>
<p>各企业填写<a href="files/{form.path}">检查表</a>，于3月20日前报应急管理局。</p>
<p><img src="files/{second.path}" alt=""></p>"""
    fields: dict[str, Any] = {
        "video": None,
        "html": html,
        "images": (first, second),
        "attachments": (form, lines),
        "document_number": "示高管〔2026〕12号",
    }
    return scene.edition(**{**fields, **changes})


def _forms(pasted: str) -> Sequence[str]:
    return (
        f"{pasted}#main",
        f"{pasted}?from=singlemessage&isappinstalled=0",
        f"【关于安全生产检查】 {pasted}，请查收",
        pasted.replace(".html", ".html;jsessionid=0A1B"),
    )
