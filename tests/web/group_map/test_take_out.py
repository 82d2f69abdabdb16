"""The map as numbered copies: table, graph, drawing and picture, each saying what it is."""

import csv
import io
import zipfile
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import City, build_city
from tests.web.group_map.test_map_page import a_feud
from tests.web.groups.made_up import a_label, said_now
from tests.web.incident_coding.made_up import a_sample, judged_incidents
from vapenvila.rules.roles import Role
from vapenvila.web.audit.models import ExportRecord
from vapenvila.web.wall.acting import acting

pytestmark = pytest.mark.django_db
EXPORT = "/p/vinterhamn/group-map/export/"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.fixture
def city() -> City:
    return build_city()


def taken_out(client: Client, form: str) -> bytes:
    answer = client.post(
        f"{EXPORT}?form={form}",
        {
            "purpose": "For the binder of the review",
            "recipient": "Steering group",
            "expires_on": (timezone.localdate() + timedelta(days=30)).isoformat(),
        },
    )
    assert answer.status_code == 200, form
    return answer.content


def test_each_form_is_a_numbered_copy_on_the_register(client: Client, city: City) -> None:
    a_feud(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    assert "GraphML" in client.get(EXPORT).text
    for form in ("csv", "graphml", "svg", "png"):
        taken_out(client, form)
    with acting(programmes=[city.programme.pk]):
        rows = list(ExportRecord.objects.order_by("number").values_list("format", "row_count", "kind"))
    assert rows == [(form, 3, "groups") for form in ("csv", "graphml", "svg", "png")]


def test_the_graph_holds_groups_and_lines_and_its_cover(client: Client, city: City) -> None:
    a_feud(city)
    city.sign_in(client, Role.POLICE_ANALYST)
    with zipfile.ZipFile(io.BytesIO(taken_out(client, "graphml"))) as files:
        names = files.namelist()
        graph = ET.fromstring(files.read(next(name for name in names if name.endswith(".graphml"))))  # noqa: S314 - our own
        cover = files.read(next(name for name in names if name.endswith("-cover.csv"))).decode()
    assert [node.get("id") for node in graph.iter(f"{GRAPHML}node")] == ["G01", "G02"]
    edge = next(graph.iter(f"{GRAPHML}edge"))
    assert {edge.get("source"), edge.get("target")} == {"G01", "G02"}
    said = {data.get("key"): data.text for data in edge}
    assert (said["edge_kind"], said["edge_grade"], said["edge_sources_disagree"]) == ("feud", "B2", "no")
    about = next(graph.iter(f"{GRAPHML}desc")).text or ""
    assert "for Steering group only" in about
    assert "For the binder of the review" in cover


def test_a_label_that_looks_like_a_formula_is_no_formula_in_the_table(client: Client, city: City) -> None:
    one, _other = a_feud(city)
    a_label(city, one, "=1+1", reliability="A", credibility=1, **said_now())
    city.sign_in(client, Role.POLICE_ANALYST)
    with zipfile.ZipFile(io.BytesIO(taken_out(client, "csv"))) as files:
        table = next(name for name in files.namelist() if name.endswith("-groups.csv"))
        rows = list(csv.DictReader(io.StringIO(files.read(table).decode("utf-8-sig"))))
    assert rows[0]["label"] == "'=1+1"


def test_drawing_and_picture_say_whose_copy_they_are(client: Client, city: City) -> None:
    one, _other = a_feud(city)
    a_label(city, one, "<b>&", reliability="A", credibility=1, **said_now())
    city.sign_in(client, Role.POLICE_ANALYST)
    drawing = taken_out(client, "svg").decode()
    ET.fromstring(drawing)  # noqa: S314 - our own; it is well formed whatever a label holds
    assert "for Steering group only" in drawing
    assert "G01 &lt;b&gt;&amp;" in drawing
    assert '<line class="feud clear"' in drawing  # how strongly it shows is drawn as on the page
    assert taken_out(client, "png").startswith(b"\x89PNG")


def test_who_may_only_read_takes_nothing_out(client: Client, city: City) -> None:
    a_feud(city)
    city.sign_in(client, Role.SOCIAL_WORKER)
    assert client.get(EXPORT).status_code == 403
    assert "group-map/export" not in client.get("/p/vinterhamn/group-map/").text


def test_whoever_judges_blind_is_told_that_numbers_are_missing_and_takes_no_copy(
    client: Client, city: City
) -> None:
    judged_incidents(city, 12)
    city.sign_in(client, Role.POLICE_ANALYST)
    assert "You judge incidents blind now" not in client.get("/p/vinterhamn/group-map/matrix/").text
    a_sample(city)
    for page in ("", "matrix/", "city/", "after/"):
        assert "You judge incidents blind now (10)" in client.get(f"/p/vinterhamn/group-map/{page}").text, (
            page
        )
    refused = client.get(f"{EXPORT}?form=csv")
    assert refused.status_code == 302
    assert "would be missing in the copy" in client.get(refused["Location"]).text
    with acting(programmes=[city.programme.pk]):
        assert not ExportRecord.objects.exists()
