"""A PostgreSQL of the city's own: roles are made, and the application connects as the one that the wall holds."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.journeys.city_server import CityServer, free_port
from vapenvila.web.site.postgres_user import system_user

pytestmark = pytest.mark.xdist_group("processes")


def _programs() -> Path | None:
    """The machine's own PostgreSQL of at least version 15."""
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if int(folder.parent.name) >= 15 and (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


PROGRAMS = _programs()
needs_postgres = pytest.mark.skipif(PROGRAMS is None, reason="This machine has no PostgreSQL of its own.")


@dataclass(frozen=True)
class Outside:
    """A server with passwords, reached over TCP."""

    port: int

    def url(self, role: str, password: str, database: str = "city") -> str:
        return f"postgresql://{role}:{password}@127.0.0.1:{self.port}/{database}"

    def query(
        self, sentence: str, *, role: str = "chief", password: str = "chief-password"
    ) -> list[tuple[object, ...]]:
        with psycopg.connect(self.url(role, password), autocommit=True) as connection:
            cursor = connection.execute(sentence)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    assert PROGRAMS is not None
    user = system_user()
    folder = Path("/var/tmp") / f"vapenvila-test-{os.getpid()}"
    folder.mkdir(mode=0o700)
    if user:
        shutil.chown(folder, user)
    words = folder.with_suffix(".password")
    words.write_text("chief-password\n")
    words.chmod(0o644)
    port = free_port()

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [PROGRAMS / program, *arguments], user=user, check=True, cwd="/", timeout=60,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    try:
        run("initdb", "-D", str(folder / "data"), "-U", "chief", f"--pwfile={words}", "--auth=scram-sha-256")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
        run("pg_ctl", "-w", "-D", str(folder / "data"), "-l", str(folder / "log"), "-o", options, "start")
        server = Outside(port)
        with psycopg.connect(
            server.url("chief", "chief-password", "postgres"), autocommit=True
        ) as connection:
            connection.execute("CREATE ROLE city_owner LOGIN CREATEROLE PASSWORD 'owner-password'")
            connection.execute("CREATE ROLE small_owner LOGIN PASSWORD 'small-password'")
            connection.execute("CREATE DATABASE city OWNER city_owner")
        yield server
        run("pg_ctl", "-w", "-m", "immediate", "-D", str(folder / "data"), "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        words.unlink()


@needs_postgres
def test_the_demo_runs_on_the_citys_own_postgresql_behind_the_wall(outside: Outside, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    city = CityServer(home, DATABASE_URL=outside.url("city_owner", "owner-password"))
    try:
        city.start()
        assert len(city.people) == 11
        roles = outside.query(
            "SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = 'city' AND application_name <> 'psql'"
        )
        assert ("vapenvila_app",) in roles
        assert outside.query(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'vapenvila_app'"
        ) == [(False, False)]
        password = (home / "application-password").read_text().strip()
        as_application = {"role": "vapenvila_app", "password": password}
        assert outside.query("SELECT count(*) FROM incidents_incident", **as_application) == [(0,)]
        assert outside.query("SELECT count(*) > 100 FROM incidents_incident") == [(True,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            outside.query("ALTER TABLE incidents_incident DISABLE ROW LEVEL SECURITY", **as_application)
        assert not (home / "postgres").exists()
    finally:
        assert city.stop() == 0


@needs_postgres
def test_a_backup_asks_for_a_role_that_sees_every_row(outside: Outside, tmp_path: Path) -> None:
    owner = CityServer(tmp_path, DATABASE_URL=outside.url("city_owner", "owner-password"))
    assert owner.run("-m", "vapenvila", "migrate").returncode == 0
    refused = owner.run("-m", "vapenvila", "backup", str(tmp_path / "a"))
    assert refused.returncode == 2
    assert "BYPASSRLS" in refused.stderr
    chief = CityServer(
        tmp_path,
        DATABASE_URL=outside.url("city_owner", "owner-password"),
        VAPENVILA_BACKUP_URL=outside.url("chief", "chief-password"),
    )
    made = chief.run("-m", "vapenvila", "backup", str(tmp_path / "a"), "--json")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["tables"] > 20


@needs_postgres
def test_an_owner_that_may_not_make_roles_hears_what_to_do(outside: Outside, tmp_path: Path) -> None:
    outside.query("DROP ROLE IF EXISTS nobody_there")
    small = CityServer(tmp_path, DATABASE_URL=outside.url("small_owner", "small-password", "postgres"))
    refused = small.run("-m", "vapenvila", "migrate")
    assert refused.returncode == 2
    assert "may not create roles" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("address", "sentence"),
    [("mysql://a@b/c", "must look like"), ("postgresql://a:b@127.0.0.1:9/c", "does not answer")],
)
def test_an_address_that_cannot_work_is_refused_with_a_sentence(
    tmp_path: Path, address: str, sentence: str
) -> None:
    refused = CityServer(tmp_path, DATABASE_URL=address).run("-m", "vapenvila", "migrate")
    assert refused.returncode == 2, refused.stderr
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr
