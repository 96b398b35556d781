"""A token lets a program do what its holder may, within its scopes, until it ends; and nothing without it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from archives import audit
from archives.catalogue.model import FieldValue
from archives.db import today
from archives.people import Level
from archives.tokens import BEGINNING, ApiToken, Scope
from tests.archives.api.conftest import Programs
from tests.factories import PASSWORD
from tests.visiting import Visitor, sign_in

SECRET = r"uat_[\w-]{43}"
ADDRESSES = {
    Scope.SEARCH: "/api/v1/search",
    Scope.READ_RECORDS: "/api/v1/records/{id}",
    Scope.READ_WORDS: "/api/v1/records/{id}/pages/1/words",
    Scope.READ_ORIGINALS: "/records/{id}/original",
    Scope.WRITE_VALUES: "/api/v1/records/{id}/values/title",
}


def ask(client: Visitor, scope: Scope, record_id: str, header: dict[str, str]) -> int:
    address = ADDRESSES[scope].format(id=record_id)
    if scope is Scope.WRITE_VALUES:
        return client.put(address, json={"value": "新题名"}, headers=header, with_token=False).status_code
    return client.get(address, headers=header).status_code


@pytest.mark.parametrize("scope", Scope)
def test_a_scope_opens_its_own_addresses_and_no_other(client: Visitor, programs: Programs, scope: Scope) -> None:
    record = programs.record(programs.town.roads)
    header = programs.token(programs.town.an, scope)
    refused = {other for other in Scope if ask(client, other, record.id, header) == 403}
    assert refused == set(Scope) - {scope}


def test_a_scope_gives_nobody_more_than_they_have(client: Visitor, programs: Programs) -> None:
    record = programs.record(programs.town.roads)
    header = programs.token(programs.town.rao)
    answer = client.put(
        f"/api/v1/records/{record.id}/values/title", json={"value": "x"}, headers=header, with_token=False
    )
    assert answer.status_code == 403
    assert answer.json is not None
    assert answer.json["detail"] == "Your account may not do this. Ask an administrator if it should."


def test_only_the_digest_is_kept_and_the_use_is_noted(client: Visitor, programs: Programs) -> None:
    header = programs.token(programs.town.wang)
    secret = header["Authorization"].removeprefix("Bearer ")
    client.get("/api/v1/records", headers=header)
    with programs.tools.database.reading() as db:
        token = db.scalars(sa.select(ApiToken)).one()
        assert secret.startswith(BEGINNING)
        assert secret not in str(vars(token))
        assert token.last_used_at is not None


@pytest.mark.parametrize("how", ["ended", "revoked", "account", "never"])
def test_a_token_that_no_longer_holds_is_refused_not_overlooked(client: Visitor, programs: Programs, how: str) -> None:
    made = today() - timedelta(days=31) if how == "ended" else today()
    header = (
        {"Authorization": "Bearer uat_nothing"} if how == "never" else programs.token(programs.town.wang, made=made)
    )
    if how == "account":
        with programs.tools.database.transaction() as db:
            db.merge(programs.town.wang).active = False
    if how == "revoked":
        sign_in(client, "wang")
        with programs.tools.database.reading() as db:
            token_id = db.scalars(sa.select(ApiToken.id)).one()
        assert client.post(f"/tokens/{token_id}/revocation").status_code == 302
    answer = client.get("/api/v1/records", headers=header)
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_counts_for_itself_beside_a_session(client: Visitor, programs: Programs) -> None:
    hidden = programs.record(programs.town.roads, level=Level.INTERNAL)
    header = programs.token(programs.town.lin)
    sign_in(client, "rao")
    assert client.get(f"/api/v1/records/{hidden.id}").status_code == 200
    assert client.get(f"/api/v1/records/{hidden.id}", headers=header).status_code == 404


def test_a_session_needs_its_form_token_and_a_token_does_not(client: Visitor, programs: Programs) -> None:
    record = programs.record(programs.town.roads)
    address, body = f"/api/v1/records/{record.id}/values/title", {"value": "新题名"}
    sign_in(client, "an")
    assert client.put(address, json=body, with_token=False).status_code == 400
    assert client.put(address, json=body).status_code == 200


def test_a_token_opens_no_page_that_is_not_for_programs(client: Visitor, programs: Programs) -> None:
    header = programs.token(programs.town.an)
    assert client.get("/batches", headers=header).status_code == 401
    answer = client.post("/projects", data={"name": "x"}, headers=header, with_token=False)
    assert answer.status_code == 400


def test_what_a_program_changes_is_on_the_trail_under_its_token(client: Visitor, programs: Programs) -> None:
    record = programs.record(programs.town.roads)
    header = programs.token(programs.town.an, Scope.WRITE_VALUES)
    client.put(f"/api/v1/records/{record.id}/values/title", json={"value": "新题名"}, headers=header, with_token=False)
    with programs.tools.database.reading() as db:
        entry = db.scalars(sa.select(audit.Entry).order_by(audit.Entry.seq.desc())).first()
        assert entry is not None
        assert (entry.event, entry.account_id, entry.object_id) == ("described", programs.town.an.id, record.id)
        assert entry.name == "An · 测绘系统"
        value = db.scalars(sa.select(FieldValue).where(FieldValue.reviewer_id == programs.town.an.id)).one()
        assert value.value == "新题名"


def test_a_department_s_token_sees_its_department_up_to_its_clearance(client: Visitor, programs: Programs) -> None:
    town = programs.town
    internal = programs.record(town.roads, level=Level.INTERNAL)
    restricted = programs.record(town.roads, level=Level.RESTRICTED)
    foreign = programs.record(town.water, level=Level.INTERNAL)
    header = programs.department_token(town.roads, Level.INTERNAL)
    found = client.get("/api/v1/records", headers=header).json
    assert found is not None
    assert {record["id"] for record in found["records"]} == {internal.id}
    for hidden in (restricted, foreign):
        assert client.get(f"/api/v1/records/{hidden.id}", headers=header).status_code == 404


def test_people_make_and_revoke_their_own_tokens_and_see_them_once(client: Visitor, programs: Programs) -> None:
    sign_in(client, "wang", PASSWORD)
    page = client.post("/account/tokens", data={"label": "办公系统", "scopes": ["search"], "days": "30"})
    assert "办公系统" in page.text
    assert BEGINNING in page.text
    assert BEGINNING not in client.get("/account/tokens").text.replace("uat_…", "")
    with programs.tools.database.reading() as db:
        token_id = db.scalars(sa.select(ApiToken.id)).one()
    sign_in_as_other = client.application.test_client()
    sign_in(sign_in_as_other, "lin")
    assert sign_in_as_other.post(f"/tokens/{token_id}/revocation").status_code == 404
    client.post(f"/tokens/{token_id}/revocation")
    assert "revoked" in client.get("/account/tokens").text


def test_administrators_alone_make_tokens_for_departments(client: Visitor, programs: Programs) -> None:
    address = f"/departments/{programs.town.roads.id}/tokens"
    sign_in(client, "rao")
    assert client.get(address).status_code == 403
    other = client.application.test_client()
    sign_in(other, "ada")
    data = {"label": "一网通办", "scopes": ["search", "read:records"], "days": "90", "clearance": "internal"}
    assert BEGINNING in other.post(address, data=data).text


@pytest.mark.parametrize("wrong", [{"days": "0"}, {"days": "9999"}, {"scopes": []}, {"scopes": ["all"]}, {"label": ""}])
def test_a_token_that_makes_no_sense_is_not_made(client: Visitor, programs: Programs, wrong: dict[str, object]) -> None:
    sign_in(client, "wang")
    client.post("/account/tokens", data={"label": "x", "scopes": ["search"], "days": "30", **wrong})
    with programs.tools.database.reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(ApiToken)) == 0
