"""Does a text speak of how something was measured, so that it parts a series in two?"""

import re

_METHOD = re.compile(
    r"критери|методик|методолог|редакц|руководств|пересч|уточнен\w* методик|нов\w+ метод|прежн\w+ метод|"
    r"стар\w+ метод|method|manual|edition|definition|revised|rebased|metod|reviderad|ny serie|gammal serie",
    re.IGNORECASE,
)


def speaks_of_method(text: str) -> bool:
    """Whether a text names a method, an edition of a manual or a definition.

    Returns
    -------
    bool

    Examples
    --------
    >>> speaks_of_method("по критериям 4-й редакции Руководства Осло"), speaks_of_method("женщины")
    (True, False)
    """
    return bool(_METHOD.search(text))
