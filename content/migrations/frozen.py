"""Tables that only grow: the database itself refuses to delete their rows, and to change those that are frozen."""

from collections.abc import Sequence

from alembic import op


def freeze(table: str, *, key: str, says: str) -> None:
    """`key` is a condition on NEW that holds for a row that is there already: SQLite's REPLACE would delete it."""
    if op.get_bind().dialect.name == "sqlite":
        _freeze_sqlite(table, key, says)
    else:
        _refuse_postgresql(table, "UPDATE OR DELETE", says)


def keep(table: str, *, says: str) -> None:
    """Rows may change; none goes away."""
    if op.get_bind().dialect.name == "sqlite":
        _refuse_sqlite(table, ("delete",), says)
    else:
        _refuse_postgresql(table, "DELETE", says)


def _freeze_sqlite(table: str, key: str, says: str) -> None:
    refuse = _refuse_sqlite(table, ("update", "delete"), says)
    there = f"EXISTS (SELECT 1 FROM {table} WHERE {key})"  # noqa: S608  # from the versions only
    op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}")


def _refuse_sqlite(table: str, acts: Sequence[str], says: str) -> str:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
    for act in acts:
        op.execute(f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} {refuse}")
    return refuse


def _refuse_postgresql(table: str, acts: str, says: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_is_frozen() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for each, refused in (("ROW", acts), ("STATEMENT", "TRUNCATE")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{refused.split()[0].lower()} BEFORE {refused} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_is_frozen()"
        )
