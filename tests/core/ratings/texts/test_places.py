"""Is the line of a key found, whatever stands between?"""

from styrbord.core.ratings.texts.places import line_of, lines_of

TEXT = '''\
code = "x"  # [not a table]
summary.en = """
least = 1
[peers]
"""
list = [
    # "]"
    1,
    [2, 3],
]
inline = {a = 1, b = [1]}

[bands]
"by" = 'score'
cuts = [1] # here

[[nodes]]
code = "a"
[nodes.names]
en = "]["

[[nodes]]
code = "b"
[[nodes.parts]]
x = 1
[[nodes.parts]]
x = 2
'''


def test_lines_of_keys_tables_and_rows() -> None:
    lines = lines_of(TEXT)
    assert lines == {
        ("code",): 1,
        ("summary", "en"): 2,
        ("list",): 6,
        ("inline",): 11,
        ("bands",): 13,
        ("bands", "by"): 14,
        ("bands", "cuts"): 15,
        ("nodes", 0): 17,
        ("nodes", 0, "code"): 18,
        ("nodes", 0, "names"): 19,
        ("nodes", 0, "names", "en"): 20,
        ("nodes", 1): 22,
        ("nodes", 1, "code"): 23,
        ("nodes", 1, "parts", 0): 24,
        ("nodes", 1, "parts", 0, "x"): 25,
        ("nodes", 1, "parts", 1): 26,
        ("nodes", 1, "parts", 1, "x"): 27,
    }
    assert line_of(("nodes", 1, "parts", 1, "y"), lines) == 26
    assert line_of(("unknown",), lines) == 0


def test_quotes_and_marks_inside_words_open_nothing() -> None:
    assert lines_of('a = "\\"[{"\nb = \'"""\'\nc = 1\n') == {("a",): 1, ("b",): 2, ("c",): 3}
