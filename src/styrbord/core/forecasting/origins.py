"""From which points of its past is a series forecast once more, to see how well that went?"""

ORIGINS = 8
FEWEST_POINTS = 8


def origins(length: int, *, season: int, horizon: int) -> tuple[int, ...]:
    """Lengths of the histories to forecast from, longest first.

    Origins lie half a season apart, two periods at least, so that they see much of the past and every part of
    a season. Those whose whole horizon is known come first; where they are fewer than eight, the ones between
    them are taken, then later ones whose horizon is known in part.

    Parameters
    ----------
    length : values of the series.
    season : periods in a season.
    horizon : periods of a forecast.

    Returns
    -------
    tuple of int
        At most 8; none shorter than 8 values or two seasons and two; empty for a short series.

    Source: Tashman 2000, Out-of-sample tests of forecasting accuracy (rolling origin); spacing ours,
    chosen on the inside of training parts.

    Examples
    --------
    >>> origins(22, season=1, horizon=3), origins(40, season=4, horizon=8)[:3]
    ((19, 18, 17, 16, 15, 13, 11, 9), (32, 30, 28))
    """
    fewest = max(2 * season + 2, FEWEST_POINTS)
    whole = list(range(length - horizon, fewest - 1, -1))
    apart = whole[:: max(season // 2, 2)]
    between = [place for place in whole if place not in apart]
    partly = list(range(max(length - horizon + 1, fewest), length))
    return tuple(sorted((apart + between + partly)[:ORIGINS], reverse=True))
