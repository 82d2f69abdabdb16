"""The map of groups in the browser: through time, a group moved and put back, a copy taken out, and a replay."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, ViewportSize, expect

from tests.journeys.browser import numbered_copy, wide_and_narrow
from tests.journeys.conftest import OpenPage
from vapenvila.rules.roles import Role

Axe = Callable[[Page], None]


def _the_map(page: Page, groups: str, tab: str) -> None:
    page.get_by_role("link", name=groups, exact=True).first.click()
    page.get_by_role("link", name=tab, exact=True).click()
    expect(page.locator("#group-graph")).to_be_visible()


def test_the_slider_shows_the_groups_as_they_were_and_as_they_were_known(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.COORDINATOR, "sv")
    _the_map(page, "Grupper", "Karta")
    wide_and_narrow(page, axe)
    slider = page.get_by_label("Månad som visas")
    slider.focus()
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_text(re.compile("Du ser grupperna som de var"))).to_be_visible()
    expect(page).to_have_url(re.compile(r"on=20\d\d-\d\d-01"))
    axe(page)
    page.get_by_label("Vilken kunskap").select_option("known")
    expect(page).to_have_url(re.compile(r"known=20\d\d-\d\d-01"))
    page.keyboard.press("Tab")
    slider.focus()
    page.keyboard.press("End")
    expect(page.get_by_text(re.compile("Du ser grupper"))).to_have_count(0)
    page.get_by_role("link", name="På stadens karta").click()
    expect(page.locator(".city-graph")).to_be_visible()
    wide_and_narrow(page, axe)
    page.go_back()
    line = page.locator("#group-graph .tie").first
    line.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Vad som sägs")).to_be_visible()
    wide_and_narrow(page, axe)


def test_a_group_is_moved_by_mouse_and_by_keyboard_and_put_back(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.POLICE_ANALYST, "en")
    _the_map(page, "Groups", "Map")
    node = page.locator("#group-graph .node").first
    stood = node.get_attribute("transform")
    circle = node.locator("circle")
    circle.scroll_into_view_if_needed()
    box = circle.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 70, steps=4)
    page.mouse.up()
    undo = page.get_by_role("button", name=re.compile("Undo the move of G"))
    expect(undo).to_be_visible()
    expect(page.locator("#group-graph .node").first).not_to_have_attribute("transform", str(stood))
    expect(page).to_have_url(re.compile("group-map/$"))
    undo.click()
    expect(page.locator("#group-graph .node").first).to_have_attribute("transform", str(stood))
    page.locator("#group-graph .node").first.focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(undo).to_be_visible()
    axe(page)
    undo.click()
    expect(undo).to_have_count(0)
    page.get_by_role("link", name="Export").click()
    axe(page)
    page.get_by_text("Drawing (SVG)").click()
    page.get_by_role("button", name="Go on").click()
    assert b"Styrgruppen" in numbered_copy(page)


def test_the_replay_marks_what_each_month_brought(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.COORDINATOR, "en")
    _the_map(page, "Groups", "Map")
    page.get_by_role("link", name="Who acted against whom").click()
    wide_and_narrow(page, axe)
    total = page.locator("#matrix tr.is-sum td").last
    every = int(total.inner_text())
    page.get_by_label("Month that is shown").focus()
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile("upto="))
    expect(total).not_to_have_text(str(every))
    page.get_by_label("Month that is shown").focus()
    page.keyboard.press("End")
    expect(total).to_have_text(str(every))
    page.locator("#matrix a").first.click()
    wide_and_narrow(page, axe)
    page.go_back()
    page.get_by_role("link", name="First after a message").click()
    page.locator("#message").fill("2026-01-15")
    page.get_by_label("Followed for").select_option("365")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#after-message, .empty-state").first).to_be_visible()
    wide_and_narrow(page, axe)


def test_without_scripts_the_map_and_the_replay_go_by_links_and_forms(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.SOCIAL_WORKER, "sv", java_script_enabled=False)
    page.goto(page.url)
    _the_map(page, "Grupper", "Karta")
    assert page.locator("#map-groups tbody tr").count() == page.locator("#group-graph .node").count()
    page.get_by_role("link", name="Tidigare", exact=True).click()
    expect(page.get_by_text(re.compile("Du ser grupperna som de var"))).to_be_visible()
    page.get_by_label("Som det var känt den").fill("2026-03-01")
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_text(re.compile("enligt vad som var känt 2026-03-01"))).to_be_visible()
    page.get_by_role("link", name="På stadens karta").click()
    expect(page.locator("#group-graph")).to_be_visible()
    page.get_by_role("link", name="Vem gjorde vad mot vem").click()
    page.get_by_role("link", name="Månaden före").click()
    expect(page.locator("#matrix")).to_be_visible()


def test_the_network_of_ties_opens_from_communities_to_people_to_records(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.POLICE_ANALYST, "sv")
    page.get_by_role("link", name="Medlemskap", exact=True).first.click()
    page.goto(f"{page.url}ties/")
    page.get_by_role("link", name="Som ett nätverk").click()
    wide_and_narrow(page, axe)
    page.locator("#communities a").first.click()
    wide_and_narrow(page, axe)
    page.locator("#network-pairs a").first.click()
    expect(page.get_by_role("heading", name=re.compile("Kring"))).to_be_visible()
    page.get_by_label("Kopplingar bort").select_option("2")
    page.get_by_role("button", name="Visa").click()
    wide_and_narrow(page, axe)
    page.locator("#network-pairs tbody tr").first.get_by_role("link").last.click()
    wide_and_narrow(page, axe)


A4_INSIDE_ITS_MARGINS = ViewportSize(width=718, height=1040)


def test_nothing_of_the_map_and_the_matrix_is_cut_off_at_the_edge_of_the_paper(page_as: OpenPage) -> None:
    page = page_as(Role.COORDINATOR, "sv")
    _the_map(page, "Grupper", "Karta")
    for address in (page.url, f"{page.url}matrix/"):
        page.goto(address)
        page.set_viewport_size(A4_INSIDE_ITS_MARGINS)
        page.emulate_media(media="print")
        for table in page.locator("main table:visible").all():
            box = table.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= A4_INSIDE_ITS_MARGINS["width"] + 1, address
            assert table.locator("thead").evaluate("head => getComputedStyle(head).position") == "static"
        numbers = page.locator("#matrix tbody td a")
        for number in numbers.all()[:5]:
            assert number.evaluate("link => link.getBoundingClientRect().height > 6")
        page.emulate_media(media="screen")


WHERE = "element => getComputedStyle(element).transform"
HELD = "element => element.getAnimations().map(one => one.effect.getTiming().duration)"


def test_the_network_is_moved_by_button_key_wheel_and_mouse(page_as: OpenPage, axe: Axe) -> None:
    page = page_as(Role.POLICE_ANALYST, "sv")
    page.get_by_role("link", name="Medlemskap", exact=True).first.click()
    page.goto(f"{page.url}network/")
    drawing = page.locator("#group-graph")
    page.get_by_role("button", name="Närmare").press("Enter")
    expect(drawing).to_have_css("transform", re.compile(r"matrix\(1\.5, "))
    assert drawing.evaluate(HELD) == [0]  # motion is reduced here
    frame = page.locator("#network-frame")
    frame.focus()
    page.keyboard.press("+")
    expect(drawing).to_have_css("transform", re.compile(r"matrix\(2\.25, "))
    before = drawing.evaluate(WHERE)
    page.keyboard.press("ArrowRight")
    expect(drawing).not_to_have_css("transform", before)
    box = frame.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"], 500) / 2
    page.mouse.move(x, y)
    page.mouse.wheel(0, -120)
    page.wait_for_function(
        "new DOMMatrix(getComputedStyle(document.getElementById('group-graph')).transform).a > 2.3"
    )
    where, address = drawing.evaluate(WHERE), page.url
    page.mouse.down()
    page.mouse.move(x - 90, y - 40, steps=4)
    page.mouse.up()
    expect(drawing).not_to_have_css("transform", where)
    assert drawing.get_attribute("style") is None  # a change of it costs a rule match for everybody drawn
    assert page.url == address
    axe(page)
    frame.focus()
    page.keyboard.press("0")
    expect(drawing).to_have_css("transform", re.compile(r"matrix\(1, 0, 0, 1, 0, 0\)"))
    page.locator("#group-graph a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/around/"))


def test_no_column_of_the_list_of_groups_is_hidden_on_a_usual_screen(page_as: OpenPage) -> None:
    page = page_as(Role.COORDINATOR, "sv")
    page.get_by_role("link", name="Grupper", exact=True).first.click()
    table = page.locator(".table-responsive:has(.group-table)")
    over = table.evaluate("element => element.scrollWidth - element.clientWidth")
    assert over <= 0, f"the list of groups is {over} px wider than its place"


def test_a_relation_is_drawn_with_the_pen_by_keyboard_and_by_mouse_and_changed_at_its_line(
    page_as: OpenPage, axe: Axe
) -> None:
    page = page_as(Role.POLICE_ANALYST, "en")
    _the_map(page, "Groups", "Map")
    home = page.url
    pen = page.get_by_role("button", name="Draw a relation")
    pen.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#pen-said")).to_contain_text("Choose the first group")
    nodes = page.locator("#group-graph .node")
    chosen = [str(nodes.nth(n).get_attribute("data-group")) for n in (0, 1)]
    nodes.nth(0).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#pen-said")).to_contain_text("Choose the other group")
    axe(page)
    nodes.nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#id_one")).to_have_value(chosen[0])
    expect(page.locator("#id_other")).to_have_value(chosen[1])
    axe(page)
    page.get_by_role("link", name="Cancel").click()
    expect(page).to_have_url(home)
    page.get_by_role("button", name="Draw a relation").click()
    page.locator("#group-graph").evaluate("element => element.scrollIntoView({ block: 'start' })")
    boxes = [page.locator("#group-graph .node circle").nth(n).bounding_box() for n in (0, 1)]
    (x, y), (to_x, to_y) = [(b["x"] + b["width"] / 2, b["y"] + b["height"] / 2) for b in boxes if b]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(to_x, to_y, steps=5)
    page.mouse.up()
    expect(page.locator("#id_one")).to_have_value(chosen[0])
    expect(page.locator("#id_other")).to_have_value(chosen[1])
    page.get_by_role("link", name="Cancel").click()
    page.get_by_role("button", name="Draw a relation").click()
    page.locator("#group-graph .tie").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("State anew"))).to_be_visible()
    page.get_by_role("link", name="Cancel").click()
    page.locator("#map-relations").get_by_role("link", name=re.compile("Withdraw")).first.click()
    page.get_by_role("link", name="Cancel").click()
    expect(page).to_have_url(home)
    page.get_by_role("link", name="On the map of the city").click()
    page.locator("#group-graph .city-area").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("State anew"))).to_be_visible()
    page.get_by_role("link", name="Cancel").click()
    expect(page).to_have_url(re.compile("group-map/city/$"))
    wide_and_narrow(page, axe)
