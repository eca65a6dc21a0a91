import pytest

from therapy_env.steps import Request, adrive, drive


def asks():
    first = yield Request("reader", {"n": 1})
    second = yield Request("patient", {"n": first})
    return first + second


def silent():
    return 5
    yield


def test_sync_and_async_drivers_give_the_same():
    assert drive(asks(), lambda request: request.payload["n"] + 1) == 5
    assert drive(silent()) == 5


async def test_async_driver_awaits_each_answer():
    async def answer(request):
        return request.payload["n"] + 1

    assert await adrive(asks(), answer) == 5
    assert await adrive(silent(), answer) == 5


def test_a_request_that_nothing_answers_says_who_asked():
    with pytest.raises(RuntimeError, match="the reader asked"):
        drive(asks())
