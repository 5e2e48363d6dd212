# What the workflows may do: every action is pinned, every job has the least permissions, and a pull request's
# code runs with nothing but the right to read.

"""Tests of .github/workflows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).resolve().parent.parent / ".github"
WORKFLOWS = sorted((FOLDER / "workflows").glob("*.yml"))

READ_ONLY = {"contents": "read"}
ALLOWED: dict[tuple[str, str], dict[str, str]] = {
    ("check.yml", "content"): READ_ONLY,
    ("check.yml", "tests"): READ_ONLY,
    ("check.yml", "apart"): READ_ONLY,
    ("check.yml", "site"): READ_ONLY,
    ("pages.yml", "build"): {"contents": "read", "pages": "read"},
    ("pages.yml", "deploy"): {"pages": "write", "id-token": "write"},
}

BAD = """
on: pull_request_target
permissions: write-all
jobs:
  tests:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - run: echo ${{ github.event.pull_request.title }}
      - run: byheart check --run-code --unsafe
"""


def faults(name: str, text: str) -> Iterator[str]:
    """Yield what is unsafe in one workflow."""
    for line in re.findall(r"uses:.*", text):
        if not re.fullmatch(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line):
            yield f"not pinned with its version beside: {line}"
    workflow: dict[Any, Any] = yaml.safe_load(text)
    # YAML 1.1 reads the key `on` as true.
    if "pull_request_target" in str(workflow[True]):
        yield "pull_request_target runs with the rights of the repository"
    if workflow.get("permissions") != {}:
        yield "the workflow gives permissions to every job"
    for job, body in workflow["jobs"].items():
        if body.get("permissions") != ALLOWED.get((name, job)):
            yield f"{job}: permissions are {body.get('permissions')}"
        if "timeout-minutes" not in body:
            yield f"{job}: no time limit"
        for step in body["steps"]:
            yield from (f"{job}: {fault}" for fault in step_faults(step))


def step_faults(step: dict[str, Any]) -> Iterator[str]:
    """Yield what is unsafe in one step."""
    if "${{" in step.get("run", ""):
        yield "text of others is put into a shell command"
    if "--unsafe" in step.get("run", ""):
        yield "code of others runs without a boundary"
    checks_out = step.get("uses", "").startswith("actions/checkout@")
    if checks_out and step.get("with", {}).get("persist-credentials") is not False:
        yield "the token stays on disk after the checkout"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow_is_pinned_and_has_the_least_permissions(path: Path) -> None:
    """No action moves under a tag, no job may do more than its work needs."""
    assert list(faults(path.name, path.read_text(encoding="utf-8"))) == []


def test_an_unsafe_workflow_is_seen() -> None:
    """Each of the faults looked for is found in a workflow that has them all."""
    found = "\n".join(faults("check.yml", BAD))
    for words in (
        "not pinned",
        "pull_request_target",
        "every job",
        "permissions are",
        "limit",
        "shell",
        "without a boundary",
        "token",
    ):
        assert words in found


def test_the_permissions_speak_of_jobs_that_exist() -> None:
    """Every job allowed something here is in a workflow."""
    jobs = {
        (path.name, job)
        for path in WORKFLOWS
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    }
    assert set(ALLOWED) == jobs


def test_one_version_of_an_action_everywhere() -> None:
    """The same action is pinned to the same commit in all workflows."""
    used: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for name, commit in re.findall(r"uses: ([\w./-]+)@(\S+)", path.read_text(encoding="utf-8")):
            used.setdefault(name, set()).add(commit)
    assert {name: commits for name, commits in used.items() if len(commits) > 1} == {}
    assert "actions/deploy-pages" in used


def test_issue_forms_are_well_formed() -> None:
    """Each form has a name, a description and fields with unique ids, so that GitHub shows it."""
    forms = [path for path in (FOLDER / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"]
    assert {path.stem for path in forms} == {"card-error", "new-card", "site-bug"}
    for path in forms:
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        ids = [field["id"] for field in form["body"]]
        assert form["name"]
        assert form["description"]
        assert len(ids) == len(set(ids))
        assert all(field["attributes"]["label"] for field in form["body"])
