"""docs/checks.md and the registry say the same."""

import re
from pathlib import Path

from content.checks import CODES

PAGE = Path(__file__).parents[3] / "docs" / "checks.md"


def test_the_page_lists_every_code_with_its_name_and_weight() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| (\w+) \| .+ \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {code: (name, weight) for code, name, weight in rows} == {
        code: (said.name, said.weight.value) for code, said in CODES.items()
    }
