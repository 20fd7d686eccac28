"""`renshu plan`, as a player types it."""

import json

import pytest

from support.commands import Renshu

ODE = "beethoven-ode-to-joy-easy"


def test_goals_are_set_listed_planned_for_and_dropped(renshu: Renshu) -> None:
    status, out, _ = renshu("plan", "--goal", ODE, "--by", "30 weeks", "--tempo", "80%")
    assert status == 0
    assert "Ode to Joy will be ready by" in out
    assert renshu("plan", "--goals")[1] == out
    goal = json.loads(renshu("plan", "--goals", "--json")[1])
    assert (goal["tempo"], goal["fits"], goal["sentence"]) == (0.8, True, out.strip())

    told = renshu("plan", "--minutes", 12)[1]
    assert "bars 1–" in told
    assert "Your goal is" in told
    plan = json.loads(renshu("plan", "--minutes", 12, "--json")[1])
    assert set(plan) == {"minutes", "items"}
    assert plan["minutes"] == sum(item["minutes"] for item in plan["items"]) <= 12
    for item in plan["items"]:
        assert set(item) == {"minutes", "reason", "score", "passage", "hands", "tempo"}
        assert item["score"] == goal["score"]

    assert renshu("plan", "--drop-goal", ODE)[:2] == (0, "Ode to Joy has no goal any more.\n")
    assert renshu("plan", "--goals")[1].startswith("There is no goal yet")
    status, _, told = renshu("plan", "--drop-goal", ODE)
    assert (status, told) == (1, "renshu: Ode to Joy has no goal.\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--goal", ODE), "A goal needs its day"),
        (("--goal", ODE, "--by", "soon"), "“soon” is no day."),
        (("--goal", ODE, "--by", "2001-01-01"), "2001-01-01 has passed"),
        (("--goal", "no such piece", "--by", "3 weeks"), "There is no file or score"),
    ],
)
def test_what_makes_no_sense_is_told(
    renshu: Renshu, arguments: tuple[str, ...], sentence: str
) -> None:
    status, _, told = renshu("plan", *arguments)
    assert status == 1
    assert sentence in told


@pytest.mark.parametrize("minutes", ["0", "-5", "much", "601"])
def test_minutes_are_a_number(renshu: Renshu, minutes: str) -> None:
    with pytest.raises(SystemExit) as ended:
        renshu("plan", "--minutes", minutes)
    assert ended.value.code == 2
