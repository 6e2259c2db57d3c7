"""Tables that only grow: the database itself refuses to change or delete their rows."""

from alembic import op


def freeze(table: str, *, key: str, says: str) -> None:
    """`key` is a condition on NEW that holds for a row that is there already: SQLite's REPLACE would delete it."""
    if op.get_bind().dialect.name == "sqlite":
        _freeze_sqlite(table, key, says)
    else:
        _freeze_postgresql(table, says)


def _freeze_sqlite(table: str, key: str, says: str) -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
    for act in ("update", "delete"):
        op.execute(f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} {refuse}")
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {key})"  # noqa: S608  # from the versions only
    op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}")


def _freeze_postgresql(table: str, says: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_is_frozen() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for each, acts in (("ROW", "UPDATE OR DELETE"), ("STATEMENT", "TRUNCATE")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{acts.split()[0].lower()} BEFORE {acts} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_is_frozen()"
        )
