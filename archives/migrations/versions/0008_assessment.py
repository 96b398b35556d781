"""Four-property testing: what was tested and what was found."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'assessment',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('link', sa.String(length=32), nullable=False),
        sa.Column('kind', sa.String(length=32), nullable=False),
        sa.Column('subject_id', sa.String(length=16), nullable=False),
        sa.Column('asked_by', sa.String(length=16), nullable=True),
        sa.Column('asked_at', sa.DateTime(), nullable=False),
        sa.Column('finished_at', sa.DateTime(), nullable=True),
        sa.Column('records', sa.Integer(), nullable=False),
        sa.Column('passed', sa.Integer(), nullable=False),
        sa.Column('failed', sa.Integer(), nullable=False),
        sa.Column('not_run', sa.Integer(), nullable=False),
        sa.Column('not_applicable', sa.Integer(), nullable=False),
        sa.Column('findings', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(['asked_by'], ['account.id'], name='fk_assessment_asked_by'),
        sa.PrimaryKeyConstraint('id', name='pk_assessment')
    )
    op.create_index('ix_assessment_asked_at', 'assessment', ['asked_at'])
    op.create_index('ix_assessment_failed', 'assessment', ['failed'])
    op.create_index('ix_assessment_finished_at', 'assessment', ['finished_at'])
    op.create_index('ix_assessment_subject', 'assessment', ['kind', 'subject_id', 'asked_at'])


def downgrade() -> None:
    op.drop_table('assessment')
