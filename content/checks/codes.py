"""Every code a check may give: what it means and whether it blocks. `docs/checks.md` shows the same table."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    BLOCKS = "blocks"
    WARNS = "warns"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Code:
    """`weight` is EITHER where a finding may be certain (blocks) or only likely (warns)."""

    name: str
    weight: Weight


_BLOCKS, _WARNS, _EITHER = Weight.BLOCKS, Weight.WARNS, Weight.EITHER

CODES: dict[str, Code] = {
    # wording
    "wrong_word": Code("错别字", _WARNS),
    "confusable_word": Code("易混词", _WARNS),
    "broken_sentence": Code("语句不通", _WARNS),
    "duplicate_char": Code("重字", _WARNS),
    "mixed_traditional": Code("夹用繁体字", _WARNS),
    "outdated_agency": Code("机构已更名或撤销", _WARNS),
    "repealed_law": Code("法规已废止", _WARNS),
    # form
    "punctuation": Code("标点", _WARNS),
    "encoding_residue": Code("乱码或代码残留", _WARNS),
    "placeholder": Code("未填写的占位文字", _WARNS),
    "numbering": Code("序号不连续", _WARNS),
    "file_number_form": Code("文号写法", _WARNS),
    # dates
    "wrong_date": Code("日期不存在", _WARNS),
    "weekday_mismatch": Code("星期与日期不符", _WARNS),
    "date_order": Code("日期先后颠倒", _WARNS),
    "period_mismatch": Code("天数与起止日期不符", _WARNS),
    # figures
    "sum_mismatch": Code("合计不符", _WARNS),
    "percent_mismatch": Code("百分比不符", _WARNS),
    "amount_words_mismatch": Code("金额大小写不符", _WARNS),
    "unit_mismatch": Code("计量单位不一致", _WARNS),
    # what must not be public
    "id_card_valid": Code("身份证号", _BLOCKS),
    "id_card_15": Code("15位身份证号", _BLOCKS),
    "id_card_invalid_checksum": Code("疑似身份证号，校验码不对", _WARNS),
    "id_card_impossible_date": Code("疑似身份证号，出生日期不存在", _WARNS),
    "mobile": Code("手机号码", _BLOCKS),
    "bank_card": Code("银行卡号", _EITHER),
    "passport_number": Code("护照或通行证号", _BLOCKS),
    "home_address": Code("家庭住址", _WARNS),
    "credential": Code("账号密码", _EITHER),
    "internal_link": Code("内网地址", _EITHER),
    "secret_mark": Code("密级标志", _BLOCKS),
    "sensitive_word": Code("敏感词（本单位词表）", _WARNS),
    "forbidden_word": Code("禁用词（本单位词表）", _BLOCKS),
    # the item's own fields
    "missing_field": Code("必填项未填", _BLOCKS),
    "wrong_legal_basis": Code("公开依据写法", _WARNS),
    "wrong_field": Code("字段填写有误", _WARNS),
    "missing_secrecy_review": Code("缺保密审查", _BLOCKS),
    "missing_alt": Code("图片缺说明", _WARNS),
    # files
    "attachment_unreadable": Code("附件未能检查", _WARNS),
    "image_location": Code("图片含拍摄位置", _WARNS),
}
