"""Kept searches and their notices, and other names of places."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'saved_search',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('account_id', sa.String(length=16), nullable=False),
        sa.Column('name', sa.String(length=100), nullable=False),
        sa.Column('address', sa.Text(), nullable=False),
        sa.Column('known', sa.JSON(), nullable=False),
        sa.Column('created_at', sa.DateTime(), nullable=False),
        sa.Column('looked_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['account_id'], ['account.id'], name='fk_saved_search_account_id'),
        sa.PrimaryKeyConstraint('id', name='pk_saved_search'),
    )
    op.create_index('ix_saved_search_account_id', 'saved_search', ['account_id'])
    op.create_table(
        'notice',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('account_id', sa.String(length=16), nullable=False),
        sa.Column('template', sa.Text(), nullable=False),
        sa.Column('values', sa.JSON(), nullable=False),
        sa.Column('address', sa.Text(), nullable=False),
        sa.Column('record_ids', sa.JSON(), nullable=False),
        sa.Column('at', sa.DateTime(), nullable=False),
        sa.Column('read_at', sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(['account_id'], ['account.id'], name='fk_notice_account_id'),
        sa.PrimaryKeyConstraint('id', name='pk_notice'),
    )
    op.create_index('ix_notice_account', 'notice', ['account_id', 'at'])
    op.create_table(
        'other_name',
        sa.Column('id', sa.String(length=16), nullable=False),
        sa.Column('name', sa.String(length=100), nullable=False),
        sa.Column('key', sa.String(length=100), nullable=False),
        sa.Column('other', sa.String(length=100), nullable=False),
        sa.Column('other_key', sa.String(length=100), nullable=False),
        sa.Column('note', sa.String(length=300), nullable=False),
        sa.Column('added_by', sa.String(length=16), nullable=False),
        sa.Column('added_at', sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(['added_by'], ['account.id'], name='fk_other_name_added_by'),
        sa.PrimaryKeyConstraint('id', name='pk_other_name'),
        sa.UniqueConstraint('key', 'other_key', name='uq_other_name_key_other_key'),
    )
    op.create_index('ix_other_name_key', 'other_name', ['key'])
    op.create_index('ix_other_name_other_key', 'other_name', ['other_key'])


def downgrade() -> None:
    op.drop_table('other_name')
    op.drop_table('notice')
    op.drop_table('saved_search')
