"""Run by itself (`python -m`): a page comes in on standard input, its PDF goes out on standard output."""

import ctypes
import sys
from typing import Any

from content.printed import NO_FONT, NO_PANGO

CHINESE = b":lang=zh-cn"


def refuse(url: str, *_: Any, **__: Any) -> Any:
    """The page holds everything; what is named elsewhere is not fetched."""
    raise ValueError(url)


def main() -> int:
    try:
        from weasyprint import HTML  # noqa: PLC0415  # loads Pango, which this machine may not have
    except OSError as error:
        print(error, file=sys.stderr)
        return NO_PANGO
    if not chinese_fonts():
        return NO_FONT
    page = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(HTML(string=page, url_fetcher=refuse).write_pdf(pdf_tags=True))
    return 0


def chinese_fonts() -> int:
    """How many fonts fontconfig knows that can write Chinese; Pango finds its fonts through it."""
    library = ctypes.CDLL("libfontconfig.so.1")
    for name in ("FcNameParse", "FcObjectSetCreate", "FcFontList"):
        getattr(library, name).restype = ctypes.c_void_p
    pattern = ctypes.c_void_p(library.FcNameParse(CHINESE))
    wanted = ctypes.c_void_p(library.FcObjectSetCreate())
    library.FcObjectSetAdd(wanted, b"family")
    found = library.FcFontList(None, pattern, wanted)
    # The set begins with its size.
    return ctypes.c_int.from_address(found).value if found else 0


if __name__ == "__main__":
    sys.exit(main())
