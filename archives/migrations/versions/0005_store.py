"""Rounds through the store, and what was found wrong in it."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'fixity_round',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('started_at', sa.DateTime(), nullable=False),
        sa.Column('finished_at', sa.DateTime(), nullable=True),
        sa.Column('after', sa.String(length=300), nullable=False),
        sa.Column('objects', sa.Integer(), nullable=False),
        sa.Column('files', sa.Integer(), nullable=False),
        sa.Column('size', sa.BigInteger(), nullable=False),
        sa.Column('faults', sa.Integer(), nullable=False),
        sa.Column('seconds', sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint('id', name='pk_fixity_round'),
    )
    op.create_index('ix_fixity_round_started_at', 'fixity_round', ['started_at'])
    op.create_table(
        'fixity_fault',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('path', sa.String(length=400), nullable=False),
        sa.Column('folder', sa.String(length=300), nullable=False),
        sa.Column('kind', sa.String(length=32), nullable=False),
        sa.Column('object_id', sa.String(length=300), nullable=True),
        sa.Column('found_at', sa.DateTime(), nullable=False),
        sa.Column('seen_at', sa.DateTime(), nullable=False),
        sa.Column('ended_at', sa.DateTime(), nullable=True),
        sa.Column('repaired_from', sa.String(length=300), nullable=True),
        sa.PrimaryKeyConstraint('id', name='pk_fixity_fault'),
    )
    for column in ('path', 'folder', 'ended_at'):
        op.create_index(f'ix_fixity_fault_{column}', 'fixity_fault', [column])


def downgrade() -> None:
    op.drop_table('fixity_fault')
    op.drop_table('fixity_round')
