"""The settings file: read whole, or every fault told at once with its line."""

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsFaults, load
from content.report.deadline import Level

ENVIRONMENT = {"WECHAT_SECRET": "abcdef0123456789", "PASSWORD": "p@ss/w:rd"}
OFFICE = "office: {name: 示范高新区管委会, code: 12410000MB0000000X}\n"
MEDIA = "media: [政府网站, 微信公众号, 报社、电台等其它媒体]\n"
WEBSITE = 'website: {kind: static, medium: 政府网站, folder: var/site, base_url: "https://www.example.gov.cn"}'
WECHAT = (
    'wechat: {kind: wechat, medium: 微信公众号, app_id: wx0000000000000000, secret: "${WECHAT_SECRET}", at: 17:00, '
    "verified: true, send_as: mass, after: [website], bundle: 3}"
)
PRESS = "press: {kind: press, medium: 报社、电台等其它媒体}"
COLUMNS = "columns:\n  - {name: 通知公告, slug: tzgg, channels: [website, wechat], fresh_days: 180}\n"
WHOLE = f"{OFFICE}{MEDIA}{COLUMNS}channels:\n  {WEBSITE}\n  {WECHAT}\n  {PRESS}\n"
SMALL = f"{OFFICE}{MEDIA}channels:\n  {WEBSITE}\n"


def read(folder: Path, text: str, environ: dict[str, str] = ENVIRONMENT) -> Settings:
    path = folder / "gongkai.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path, environ)


def faults(folder: Path, text: str, environ: dict[str, str] = ENVIRONMENT) -> dict[tuple[int, str], str]:
    with pytest.raises(SettingsFaults) as raised:
        read(folder, text, environ)
    assert "p@ss" not in str(raised.value)
    return {(fault.line, fault.key): fault.says for fault in raised.value.faults}


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    settings = read(tmp_path, WHOLE)
    assert settings.office.name == "示范高新区管委会"
    assert settings.review == ("初审", "复审", "终审")
    assert settings.media == ("政府网站", "微信公众号", "报社、电台等其它媒体")
    assert (settings.columns[0].slug, settings.columns[0].counts, settings.columns[0].fresh_days) == ("tzgg", True, 180)
    assert list(settings.channels) == ["website", "wechat", "press"]
    assert (settings.channels["wechat"].at, settings.channels["wechat"].after) == ("17:00", ("website",))
    assert settings.emergency == ("终审", "管理员")


def test_a_wide_colon_is_told_on_its_own_line(tmp_path: Path) -> None:
    for written, line in ((f"office：\n  name: 示范\n{MEDIA}", 1), (f"{OFFICE}channels：\n  {WEBSITE}\n", 2)):
        assert faults(tmp_path, written) == {(line, ""): "名称后面要用英文冒号“:”，再空一格"}


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    settings = read(tmp_path, f"{WHOLE}files: 文件\nengine: sqlite:////abs/engine.db\n")
    assert settings.files == tmp_path / "文件"
    assert settings.database == f"sqlite:///{tmp_path}/var/gongkai.db"
    assert settings.engine == "sqlite:////abs/engine.db"
    assert settings.channels["website"].model_dump()["folder"] == tmp_path / "var/site"


def test_index_numbers_follow_the_template(tmp_path: Path) -> None:
    office = 'office: {name: 示范, code: 0012, index_number: "{code}{unit}/{year}-{serial:04d}"}\n'
    settings = read(tmp_path, WHOLE.replace(OFFICE, office))
    assert settings.office.numbering("办")(2026, 137) == "0012办/2026-0137"


def test_a_secret_comes_from_the_environment_and_is_never_shown(tmp_path: Path) -> None:
    settings = read(tmp_path, f"{WHOLE}database: postgresql+psycopg://u:${{PASSWORD}}@127.0.0.1/gongkai\n")
    assert settings.database == "postgresql+psycopg://u:p%40ss%2Fw%3Ard@127.0.0.1/gongkai"
    wechat = settings.channels["wechat"]
    assert wechat.secret.reveal() == ENVIRONMENT["WECHAT_SECRET"]  # type: ignore[attr-defined]  # the kind's own field
    assert ENVIRONMENT["WECHAT_SECRET"] not in f"{settings!r}{wechat}{wechat.model_dump()}{wechat.model_dump_json()}"
    assert "p%40ss" not in repr(settings)


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = """office: {name: 示范, code: 1, phon: 1, index_number: "{code}/{serial}"}
databse: x
engine: mysql://127.0.0.1/x
review: [初审, 复申]
basis: sum
media: [政府网站, 微信公众号]
emergency: [终审]
columns:
  - {name: 甲, slug: TZGG, counts: maybe, channels: [websit], fresh_days: 0}
  - {name: 乙, slug: a}
  - {name: 乙, slug: a}
channels:
  website: {kind: static, medium: 政府网, folder: var/site, base_ur: x, after: [wechat]}
  wechat: {kind: wechat, medium: 微信公众号, app_id: wx0000000000000000, secret: "${NOT_SET}", after: [website]}
  title: {kind: pres}
  press: {medium: 政府网站, medium: 政府网站}
  radio: {kind: press, medium: 政府网站, at: "25:00", parallel: 0}
"""
    told = faults(tmp_path, text)
    assert told.keys() >= {
        (1, "office.phon"), (1, "office.index_number"), (2, "databse"), (3, "engine"), (4, "review[2]"), (5, "basis"),
        (7, "emergency"), (9, "columns[1].slug"), (9, "columns[1].counts"), (9, "columns[1].channels[1]"),
        (9, "columns[1].fresh_days"), (11, "columns[3].name"), (11, "columns[3].slug"),
        (13, "channels.website.medium"), (13, "channels.website.base_ur"), (13, "channels.website.base_url"),
        (13, "channels.website.after"), (14, "channels.wechat.after"), (14, "channels.wechat.secret"),
        (15, "channels.title"), (15, "channels.title.kind"), (16, "channels.press.medium"),
        (16, "channels.press.kind"), (17, "channels.radio.at"), (17, "channels.radio.parallel"),
    }  # fmt: skip
    assert "“phone”" in told[1, "office.phon"]
    assert "“database”" in told[2, "databse"]
    assert "“website”" in told[9, "columns[1].channels[1]"]
    assert "“base_url”" in told[13, "channels.website.base_ur"]
    assert "NOT_SET" in told[14, "channels.wechat.secret"]
    assert "第10行" in told[11, "columns[3].name"]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("database: postgresql+psycopg://u:p@ss@127.0.0.1/x", "database"),
        ("engine: redis://:p@ss@127.0.0.1/0", "engine"),
        ("database: mysql://u:p@ss@127.0.0.1/x", "database"),
        ("database: sqlite://", "database"),
        ("database: postgresql+psycopg:///x", "database"),
        ("database: postgresql+psycopg://h:port/x", "database"),
    ],
)
def test_faulty_addresses_are_refused_without_repeating_them(tmp_path: Path, line: str, key: str) -> None:
    assert (5, key) in faults(tmp_path, f"{SMALL}{line}\n")


def test_a_secret_written_into_the_file_is_refused(tmp_path: Path) -> None:
    told = faults(tmp_path, WHOLE.replace('"${WECHAT_SECRET}"', "p@ss"))
    assert "环境变量" in told[7, "channels.wechat.secret"]


@pytest.mark.parametrize("secret", ["sample-secret", "sandbox-secret", "change-me", "请填写"])
def test_a_sample_secret_starts_only_in_the_demo(tmp_path: Path, secret: str) -> None:
    sample = {"WECHAT_SECRET": secret}
    assert "演示" in faults(tmp_path, WHOLE, sample)[7, "channels.wechat.secret"]
    assert read(tmp_path, f"demo: true\n{WHOLE}", sample).demo


@pytest.mark.parametrize(
    "template",
    [
        "{code}/{serial}", "{code}/{year}", "{year}{serial!r:>99}{}", "{year.real}{serial}", "{year}{serial}{x}",
        "{year}{", "{0}",
    ],
)  # fmt: skip
def test_index_number_templates_that_would_repeat_or_break_are_refused(tmp_path: Path, template: str) -> None:
    office = f"office: {{name: 示范, code: 1, index_number: '{template}'}}\n"
    assert (1, "office.index_number") in faults(tmp_path, SMALL.replace(OFFICE, office))


@pytest.mark.parametrize("text", ["", "一句话", "- 甲\n", "a: [", "\x00"])
def test_what_is_no_settings_file_is_told_in_one_fault(tmp_path: Path, text: str) -> None:
    assert len(faults(tmp_path, text)) == 1


def test_a_missing_file_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsFaults, match="gongkai init"):
        load(tmp_path / "gongkai.yaml", {})


def test_a_ring_of_waiting_channels_is_refused_and_a_chain_is_not(tmp_path: Path) -> None:
    chain = WHOLE.replace("其它媒体}\n", "其它媒体, after: [wechat]}\n")
    assert read(tmp_path, chain).channels["press"].after == ("wechat",)
    ring = chain.replace('gov.cn"}', 'gov.cn", after: [press]}')
    assert {key for _, key in faults(tmp_path, ring)} == {
        f"channels.{name}.after" for name in ("website", "wechat", "press")
    }


def test_what_the_annual_report_says_is_read(tmp_path: Path) -> None:
    media = "media: {微信公众号: {words: 政务微信推送, unit: 篇}}"
    written = f"report: {{short: 高新区, level: 政府, {media}, ways: [传真, 信函]}}\n"
    report = read(tmp_path, WHOLE + written).report
    assert (report.short, report.level, report.ways) == ("高新区", Level.GOVERNMENT, ("传真", "信函"))
    assert report.media["微信公众号"].says("微信公众号", 12) == "政务微信推送12篇"
    assert (report.column, report.folder) == ("政府信息公开年报", tmp_path / "报告")


def test_faults_of_what_the_annual_report_says(tmp_path: Path) -> None:
    written = "report:\n  level: 省\n  media: {微信公众: {unit: 篇}}\n  ways: [电报]\n  column: 通知公\n"
    line = WHOLE.count("\n") + 2
    told = faults(tmp_path, WHOLE + written)
    assert told[line, "report.level"] == "只能写 部门 或 政府"
    assert told[line + 2, "report.ways"].startswith("没有“电报”这种申请方式，可写的有：当面、信函")
    told = faults(tmp_path, WHOLE + "report:\n  media: {微信公众: {unit: 篇}}\n  column: 通知公\n")
    assert told[line, "report.media.微信公众"].endswith("没有列在 media 里，是不是想写“微信公众号”？")
    assert told[line + 1, "report.column"] == "没有“通知公”这个栏目，是不是想写“通知公告”？"
