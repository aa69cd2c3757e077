"""The whole way on a Label Studio with PostgreSQL, which teams have: numbers are not used twice, and many write at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr

from annotator import workflow
from annotator.claims.review import Outcome
from annotator.labelstudio import people
from annotator.labelstudio.connection import connect
from annotator.labelstudio.people import Login
from annotator.labelstudio.results import write_answers
from annotator.settings import Settings
from tests.desk import ARTICLE, Desk, again, pushed
from tests.made import answers
from tests.postgres import OnPostgres, binaries, label_studio, postgres

pytestmark = pytest.mark.server

LEAVE_NOTHING_OUT = "ANNOTATOR_LEAVE_NOTHING_OUT" in os.environ
"""Read now: the tests themselves run without ``ANNOTATOR_*`` variables."""

LEFT_OUT = "left out: Label Studio on PostgreSQL, as no PostgreSQL was found; apt-get install postgresql brings it"


@pytest.fixture(scope="module")
def on_postgres() -> Iterator[OnPostgres]:
    programs = binaries()
    if programs is None:
        if LEAVE_NOTHING_OUT:
            pytest.fail(LEFT_OUT)
        pytest.skip(LEFT_OUT)
    with postgres(programs) as port, label_studio(programs, port) as running:
        yield running


@pytest.fixture(scope="module")
def team(on_postgres: OnPostgres) -> dict[str, Login]:
    return {
        name: people.add(on_postgres.url, on_postgres.token(), f"{name}@postgres.example.org")
        for name in ("ana", "ben")
    }


@pytest.fixture
def external(on_postgres: OnPostgres, tmp_path: Path) -> Settings:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "release.txt").write_text(ARTICLE, encoding="utf-8")
    return Settings(
        workspace=tmp_path,
        exports=tmp_path / "exports",
        url=on_postgres.url,
        api_key=SecretStr(on_postgres.token()),
    )


def test_pushed_labeled_and_pulled(on_postgres: OnPostgres, team: dict[str, Login], external: Settings) -> None:
    settings = pushed(external)
    assert settings.project is not None
    desk = Desk(on_postgres, team, settings.project)
    for name in team:
        desk.says(name, "The Azerbaijani", answers())
        desk.says(name, "Shops", answers(speaker="Narrator"))
    desk.says("ana", "The ministry denied", answers(status="verified"))
    pulled = workflow.pull(settings)

    assert (2, 1) == (len(pulled.dataset.claims), pulled.dataset.counts.outcomes[Outcome.QUARANTINED])
    assert workflow.push([external.workspace / "articles"], again(external)).plan.is_empty
    assert pulled.dataset == workflow.rebuild(pulled.snapshot, external.workspace / "rebuilt").dataset


def test_what_changed_is_told_by_person_and_time(
    on_postgres: OnPostgres, team: dict[str, Login], external: Settings
) -> None:
    settings = pushed(external)
    assert settings.project is not None
    desk = Desk(on_postgres, team, settings.project)
    desk.says("ana", "Shops", answers(speaker="Narrator"))
    desk.says("ana", "The Azerbaijani", answers())
    workflow.pull(settings)
    with connect(on_postgres.url, on_postgres.token()) as connection:
        held = {sentence.split()[0]: one for sentence, one in desk.tasks.items() if not sentence.startswith("The min")}
        (deleted,) = connection.client.annotations.list(id=held["Shops"].task_id)
        (edited,) = connection.client.annotations.list(id=held["The"].task_id)
        connection.client.annotations.delete(id=int(deleted.id or 0))
        results = write_answers(answers(speaker="Yerevan"), held["The"].task.sentence)
        connection.client.annotations.update(id=int(edited.id or 0), result=results)
    desk.says("ben", "Shops", answers(speaker="Narrator"))

    found = workflow.pull(settings).changes

    assert found is not None
    assert {"added": 1, "edited": 1, "deleted": 1, "reassigned": 0} == found.counts


def test_a_personal_access_token_as_the_server_gives_it_out(on_postgres: OnPostgres, external: Settings) -> None:
    with httpx.Client(base_url=on_postgres.url, trust_env=False) as http:
        http.get("/user/login/")
        login = on_postgres.login()
        form = {"csrfmiddlewaretoken": http.cookies["csrftoken"], "email": login.email, "password": login.password}
        http.post("/user/login/", data=form, headers={"Referer": on_postgres.url})
        made = http.post("/api/token/", headers={"X-CSRFToken": http.cookies["csrftoken"]}).json()["token"]

    settings = pushed(external.model_copy(update={"api_key": SecretStr(made)}))

    assert 3 == workflow.pull(settings.model_copy(update={"api_key": SecretStr(made)})).dataset.counts.statements
