"""Run migrations on the connection that the study hands over, inside its transaction."""

from alembic import context

from outspoken.study.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
