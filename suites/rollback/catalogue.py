"""What is asked of PostgreSQL's own catalogue; each answer is one line of JSON.

`gonogo_trial` is the schema, and the event trigger, by which the statements of a migration are counted.
"""

from __future__ import annotations

INDEXES = """
SELECT jsonb_build_object('indexes', count(*) FILTER (WHERE nspname !~ '^pg_'), 'invalid', coalesce(jsonb_agg(
    format('%s.%s on %s', nspname, c.relname, t.relname)) FILTER (WHERE bad), '[]'))
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (SELECT c.relkind = 'i' AND NOT (indisvalid AND indisready AND indislive) AND NOT EXISTS (
    SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE l.relation = i.indrelid AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted
    AND a.backend_type = 'client backend') AS bad) AS judged
WHERE nspname NOT IN ('pg_catalog', 'information_schema')
"""
"""How many indexes there are, and which are invalid though nobody works on their table.

What is being built, dropped or built anew concurrently holds that lock from its beginning to its end. The
index of a partitioned table is invalid until each partition has its part: that is how one is built step by
step.
"""

SCHEMA = """
WITH own AS (
    SELECT oid, nspname FROM pg_namespace
    WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'gonogo_trial')
    AND nspname !~ '^pg_(toast|temp)'),
relations AS (
    SELECT c.oid, c.relkind, c.relpersistence, c.relrowsecurity, format('%s.%s', nspname, relname) AS name
    FROM pg_class c JOIN own ON own.oid = relnamespace),
things AS (
    SELECT format('schema %s', nspname) AS thing FROM own
    UNION ALL
    SELECT format('%s %s', CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
        WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign table' ELSE 'table' END, name)
        || CASE WHEN relrowsecurity THEN ' with row security' ELSE '' END
        || CASE WHEN relkind IN ('v', 'm') THEN ': ' || pg_get_viewdef(oid) ELSE '' END
    FROM relations WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
    UNION ALL
    SELECT format('column %s.%s %s', name, attname, format_type(atttypid, atttypmod))
        || CASE WHEN attnotnull THEN ' not null' ELSE '' END
        || coalesce(' ' || pg_get_expr(adbin, adrelid), '')
        || CASE attidentity WHEN '' THEN '' ELSE ' identity' END
    FROM relations JOIN pg_attribute ON attrelid = relations.oid
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relkind IN ('r', 'p', 'f') AND attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT format('constraint %s on %s: %s', conname, name, pg_get_constraintdef(pg_constraint.oid))
    FROM pg_constraint JOIN relations ON relations.oid = conrelid WHERE contype <> 't'
    UNION ALL
    SELECT CASE WHEN indisvalid THEN '' ELSE 'invalid ' END || format('index %s', pg_get_indexdef(indexrelid))
    FROM pg_index JOIN relations ON oid = indrelid
    UNION ALL
    SELECT format('trigger on %s: %s', name, pg_get_triggerdef(pg_trigger.oid))
    FROM pg_trigger JOIN relations ON relations.oid = tgrelid WHERE NOT tgisinternal
    UNION ALL
    SELECT format('policy %s on %s: %s %s', polname, name, pg_get_expr(polqual, polrelid),
        pg_get_expr(polwithcheck, polrelid))
    FROM pg_policy JOIN relations ON relations.oid = polrelid
    UNION ALL
    SELECT format('function %s.%s(%s) %s', nspname, proname, pg_get_function_identity_arguments(p.oid),
        md5(pg_get_functiondef(p.oid)))
    FROM pg_proc p JOIN own ON own.oid = pronamespace WHERE prokind IN ('f', 'p')
    UNION ALL
    SELECT format('type %s.%s: %s', nspname, typname, string_agg(enumlabel, ', ' ORDER BY enumsortorder))
    FROM pg_type t JOIN own ON own.oid = typnamespace JOIN pg_enum ON enumtypid = t.oid
    GROUP BY nspname, typname)
SELECT jsonb_build_object(
    'things', (SELECT coalesce(jsonb_agg(thing ORDER BY thing), '[]') FROM things),
    'tables', (
        SELECT coalesce(jsonb_object_agg(name, oid::text), '{}') FROM relations
        WHERE relkind = 'r' AND relpersistence = 'p'))
"""
"""What the schema is made of, each thing in words, and the number of each table that is kept: one made anew
has another.

The order of columns is left out: a column that was added in a second run comes last, and nobody minds.
"""

OWNER = """
SELECT jsonb_build_object('owner', coalesce(
    (SELECT pg_get_userbyid(relowner) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind IN ('r', 'p')
     AND nspname NOT IN ('pg_catalog', 'information_schema', 'gonogo_trial') AND nspname !~ '^pg_(toast|temp)'
     GROUP BY 1 ORDER BY count(*) DESC LIMIT 1),
    (SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database())),
  'extensions', (SELECT coalesce(jsonb_agg(extname), '[]') FROM pg_extension WHERE extname <> 'plpgsql'))
"""
"""Whose most of the tables are, or else the database, and which extensions there are."""


def counter(dies_at: int) -> tuple[str, ...]:
    """Return statements after which those of a migration are counted, and the connection of one is cut.

    The count is a sequence's, which no roll-back takes back: what runs on after it, or again, is left alone.
    What is written down goes with the transaction that it belongs to. An index may be dropped concurrently
    only by a transaction that has written nothing: that statement is let pass.
    """
    return (
        "CREATE SCHEMA gonogo_trial",
        "CREATE SEQUENCE gonogo_trial.reached",
        "CREATE TABLE gonogo_trial.said (number bigint, transaction bigint, tag text, query text)",
        """CREATE FUNCTION gonogo_trial.count() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = pg_catalog AS $$
            DECLARE number bigint;
            BEGIN
                IF tg_tag = 'DROP INDEX' THEN RETURN; END IF;
                number := nextval('gonogo_trial.reached');
                IF number = DIES_AT THEN
                    PERFORM pg_terminate_backend(pg_backend_pid());
                    PERFORM pg_sleep(5);
                END IF;
                INSERT INTO gonogo_trial.said
                VALUES (number, txid_current(), tg_tag, left(current_query(), 2000));
            END $$""".replace("DIES_AT", str(dies_at)),
        "CREATE EVENT TRIGGER gonogo_trial ON ddl_command_start EXECUTE FUNCTION gonogo_trial.count()",
    )


UNCOUNTED = ("DROP EVENT TRIGGER IF EXISTS gonogo_trial", "DROP SCHEMA IF EXISTS gonogo_trial CASCADE")

STATEMENTS = "SELECT coalesce(jsonb_agg(said ORDER BY number), '[]') FROM gonogo_trial.said"

REACHED = "SELECT jsonb_build_object('died', last_value) FROM gonogo_trial.reached"

BUILDERS = """
SELECT coalesce(jsonb_object_agg(format('%s %s', pid, query_start), pid), '{{}}') FROM pg_stat_activity
WHERE datname = '{database}' AND wait_event = 'virtualxid'
"""
"""Who waits for transactions that began before, each by what it does: only concurrent work on an index is."""

HOLDERS = """
SELECT jsonb_build_object('n', count(*)) FROM pg_stat_activity
WHERE application_name = '{name}' AND state = 'active' AND query LIKE 'BEGIN%'
"""
"""Whether the transaction of this name is under way."""

END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{name}'"
