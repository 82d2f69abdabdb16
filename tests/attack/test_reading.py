"""What the attack takes for the same answer."""

from tests.attack.reading import comparable

ASKED = ("seconds", "/programmes/1/reviews/seconds/4f0c9a2e-8a1d-4c6e-9b57-0a2f31c7d901/")


def test_a_clock_is_no_difference_even_where_the_question_holds_its_name() -> None:
    one, other = ('<p data-seconds="864">', '<p data-seconds="863">')
    assert comparable(one, *ASKED) == comparable(other, *ASKED)


def test_the_words_of_the_question_are_no_difference() -> None:
    nothing = ("seconds", "/programmes/1/reviews/seconds/9e1d77c4-31a0-4d5b-8c0f-5f7a2b4c6d08/")
    assert comparable(f'<a href="{ASKED[1]}">', *ASKED) == comparable(f'<a href="{nothing[1]}">', *nothing)
    assert comparable("for longword", "longword") == comparable("for otherword", "otherword")


def test_anything_else_is_a_difference() -> None:
    assert comparable("3 rows", *ASKED) != comparable("4 rows", *ASKED)
    assert comparable("Group A", *ASKED) != comparable("Group B", *ASKED)
