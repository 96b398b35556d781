"""Pages of records, projects and volumes."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from archives.catalogue import arranging, contradictions, relations, revisions, service, story
from archives.catalogue.archive_number import NumberPattern
from archives.catalogue.classes import CLASSES
from archives.catalogue.describing import current_values
from archives.catalogue.doubt import confidence_needed, is_doubtful
from archives.catalogue.fields import FIELDS, GROUPS
from archives.catalogue.kinds import kind_label
from archives.catalogue.labels import LEVEL_CHOICES, field_label, retention_label
from archives.catalogue.looking import note_view
from archives.catalogue.measuring import measure_of
from archives.catalogue.model import FieldValue
from archives.catalogue.places import other_pages, places_on
from archives.catalogue.relations import RelationKind
from archives.catalogue.retention import retentions_of
from archives.catalogue.sentences import contradiction_text, fault_text, page_problem_text, sheet_text
from archives.grants import Use
from archives.people import Level
from archives.permissions import Action, allows, bears_name
from archives.web import EVERYONE, actor, open_to, page_number, reading, tools, transaction

pages = Blueprint("catalogue", __name__)
pages.add_app_template_global(is_doubtful, "is_doubtful")
pages.add_app_template_global(confidence_needed, "confidence_needed")
pages.add_app_template_global(kind_label, "kind_label")
pages.add_app_template_global(field_label, "field_label")
pages.add_app_template_global(retention_label, "retention_label")
pages.add_app_template_global(page_problem_text, "page_problem_text")
pages.add_app_template_global(fault_text, "fault_text")
pages.add_app_template_global(sheet_text, "sheet_text")
pages.add_app_template_global(contradiction_text, "contradiction_text")


def grouped(values: Mapping[str, FieldValue]) -> list[tuple[str, list[FieldValue]]]:
    """What is said of the record, under its headings."""
    said = [field for field in FIELDS if field.name in values and values[field.name].value]
    groups = [(text, [values[field.name] for field in said if field.group is group]) for group, text in GROUPS.items()]
    return [(text, found) for text, found in groups if found]


@pages.get("/records/<record_id>")
@open_to(EVERYONE)
def show(record_id: str) -> ResponseReturnValue:
    number = request.args.get("page", 1, type=int)
    with reading() as db:
        who = actor(db)
        record = service.find_record(db, who, record_id)
        if record.disposed_on is not None:
            return render_template("catalogue/tombstone.html", record=record)
        note_view(tools().database, who, record, counted=True)
        values = current_values(db, record.id)
        page = next((page for page in record.pages if page.number == number), None)
        page = page or (record.pages[0] if record.pages else None)
        words = request.args.get("words", "")
        return render_template(
            "catalogue/record.html",
            record=record,
            page=page,
            page_numbers=[page.number for page in record.pages],
            page_problem=page_problem_text(page) if page else "",
            groups=(groups := grouped(values)),
            shown_values=[value for _, found in groups for value in found],
            scale=values["scale"].value if "scale" in values and page and values["scale"].page == page.number else "",
            contradicted=contradictions.of_record(db, who, record),
            free_fields=[field for field in FIELDS if field.name not in values or not values[field.name].value],
            chosen=request.args.get("field", ""),
            measure=measure_of(page, values.get("scale")) if page else None,
            words=words or None,
            places=places_on(page, words) if page and words else [],
            also_on=other_pages(db, page, words) if page and words else [],
            neighbours=arranging.find_volume(db, who, record.volume.id)[1] if record.volume else [],
            bears_name=bears_name(who, record),
            listed=service.numbered(db, who, [line["number"] for line in record.contents]),
            levels=level_choices(),
            volumes=record.project.volumes if record.project else [],
            may_download=service.may(db, who, record.id, Use.DOWNLOAD),
            chains=relations.chains_of(db, who, record),
        )


def level_choices() -> list[tuple[Level, str]]:
    highest = Level.parse(tools().settings.highest_level)
    return [(level, gettext(text)) for level, text in LEVEL_CHOICES.items() if level.rank <= highest.rank]


@pages.post("/records/<record_id>/fields/<field>")
@open_to(Action.DESCRIBE_RECORD)
def correct(record_id: str, field: str) -> ResponseReturnValue:
    with transaction() as db:
        service.correct_field(db, actor(db), record_id, field, request.form.get("value", ""))
    return redirect(url_for("catalogue.show", record_id=record_id, field=field, _anchor=f"field-{field}"))


@pages.post("/records/<record_id>/fields")
@open_to(Action.DESCRIBE_RECORD)
def add_value(record_id: str) -> ResponseReturnValue:
    return correct(record_id, request.form.get("field", ""))


@pages.post("/records/<record_id>/openness")
@open_to(Action.DESCRIBE_RECORD)
def set_access(record_id: str) -> ResponseReturnValue:
    with transaction() as db:
        service.open_to(
            db,
            actor(db),
            record_id,
            Level.parse(request.form.get("level", "")),
            Level.parse(tools().settings.highest_level),
            by_law="by_law" in request.form,
            withdrawn="withdrawn" in request.form,
        )
    return redirect(url_for("catalogue.show", record_id=record_id))


@pages.post("/records/<record_id>/volume")
@open_to(Action.DESCRIBE_RECORD)
def place(record_id: str) -> ResponseReturnValue:
    with transaction() as db:
        arranging.place_in_volume(db, actor(db), record_id, request.form.get("volume", ""))
    return redirect(url_for("catalogue.show", record_id=record_id))


@pages.post("/records/<record_id>/relations")
@open_to(Action.DESCRIBE_RECORD)
def relate(record_id: str) -> ResponseReturnValue:
    form = request.form
    kind, confirmed = RelationKind.parse(form.get("kind", "")), form.get("decision") == "confirm"
    with transaction() as db:
        relation = relations.relate(db, actor(db), record_id, form.get("earlier", ""), kind, confirmed=confirmed)
        project_id = service.find_record(db, actor(db), relation.later_id).project_id
    if project_id is None:
        return redirect(url_for("catalogue.show", record_id=record_id))
    return redirect(url_for("catalogue.project", project_id=project_id))


@pages.get("/projects")
@open_to(Action.SEE_PROJECTS)
def projects() -> ResponseReturnValue:
    page, name = page_number(), request.args.get("name", "")
    with reading() as db:
        found = service.list_projects(db, actor(db), name, page)
        return render_template(
            "catalogue/projects.html", projects=found[:30], more=len(found) > 30, page_number=page, name=name
        )


@pages.post("/projects")
@open_to(Action.DESCRIBE_RECORD)
def found() -> ResponseReturnValue:
    with transaction() as db:
        project = arranging.found_project(db, actor(db), request.form.get("name", ""), request.form.get("location", ""))
    return redirect(url_for("catalogue.project", project_id=project.id))


@pages.get("/projects/<project_id>")
@open_to(EVERYONE)
def project(project_id: str) -> ResponseReturnValue:
    with reading() as db:
        who = actor(db)
        found = service.find_project(db, who, project_id)
        records = service.records_of_project(db, who, project_id)
        volumes = arranging.volumes_of(db, who, project_id)
        chains = relations.chains(db, records)
        return render_template(
            "catalogue/project.html",
            project=found,
            records=records,
            volumes=volumes,
            retentions=retentions_of(db, [volume.id for volume in volumes]),
            classes=CLASSES,
            contradictions=contradictions.of_projects(db, who, [found.id])[found.id],
            judgements=contradictions.judgements_of(db, who, [found.id]).get(found.id, []),
            story=story.tell(db, records),
            chains=chains,
            replaced=relations.replaced(chains),
            proposals=revisions.proposals(db, who, records) if allows(who, Action.DESCRIBE_RECORD) else [],
        )


@pages.post("/projects/<project_id>/volumes")
@open_to(Action.DESCRIBE_RECORD)
def bind(project_id: str) -> ResponseReturnValue:
    form = request.form
    with transaction() as db:
        pattern = NumberPattern.parse(tools().settings.number_pattern)
        unit = form.get("unit") or None
        arranging.bind_volume(db, actor(db), project_id, form.get("title", ""), form.get("class", "I"), pattern, unit)
    return redirect(url_for("catalogue.project", project_id=project_id))


@pages.post("/projects/<project_id>/units")
@open_to(Action.DESCRIBE_RECORD)
def add_unit(project_id: str) -> ResponseReturnValue:
    with transaction() as db:
        arranging.add_unit(db, actor(db), project_id, request.form.get("name", ""))
    return redirect(url_for("catalogue.project", project_id=project_id))


@pages.get("/volumes/<volume_id>")
@open_to(EVERYONE)
def volume(volume_id: str) -> ResponseReturnValue:
    with reading() as db:
        who = actor(db)
        found, records = arranging.find_volume(db, who, volume_id)
        return render_template(
            "catalogue/volume.html",
            volume=found,
            records=records,
            dates=arranging.dates_of(records),
            retention=retentions_of(db, [found.id]).get(found.id, found.retention),
        )
