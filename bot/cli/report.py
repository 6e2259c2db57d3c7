"""`gongkai report`: the annual report (年度报告). Its commands lie in the `report_…` modules beside this."""

import typer

from bot.cli.chinese import ChineseGroup

group = typer.Typer(
    cls=ChineseGroup, no_args_is_help=True, help="政府信息公开工作年度报告：计算、核对、成文、冻结、公开。"
)


def add_to(app: typer.Typer) -> None:
    app.add_typer(group, name="report")
