"""Two texts of a policy are one when they ask the same, whatever brackets PostgreSQL adds; never when they bind otherwise."""

import pytest

from vapenvila.web.wall.catalogue.policy_text import shape_of

pytestmark = pytest.mark.acceptance("S1")


@pytest.mark.parametrize(
    ("declared", "printed"),
    [
        ("a = 1", "((a = 1))"),
        ("a = 1 OR b = 2", "((a = 1) OR (b = 2))"),
        ("(a OR b) AND (NOT c OR d)", "((a OR b) AND ((NOT c) OR d))"),
        ("a OR (b OR c)", "(a OR b OR c)"),
        (
            "programme_id = ANY ((SELECT vapenvila_programmes())::uuid[])",
            "(programme_id = ANY (( SELECT vapenvila_programmes() AS vapenvila_programmes)::uuid[]))",
        ),
    ],
)
def test_brackets_that_bind_nothing_do_not_matter(declared: str, printed: str) -> None:
    assert shape_of(declared) == shape_of(printed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("(a OR b) AND c", "a OR b AND c"),
        ("(a OR b) AND c", "a OR (b AND c)"),
        ("NOT (a OR b)", "(NOT a) OR b"),
        ("a = 1", "a = 2"),
        ("a = 1", "a = 1 OR true"),
        ("f(a) = b", "f(b) = a"),
        ("a = 'x y'", "a = 'xy'"),
    ],
)
def test_what_binds_otherwise_is_another_policy(one: str, other: str) -> None:
    assert shape_of(one) != shape_of(other)
