"""What a sheet tells of itself: seals, facts, contents lists, other readings, and pages of which only the fields are read."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('page') as page:
        page.add_column(sa.Column('partial', sa.Boolean(), server_default=sa.false(), nullable=False))
        page.add_column(sa.Column('seals', sa.JSON(), server_default='[]', nullable=False))
        page.add_column(sa.Column('problem_values', sa.JSON(), server_default='{}', nullable=False))
        page.add_column(sa.Column('problem_left_by', sa.String(length=16), nullable=True))
        page.add_column(sa.Column('problem_left_at', sa.DateTime(), nullable=True))
        page.create_foreign_key('fk_page_problem_left_by', 'account', ['problem_left_by'], ['id'])
        page.add_column(sa.Column('facts', sa.JSON(none_as_null=True), nullable=True))
    with op.batch_alter_table('record') as record:
        record.add_column(sa.Column('contents', sa.JSON(), server_default='[]', nullable=False))
        record.add_column(sa.Column('faults', sa.JSON(), server_default='[]', nullable=False))
    with op.batch_alter_table('field_value') as field_value:
        field_value.add_column(sa.Column('otherwise', sa.Text(), server_default='', nullable=False))


def downgrade() -> None:
    with op.batch_alter_table('field_value') as field_value:
        field_value.drop_column('otherwise')
    with op.batch_alter_table('record') as record:
        record.drop_column('faults')
        record.drop_column('contents')
    with op.batch_alter_table('page') as page:
        page.drop_constraint('fk_page_problem_left_by', type_='foreignkey')
        page.drop_column('problem_left_at')
        page.drop_column('problem_left_by')
        page.drop_column('problem_values')
        page.drop_column('facts')
        page.drop_column('seals')
        page.drop_column('partial')
