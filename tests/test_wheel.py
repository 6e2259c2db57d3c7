"""What is installed is everything the code needs, templates and word lists included."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from tests import tree


def test_the_wheel_holds_every_file_of_the_packages(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for path in tree.files():
        if path.relative_to(tree.ROOT).parts[0] in (*tree.PACKAGES, "pyproject.toml", "README.md", "LICENSE"):
            place = copy / path.relative_to(tree.ROOT)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, place)
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(tmp_path)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(copy)], check=True, capture_output=True)
    held = set(ZipFile(next(tmp_path.glob("gongkai-*.whl"))).namelist())
    wanted = {path.relative_to(copy).as_posix() for top in tree.PACKAGES for path in (copy / top).rglob("*")}
    assert {name for name in wanted if (copy / name).is_file()} <= held
