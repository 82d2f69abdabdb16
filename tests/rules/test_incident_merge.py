"""When two incidents become one, and when that is undone."""

from uuid import UUID

from vapenvila.rules.incident_merge import MergeFacts, may_merge, may_undo_merge

HERE, ELSEWHERE = UUID(int=1), UUID(int=2)
KEPT, ABSORBED = MergeFacts(UUID(int=11), HERE, False), MergeFacts(UUID(int=12), HERE, False)


def test_two_incidents_of_a_programme_are_merged_for_a_reason() -> None:
    assert may_merge(KEPT, ABSORBED, reason="Same shot heard twice")
    assert "Write why" in may_merge(KEPT, ABSORBED, reason=" ").reason


def test_an_incident_is_never_merged_with_itself_or_across_programmes() -> None:
    assert "itself" in may_merge(KEPT, KEPT, reason="x").reason
    assert (
        "different programmes"
        in may_merge(KEPT, MergeFacts(UUID(int=12), ELSEWHERE, False), reason="x").reason
    )


def test_one_that_lives_in_another_incident_is_left_alone() -> None:
    assert "already merged" in may_merge(KEPT, MergeFacts(ABSORBED.id, HERE, True), reason="x").reason
    assert "already merged" in may_merge(MergeFacts(KEPT.id, HERE, True), ABSORBED, reason="x").reason


def test_a_merge_is_undone_once_and_the_latest_first() -> None:
    assert may_undo_merge(kept=KEPT, undone=False)
    assert "already been undone" in may_undo_merge(kept=KEPT, undone=True).reason
    assert "later merge first" in may_undo_merge(kept=MergeFacts(KEPT.id, HERE, True), undone=False).reason
