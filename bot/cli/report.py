"""`gongkai report`: the annual report (年度报告). Its commands lie in the `report_…` modules beside this."""

from typing import Annotated

import typer

from bot.cli.chinese import ChineseGroup

group = typer.Typer(
    cls=ChineseGroup, no_args_is_help=True, help="政府信息公开工作年度报告：计算、核对、成文、冻结、公开。"
)

ReportYear = Annotated[int, typer.Argument(metavar="年", help="哪一年，如 2026。", min=1949, max=2999)]


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="report")
