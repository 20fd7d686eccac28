"""A clean pass of several bars at once.

Bars are not played independently: whoever is in form plays all of them well, and what is hard in
one is hard in the next. Multiplying their chances would have it that nobody ever plays a piece
clean. So they share one latent factor, the form of the pass, as loans share the state of the
economy in O. Vasicek's model (“The Distribution of Loan Portfolio Value”, Risk, 2002): given the
form they are independent, and the chance of all of them is the mean over forms.
"""

import math
from collections.abc import Iterable
from statistics import NormalDist

TOGETHER = 0.1
"""How much bars of one pass have in common: the correlation of what decides them."""

_NORMAL = NormalDist()
_FORMS = tuple(_NORMAL.inv_cdf((step + 0.5) / 24) for step in range(24))
"""Forms that are equally likely."""

_SUREST = 1e-6


def all_clean(chances: Iterable[float]) -> float:
    """The chance that all bars of one pass are clean, from the chance of each.

    It lies between their product and the lowest of them, and grows with each; of nothing it is 1.
    """
    edges = [_NORMAL.inv_cdf(min(1 - _SUREST, max(_SUREST, chance))) for chance in chances]
    if not edges:
        return 1.0
    own, shared = math.sqrt(1 - TOGETHER), math.sqrt(TOGETHER)
    return math.fsum(
        math.prod(_NORMAL.cdf((edge + shared * form) / own) for edge in edges) for form in _FORMS
    ) / len(_FORMS)
