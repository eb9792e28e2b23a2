"""What is asked of PostgreSQL to put a row into each table, and to count them. Text alone.

Source: PostgreSQL, "System Catalogs" (pg_attribute, pg_type), "Mapping Tables to XML".
"""

_PLACES = {
    "TABLES": """pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind = 'r'
        AND nspname NOT IN ('pg_catalog', 'information_schema') AND nspname !~ '^pg_(toast|temp)'""",
    "COUNT": """(xpath('/row/n/text()', query_to_xml(
        format('SELECT count(*) AS n FROM %s', c.oid::regclass), false, true, '')))[1]::text::bigint""",
}


_POINTED = """
    FOR turn IN 1..TURNS LOOP
        FOR one IN SELECT conrelid::regclass AS name, confrelid::regclass AS parent, n.*
            FROM pg_constraint f CROSS JOIN LATERAL (
                SELECT string_agg(format('%I', c.attname), ', ') AS columns,
                    string_agg(format('p.%I', p.attname), ', ') AS keys,
                    string_agg(format('c.%I', c.attname), ', ') AS places
                FROM unnest(conkey, confkey) AS k (child, key)
                JOIN pg_attribute c ON c.attrelid = conrelid AND c.attnum = k.child
                JOIN pg_attribute p ON p.attrelid = confrelid AND p.attnum = k.key) n
            WHERE contype = 'f' AND convalidated
        LOOP
            made := format('(%s) IS NOT NULL AND NOT EXISTS (SELECT FROM %s p WHERE (%s) = (%s))',
                one.places, one.parent, one.keys, one.places);
            BEGIN
                EXECUTE format('UPDATE %s c SET (%s) = (SELECT %s FROM %s p LIMIT 1) WHERE %s',
                    one.name, one.columns, one.keys, one.parent, made);
            EXCEPTION WHEN OTHERS THEN OTHERWISE;
            END;
        END LOOP;
    END LOOP;
"""


def pointed(otherwise: str = "NULL", turns: int = 1) -> str:
    """Return what lets each row that points nowhere, unlike a real one, point to one that is there."""
    return _POINTED.replace("OTHERWISE", otherwise).replace("TURNS", str(turns))


def _filled(text: str) -> str:
    for name, value in _PLACES.items():
        text = text.replace(name, value)
    return text


ROWS = _filled(
    "SELECT coalesce(jsonb_object_agg(format('%s.%s', nspname, relname), COUNT), '{}') FROM TABLES"
)
"""How many rows each table has, by its name."""

FILES = _filled(
    "SELECT coalesce(jsonb_object_agg(format('%s.%s', nspname, relname), pg_relation_filenode(c.oid)), '{}')"
    " FROM TABLES"
)
"""In which file each table is, by its name: another one where all of its rows were written anew."""

FILL = _filled("""
DO $fill$
DECLARE one record; names text; made text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT c.oid, c.oid::regclass AS name FROM TABLES AND COUNT = 0
    LOOP
        SELECT string_agg(format('%I', attname), ', ' ORDER BY attnum), string_agg(CASE
            WHEN typcategory = 'N' THEN '1' WHEN typcategory = 'B' THEN 'true'
            WHEN typcategory = 'D' THEN 'now()' WHEN typcategory = 'T' THEN quote_literal('1 day')
            WHEN typcategory = 'A' OR typname IN ('json', 'jsonb') THEN quote_literal('{}')
            WHEN typcategory = 'I' THEN quote_literal('127.0.0.1')
            WHEN typcategory = 'E' THEN (SELECT quote_literal(enumlabel) FROM pg_enum
                WHERE enumtypid = atttypid ORDER BY enumsortorder LIMIT 1)
            WHEN typname = 'uuid' THEN quote_literal('00000000-0000-4000-8000-000000000001')
            ELSE quote_literal('x') END, ', ' ORDER BY attnum)
        INTO names, made FROM pg_attribute JOIN pg_type t ON t.oid = atttypid
        WHERE attrelid = one.oid AND attnum > 0 AND NOT attisdropped AND attnotnull
        AND (NOT atthasdef OR typname = 'uuid') AND attidentity = '' AND attgenerated = '';
        BEGIN
            IF names IS NULL THEN
                EXECUTE format('INSERT INTO %s DEFAULT VALUES', one.name);
            ELSE
                EXECUTE format('INSERT INTO %s (%s) VALUES (%s)', one.name, names, made);
            END IF;
        EXCEPTION WHEN OTHERS THEN NULL;
        END;
    END LOOP;
POINTED
END $fill$
""").replace("POINTED", pointed("EXECUTE format('DELETE FROM %s c WHERE %s', one.name, made)", turns=3))
"""Put one row into each table that has none, with the plainest value of each type; a table that refuses it,
for a check of its own, stays empty. A row that cannot but point nowhere goes again: a good way back may look
at its key anew, and fail."""
