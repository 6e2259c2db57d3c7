"""What else tells who somebody is or where they live: passports, home addresses."""

import re
from collections.abc import Iterator

from content.checks.passage import Finding, Passage

_PASSPORT = re.compile(
    r"(?:护照|港澳通行证|台胞证|台湾居民来往大陆通行证|往来港澳通行证|回乡证|居留证)(?:号码?|编号)?(?:为|是)?[\s：:（(]*(?P<n>[A-Z]{1,2}\d{7,9}|[GDSPHM]\d{8,10})(?![\dA-Za-z*＊])"
)
_HOME = re.compile(
    r"(?:家住|家庭住址|家庭地址|家庭详细地址|现住址|现居住地|居住地址|居住住址|住址|户籍地址|户籍所在地|户籍地|身份证地址|住宅地址)(?:为|是|在|：|:|\s)*"
    r"(?P<w>[\u4e00-\u9fa5A-Za-z0-9（）()#—-]{2,40}?(?:\d+|[一二三四五六七八九十百]+)\s?(?:室|号楼|栋|幢|单元|号院|弄|号)(?:[0-9A-Za-z\u4e00-\u9fa5#-]{0,12}(?:室|号|房|户))?)"
)
OF_OFFICES = re.compile(r"局|委员会|中心|公司|办公|政府|大厅|窗口|村委|居委|社区|服务站|派出所|学校|医院|\*")


def find(passage: Passage) -> Iterator[Finding]:
    for found in _PASSPORT.finditer(passage.digits):
        yield Finding("passport_number", *found.span("n"), "含护照或通行证号，属个人信息，须删去或打码。", blocks=True)
    for found in _HOME.finditer(passage.digits):
        if not OF_OFFICES.search(found["w"]):
            yield Finding("home_address", *found.span("w"), "像个人的家庭住址；公开到小区或村即可，请核实后删去门牌。")
