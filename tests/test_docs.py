"""The documents say what is so: commands, settings, states, links, and the two READMEs."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from bot.cli.main import app
from bot.settings_applications import ApplicationsEntry
from bot.settings_chat_shape import ChatEntry, KeywordEntry, PublicEntry, SectionEntry
from bot.settings_shape import SECTIONS, ColumnEntry, FreshnessEntry, OfficeEntry, Rest
from channels.cms.settings import CmsSettings
from channels.registry import KINDS, settings_of
from channels.settings import ChannelSettings
from content.delivery import State
from tests import tree

PAGES = [
    path
    for path in tree.files()
    if path.suffix == ".md" and (path.stem.isupper() or path.name.startswith("README") or "docs" in path.parts)
]
TO_RUN = {  # what two pages tell alike, but for the comments, runs once
    re.sub(r" +#.*$", "", "\n".join(found), flags=re.MULTILINE): page
    for page in PAGES
    if (found := re.findall(r"^```sh run$(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL))
}


def read(name: str) -> str:
    return (tree.ROOT / name).read_text(encoding="utf-8")


def commands() -> dict[str, set[str]]:
    """`people add` → its options, for every command there is."""

    def within(command: object, name: str) -> Iterator[tuple[str, set[str]]]:
        if nested := getattr(command, "commands", None):
            for word, inner in nested.items():
                yield from within(inner, f"{name} {word}".strip())
        else:
            params = command.params  # type: ignore[attr-defined]  # a click command
            yield name, {opt for one in params for opt in [*one.opts, *one.secondary_opts] if opt.startswith("--")}

    return dict(within(typer.main.get_command(app), ""))


def documented() -> dict[str, set[str]]:
    rows = re.findall(r"^\| `gongkai ([a-z ]+)`[^|]*\|[^|]*\|(.*)\|$", read("docs/cli.md"), re.MULTILINE)
    return {name: set(re.findall(r"`(--[a-z-]+)`", options)) for name, options in rows}


def test_every_command_and_option_is_documented_and_nothing_else() -> None:
    assert documented() == {name: options - {"--help"} for name, options in commands().items()}


def settings_page(heading: str) -> set[str]:
    section = re.search(rf"^## {heading}.*?$(.*?)(?=^## |\Z)", read("docs/settings.md"), re.MULTILINE | re.DOTALL)
    assert section, heading
    cells = re.findall(r"^\| (`[^|]*) \|", section[1], re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("At the top", {*Rest.model_fields, *SECTIONS}),
        ("`office`", {*OfficeEntry.model_fields}),
        ("`columns`", {*ColumnEntry.model_fields}),
        ("`channels`", {*ChannelSettings.model_fields}),
        ("Websites", {*CmsSettings.model_fields} - {*ChannelSettings.model_fields}),
        ("`freshness`", {*FreshnessEntry.model_fields}),
        ("`applications`", {*ApplicationsEntry.model_fields}),
        ("`chat`", {*ChatEntry.model_fields}),
        ("A rule", {*KeywordEntry.model_fields}),
        ("A button", {*SectionEntry.model_fields} - {"name"}),
        ("`public`", {*PublicEntry.model_fields}),
    ],
)
def test_every_setting_is_documented_and_nothing_else(heading: str, keys: set[str]) -> None:
    assert settings_page(heading) == keys


@pytest.mark.parametrize("kind", KINDS)
def test_a_kinds_page_names_every_setting_of_its_own(kind: str) -> None:
    page = read(f"channels/{kind}/README.md")
    own = settings_of(kind).model_fields.keys() - ChannelSettings.model_fields.keys()
    assert [name for name in own if f"`{name}`" not in page] == []


def test_every_state_is_drawn_with_the_words_staff_see() -> None:
    rows = dict(re.findall(r"^\| `([a-z]+)` \| (\S+) \|", read("docs/states.md"), re.MULTILINE))
    assert rows == {state.value: state.chinese for state in State}


def test_the_two_readmes_say_the_same_in_under_150_lines() -> None:
    english, chinese = read("README.md"), read("README.zh-CN.md")
    assert shape(english) == shape(chinese)
    assert max(english.count("\n"), chinese.count("\n")) < 150


def shape(text: str) -> list[object]:
    """Headings by level, code blocks without their comments, and links, in order."""
    blocks = re.findall(r"^```.*?^```$", text, re.MULTILINE | re.DOTALL)
    code = [re.sub(r" +#.*$", "", block, flags=re.MULTILINE) for block in blocks]
    headings = re.findall(r"^(#+) ", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    links = [link for link in re.findall(r"\]\((.*?)\)", text) if not link.startswith("README")]
    return [headings, code, links]


def test_every_link_to_a_file_leads_somewhere() -> None:
    lost = [
        f"{tree.name_of(page)}: {link}"
        for page in PAGES
        for link in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", prose_of(page))
        if "://" not in link and not (page.parent / link).exists()
    ]
    assert lost == []


def test_every_make_word_in_the_documents_is_in_the_makefile() -> None:
    there = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = {word for page in PAGES for word in re.findall(r"(?:^|`|&& )make ([a-z]+)", code_of(page), re.MULTILINE)}
    assert named <= there


CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def code_of(page: Path) -> str:
    return "\n".join(CODE.findall(page.read_text(encoding="utf-8")))


def prose_of(page: Path) -> str:
    return CODE.sub("", page.read_text(encoding="utf-8"))


def test_every_gongkai_command_in_the_documents_exists() -> None:
    known = commands()
    pattern = r"(?:^|`|&& |sudo )gongkai ([a-z]+)(?: ([a-z]+))?"
    unknown = {
        f"{tree.name_of(page)}: gongkai {first} {second}"
        for page in PAGES
        for first, second in re.findall(pattern, code_of(page), re.MULTILINE)
        if not {first, f"{first} {second}"} & known.keys()
    }
    assert unknown == set()


@pytest.mark.parametrize("commands", TO_RUN, ids=[tree.name_of(page) for page in TO_RUN.values()])
def test_what_a_page_tells_to_run_runs(commands: str, tmp_path: Path) -> None:
    """The blocks marked `sh run`, one after the other in one shell, in an empty folder."""
    run(commands, tmp_path)


def test_what_the_sample_office_is_told_to_run_runs(tmp_path: Path) -> None:
    run("gongkai init .", tmp_path)
    text = (tmp_path / "使用说明.md").read_text(encoding="utf-8")
    run("\n".join(re.findall(r"^```sh$(.*?)^```$", text, re.MULTILINE | re.DOTALL)), tmp_path)


def run(commands: str, folder: Path) -> None:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euxo", "pipefail", "-c", commands],
        cwd=folder,
        env={**os.environ, "PATH": path, "GONGKAI_SETTINGS": "", "GONGKAI_BY": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
