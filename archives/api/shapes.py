"""What goes in and out, as the description at /api/openapi.json says it."""

from marshmallow import Schema, fields, validate

from archives.catalogue.indexing import FACETS

ORDERS = ("relevance", "newest", "oldest")
MOST_AT_ONCE = 100
NO_NUL = validate.ContainsNoneOf("\x00")


def _text(about: str, most: int = 500) -> fields.String:
    return fields.String(validate=[validate.Length(max=most), NO_NUL], metadata={"description": about})


class Problem(Schema):
    """RFC 9457; `detail` is a sentence that says what to do next, in the language asked for by Accept-Language."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    detail = fields.String()
    instance = fields.String()
    errors = fields.Dict()


FacetsQuery: type[Schema] = Schema.from_dict(
    {name: fields.List(fields.String(), metadata={"description": "May be repeated."}) for name in FACETS},
    name="FacetsQuery",
)


class SearchQuery(FacetsQuery):  # type: ignore[misc, valid-type]
    words = fields.String(
        load_default="",
        validate=validate.Length(max=500),
        metadata={"description": "As in the search box: words, “phrases”, -exclusion, numbers."},
    )
    since = _text("2013-04-01, 2013-04 or 2013")
    until = _text("2013-04-01, 2013-04 or 2013")
    order = fields.String(load_default="relevance", validate=validate.OneOf(ORDERS))
    cursor = _text("From `cursor` of the answer before.")


class ListQuery(Schema):
    project = _text("Id of a project.", 16)
    kind = _text("A kind of document, such as construction_planning_permit.", 60)
    limit = fields.Integer(load_default=20, validate=validate.Range(1, MOST_AT_ONCE))
    cursor = _text("From `cursor` of the answer before.")


class PlacesQuery(Schema):
    bbox = fields.String(
        required=True,
        validate=validate.Length(max=200),
        metadata={"description": "west,south,east,north in degrees (CGCS2000)"},
    )


class Summary(Schema):
    id = fields.String()
    title = fields.String()
    number = fields.String(allow_none=True)
    kind = fields.String()
    formed = fields.String(allow_none=True, metadata={"description": "2013-04-01, 2013-04 or 2013"})
    discipline = fields.String(allow_none=True)
    level = fields.String()
    department = fields.String()
    project = fields.Dict(allow_none=True)
    archive_no = fields.String(allow_none=True)
    pages = fields.Integer()
    reading = fields.String()
    links = fields.Dict(keys=fields.String(), values=fields.String())


class Found(Schema):
    record = fields.Nested(Summary)
    page = fields.Integer(allow_none=True)
    snippet = fields.Dict(allow_none=True)


class SearchAnswer(Schema):
    total = fields.Integer()
    facets = fields.Dict(keys=fields.String(), values=fields.List(fields.Dict()))
    hits = fields.List(fields.Nested(Found))
    cursor = fields.String(allow_none=True)


class RecordList(Schema):
    records = fields.List(fields.Nested(Summary))
    cursor = fields.String(allow_none=True)


class Value(Schema):
    """A described value and where it stands: box in pixels of the upright page."""

    field = fields.String()
    value = fields.String()
    raw = fields.String()
    source = fields.String()
    page = fields.Integer(allow_none=True)
    box = fields.List(fields.Integer(), allow_none=True)
    confidence = fields.Float(allow_none=True)
    engine = fields.String(allow_none=True)
    rule = fields.String(allow_none=True)
    otherwise = fields.String()


class PageSummary(Schema):
    number = fields.Integer()
    width = fields.Integer()
    height = fields.Integer()
    dpi = fields.Integer()
    problem = fields.String(allow_none=True)
    links = fields.Dict(keys=fields.String(), values=fields.String())


class WholeRecord(Summary):
    responsible = fields.String(allow_none=True)
    opens_on = fields.Date(allow_none=True)
    original = fields.Dict()
    values = fields.List(fields.Nested(Value))
    sheets = fields.List(fields.Nested(PageSummary))


class WholePage(PageSummary):
    text = fields.String()


class Word(Schema):
    text = fields.String()
    box = fields.List(fields.Integer())
    confidence = fields.Float()
    direction = fields.Integer()


class Words(Schema):
    page = fields.Integer()
    width = fields.Integer()
    height = fields.Integer()
    words = fields.List(fields.Nested(Word))


class NewValue(Schema):
    value = fields.String(required=True, validate=[validate.Length(max=500), NO_NUL])


class Places(Schema):
    type = fields.String()
    more = fields.Boolean(metadata={"description": "There are more places in the box than are given."})
    features = fields.List(fields.Dict())
