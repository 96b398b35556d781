"""The tables of the foundation, and the triggers that keep the trail append only."""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is append only'); END",
        "CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'the trail is append only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION trail_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the trail is append only'; END $$",
        'CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON trail FOR EACH STATEMENT EXECUTE FUNCTION trail_append_only()',
    ),
}


def upgrade() -> None:
    op.create_table('copy_number',
    sa.Column('year', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('year', name=op.f('pk_copy_number'))
    )
    op.create_table('department',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_department')),
    sa.UniqueConstraint('code', name=op.f('uq_department_code')),
    sa.UniqueConstraint('name', name=op.f('uq_department_name'))
    )
    op.create_table('job',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=64), nullable=False),
    sa.Column('subject_id', sa.String(length=64), nullable=False),
    sa.Column('payload', sa.JSON(), nullable=False),
    sa.Column('key', sa.String(length=200), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('asked_again', sa.Boolean(), nullable=False),
    sa.Column('priority', sa.Integer(), nullable=False),
    sa.Column('run_at', sa.DateTime(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('losses', sa.Integer(), nullable=False),
    sa.Column('lease_owner', sa.String(length=100), nullable=True),
    sa.Column('lease_until', sa.DateTime(), nullable=True),
    sa.Column('fence', sa.Integer(), nullable=False),
    sa.Column('error', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('steps_done', sa.Integer(), nullable=False),
    sa.Column('steps_in_all', sa.Integer(), nullable=True),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('started_at', sa.DateTime(), nullable=True),
    sa.Column('finished_at', sa.DateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job')),
    sqlite_autoincrement=True
    )
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.create_index('ix_job_key', ['key', 'state'], unique=False)
        batch_op.create_index('ix_job_next', ['state', 'priority', 'run_at', 'id'], unique=False)
        batch_op.create_index('uq_job_unfinished', ['key'], unique=True, sqlite_where=sa.text("state IN ('ready', 'running')"), postgresql_where=sa.text("state IN ('ready', 'running')"))

    op.create_table('project',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('former_names', sa.JSON(), nullable=False),
    sa.Column('category', sa.String(length=32), nullable=False),
    sa.Column('investment_code', sa.String(length=24), nullable=True),
    sa.Column('location', sa.String(length=300), nullable=False),
    sa.Column('construction_unit', sa.String(length=200), nullable=False),
    sa.Column('construction_unit_code', sa.String(length=18), nullable=True),
    sa.Column('survey_unit', sa.String(length=200), nullable=True),
    sa.Column('design_unit', sa.String(length=200), nullable=True),
    sa.Column('supervision_unit', sa.String(length=200), nullable=True),
    sa.Column('contractor', sa.String(length=200), nullable=True),
    sa.Column('approving_body', sa.String(length=200), nullable=True),
    sa.Column('approval_no', sa.String(length=100), nullable=True),
    sa.Column('land_permit_nos', sa.JSON(), nullable=False),
    sa.Column('planning_permit_nos', sa.JSON(), nullable=False),
    sa.Column('construction_permit_nos', sa.JSON(), nullable=False),
    sa.Column('verification_no', sa.String(length=100), nullable=True),
    sa.Column('filing_no', sa.String(length=100), nullable=True),
    sa.Column('map_sheet_no', sa.String(length=100), nullable=True),
    sa.Column('site_area', sa.String(length=40), nullable=True),
    sa.Column('building_area', sa.String(length=40), nullable=True),
    sa.Column('buildings', sa.Integer(), nullable=True),
    sa.Column('investment', sa.String(length=40), nullable=True),
    sa.Column('started_on', sa.Date(), nullable=True),
    sa.Column('completed_on', sa.Date(), nullable=True),
    sa.Column('key_project', sa.Boolean(), nullable=False),
    sa.Column('more', sa.JSON(), nullable=False),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_project')),
    sa.UniqueConstraint('number', name=op.f('uq_project_number'))
    )
    with op.batch_alter_table('project', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_project_investment_code'), ['investment_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_project_name'), ['name'], unique=False)

    op.create_table('trail',
    sa.Column('seq', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('account_id', sa.String(length=16), nullable=True),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('event', sa.String(length=32), nullable=False),
    sa.Column('object_kind', sa.String(length=32), nullable=False),
    sa.Column('object_id', sa.String(length=64), nullable=False),
    sa.Column('detail', sa.JSON(), nullable=False),
    sa.Column('previous', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_trail'))
    )
    with op.batch_alter_table('trail', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trail_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_trail_at'), ['at'], unique=False)
        batch_op.create_index('ix_trail_object', ['object_kind', 'object_id', 'seq'], unique=False)

    op.create_table('account',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('username', sa.String(length=64), nullable=False),
    sa.Column('password', sa.String(length=255), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('fs_uniquifier', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('role', sa.String(length=32), nullable=False),
    sa.Column('department_id', sa.String(length=16), nullable=True),
    sa.Column('clearance', sa.String(length=32), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['department_id'], ['department.id'], name=op.f('fk_account_department_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('email', name=op.f('uq_account_email')),
    sa.UniqueConstraint('fs_uniquifier', name=op.f('uq_account_fs_uniquifier')),
    sa.UniqueConstraint('username', name=op.f('uq_account_username'))
    )
    op.create_table('unit_project',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('project_id', sa.String(length=16), nullable=False),
    sa.Column('number', sa.String(length=60), nullable=True),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('category', sa.String(length=32), nullable=False),
    sa.Column('planning_permit_no', sa.String(length=100), nullable=True),
    sa.Column('construction_permit_no', sa.String(length=100), nullable=True),
    sa.Column('design_unit', sa.String(length=200), nullable=True),
    sa.Column('survey_unit', sa.String(length=200), nullable=True),
    sa.Column('contractor', sa.String(length=200), nullable=True),
    sa.Column('supervision_unit', sa.String(length=200), nullable=True),
    sa.Column('structure', sa.String(length=60), nullable=True),
    sa.Column('storeys_above', sa.Integer(), nullable=True),
    sa.Column('storeys_below', sa.Integer(), nullable=True),
    sa.Column('height', sa.String(length=40), nullable=True),
    sa.Column('building_area', sa.String(length=40), nullable=True),
    sa.Column('design_life', sa.Integer(), nullable=True),
    sa.Column('purpose', sa.String(length=100), nullable=True),
    sa.Column('x', sa.Double(), nullable=True),
    sa.Column('y', sa.Double(), nullable=True),
    sa.Column('started_on', sa.Date(), nullable=True),
    sa.Column('completed_on', sa.Date(), nullable=True),
    sa.Column('lifecycle', sa.String(length=32), nullable=False),
    sa.Column('lifecycle_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_unit_project_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_project'))
    )
    with op.batch_alter_table('unit_project', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_project_project_id'), ['project_id'], unique=False)

    op.create_table('volume',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('project_id', sa.String(length=16), nullable=False),
    sa.Column('unit_project_id', sa.String(length=16), nullable=True),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('archive_no', sa.String(length=60), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('compiled_by', sa.String(length=200), nullable=False),
    sa.Column('carrier', sa.String(length=32), nullable=False),
    sa.Column('retention', sa.String(length=32), nullable=False),
    sa.Column('compiler', sa.String(length=60), nullable=True),
    sa.Column('compiled_on', sa.Date(), nullable=True),
    sa.Column('checker', sa.String(length=60), nullable=True),
    sa.Column('checked_on', sa.Date(), nullable=True),
    sa.Column('subject_words', sa.String(length=300), nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('microfilm_no', sa.String(length=60), nullable=True),
    sa.Column('register_no', sa.String(length=60), nullable=True),
    sa.Column('shelf', sa.String(length=100), nullable=True),
    sa.Column('created_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_volume_project_id')),
    sa.ForeignKeyConstraint(['unit_project_id'], ['unit_project.id'], name=op.f('fk_volume_unit_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_volume')),
    sa.UniqueConstraint('archive_no', name=op.f('uq_volume_archive_no')),
    sa.UniqueConstraint('title', name=op.f('uq_volume_title'))
    )
    with op.batch_alter_table('volume', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_volume_project_id'), ['project_id'], unique=False)

    op.create_table('batch',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('department_id', sa.String(length=16), nullable=False),
    sa.Column('level', sa.String(length=32), nullable=False),
    sa.Column('opens_by_law', sa.Boolean(), nullable=False),
    sa.Column('volume_id', sa.String(length=16), nullable=True),
    sa.Column('engine', sa.String(length=20), nullable=False),
    sa.Column('sent_by', sa.String(length=16), nullable=False),
    sa.Column('sent_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['department_id'], ['department.id'], name=op.f('fk_batch_department_id')),
    sa.ForeignKeyConstraint(['sent_by'], ['account.id'], name=op.f('fk_batch_sent_by')),
    sa.ForeignKeyConstraint(['volume_id'], ['volume.id'], name=op.f('fk_batch_volume_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_batch'))
    )
    with op.batch_alter_table('batch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_batch_sent_at'), ['sent_at'], unique=False)

    op.create_table('record',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('volume_id', sa.String(length=16), nullable=True),
    sa.Column('serial', sa.Integer(), nullable=True),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('title_supplied', sa.Boolean(), nullable=False),
    sa.Column('number', sa.String(length=120), nullable=True),
    sa.Column('responsible', sa.String(length=300), nullable=True),
    sa.Column('formed', sa.String(length=10), nullable=True),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('class_code', sa.String(length=20), nullable=True),
    sa.Column('discipline', sa.String(length=40), nullable=True),
    sa.Column('first_page', sa.Integer(), nullable=True),
    sa.Column('last_page', sa.Integer(), nullable=True),
    sa.Column('is_copy', sa.Boolean(), nullable=False),
    sa.Column('retention', sa.String(length=32), nullable=True),
    sa.Column('remark', sa.Text(), nullable=True),
    sa.Column('opens_by_law', sa.Boolean(), nullable=False),
    sa.Column('secrecy_mark', sa.String(length=60), nullable=True),
    sa.Column('reading', sa.String(length=32), nullable=False),
    sa.Column('page_count', sa.Integer(), nullable=False),
    sa.Column('described_at', sa.DateTime(), nullable=True),
    sa.Column('received_by', sa.String(length=16), nullable=False),
    sa.Column('received_at', sa.DateTime(), nullable=False),
    sa.Column('level', sa.String(length=32), nullable=False),
    sa.Column('department_id', sa.String(length=16), nullable=False),
    sa.Column('project_id', sa.String(length=16), nullable=True),
    sa.Column('opens_on', sa.Date(), nullable=True),
    sa.Column('withdrawn', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['department_id'], ['department.id'], name=op.f('fk_record_department_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_record_project_id')),
    sa.ForeignKeyConstraint(['received_by'], ['account.id'], name=op.f('fk_record_received_by')),
    sa.ForeignKeyConstraint(['volume_id'], ['volume.id'], name=op.f('fk_record_volume_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record'))
    )
    with op.batch_alter_table('record', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_department_id'), ['department_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_formed'), ['formed'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_kind'), ['kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_level'), ['level'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_number'), ['number'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_reading'), ['reading'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_received_at'), ['received_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_volume_id'), ['volume_id'], unique=False)

    op.create_table('access_grant',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('account_id', sa.String(length=16), nullable=True),
    sa.Column('department_id', sa.String(length=16), nullable=True),
    sa.Column('record_id', sa.String(length=16), nullable=True),
    sa.Column('project_id', sa.String(length=16), nullable=True),
    sa.Column('owner_id', sa.String(length=16), nullable=True),
    sa.Column('use', sa.String(length=32), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=False),
    sa.Column('granted_by', sa.String(length=16), nullable=False),
    sa.Column('granted_at', sa.DateTime(), nullable=False),
    sa.Column('revoked_at', sa.DateTime(), nullable=True),
    sa.CheckConstraint('(account_id IS NULL) <> (department_id IS NULL)', name=op.f('ck_access_grant_one_holder')),
    sa.CheckConstraint('(record_id IS NULL) <> (project_id IS NULL)', name=op.f('ck_access_grant_one_scope')),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_access_grant_account_id')),
    sa.ForeignKeyConstraint(['department_id'], ['department.id'], name=op.f('fk_access_grant_department_id')),
    sa.ForeignKeyConstraint(['granted_by'], ['account.id'], name=op.f('fk_access_grant_granted_by')),
    sa.ForeignKeyConstraint(['owner_id'], ['department.id'], name=op.f('fk_access_grant_owner_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_access_grant_project_id')),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_access_grant_record_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_access_grant'))
    )
    with op.batch_alter_table('access_grant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_access_grant_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_grant_department_id'), ['department_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_grant_record_id'), ['record_id'], unique=False)

    op.create_table('arrival',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('batch_id', sa.String(length=16), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('outcome', sa.String(length=32), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('record_id', sa.String(length=16), nullable=True),
    sa.Column('quarantine_key', sa.String(length=300), nullable=True),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.Column('arrived_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['batch_id'], ['batch.id'], name=op.f('fk_arrival_batch_id')),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_arrival_record_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_arrival'))
    )
    with op.batch_alter_table('arrival', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_arrival_batch_id'), ['batch_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_arrival_record_id'), ['record_id'], unique=False)

    op.create_table('field_value',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('record_id', sa.String(length=16), nullable=False),
    sa.Column('field', sa.String(length=40), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('raw', sa.Text(), nullable=False),
    sa.Column('source', sa.String(length=32), nullable=False),
    sa.Column('page', sa.Integer(), nullable=True),
    sa.Column('x', sa.Integer(), nullable=True),
    sa.Column('y', sa.Integer(), nullable=True),
    sa.Column('w', sa.Integer(), nullable=True),
    sa.Column('h', sa.Integer(), nullable=True),
    sa.Column('confidence', sa.Double(), nullable=True),
    sa.Column('engine', sa.String(length=80), nullable=True),
    sa.Column('rule', sa.String(length=120), nullable=True),
    sa.Column('reviewer_id', sa.String(length=16), nullable=True),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('superseded_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_field_value_record_id')),
    sa.ForeignKeyConstraint(['reviewer_id'], ['account.id'], name=op.f('fk_field_value_reviewer_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_field_value'))
    )
    with op.batch_alter_table('field_value', schema=None) as batch_op:
        batch_op.create_index('ix_field_value_current', ['record_id', 'field', 'superseded_at'], unique=False)

    op.create_table('original',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('record_id', sa.String(length=16), nullable=False),
    sa.Column('key', sa.String(length=300), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('media_type', sa.String(length=60), nullable=False),
    sa.Column('size', sa.BigInteger(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('sha512', sa.String(length=128), nullable=False),
    sa.Column('sm3', sa.String(length=64), nullable=True),
    sa.Column('kept_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_original_record_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_original')),
    sa.UniqueConstraint('record_id', name=op.f('uq_original_record_id'))
    )
    with op.batch_alter_table('original', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_original_sha256'), ['sha256'], unique=False)

    op.create_table('page',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('record_id', sa.String(length=16), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('dpi', sa.Integer(), nullable=False),
    sa.Column('rotation', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('packed_words', sa.LargeBinary(), nullable=True),
    sa.Column('engine', sa.String(length=80), nullable=False),
    sa.Column('seconds', sa.Double(), nullable=False),
    sa.Column('problem', sa.Text(), nullable=True),
    sa.Column('read_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_page_record_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_page')),
    sa.UniqueConstraint('record_id', 'number', name=op.f('uq_page_record_id_number'))
    )
    with op.batch_alter_table('page', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_page_record_id'), ['record_id'], unique=False)

    op.create_table('access_request',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('asked_by', sa.String(length=16), nullable=False),
    sa.Column('asking_id', sa.String(length=16), nullable=False),
    sa.Column('holder_id', sa.String(length=16), nullable=False),
    sa.Column('project_id', sa.String(length=16), nullable=True),
    sa.Column('record_id', sa.String(length=16), nullable=True),
    sa.Column('use', sa.String(length=32), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('legal_basis', sa.String(length=300), nullable=True),
    sa.Column('matter_no', sa.String(length=100), nullable=True),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('decided_by', sa.String(length=16), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('grant_id', sa.String(length=16), nullable=True),
    sa.Column('revoked_by', sa.String(length=16), nullable=True),
    sa.Column('revoked_at', sa.DateTime(), nullable=True),
    sa.Column('revoked_because', sa.Text(), nullable=True),
    sa.CheckConstraint('(record_id IS NULL) <> (project_id IS NULL)', name=op.f('ck_access_request_one_scope')),
    sa.ForeignKeyConstraint(['asked_by'], ['account.id'], name=op.f('fk_access_request_asked_by')),
    sa.ForeignKeyConstraint(['asking_id'], ['department.id'], name=op.f('fk_access_request_asking_id')),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_access_request_decided_by')),
    sa.ForeignKeyConstraint(['grant_id'], ['access_grant.id'], name=op.f('fk_access_request_grant_id')),
    sa.ForeignKeyConstraint(['holder_id'], ['department.id'], name=op.f('fk_access_request_holder_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_access_request_project_id')),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_access_request_record_id')),
    sa.ForeignKeyConstraint(['revoked_by'], ['account.id'], name=op.f('fk_access_request_revoked_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_access_request'))
    )
    with op.batch_alter_table('access_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_access_request_asked_at'), ['asked_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_asking_id'), ['asking_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_record_id'), ['record_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_access_request_state'), ['state'], unique=False)

    op.create_table('copy_request',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('asked_by', sa.String(length=16), nullable=False),
    sa.Column('record_id', sa.String(length=16), nullable=True),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('asked_at', sa.DateTime(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('decided_by', sa.String(length=16), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('collect_by', sa.Date(), nullable=True),
    sa.Column('collected_at', sa.DateTime(), nullable=True),
    sa.Column('grant_id', sa.String(length=16), nullable=True),
    sa.ForeignKeyConstraint(['asked_by'], ['account.id'], name=op.f('fk_copy_request_asked_by')),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_copy_request_decided_by')),
    sa.ForeignKeyConstraint(['grant_id'], ['access_grant.id'], name=op.f('fk_copy_request_grant_id')),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_copy_request_record_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_copy_request')),
    sa.UniqueConstraint('number', name=op.f('uq_copy_request_number'))
    )
    with op.batch_alter_table('copy_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_copy_request_asked_by'), ['asked_by'], unique=False)
        batch_op.create_index(batch_op.f('ix_copy_request_record_id'), ['record_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_copy_request_state'), ['state'], unique=False)

    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table('copy_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_copy_request_state'))
        batch_op.drop_index(batch_op.f('ix_copy_request_record_id'))
        batch_op.drop_index(batch_op.f('ix_copy_request_asked_by'))

    op.drop_table('copy_request')
    with op.batch_alter_table('access_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_access_request_state'))
        batch_op.drop_index(batch_op.f('ix_access_request_record_id'))
        batch_op.drop_index(batch_op.f('ix_access_request_project_id'))
        batch_op.drop_index(batch_op.f('ix_access_request_holder_id'))
        batch_op.drop_index(batch_op.f('ix_access_request_asking_id'))
        batch_op.drop_index(batch_op.f('ix_access_request_asked_at'))

    op.drop_table('access_request')
    with op.batch_alter_table('page', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_page_record_id'))

    op.drop_table('page')
    with op.batch_alter_table('original', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_original_sha256'))

    op.drop_table('original')
    with op.batch_alter_table('field_value', schema=None) as batch_op:
        batch_op.drop_index('ix_field_value_current')

    op.drop_table('field_value')
    with op.batch_alter_table('arrival', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_arrival_record_id'))
        batch_op.drop_index(batch_op.f('ix_arrival_batch_id'))

    op.drop_table('arrival')
    with op.batch_alter_table('access_grant', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_access_grant_record_id'))
        batch_op.drop_index(batch_op.f('ix_access_grant_department_id'))
        batch_op.drop_index(batch_op.f('ix_access_grant_account_id'))

    op.drop_table('access_grant')
    with op.batch_alter_table('record', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_record_volume_id'))
        batch_op.drop_index(batch_op.f('ix_record_received_at'))
        batch_op.drop_index(batch_op.f('ix_record_reading'))
        batch_op.drop_index(batch_op.f('ix_record_project_id'))
        batch_op.drop_index(batch_op.f('ix_record_number'))
        batch_op.drop_index(batch_op.f('ix_record_level'))
        batch_op.drop_index(batch_op.f('ix_record_kind'))
        batch_op.drop_index(batch_op.f('ix_record_formed'))
        batch_op.drop_index(batch_op.f('ix_record_department_id'))

    op.drop_table('record')
    with op.batch_alter_table('batch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_batch_sent_at'))

    op.drop_table('batch')
    with op.batch_alter_table('volume', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_volume_project_id'))

    op.drop_table('volume')
    with op.batch_alter_table('unit_project', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_project_project_id'))

    op.drop_table('unit_project')
    op.drop_table('account')
    with op.batch_alter_table('trail', schema=None) as batch_op:
        batch_op.drop_index('ix_trail_object')
        batch_op.drop_index(batch_op.f('ix_trail_at'))
        batch_op.drop_index(batch_op.f('ix_trail_account_id'))

    op.drop_table('trail')
    with op.batch_alter_table('project', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_project_name'))
        batch_op.drop_index(batch_op.f('ix_project_investment_code'))

    op.drop_table('project')
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.drop_index('uq_job_unfinished', sqlite_where=sa.text("state IN ('ready', 'running')"), postgresql_where=sa.text("state IN ('ready', 'running')"))
        batch_op.drop_index('ix_job_next')
        batch_op.drop_index('ix_job_key')

    op.drop_table('job')
    op.drop_table('department')
    op.drop_table('copy_number')
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION trail_append_only()")
