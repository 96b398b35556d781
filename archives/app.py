"""The one place where the parts of the web application are joined."""

from flask import Flask

from archives.accounts.routes import pages as accounts
from archives.accounts.security import set_up_sign_in
from archives.api.description import set_up_api
from archives.api.harvesting import harvest
from archives.api.harvesting import pages as harvesting
from archives.api.token_pages import pages as tokens_of_people
from archives.assessing.routes import pages as assessing
from archives.catalogue.routes import pages as catalogue
from archives.checking.routes import pages as checking
from archives.city.mapping import pages as city_map
from archives.city.routes import pages as city
from archives.copies.routes import pages as copies
from archives.finding.names_routes import pages as names
from archives.finding.routes import pages as finding
from archives.finding.saved_routes import pages as saved
from archives.finding.sheets_routes import pages as sheets
from archives.handover.routes import pages as handover
from archives.intake.routes import pages as intake
from archives.keeping.review_routes import pages as reviews
from archives.keeping.routes import pages as keeping
from archives.keeping.term_routes import pages as terms
from archives.safekeeping.routes import pages as safekeeping
from archives.settings import Settings
from archives.sharing.routes import pages as sharing
from archives.tools import Tools
from archives.trail.routes import pages as trail
from archives.viewing.compare_routes import pages as compare
from archives.viewing.iiif_routes import pages as iiif
from archives.viewing.routes import pages as viewing
from archives.web.access import guard
from archives.web.forms import FormProtection
from archives.web.headers import set_up_headers
from archives.web.language import set_up_languages
from archives.web.limits import set_up_limits
from archives.web.mistakes import set_up_mistakes
from archives.web.templating import set_up_templates, templates_folder

PAGES = (
    accounts,
    assessing,
    catalogue,
    checking,
    city,
    city_map,
    compare,
    copies,
    finding,
    harvesting,
    handover,
    iiif,
    intake,
    keeping,
    names,
    reviews,
    safekeeping,
    saved,
    sharing,
    sheets,
    terms,
    tokens_of_people,
    trail,
    viewing,
)
LARGEST_FORM = 16 * 1024**2


def create_app(settings: Settings, tools: Tools) -> Flask:
    app = Flask(__name__, template_folder=str(templates_folder()))
    app.extensions["archives"] = tools
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="archives",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form may stay open over lunch
        MAX_CONTENT_LENGTH=settings.largest_file + LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
    )
    forms = FormProtection(app)
    set_up_languages(app)
    set_up_sign_in(app, settings)
    for pages in PAGES:
        app.register_blueprint(pages)
    set_up_api(app)
    forms.exempt(harvest)  # reads only; the protocol asks for POST as well
    set_up_limits(app)
    app.before_request(guard)
    set_up_headers(app)
    set_up_templates(app)
    set_up_mistakes(app)
    return app
