"""Are risks and packages told as they are?"""

from dataclasses import replace

import numpy as np
import pytest

from styrbord.core.base.periods import Frequency, Period
from styrbord.core.base.problems import Refused
from styrbord.core.modelling.asking import Asked
from styrbord.core.modelling.reading import model_of
from styrbord.core.modelling.risks import Package, Risk, compared, damages
from styrbord.core.modelling.running import run
from styrbord.core.modelling.series import Series
from styrbord.core.modelling.system import System, system_of
from styrbord.core.modelling.targets import Target

ASKED = Asked(2021, 2023, changes={"g": np.full(3, 10.0)})
ALL = np.ones(3)


def year(name: str, when: str, value: float, *, is_up: bool = True) -> Target:
    """Target of a year."""
    return Target(name, Period.parse(when), value, is_up=is_up)


@pytest.fixture(scope="module")
def system() -> System:
    """Jobs from spending, and poverty that falls with jobs."""
    return system_of(
        model_of(
            "MODEL\nIDENTITY> y\nEQ> y = 2*g + 0.5*TSLAG(y,1)\nIDENTITY> poor\nEQ> poor = 30 - 0.2*y\nEND"
        ),
        {},
    )


@pytest.fixture(scope="module")
def data() -> Series:
    """Yearly series from 2020 on."""
    values = {"y": np.full(4, 40.0), "poor": np.full(4, 22.0), "g": np.full(4, 10.0)}
    return Series(Frequency.ANNUAL, 2020, values)


@pytest.mark.requirement("R-104")
def test_risks_are_switches_on_the_path_and_mitigation_takes_from_them(system: System, data: Series) -> None:
    targets = (year("y", "2023", 65.0), year("poor", "2023", 16.0, is_up=False))
    risks = (
        Risk("drought", {"g": np.array([0.0, 0.0, -1.0])}, 0.5),
        Risk("closure", {"g": -5.0 * ALL, "y": np.array([0.0, 0.0, -1.0])}, 0.2, remains=0.25),
    )
    found = damages(system, data, ASKED, risks, targets)
    assert [one.code for one in found] == ["closure", "drought"]
    closure, drought = found
    assert closure.harm[targets[0]] == pytest.approx(5 * 2 * 1.75 + 1)
    assert closure.harm[targets[1]] == pytest.approx(0.2 * 18.5)
    assert closure.mitigated[targets[0]] == pytest.approx(18.5 / 4)
    assert closure.expected == pytest.approx(0.2 * (18.5 / 65 + 3.7 / 16))
    assert closure.expected_mitigated == pytest.approx(closure.expected / 4)
    plain = run(system, data, ASKED).path("y")[2, 0]
    assert plain == pytest.approx(75.0)
    assert closure.breaks == targets
    assert closure.saved == (targets[0], targets[1])
    assert drought.breaks == ()
    assert drought.mitigated == drought.harm
    broken = run(
        system, data, replace(ASKED, changes={"g": np.full(3, 5.0)}, factors={"y": np.array([0, 0, -1.0])})
    )
    assert plain - broken.path("y")[2, 0] == pytest.approx(closure.harm[targets[0]])


@pytest.mark.requirement("R-277")
def test_packages_are_compared_under_a_limit(system: System, data: Series) -> None:
    targets = (year("y", "2023", 65.0), year("poor", "2023", 16.0, is_up=False))
    packages = (
        Package("roads", 10.0, {"g": ALL}),
        Package("schools", 12.0, {"g": 0.5 * ALL}),
        Package("help", 5.0, {"poor": -3.0 * ALL}),
        Package("all", 99.0, {"g": 9.0 * ALL}),
    )
    found = {one.code: one for one in compared(system, data, ASKED, packages, targets, 20.0)}
    assert [one.is_within for one in found.values()] == [True, True, True, False]
    assert found["roads"].gains[targets[0]] == pytest.approx(3.5)
    assert found["roads"].gains[targets[1]] == pytest.approx(0.7)
    assert found["help"].gains == pytest.approx({targets[0]: 0.0, targets[1]: 3.0})
    assert found["schools"].outdone_by == ("roads",)
    assert (found["roads"].outdone_by, found["help"].outdone_by, found["all"].outdone_by) == ((), (), ())


def test_a_risk_of_what_is_not_there_is_told(system: System, data: Series) -> None:
    with pytest.raises(Refused, match="no variable gg"):
        damages(system, data, ASKED, [Risk("x", {"gg": ALL}, 0.1)], [])
