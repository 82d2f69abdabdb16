"""The made-up city's group audits: two frozen ones that differ, and one under way where police and municipality disagree."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from vapenvila.rules.group_audit_answer import NOT_KNOWN, Given
from vapenvila.rules.roles import AgencyKind, Role
from vapenvila.rules.source_grade import Credibility, Grade, Reliability
from vapenvila.web.accounts.models import User
from vapenvila.web.demo.moments import in_working_hours
from vapenvila.web.group_audit.actions.answering import Answered, answer_line, hand_in, propose_line
from vapenvila.web.group_audit.actions.freezing import freeze
from vapenvila.web.group_audit.actions.outreach import name_keeper
from vapenvila.web.group_audit.actions.planning import open_answering, plan_audit
from vapenvila.web.group_audit.actions.settling import agree, agree_where_all_do, leave_open, open_settling
from vapenvila.web.group_audit.models import AuditFinding, AuditLine, GroupAudit
from vapenvila.web.groups.queries.picture import picture_on
from vapenvila.web.partners.models import Programme, Room
from vapenvila.web.wall.acting import acting

ANSWERING = {
    AgencyKind.POLICE: Role.POLICE_ANALYST,
    AgencyKind.SOCIAL: Role.SOCIAL_WORKER,
    AgencyKind.MUNICIPALITY: Role.COORDINATOR,
}
EARLIER, LATER, OPENED = timedelta(days=188), timedelta(days=95), timedelta(days=4)
COMES = {
    AgencyKind.POLICE: "Analytiker och områdespolis",
    AgencyKind.SOCIAL: "Enhetschef och fältsekreterare",
    AgencyKind.MUNICIPALITY: "Samordnare",
}
B2, C3 = Grade(Reliability.B, Credibility.PROBABLE), Grade(Reliability.C, Credibility.POSSIBLE)
MOST_GROUPS = (
    200  # each answer is an act of its own: of more groups the made-up city would be making audits for hours
)
Answers = dict[str, Answered | None]


def make_group_audits(programme: Programme, people: dict[Role, User], *, now: datetime) -> None:
    """Three audits through the acts themselves, each agency in its own room; none where there are too many groups."""
    rooms = {
        AgencyKind(room.agency.kind): room for room in programme.rooms.select_related("agency", "programme")
    }
    city = _City(programme, rooms, people)
    groups = len(picture_on(programme, on=now.date(), known_at=now).groups)
    if groups <= MOST_GROUPS:
        for number, ago in enumerate((EARLIER, LATER)):
            city.frozen(in_working_hours(now - ago), later=bool(number))
        city.under_way(in_working_hours(now - OPENED), held_on=now + timedelta(days=6))
    administrator, lead = people[Role.ADMINISTRATOR], people[Role.COMMUNITY_PARTNER]
    with acting(user=administrator.pk, programmes=[programme.pk], room=rooms[AgencyKind.MUNICIPALITY].pk):
        name_keeper(room=rooms[AgencyKind.CIVIL], user=lead, first_day=now.date(), by=administrator, at=now)


def _known(grade: Grade = B2, *, low: int | None = None, high: int | None = None, **given: str) -> Answered:
    chosen = tuple(given.get("chosen", "").split())
    return Answered(given=Given(text=given.get("text", ""), low=low, high=high, chosen=chosen), grade=grade)


class _City:
    """The programme with its rooms and people, as every audit of it needs them."""

    def __init__(
        self, programme: Programme, rooms: Mapping[AgencyKind, Room], people: Mapping[Role, User]
    ) -> None:
        self.programme, self.rooms, self.people = programme, rooms, people

    def _open(self, at: datetime, planned_on: datetime, *also: AgencyKind) -> GroupAudit:
        analyst = self.people[Role.POLICE_ANALYST]
        with self._in(AgencyKind.POLICE):
            planned = plan_audit(
                programme=self.programme, planned_on=planned_on.date(), area=None,
                agenda="Varje grupp en gång, de nya först.\nVad har ändrats sedan sist?",
                rooms=[self.rooms[kind] for kind in (*ANSWERING, *also)], looked_at=True, by=analyst, at=at,
            )  # fmt: skip
            return open_answering(audit=planned.pk, by=analyst, at=at)

    def _in(self, kind: AgencyKind) -> AbstractContextManager[None]:
        user = self.people[ANSWERING[kind]]
        return acting(user=user.pk, programmes=[self.programme.pk], room=self.rooms[kind].pk)

    def _say(self, kind: AgencyKind, line: AuditLine, answers: Answers, at: datetime) -> None:
        with self._in(kind):
            answer_line(
                line=line, room=self.rooms[kind], answers=answers, looked_at=True,
                by=self.people[ANSWERING[kind]], at=at,
            )  # fmt: skip

    def frozen(self, at: datetime, *, later: bool) -> None:
        """An audit held in half a day: most answers alike, one group's size settled, one question left open."""
        audit = self._open(at - timedelta(days=7), at)
        with self._in(AgencyKind.POLICE):
            lines = list(AuditLine.objects.filter(audit=audit).order_by("no"))
        for place, line in enumerate(lines):
            for kind in ANSWERING:
                self._say(kind, line, _alike(line, lines, place, kind, later=later), at - timedelta(days=2))
        if later:
            self._propose(audit, at - timedelta(days=2))
        for kind, comes in COMES.items():
            with self._in(kind):
                hand_in(
                    audit=audit.pk, room=self.rooms[kind], attendees=comes, looked_at=True,
                    by=self.people[ANSWERING[kind]], at=at - timedelta(days=1),
                )  # fmt: skip
        analyst = self.people[Role.POLICE_ANALYST]
        with self._in(AgencyKind.POLICE):
            open_settling(audit=audit.pk, held_on=at.date(), without=False, by=analyst, at=at)
            agree_where_all_do(audit=audit.pk, by=analyst, at=at)
            for finding in AuditFinding.objects.filter(audit=audit, outcome="").order_by(
                "line__no", "question"
            ):
                _settle(finding, analyst, at + timedelta(hours=2))
            freeze(audit=audit.pk, by=analyst, at=at + timedelta(hours=3))

    def _propose(self, audit: GroupAudit, at: datetime) -> None:
        kind = AgencyKind.MUNICIPALITY
        with self._in(kind):
            line = propose_line(
                audit=audit.pk, room=self.rooms[kind], called="Ungdomar vid busstorget", looked_at=True,
                by=self.people[ANSWERING[kind]], at=at,
            )  # fmt: skip
        self._say(
            kind, line, {"size": _known(C3, low=6, high=10), "activity": _known(C3, chosen="active")}, at
        )

    def under_way(self, at: datetime, *, held_on: datetime) -> None:
        """Police and municipality have answered and disagree; social services have not handed in."""
        audit = self._open(at, held_on, AgencyKind.CIVIL)
        with self._in(AgencyKind.POLICE):
            lines = list(AuditLine.objects.filter(audit=audit).order_by("no"))
        for place, line in enumerate(lines[:4]):
            disagrees = place < 2
            self._say(AgencyKind.POLICE, line, _alike(line, lines, place, AgencyKind.POLICE, later=True), at)
            others = _alike(line, lines, place, AgencyKind.MUNICIPALITY, later=True)
            if disagrees:
                others |= {"size": _known(C3, low=4, high=7), "activity": _known(C3, chosen="dormant")}
            self._say(AgencyKind.MUNICIPALITY, line, others, at + timedelta(days=1))


def _alike(line: AuditLine, lines: list[AuditLine], place: int, kind: AgencyKind, *, later: bool) -> Answers:
    """What the agencies answer on a group: nearly the same, a little larger and with one feud more in the later audit."""
    low = 8 + 3 * (place % 4) + (5 if later and place % 3 == 0 else 0)
    other = lines[(place + 1) % len(lines)]
    feud = str(other.pk) if other.pk != line.pk and (later or place % 2 == 0) and place % 3 != 2 else ""
    social = kind is AgencyKind.SOCIAL
    return {
        "called": _known(text=line.called),
        "size": _known(low=low, high=low + 8)
        if not (social and place == 1)
        else _known(C3, low=low + 10, high=low + 20),
        "activity": _known(chosen="active" if place % 5 != 4 else "dormant"),
        "does": _known(chosen="drugs shootings" if place % 2 == 0 else "drugs extortion"),
        "feuds": _known(chosen=feud),
        "inside": Answered(given=NOT_KNOWN, grade=None) if social else _known(chosen="loose"),
    }


def _settle(finding: AuditFinding, by: User, at: datetime) -> None:
    """The room takes the best graded answer, and leaves a clear disagreement open."""
    answers = list(
        finding.line.answers.filter(question=finding.question, known=True).order_by("reliability", "pk")
    )
    if not answers or finding.disagreement == "open":
        follow_up = "Polisen och socialtjänsten ser på det tillsammans före nästa genomgång"
        leave_open(finding=finding, follow_up=follow_up, looked_at=True, by=by, at=at)
        return
    answer = Answered(given=answers[0].given(), grade=answers[0].grade())
    agree(finding=finding, answer=answer, looked_at=True, by=by, at=at)
