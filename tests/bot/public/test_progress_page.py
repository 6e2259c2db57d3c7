"""进度查询: a letter's answer by its number and the phone's tail, a rating, and no guessing."""

from bot.actions.guessing import MOST_ABOUT_ONE
from content.letters import Did, State, Step
from tests.bot.public.stage import APPLICATION, APPLICATIONS, LETTER, LETTERS, PROGRESS, Stage

RATE = "/hd/chaxun/pingjia"


def answered(stage: Stage, words: str = "请带户口簿和房产证明。") -> str:
    number = stage.number(LETTERS, LETTER)
    now = stage.office.now
    with stage.office.app.store.write() as work:
        work.letters.add_step(number, Step(Did.ANSWERED, "张三", now, words))
        work.letters.change(number, state=State.ANSWERED, answered_at=now)
    return number


def test_the_answer_is_shown_to_who_knows_number_and_tail_and_to_nobody_else(stage: Stage) -> None:
    number = answered(stage)
    page = stage.post(PROGRESS, {"number": f" {number[:4]} {number[4:]} ", "tail": "０００１"})
    assert "请带户口簿和房产证明。" in page.text
    assert "13800000001" not in page.text
    for wrong in ({"number": number, "tail": "9999"}, {"number": number}, {"number": "10000000", "tail": "0001"}, {}):
        refused = stage.post(PROGRESS, {"once": "", **wrong})
        assert refused.status_code == 422
        assert "户口簿" not in refused.text


def test_who_only_has_the_digits_reads_no_name_that_was_left_with_the_letter(stage: Stage) -> None:
    number = stage.number(LETTERS, {**LETTER, "name": "李小明"})
    now = stage.office.now
    with stage.office.app.store.write() as work:
        work.letters.add_step(number, Step(Did.ANSWERED, "张三", now, "李小明您好，请带户口簿。"))
        work.letters.change(number, state=State.ANSWERED, answered_at=now)
    page = stage.post(PROGRESS, {"number": number, "tail": "0001"}).text
    assert ("李**您好，请带户口簿。" in page, "李小明" in page) == (True, False)


def test_the_whole_telephone_number_proves_as_much_as_its_end(stage: Stage) -> None:
    letter, application = answered(stage), stage.number(APPLICATIONS, {**APPLICATION, "phone": "0371-60000001转8015"})
    assert "户口簿" in stage.post(PROGRESS, {"number": letter, "tail": "138 0000 0001"}).text
    assert "待确认收到" in stage.post(PROGRESS, {"number": application, "tail": "0371-60000001"}).text


def test_tails_cannot_be_tried_until_one_fits(stage: Stage) -> None:
    number = answered(stage)
    for guess in range(MOST_ABOUT_ONE):
        stage.post(PROGRESS, {"number": number, "tail": f"{guess + 5000}"}, x_forwarded_for=f"198.51.100.{guess}")
    answer = stage.post(PROGRESS, {"number": number, "tail": "0001"})
    assert (answer.status_code, "一小时后再查" in answer.text) == (422, True)


def test_an_applications_number_may_be_typed_as_eight_digits(stage: Stage) -> None:
    assert stage.number(APPLICATIONS, APPLICATION) == "依申请〔2025〕0001号"
    assert "依申请〔2025〕0001号" in stage.post(PROGRESS, {"number": "20250001", "tail": "0001"}).text
    wrong, unknown = ({"number": "20250001", "tail": "9"}, {"number": "20250002", "tail": "9"})
    assert stage.post(PROGRESS, wrong).text.replace("20250001", "20250002") == stage.post(PROGRESS, unknown).text


def test_digits_of_an_application_cannot_be_tried_by_its_eight_digits(stage: Stage) -> None:
    stage.number(APPLICATIONS, APPLICATION)
    for guess in range(MOST_ABOUT_ONE):
        stage.post(PROGRESS, {"number": "20250001", "tail": f"{guess + 5000}"}, x_forwarded_for=f"198.51.100.{guess}")
    answer = stage.post(PROGRESS, {"number": "2025-1", "tail": "0001"})
    assert (answer.status_code, "一小时后再查" in answer.text) == (422, True)


def test_an_answer_can_be_rated_and_rated_anew(stage: Stage) -> None:
    number = answered(stage)
    seen = {"number": number, "tail": "0001"}
    assert "请先选满意程度" in stage.post(RATE, seen).text
    assert "谢谢您的评价" in stage.post(RATE, {**seen, "stars": "5", "words": "很快"}).text
    assert "您的评价：不满意" in stage.post(RATE, {**seen, "stars": "2"}).text
    assert stage.post(RATE, {**seen, "tail": "0002", "stars": "1"}).status_code == 422
    assert stage.post(RATE, {"number": "x", "tail": "0001", "stars": "1"}).status_code == 422
    with stage.reading() as work:
        assert work.letters.get(number).stars == 2


def test_what_is_not_answered_cannot_be_rated(stage: Stage) -> None:
    number = stage.number(LETTERS, LETTER)
    assert "待答复" in stage.post(PROGRESS, {"number": number, "tail": "0001"}).text
    assert "答复以后才能评价" in stage.post(RATE, {"number": number, "tail": "0001", "stars": "5"}).text


def test_an_answer_with_markup_is_shown_as_text(stage: Stage) -> None:
    number = answered(stage, "<img src=x onerror=alert(1)> & 见附件")
    page = stage.post(PROGRESS, {"number": number, "tail": "0001"})
    assert "<img" not in page.text
    assert "&lt;img src=x" in page.text


def test_the_number_in_an_address_only_fills_in_the_form(stage: Stage) -> None:
    page = stage.get(PROGRESS, bianhao='"><script>1</script>')
    assert "<script>" not in page.text
    assert 'value="&#34;&gt;' in page.text
