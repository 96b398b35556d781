"""What a person has said of contradictions, and of faults of scans."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

FAULTY = {
    "sqlite": "UPDATE page SET faulty = 1 WHERE json_array_length(facts, '$.faults') > 0",
    "postgresql": "UPDATE page SET faulty = true WHERE json_typeof(facts) = 'object' AND json_array_length(facts->'faults') > 0",
}


def upgrade() -> None:
    op.create_table('judgement',
    sa.Column('id', sa.String(length=16), nullable=False),
    sa.Column('project_id', sa.String(length=16), nullable=False),
    sa.Column('verdict', sa.String(length=32), nullable=False),
    sa.Column('sort', sa.String(length=32), nullable=False),
    sa.Column('field', sa.String(length=40), nullable=False),
    sa.Column('one_id', sa.String(length=16), nullable=False),
    sa.Column('one_field', sa.String(length=40), nullable=False),
    sa.Column('one_value', sa.Text(), nullable=False),
    sa.Column('other_id', sa.String(length=16), nullable=False),
    sa.Column('other_field', sa.String(length=40), nullable=False),
    sa.Column('other_value', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('by', sa.String(length=16), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['account.id'], name=op.f('fk_judgement_by')),
    sa.ForeignKeyConstraint(['one_id'], ['record.id'], name=op.f('fk_judgement_one_id')),
    sa.ForeignKeyConstraint(['other_id'], ['record.id'], name=op.f('fk_judgement_other_id')),
    sa.ForeignKeyConstraint(['project_id'], ['project.id'], name=op.f('fk_judgement_project_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_judgement'))
    )
    op.create_index(op.f('ix_judgement_project_id'), 'judgement', ['project_id'])
    op.create_index(op.f('ix_judgement_verdict'), 'judgement', ['verdict'])
    with op.batch_alter_table('page') as page:
        page.add_column(sa.Column('faulty', sa.Boolean(), server_default=sa.false(), nullable=False))
        page.add_column(sa.Column('faults_left_by', sa.String(length=16), nullable=True))
        page.add_column(sa.Column('faults_left_at', sa.DateTime(), nullable=True))
        page.create_foreign_key('fk_page_faults_left_by', 'account', ['faults_left_by'], ['id'])
        page.create_index('ix_page_faulty', ['faulty'])
    with op.batch_alter_table('record') as record:
        record.add_column(sa.Column('faults_left_by', sa.String(length=16), nullable=True))
        record.add_column(sa.Column('faults_left_at', sa.DateTime(), nullable=True))
        record.create_foreign_key('fk_record_faults_left_by', 'account', ['faults_left_by'], ['id'])
    op.execute(FAULTY[op.get_bind().dialect.name])


def downgrade() -> None:
    with op.batch_alter_table('record') as record:
        record.drop_constraint('fk_record_faults_left_by', type_='foreignkey')
        record.drop_column('faults_left_at')
        record.drop_column('faults_left_by')
    with op.batch_alter_table('page') as page:
        page.drop_index('ix_page_faulty')
        page.drop_constraint('fk_page_faults_left_by', type_='foreignkey')
        page.drop_column('faults_left_at')
        page.drop_column('faults_left_by')
        page.drop_column('faulty')
    op.drop_table('judgement')
