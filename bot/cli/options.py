"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from content.people import name_of

By = Annotated[
    str,
    typer.Option("--by", metavar="姓名", help="由谁来做，须是已登记的人员。", envvar="GONGKAI_BY", callback=name_of),
]
Json = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取。")]
Reason = Annotated[str, typer.Option("--reason", metavar="理由", help="理由，记入台账。")]
Year = Annotated[
    int | None, typer.Option("--year", metavar="年", help="年份，默认今年（北京时间）。", min=1949, max=2999)
]
Ref = Annotated[str, typer.Argument(metavar="版次", help="版次编号，如 2026-00137.1。")]
Key = Annotated[str, typer.Argument(metavar="投递", help="版次@渠道，如 2026-00137.1@douyin。")]
ItemId = Annotated[str, typer.Argument(metavar="稿件", help="稿件编号，如 2026-00137。")]
OneFile = Annotated[Path, typer.Argument(metavar="文件", help="文件。")]
