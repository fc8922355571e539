"""`make up` in a real browser: the DAG triggered by its form, its graph, its logs, and what the provider adds.

What the browser saw is left in `.integration/screenshots`.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from airflow_runs import ROOT
from callscribe.lake.verify import verify
from callscribe.storage import LocalStorage
from integration.airflow_up import AirflowUp
from lakes import lake_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

# the sample calls take two cores some 50 s to recognise, and those are not idle
pytestmark = [pytest.mark.integration, pytest.mark.timeout(600)]

SCREENSHOTS = ROOT / ".integration" / "screenshots"
BROWSER_OPTIONS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
PATIENCE_MS = 30_000
RUN_S = 400.0
DAG = "dags/call_transcripts"
BATCHES = {f"{day}-b00-000" for day in ("2026-11-02", "2026-11-03", "2026-11-04", "undated")}
STAGES = ("prepare", "transcribe", "polish", "write")


@pytest.fixture(scope="module")
def up() -> Iterator[AirflowUp]:
    folder = Path(tempfile.mkdtemp(prefix="airflow-up-"))
    airflow = AirflowUp(folder)
    try:
        airflow.start()
        yield airflow
    finally:
        airflow.kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def expect() -> Any:
    """Playwright's; imported here, since tests that need no browser are collected where it is not installed."""
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE_MS)
    return expect


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """One page of a headless Chromium."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    assert chromium, "Chromium is not installed. Run scripts/install_servers.sh."
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER_OPTIONS)
        page = browser.new_page(viewport={"width": 1600, "height": 1000})
        page.set_default_timeout(PATIENCE_MS)
        yield page
        browser.close()


def screenshot(page: Page, name: str) -> None:
    page.wait_for_timeout(1500)  # for what slides in
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


@pytest.fixture(scope="module")
def triggered(up: AirflowUp, page: Page, expect: Any) -> dict[str, Any]:
    """A run started by the form, at its end; and what the form was filled in with."""
    page.goto(f"{up.url}/{DAG}")
    page.get_by_role("button", name="Trigger").click()
    form = page.get_by_role("dialog")
    expect(form.locator("[name=element_recordings_uri]")).to_be_visible()
    fields = ("recordings_uri", "recordings_glob", "lake_uri", "language", "engine_conn_id", "date", "settings")
    filled_in = {name: form.locator(f"[name=element_{name}]").input_value() for name in fields}
    screenshot(page, "1-trigger-form")
    form.get_by_role("button", name="Trigger", exact=True).click()
    deadline = time.monotonic() + RUN_S
    while True:
        # switching the DAG on, as the form does, also starts the scheduled run of the day before
        runs = up.get(f"{DAG}/dagRuns")["dag_runs"]
        states = {run["run_type"]: run["state"] for run in runs}
        if "manual" in states and set(states.values()) <= {"success", "failed"}:
            break
        assert time.monotonic() < deadline, f"{states}\n{up.log()[-4000:]}"
        time.sleep(2)
    (run_id,) = (run["dag_run_id"] for run in runs if run["run_type"] == "manual")
    return {"filled_in": filled_in, "run_id": run_id, "states": states}


@pytest.fixture
def run_page(up: AirflowUp, page: Page, expect: Any, triggered: dict[str, Any]) -> Page:
    """The page of the run."""
    page.goto(f"{up.url}/{DAG}/runs/{triggered['run_id']}")
    expect(page.get_by_text(triggered["run_id"]).first).to_be_visible()
    return page


def test_the_form_comes_filled_in(up: AirflowUp, triggered: dict[str, Any]) -> None:
    assert triggered["filled_in"] == {
        "recordings_uri": (ROOT / "include" / "sample_calls").as_uri(),
        "recordings_glob": "**/*",
        "lake_uri": up.lake.as_uri(),
        "language": "en",
        "engine_conn_id": "pulse_default",
        "date": "",
        "settings": "",
    }


def test_a_run_triggered_in_the_browser_is_green_there(run_page: Page, expect: Any, triggered: dict[str, Any]) -> None:
    expect(run_page.locator("body")).to_contain_text(re.compile(re.escape(triggered["run_id"]) + r"\s*Success"))
    screenshot(run_page, "2-run")
    assert set(triggered["states"].values()) == {"success"}


def test_a_run_triggered_in_the_browser_fills_the_tables(up: AirflowUp, triggered: dict[str, Any]) -> None:
    lake = LocalStorage(up.lake)
    calls = lake_rows(lake)["calls"]
    assert [row["call_id"] for row in calls] == [f"call-{number:04d}" for number in range(1, 9)]
    assert verify(lake) == []


def test_every_mapped_task_is_labelled_with_its_batch(
    up: AirflowUp, run_page: Page, expect: Any, triggered: dict[str, Any]
) -> None:
    instances = up.get(f"{DAG}/dagRuns/{triggered['run_id']}/taskInstances", limit=100)["task_instances"]
    mapped = [(one["task_id"], one["rendered_map_index"]) for one in instances if one["map_index"] >= 0]
    assert sorted(mapped) == sorted((f"batch.{stage}", batch) for stage in STAGES for batch in BATCHES)
    for batch in BATCHES:
        expect(run_page.get_by_role("link", name=batch).first).to_be_visible()


def test_the_graph_shows_the_way_of_a_run(run_page: Page, expect: Any) -> None:
    run_page.get_by_label("Show Graph").click()
    node = {name: run_page.get_by_test_id(f"rf__node-{name}") for name in ("discover", "batch", "reconcile")}
    node["clear_work"] = run_page.get_by_test_id("rf__node-clear_work")
    for name, shown in node.items():
        expect(shown).to_contain_text(re.compile(rf"{name}.*success", re.DOTALL))
    boxes = [shown.bounding_box() for shown in node.values()]
    left_edges = [box["x"] for box in boxes if box is not None]
    assert len(left_edges) == len(node)
    assert left_edges == sorted(left_edges), "it reads from left to right"
    screenshot(run_page, "3-graph")
    run_page.get_by_label("Expand all task groups").click()
    for stage in STAGES:
        expect(run_page.get_by_test_id(f"rf__node-batch.{stage}")).to_contain_text("success")
    screenshot(run_page, "4-graph-expanded")


def test_a_tasks_log_can_be_read(up: AirflowUp, page: Page, expect: Any, triggered: dict[str, Any]) -> None:
    page.goto(f"{up.url}/{DAG}/runs/{triggered['run_id']}/tasks/batch.transcribe/mapped/0")
    expect(page.get_by_text("Transcribed 3 recordings: 4 requests")).to_be_visible()
    screenshot(page, "5-log")


def test_the_connection_form_asks_for_what_pulse_needs(up: AirflowUp, page: Page, expect: Any) -> None:
    page.goto(f"{up.url}/connections")
    page.get_by_role("button", name="Add Connection").click()
    form = page.get_by_role("dialog")
    form.get_by_role("combobox").first.click()
    page.keyboard.type("pulse")
    page.get_by_role("option", name="Pulse (smallest.ai)").click()
    expect(form.get_by_label("API key")).to_have_attribute("type", "password")
    expect(form.get_by_label("Base URL")).to_have_attribute("placeholder", "https://api.smallest.ai")
    for useless in ("Login", "Port", "Schema"):
        expect(form.get_by_label(useless)).to_have_count(0)
    screenshot(page, "6-connection-form")
    form.get_by_role("button", name="Extra Fields", exact=True).click()
    for ours in ("Read time-out (s)", "Attempts"):
        expect(form.get_by_text(ours, exact=True)).to_be_visible()
    screenshot(page, "7-connection-form-extra")


def test_the_plugin_is_listed(up: AirflowUp, page: Page, expect: Any) -> None:
    page.goto(f"{up.url}/plugins")
    expect(page.get_by_role("row").filter(has_text="airflow_pulse.plugin:PulsePlugin")).to_have_count(1)
    screenshot(page, "8-plugins")


def test_the_provider_is_listed(up: AirflowUp, page: Page, expect: Any) -> None:
    page.goto(f"{up.url}/providers")
    expect(page.get_by_role("row").filter(has_text="airflow-pulse")).to_have_count(1)
    screenshot(page, "9-providers")
