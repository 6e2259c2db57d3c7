"""A mapping is looked through whole before anything is sent, and says where it is wrong."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from bot.settings import SettingsFaults, load
from channels.rest.mapping import SiteMapping
from channels.rest.reading import SHIPPED, MappingFaults, parsed, place_of, read, shipped
from channels.rest.schema import FILE, schema
from tests.channels.rest.board import MAPPING


def faults(changed: str) -> list[str]:
    with pytest.raises(MappingFaults) as wrong:
        parsed(changed, Path("公告栏.yaml"))
    return [str(fault) for fault in wrong.value.faults]


@pytest.mark.parametrize("name", shipped())
def test_what_is_shipped_is_without_fault_and_as_the_schema_says(name: str) -> None:
    read(place_of(name))
    text = (SHIPPED / f"{name}.yaml").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator(json.loads(schema())).validate(yaml.safe_load(text))


def test_the_shipped_schema_is_that_of_the_language() -> None:
    assert FILE.read_text(encoding="utf-8") == schema(), "run: .venv/bin/python -m channels.rest.schema"


def test_a_path_with_brackets_between_braces_is_told_to_want_quotes() -> None:
    (fault,) = faults("mapping: 1\nops:\n  find:\n    - take: {id: body.items[0].id, url: body.items[0].url}\n")
    assert fault.startswith("第4行")
    assert "括号、冒号、逗号" in fault


def test_every_key_of_the_language_says_what_it_means() -> None:
    whole = SiteMapping.model_json_schema(by_alias=True)
    for name, part in whole["$defs"].items():
        described = part.get("description") or name == "State"
        assert described, name
    assert [key for key, value in whole["properties"].items() if not _described(value)] == []


def _described(value: dict[str, object]) -> bool:
    return "description" in value or "$ref" in json.dumps(value)


@pytest.mark.parametrize(
    ("right", "wrong", "key", "says"),
    [
        ('document.title }}"\n', 'document.titel }}"\n', "ops.create[1].json.title", "“document”没有“titel”"),
        ('document.title }}"\n', 'dokument.title }}"\n', "ops.create[1].json.title", "这里没有“dokument”"),
        ("fields['文号']", "fields['文好']", "ops.create[1].json.number", "“document.fields”没有“文好”"),
        ("config.place", "config.palce", "ops.create[1].json.place", "没有“palce”，可用的有：place"),
        ("secret.token", "secrets.token", "auth.headers.X-Token", "这里没有“secrets”"),
        ("column | int", "column | integer", "ops.create[1].json.column", "没有 integer 这个过滤器"),
        ('document.html }}"\n', 'document.html }"\n', "ops.create[1].json.text", "模板写得不完整"),
        ("state: body.shown", "state: shown", "ops.read[1].take.state", "应从 status、headers、cookies、body 开始"),
        ("state: body.shown", "state: lenght(body)", "ops.read[1].take.state", "没有函数 lenght"),
        ("state: body.shown", "state: body..shown", "ops.read[1].take.state", "JMESPath 写得不对"),
        ("path: /notices\n", "pth: /notices\n", "ops.create[1].pth", "是不是想写“path”"),
        ("method: POST", "method: post", "ops.create[1].method", "只能写 GET、POST"),
        ("kind: retry", "kind: later", "errors[1].kind", "只能写 auth"),
        ("find: none", "find: nothing", "ops.find", "应是列表"),
        ("kind: fixed", "kind: fix", "auth", "没有“fix”这一种"),
        ("made: table", "made: tables", "columns.made", "只能写 levels 或 table"),
        ('"1": published', '"1": public', "states.1", "只能写 submitted"),
        ("mapping: 1", "mapping: 9", "mapping", "只能写 1"),
        ("mapping: 1", "encoding: gbkk\nmapping: 1", "encoding", "没有“gbkk”这种编码"),
    ],
)
def test_a_fault_is_told_with_its_line_its_key_and_what_would_be_right(
    right: str, wrong: str, key: str, says: str
) -> None:
    changed = MAPPING.replace(right, wrong, 1)
    line = changed[: changed.index(wrong)].count("\n") + 1
    (told, *_) = faults(changed)
    assert told.startswith(f"第{line}行 {key}：")
    assert says in told


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("state: body.shown, ", "", "ops.read：没有取 state"),
        ("inline: true", "inline: false", "附件要么写 ops.upload"),
        ("  withdraw:\n", "  withdrew:\n", "ops.withdraw：没有写，这一项必须有"),
        ("take: {id: body.id}", "take: {id: body.id}\n      need: {url: 没有地址}", "没有哪一步取了 url"),
    ],
)
def test_what_is_missing_is_told_by_what_it_is_missing_from(right: str, wrong: str, says: str) -> None:
    assert any(says in told for told in faults(MAPPING.replace(right, wrong, 1)))


def test_all_faults_are_told_at_once() -> None:
    changed = MAPPING.replace("document.title", "document.titel").replace("body.shown", "shown")
    assert len(faults(changed)) == 3


def test_a_file_that_is_not_there_and_one_that_is_no_mapping_are_told(tmp_path: Path) -> None:
    with pytest.raises(MappingFaults, match="wordpress"):
        read(place_of("wordpres"))
    empty = tmp_path / "空.yaml"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(MappingFaults, match="没有内容"):
        read(empty)


SETTINGS = """\
office: {name: 示范高新区管委会, code: 12410000MB0000000X}
media: [政府网站]
columns: [{name: 工作动态, slug: gzdt, channels: [website]}]
channels:
  website:
    kind: rest
    medium: 政府网站
    address: https://www.example.gov.cn
    mapping: 公告栏.yaml
    config: {plase: "12"}
    secrets: {token: "${TOKEN}"}
"""


def test_what_the_settings_leave_out_of_a_mapping_is_told_with_the_other_faults(tmp_path: Path) -> None:
    (tmp_path / "公告栏.yaml").write_text(MAPPING, encoding="utf-8")
    settings = tmp_path / "gongkai.yaml"
    settings.write_text(SETTINGS, encoding="utf-8")
    with pytest.raises(SettingsFaults) as wrong:
        load(settings, {"TOKEN": "token-of-the-board"})
    assert [str(fault) for fault in wrong.value.faults] == [
        "第10行 channels.website.config.plase：映射没有这一项，可写的有：place",
        "第10行 channels.website.config.place：映射“公告栏”要这一项：单位编号",
    ]


@pytest.mark.parametrize("content", [None, "not a certificate"])
def test_a_certificate_that_cannot_be_read_is_told_before_any_call(tmp_path: Path, content: str | None) -> None:
    (tmp_path / "公告栏.yaml").write_text(MAPPING, encoding="utf-8")
    if content is not None:
        (tmp_path / "platform.pem").write_text(content, encoding="utf-8")
    settings = tmp_path / "gongkai.yaml"
    settings.write_text(f"{SETTINGS.replace('plase', 'place')}    ca: platform.pem\n", encoding="utf-8")
    with pytest.raises(SettingsFaults, match=r"website\.ca：读不出证书") as wrong:
        load(settings, {"TOKEN": "token-of-the-board"})
    assert len(wrong.value.faults) == 1


def test_a_secret_of_a_mapping_comes_from_the_environment_only(tmp_path: Path) -> None:
    (tmp_path / "公告栏.yaml").write_text(MAPPING, encoding="utf-8")
    settings = tmp_path / "gongkai.yaml"
    right = SETTINGS.replace("plase", "place")
    settings.write_text(right.replace('"${TOKEN}"', "token-of-the-board"), encoding="utf-8")
    with pytest.raises(SettingsFaults, match="不能写在设置文件里") as wrong:
        load(settings, {})
    assert "token-of-the-board" not in str(wrong.value)
    settings.write_text(right, encoding="utf-8")
    assert load(settings, {"TOKEN": "token-of-the-board"}).channels["website"].kind == "rest"
