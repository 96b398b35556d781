"""Places and what belongs to them, chains of revisions, and tokens for programs."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'api_token',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('digest', sa.String(length=64), nullable=False),
        sa.Column('label', sa.String(length=60), nullable=False),
        sa.Column('scopes', sa.JSON(), nullable=False),
        sa.Column('account_id', sa.String(length=16), nullable=True),
        sa.Column('department_id', sa.String(length=16), nullable=True),
        sa.Column('clearance', sa.String(length=32), nullable=False),
        sa.Column('made_by', sa.String(length=16), nullable=False),
        sa.Column('made_at', sa.DateTime(), nullable=False),
        sa.Column('last_day', sa.Date(), nullable=False),
        sa.Column('last_used_at', sa.DateTime(), nullable=True),
        sa.Column('revoked_at', sa.DateTime(), nullable=True),
        sa.CheckConstraint('(account_id IS NULL) <> (department_id IS NULL)', name=op.f('ck_api_token_one_holder')),
        sa.ForeignKeyConstraint(['account_id'], ['account.id'], name='fk_api_token_account_id'),
        sa.ForeignKeyConstraint(['department_id'], ['department.id'], name='fk_api_token_department_id'),
        sa.ForeignKeyConstraint(['made_by'], ['account.id'], name='fk_api_token_made_by'),
        sa.PrimaryKeyConstraint('id', name='pk_api_token'),
        sa.UniqueConstraint('digest', name='uq_api_token_digest')
    )
    op.create_index('ix_api_token_account_id', 'api_token', ['account_id'])
    op.create_index('ix_api_token_department_id', 'api_token', ['department_id'])

    op.create_table(
        'place',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=32), nullable=False),
        sa.Column('lon', sa.Double(), nullable=True),
        sa.Column('lat', sa.Double(), nullable=True),
        sa.Column('parcel', sa.JSON(none_as_null=True), nullable=True),
        sa.Column('west', sa.Double(), nullable=True),
        sa.Column('south', sa.Double(), nullable=True),
        sa.Column('east', sa.Double(), nullable=True),
        sa.Column('north', sa.Double(), nullable=True),
        sa.Column('merged_into', sa.String(length=16), nullable=True),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('record_id', sa.String(length=16), nullable=True),
        sa.Column('project_id', sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(['merged_into'], ['place.id'], name='fk_place_merged_into'),
        sa.ForeignKeyConstraint(['project_id'], ['project.id'], name='fk_place_project_id'),
        sa.ForeignKeyConstraint(['record_id'], ['record.id'], name='fk_place_record_id'),
        sa.PrimaryKeyConstraint('id', name='pk_place'),
        sa.UniqueConstraint('number', name='uq_place_number')
    )
    op.create_index('ix_place_box', 'place', ['west', 'east', 'south', 'north'])
    op.create_index('ix_place_merged_into', 'place', ['merged_into'])
    op.create_index('ix_place_project_id', 'place', ['project_id'])
    op.create_index('ix_place_record_id', 'place', ['record_id'])

    op.create_table(
        'relation',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('later_id', sa.String(length=16), nullable=False),
        sa.Column('earlier_id', sa.String(length=16), nullable=False),
        sa.Column('kind', sa.String(length=32), nullable=False),
        sa.Column('confirmed', sa.Boolean(), nullable=False),
        sa.Column('decided_by', sa.String(length=16), nullable=False),
        sa.Column('decided_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name='fk_relation_decided_by'),
        sa.ForeignKeyConstraint(['earlier_id'], ['record.id'], name='fk_relation_earlier_id'),
        sa.ForeignKeyConstraint(['later_id'], ['record.id'], name='fk_relation_later_id'),
        sa.PrimaryKeyConstraint('id', name='pk_relation'),
        sa.UniqueConstraint('later_id', 'earlier_id', name='uq_relation_later_id_earlier_id')
    )
    op.create_index('ix_relation_earlier_id', 'relation', ['earlier_id'])

    op.create_table(
        'place_event',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('place_id', sa.String(length=16), nullable=False),
        sa.Column('stage', sa.String(length=32), nullable=False),
        sa.Column('on', sa.String(length=10), nullable=False),
        sa.Column('record_id', sa.String(length=16), nullable=True),
        sa.Column('project_id', sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(['place_id'], ['place.id'], name='fk_place_event_place_id'),
        sa.ForeignKeyConstraint(['project_id'], ['project.id'], name='fk_place_event_project_id'),
        sa.ForeignKeyConstraint(['record_id'], ['record.id'], name='fk_place_event_record_id'),
        sa.PrimaryKeyConstraint('id', name='pk_place_event')
    )
    op.create_index('ix_place_event_place_id', 'place_event', ['place_id'])
    op.create_index('ix_place_event_project_id', 'place_event', ['project_id'])
    op.create_index('ix_place_event_record_id', 'place_event', ['record_id'])

    op.create_table(
        'place_link',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('place_id', sa.String(length=16), nullable=False),
        sa.Column('project_id', sa.String(length=16), nullable=True),
        sa.Column('unit_project_id', sa.String(length=16), nullable=True),
        sa.Column('record_id', sa.String(length=16), nullable=True),
        sa.CheckConstraint('(CASE WHEN project_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN unit_project_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN record_id IS NULL THEN 0 ELSE 1 END) = 1', name=op.f('ck_place_link_one_target')),
        sa.ForeignKeyConstraint(['place_id'], ['place.id'], name='fk_place_link_place_id'),
        sa.ForeignKeyConstraint(['project_id'], ['project.id'], name='fk_place_link_project_id'),
        sa.ForeignKeyConstraint(['record_id'], ['record.id'], name='fk_place_link_record_id'),
        sa.ForeignKeyConstraint(['unit_project_id'], ['unit_project.id'], name='fk_place_link_unit_project_id'),
        sa.PrimaryKeyConstraint('id', name='pk_place_link')
    )
    op.create_index('ix_place_link_place_id', 'place_link', ['place_id'])
    op.create_index('ix_place_link_project_id', 'place_link', ['project_id'])
    op.create_index('ix_place_link_record_id', 'place_link', ['record_id'])
    op.create_index('ix_place_link_unit_project_id', 'place_link', ['unit_project_id'])

    op.create_table(
        'place_name',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('place_id', sa.String(length=16), nullable=False),
        sa.Column('of', sa.String(length=32), nullable=False),
        sa.Column('standing', sa.String(length=32), nullable=False),
        sa.Column('text', sa.String(length=300), nullable=False),
        sa.Column('squeezed', sa.String(length=300), nullable=False),
        sa.Column('record_id', sa.String(length=16), nullable=True),
        sa.Column('project_id', sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(['place_id'], ['place.id'], name='fk_place_name_place_id'),
        sa.ForeignKeyConstraint(['project_id'], ['project.id'], name='fk_place_name_project_id'),
        sa.ForeignKeyConstraint(['record_id'], ['record.id'], name='fk_place_name_record_id'),
        sa.PrimaryKeyConstraint('id', name='pk_place_name')
    )
    op.create_index('ix_place_name_place_id', 'place_name', ['place_id'])
    op.create_index('ix_place_name_project_id', 'place_name', ['project_id'])
    op.create_index('ix_place_name_record_id', 'place_name', ['record_id'])
    op.create_index('ix_place_name_squeezed', 'place_name', ['squeezed'])


def downgrade() -> None:
    op.drop_table('place_name')
    op.drop_table('place_link')
    op.drop_table('place_event')
    op.drop_table('relation')
    op.drop_table('place')
    op.drop_table('api_token')
