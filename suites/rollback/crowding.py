"""What is asked of PostgreSQL to make tables large, and to watch who locks them. Text alone.

Source: PostgreSQL, "System Catalogs" (pg_attribute, pg_type), "Explicit Locking", "pg_locks".
"""

from __future__ import annotations

from gonogo.suites.rollback.filling import pointed

_FILL = """
DO $fill$
DECLARE one record; names text; made text; least boolean;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT c.oid, c.oid::regclass AS name
        FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
        WHERE relkind = 'r' AND relpersistence = 'p'
        AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname !~ '^pg_(toast|temp)'
    LOOP
        FOREACH least IN ARRAY ARRAY[false, true] LOOP
            SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum), string_agg(CASE
                WHEN typname = 'int2' THEN 'n % 32000' WHEN typcategory = 'N' THEN 'n'
                WHEN typcategory = 'B' THEN 'n % 2 = 0'
                WHEN typcategory = 'D' THEN 'now() - n * interval ''1 second'''
                WHEN typcategory = 'T' THEN 'n * interval ''1 second'''
                WHEN typcategory = 'A' OR typname IN ('json', 'jsonb') THEN quote_literal('{}')
                WHEN typcategory = 'I' THEN quote_literal('127.0.0.1')
                WHEN typcategory = 'E' THEN (SELECT quote_literal(enumlabel) FROM pg_enum
                    WHERE enumtypid = atttypid ORDER BY enumsortorder LIMIT 1)
                WHEN typname = 'uuid'
                    THEN '(''00000000-0000-4000-8000-'' || lpad(to_hex(n), 12, ''0''))::uuid'
                WHEN atttypmod > 4 THEN format('right(''row '' || n, %s)', atttypmod - 4)
                ELSE '''row '' || n' END, ', ' ORDER BY attnum)
            INTO names, made FROM pg_attribute JOIN pg_type t ON t.oid = atttypid
            WHERE attrelid = one.oid AND attnum > 0 AND NOT attisdropped
            AND (NOT atthasdef OR typname = 'uuid') AND attidentity = '' AND attgenerated = ''
            AND (attnotnull OR NOT least);
            BEGIN
                IF EXISTS (SELECT FROM pg_stat_xact_user_tables WHERE relid = one.oid AND n_tup_ins > 0) OR (
                    xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %s', one.name),
                    false, true, '')))[1]::text::bigint > 0 THEN
                    EXIT;
                ELSIF names IS NOT NULL THEN
                    EXECUTE format('INSERT INTO %s (%s) SELECT %s FROM generate_series(1, ROWS) n',
                        one.name, names, made);
                END IF;
            EXCEPTION WHEN OTHERS THEN NULL;
            END;
        END LOOP;
    END LOOP;
POINTED
END $fill$
""".replace("POINTED", pointed())

_WATCH = """
DO $watch$
DECLARE place oid := (SELECT oid FROM pg_database WHERE datname = 'DATABASE');
BEGIN
    FOR turn IN 1..TURNS LOOP
        INSERT INTO gonogo_seen SELECT l.relation::text, l.mode, l.virtualtransaction, BEGAN, BEGAN
        FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE l.database = place AND l.locktype = 'relation' AND l.granted
        AND l.mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
        AND a.backend_type = 'client backend'
        ON CONFLICT (relation, mode, holder) DO UPDATE SET last = excluded.last;
        COMMIT;
        EXIT WHEN shobj_description(place, 'pg_database') = 'OVER';
        PERFORM pg_sleep(0.02);
    END LOOP;
END $watch$
""".replace("BEGAN", "extract(epoch FROM clock_timestamp())")

TABLE = """
CREATE TEMP TABLE gonogo_seen (relation text, mode text, holder text, first numeric, last numeric,
    UNIQUE (relation, mode, holder))
"""

HELD = """
SELECT jsonb_build_object('held', coalesce(jsonb_agg(jsonb_build_object(
    'relation', relation, 'mode', mode, 'began', first, 'seconds', round(last - first, 3))), '[]'))
FROM gonogo_seen
"""
"""Each lock that was seen, by its relation's number: since when, in seconds of the epoch, and how long."""

NOW = "SELECT jsonb_build_object('now', extract(epoch FROM clock_timestamp()))"

_LOOKING = """
SELECT jsonb_build_object('n', count(*)) FROM pg_stat_activity
WHERE application_name = 'WATCH DATABASE' AND state = 'active' AND query LIKE 'DO%'
"""

_OVER = "gonogo has seen enough"


def fill(rows: int) -> str:
    """Return what puts so many rows into each table that has none, each row with values of its own.

    Columns that may be empty are filled too where the table takes that. One that refuses both stays empty.
    Rows point to one that is there, where there is one, and where more than one may.
    """
    return _FILL.replace("ROWS", str(rows))


def watch(database: str, seconds: float) -> tuple[str, ...]:
    """Return what notes for so long, from another database, who locks a table against readers or writers.

    It looks fifty times a second, each time in a transaction of its own, so that nobody waits for it.
    """
    turns = str(int(seconds * 50))
    text = _WATCH.replace("DATABASE", database).replace("TURNS", turns).replace("OVER", _OVER)
    return f"SET application_name = 'WATCH {database}'", TABLE, text, HELD


def looking(database: str) -> str:
    """Return what counts the watches on that database which have begun."""
    return _LOOKING.replace("DATABASE", database)


def over(database: str) -> str:
    """Return what ends the watch."""
    return f"COMMENT ON DATABASE {database} IS '{_OVER}'"


def hold(table: str, seconds: float) -> tuple[str, ...]:
    """Return what locks a table for so long against everybody."""
    return "BEGIN", f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", f"SELECT pg_sleep({seconds})", "COMMIT"
