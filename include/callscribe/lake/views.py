"""The lake as a reader should see it: whole calls only, through DuckDB."""

from __future__ import annotations

import glob
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from callscribe.lake.tables import CALL_TABLES, CALLS, TABLES, Table

if TYPE_CHECKING:
    from callscribe.storage import Storage


_SQL_TYPES = {
    pa.int32(): "INTEGER",
    pa.string(): "VARCHAR",
    pa.float64(): "DOUBLE",
    pa.bool_(): "BOOLEAN",
    pa.date32(): "DATE",
    pa.timestamp("us", tz="UTC"): "TIMESTAMPTZ",
}


def open_views(lake: Storage) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection with a view for each table of a local lake.

    The rows of a call are those of the revision that `calls` names: what a writer has not finished is not seen. A
    table without files yet is an empty view.

    Args:
        lake: Local; a lake in S3 is read with DuckDB's httpfs extension and the same SQL.
    """
    connection = duckdb.connect()
    for table in TABLES:
        connection.execute(f"CREATE VIEW {table.name} AS {view_sql(lake, table)}")
    return connection


def view_sql(lake: Storage, table: Table) -> str:
    """The SELECT behind a view, to paste elsewhere.

    It has every column of the table, whether or not any file is new enough to have them.
    """
    columns = ", ".join(f"NULL::{_sql_type(field.type)} AS {field.name}" for field in table.schema)
    none = f"SELECT {columns}, NULL::DATE AS dt WHERE false"
    committed = table not in CALL_TABLES or _has_files(lake, CALLS)
    if not (committed and _has_files(lake, table)):
        return none
    root = lake.uri.removeprefix("file://")
    rows = f"SELECT * FROM {files_sql(root, table)}"
    if table in CALL_TABLES and table is not CALLS:
        rows += f" SEMI JOIN {files_sql(root, CALLS)} AS c USING (call_id, revision)"
    return f"{none} UNION ALL BY NAME {rows}"


def files_sql(root: str, table: Table) -> str:
    """`read_parquet(...)` over a table's files, below the lake's root as DuckDB writes it."""
    pattern = f"{glob.escape(root)}/tables/{table.name}/*/*.parquet".replace("'", "''")
    return f"read_parquet('{pattern}', hive_partitioning = true, union_by_name = true)"


def _has_files(lake: Storage, table: Table) -> bool:
    return any(entry.key.endswith(".parquet") for entry in lake.list(f"tables/{table.name}/"))


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"{_sql_type(kind.value_type)}[]"
    if pa.types.is_map(kind):
        return f"MAP({_sql_type(kind.key_type)}, {_sql_type(kind.item_type)})"
    return _SQL_TYPES[kind]
