"""Plainly made-up applicants for tests."""

from dataclasses import replace

from content.registers.applications import ApplicantKind, Draft, Way

IDENTITY = "350128199001010001"
"""Of a made-up person; its last digit is the right one (the tests compute it)."""

CITIZEN = Draft(
    way=Way.ONLINE,
    name="张三",
    identity_kind="居民身份证",
    identity_number=IDENTITY,
    phone="13800000000",
    email="zhangsan@example.com",
    description="2025年度园区绿化养护合同",
    form="电子文档",
    obtain="电子邮件",
)
COMPANY = replace(
    CITIZEN,
    way=Way.POST,
    applicant_kind=ApplicantKind.COMPANY,
    name="示范有限公司",
    identity_kind="统一社会信用代码",
    identity_number="91350128MA00000007",
    contact="李四",
)
