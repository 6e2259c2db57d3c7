"""`python -m channels.rest.schema`: writes `mapping.schema.json`, the language for editors of YAML."""

import json
from pathlib import Path

from channels.rest.mapping import SiteMapping

FILE = Path(__file__).with_name("mapping.schema.json")


def schema() -> str:
    made = SiteMapping.model_json_schema(by_alias=True)
    made["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema(), encoding="utf-8")
