"""Packages received from others and made for them."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'handover',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('number', sa.String(length=20), nullable=False),
        sa.Column('direction', sa.String(length=32), nullable=False),
        sa.Column('state', sa.String(length=32), nullable=False),
        sa.Column('form', sa.String(length=32), nullable=True),
        sa.Column('name', sa.String(length=300), nullable=False),
        sa.Column('party', sa.String(length=200), nullable=False),
        sa.Column('department_id', sa.String(length=16), nullable=True),
        sa.Column('level', sa.String(length=32), nullable=False),
        sa.Column('batch_id', sa.String(length=16), nullable=True),
        sa.Column('contents', sa.JSON(), nullable=False),
        sa.Column('tables', sa.JSON(), nullable=False),
        sa.Column('wrong_rows', sa.JSON(), nullable=False),
        sa.Column('faults', sa.JSON(), nullable=False),
        sa.Column('problem', sa.JSON(none_as_null=True), nullable=True),
        sa.Column('files', sa.Integer(), nullable=False),
        sa.Column('size', sa.BigInteger(), nullable=False),
        sa.Column('digest', sa.String(length=64), nullable=False),
        sa.Column('asked_by', sa.String(length=16), nullable=False),
        sa.Column('asked_at', sa.DateTime(), nullable=False),
        sa.Column('decided_by', sa.String(length=16), nullable=True),
        sa.Column('decided_at', sa.DateTime(), nullable=True),
        sa.Column('finished_at', sa.DateTime(), nullable=True),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['asked_by'], ['account.id'], name='fk_handover_asked_by'),
        sa.ForeignKeyConstraint(['batch_id'], ['batch.id'], name='fk_handover_batch_id'),
        sa.ForeignKeyConstraint(['decided_by'], ['account.id'], name='fk_handover_decided_by'),
        sa.ForeignKeyConstraint(['department_id'], ['department.id'], name='fk_handover_department_id'),
        sa.PrimaryKeyConstraint('id', name='pk_handover'),
        sa.UniqueConstraint('number', name='uq_handover_number')
    )
    op.create_index('ix_handover_asked_at', 'handover', ['asked_at'])
    op.create_index('ix_handover_state', 'handover', ['state'])


def downgrade() -> None:
    op.drop_table('handover')
