"""How long a record stays and who may see it: terms, holds, disposals, reviews; views, anchors and virus checks."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('trail_anchor',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_trail_anchor'))
    )
    op.create_table('demolition',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('project_id', sa.String(length=16), nullable=False),
    sa.Column('unit_project_id', sa.String(length=16), nullable=True),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('evidence', sa.String(length=300), nullable=False),
    sa.Column('recorded_by', sa.String(length=16), nullable=False),
    sa.Column('recorded_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_demolition_project_id')),
    sa.ForeignKeyConstraint(['recorded_by'], ['account.id'], name=op.f('fk_demolition_recorded_by')),
    sa.ForeignKeyConstraint(['unit_project_id'], ['unit_project.id'], name=op.f('fk_demolition_unit_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_demolition'))
    )
    with op.batch_alter_table('demolition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_demolition_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_demolition_unit_project_id'), ['unit_project_id'], unique=False)

    op.create_table('disposal',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('number', sa.String(length=20), nullable=False),
    sa.Column('opinion', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('proposed_by', sa.String(length=16), nullable=False),
    sa.Column('proposed_at', sa.DateTime(), nullable=False),
    sa.Column('decided_by', sa.String(length=16), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.Column('authority', sa.String(length=300), nullable=False),
    sa.Column('decision_reason', sa.Text(), nullable=True),
    sa.Column('done_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_disposal_decided_by')),
    sa.ForeignKeyConstraint(['proposed_by'], ['account.id'], name=op.f('fk_disposal_proposed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_disposal')),
    sa.UniqueConstraint('number', name=op.f('uq_disposal_number'))
    )
    with op.batch_alter_table('disposal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_disposal_state'), ['state'], unique=False)

    op.create_table('retention_rule',
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('retention', sa.String(length=32), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('set_by', sa.String(length=16), nullable=False),
    sa.Column('set_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['set_by'], ['account.id'], name=op.f('fk_retention_rule_set_by')),
    sa.PrimaryKeyConstraint('kind', name=op.f('pk_retention_rule'))
    )
    op.create_table('disposal_item',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('disposal_id', sa.String(length=16), nullable=False),
    sa.Column('record_id', sa.String(length=16), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('number', sa.String(length=120), nullable=True),
    sa.Column('archive_no', sa.String(length=60), nullable=True),
    sa.Column('formed', sa.String(length=10), nullable=True),
    sa.Column('page_count', sa.Integer(), nullable=False),
    sa.Column('retention', sa.String(length=32), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('fate', sa.String(length=32), nullable=False),
    sa.Column('kept_because', sa.JSON(none_as_null=True), nullable=True),
    sa.ForeignKeyConstraint(['disposal_id'], ['disposal.id'], name=op.f('fk_disposal_item_disposal_id')),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_disposal_item_record_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_disposal_item')),
    sa.UniqueConstraint('disposal_id', 'record_id', name=op.f('uq_disposal_item_disposal_id_record_id'))
    )
    with op.batch_alter_table('disposal_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_disposal_item_disposal_id'), ['disposal_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_disposal_item_record_id'), ['record_id'], unique=False)

    op.create_table('legal_hold',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('record_id', sa.String(length=16), nullable=True),
    sa.Column('project_id', sa.String(length=16), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('authority', sa.String(length=300), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('placed_by', sa.String(length=16), nullable=False),
    sa.Column('placed_at', sa.DateTime(), nullable=False),
    sa.Column('lifted_by', sa.String(length=16), nullable=True),
    sa.Column('lifted_at', sa.DateTime(), nullable=True),
    sa.Column('lifted_because', sa.Text(), nullable=True),
    sa.CheckConstraint('(record_id IS NULL) <> (project_id IS NULL)', name=op.f('ck_legal_hold_one_scope')),
    sa.ForeignKeyConstraint(['lifted_by'], ['account.id'], name=op.f('fk_legal_hold_lifted_by')),
    sa.ForeignKeyConstraint(['placed_by'], ['account.id'], name=op.f('fk_legal_hold_placed_by')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_legal_hold_project_id')),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_legal_hold_record_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_legal_hold'))
    )
    with op.batch_alter_table('legal_hold', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_legal_hold_project_id'), ['project_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_legal_hold_record_id'), ['record_id'], unique=False)

    op.create_table('opening_review',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('record_id', sa.String(length=16), nullable=False),
    sa.Column('begun_at', sa.DateTime(), nullable=False),
    sa.Column('closed_before', sa.Date(), nullable=True),
    sa.Column('outcome', sa.String(length=32), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('legal_basis', sa.String(length=300), nullable=False),
    sa.Column('authority', sa.String(length=300), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('decided_by', sa.String(length=16), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_opening_review_decided_by')),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_opening_review_record_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opening_review'))
    )
    with op.batch_alter_table('opening_review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opening_review_record_id'), ['record_id'], unique=False)
        batch_op.create_index('uq_opening_review_undecided', ['record_id'], unique=True, sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))

    op.create_table('secrecy_decision',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('record_id', sa.String(length=16), nullable=False),
    sa.Column('stamped', sa.String(length=32), nullable=False),
    sa.Column('remains', sa.String(length=32), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('authority', sa.String(length=300), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('decided_by', sa.String(length=16), nullable=False),
    sa.Column('decided_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name=op.f('fk_secrecy_decision_decided_by')),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_secrecy_decision_record_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_secrecy_decision'))
    )
    with op.batch_alter_table('secrecy_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_secrecy_decision_record_id'), ['record_id'], unique=False)

    op.create_table('view_count',
    sa.Column('record_id', sa.String(length=16), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('views', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['record_id'], ['record.id'], name=op.f('fk_view_count_record_id')),
    sa.PrimaryKeyConstraint('record_id', 'day', name=op.f('pk_view_count'))
    )
    op.create_table('opening_opinion',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('review_id', sa.String(length=16), nullable=False),
    sa.Column('side', sa.String(length=32), nullable=False),
    sa.Column('outcome', sa.String(length=32), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('legal_basis', sa.String(length=300), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('document', sa.String(length=300), nullable=False),
    sa.Column('given_by', sa.String(length=16), nullable=False),
    sa.Column('given_at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['given_by'], ['account.id'], name=op.f('fk_opening_opinion_given_by')),
    sa.ForeignKeyConstraint(['review_id'], ['opening_review.id'], name=op.f('fk_opening_opinion_review_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opening_opinion'))
    )
    with op.batch_alter_table('opening_opinion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_opening_opinion_review_id'), ['review_id'], unique=False)

    with op.batch_alter_table('arrival', schema=None) as batch_op:
        batch_op.add_column(sa.Column('virus_check', sa.String(length=32), server_default='not scanned', nullable=False))
        batch_op.add_column(sa.Column('virus_detail', sa.String(length=300), server_default='', nullable=False))

    with op.batch_alter_table('original', schema=None) as batch_op:
        batch_op.add_column(sa.Column('virus_check', sa.String(length=32), server_default='not scanned', nullable=False))
        batch_op.add_column(sa.Column('virus_detail', sa.String(length=300), server_default='', nullable=False))

    with op.batch_alter_table('record', schema=None) as batch_op:
        batch_op.add_column(sa.Column('closed_until', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('legacy_secrecy', sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column('legacy_secrecy_evidence', sa.String(length=300), server_default='', nullable=False))
        batch_op.add_column(sa.Column('secrecy_cleared', sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column('disposed_on', sa.Date(), nullable=True))

    # What earlier readings found stands in the mark alone.
    for degree in ('绝密', '机密', '秘密'):
        op.execute(
            sa.text('UPDATE record SET legacy_secrecy = :degree, legacy_secrecy_evidence = secrecy_mark'
                    ' WHERE legacy_secrecy IS NULL AND secrecy_mark LIKE :pattern').bindparams(degree=degree, pattern=f'%{degree}%')
        )



def downgrade() -> None:
    with op.batch_alter_table('record', schema=None) as batch_op:
        batch_op.drop_column('disposed_on')
        batch_op.drop_column('secrecy_cleared')
        batch_op.drop_column('legacy_secrecy_evidence')
        batch_op.drop_column('legacy_secrecy')
        batch_op.drop_column('closed_until')

    with op.batch_alter_table('original', schema=None) as batch_op:
        batch_op.drop_column('virus_detail')
        batch_op.drop_column('virus_check')

    with op.batch_alter_table('arrival', schema=None) as batch_op:
        batch_op.drop_column('virus_detail')
        batch_op.drop_column('virus_check')

    with op.batch_alter_table('opening_opinion', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_opening_opinion_review_id'))

    op.drop_table('opening_opinion')
    op.drop_table('view_count')
    with op.batch_alter_table('secrecy_decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_secrecy_decision_record_id'))

    op.drop_table('secrecy_decision')
    with op.batch_alter_table('opening_review', schema=None) as batch_op:
        batch_op.drop_index('uq_opening_review_undecided')
        batch_op.drop_index(batch_op.f('ix_opening_review_record_id'))

    op.drop_table('opening_review')
    with op.batch_alter_table('legal_hold', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_legal_hold_record_id'))
        batch_op.drop_index(batch_op.f('ix_legal_hold_project_id'))

    op.drop_table('legal_hold')
    with op.batch_alter_table('disposal_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_disposal_item_record_id'))
        batch_op.drop_index(batch_op.f('ix_disposal_item_disposal_id'))

    op.drop_table('disposal_item')
    op.drop_table('retention_rule')
    with op.batch_alter_table('disposal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_disposal_state'))

    op.drop_table('disposal')
    with op.batch_alter_table('demolition', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_demolition_unit_project_id'))
        batch_op.drop_index(batch_op.f('ix_demolition_project_id'))

    op.drop_table('demolition')
    op.drop_table('trail_anchor')
