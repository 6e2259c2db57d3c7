"""What others wrote lies in the package as they published it, each with its version and its licence."""

import re

from bot.console.static import FOLDER

THIRD_PARTY = FOLDER / "third-party"


def test_everything_of_others_names_its_version_and_brings_its_licence() -> None:
    folders = sorted(path for path in THIRD_PARTY.iterdir() if path.is_dir())
    assert folders
    for folder in folders:
        assert re.fullmatch(r"[a-z.-]+-\d+\.\d+\.\d+", folder.name), folder.name
        assert "Permission" in (folder / "LICENSE.txt").read_text(encoding="utf-8"), folder.name


def test_no_page_and_no_script_of_ours_loads_anything_from_elsewhere() -> None:
    templates = FOLDER.parent / "templates"
    ours = [*templates.rglob("*.html"), *FOLDER.glob("*.js"), *FOLDER.glob("*.css")]
    found = [path.name for path in ours if re.search(r"(src|href|url|import)\W{1,3}https?:", path.read_text("utf-8"))]
    assert found == []
