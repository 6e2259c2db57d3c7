"""A website is tried at the command line before it is used."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from channels.rest.sandbox import APP_ID, SECRET, Sandbox
from tests.bot.conftest import Run
from tests.bot.office import Office, make_office

CHANNEL = """\
  jyh: {{kind: rest, medium: 政府网站, address: "{url}", mapping: cluster, config: {{app_id: {app_id}, source: 管委会}},
        secrets: {{key: "${{CLUSTER_SECRET}}"}}, column_ids: {{通知公告: 4021, 政策解读: 4035}}}}
demo: true
"""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as built:
        yield built


@pytest.fixture
def office(folder: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("CLUSTER_SECRET", SECRET)
    more = CHANNEL.format(url=sandbox.url, app_id=APP_ID)
    made = make_office(folder, more=more, environ={"CLUSTER_SECRET": SECRET})
    made.register()
    yield made
    made.app.close()


def test_a_mapping_alone_is_tried_without_settings_and_without_a_call(run: Run) -> None:
    ran = run("channels", "try", "cluster")
    assert (ran.code, ran.err) == (0, "")
    assert "【新增稿件】\nPOST https://www.example.gov.cn/openapi/doc/add?appId=__app_id__&" in ran.out


def test_what_is_wrong_with_a_mapping_is_told_with_its_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "my.yaml").write_text("mapping: 1\nname: 小站\nlogin: x\n", encoding="utf-8")
    ran = run("channels", "try", tmp_path / "my.yaml")
    assert (ran.code, "第3行 login" in ran.err, "ops" in ran.err) == (2, True, True)


def test_a_channel_is_tried_dry_and_its_secrets_are_not_shown(office: Office, sandbox: Sandbox, run: Run) -> None:
    ran = run("channels", "try", "jyh", settings=office.settings)
    assert (ran.code, SECRET in ran.out, sandbox.calls()) == (0, False, {})
    assert f"POST {sandbox.url}/openapi/ping?appId={APP_ID}" in ran.out
    assert run("channels", "try", "website", settings=office.settings).code == 2


def test_only_who_keeps_the_channels_tries_one_for_real(office: Office, sandbox: Sandbox, run: Run) -> None:
    sandbox.passes_after(0)
    assert run("channels", "try", "jyh", "--yes", settings=office.settings).code == 2
    assert run("channels", "try", "jyh", "--yes", "--by", "周八", settings=office.settings).code == 1
    assert sandbox.documents() == []
    ran = run("channels", "try", "jyh", "--yes", "--by", "钱一", settings=office.settings)
    assert (ran.code, ran.err, ran.out.count("✓")) == (0, "", 10)
    ran = run("channels", "try", "jyh", "--yes", "--show", "--by", "钱一", settings=office.settings)
    assert (ran.code, "→ POST" in ran.err, "<code>0</code>" in ran.err, SECRET in ran.err) == (0, True, True, False)
    assert {doc.shown_content for doc in sandbox.documents()} == {None}


def test_a_trial_that_fails_says_where_and_ends_with_1(office: Office, sandbox: Sandbox, run: Run) -> None:
    sandbox.fault("html", "doc/add")
    ran = run("channels", "try", "jyh", "--yes", "--by", "钱一", settings=office.settings)
    assert (ran.code, "✗ 发布" in ran.out, "防火墙" in ran.out) == (1, True, True)
