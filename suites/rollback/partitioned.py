"""What is asked of PostgreSQL's catalogue of indexes of partitioned tables; the answer is one line of JSON.

Source: PostgreSQL, "CREATE INDEX" (ON ONLY) and "Table Partitioning", 5.12.2.
"""

from __future__ import annotations

HALF_ATTACHED = """
SELECT jsonb_build_object('invalid', coalesce(jsonb_agg(
    format('%s.%s on %s', nspname, c.relname, t.relname)), '[]'))
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'I' AND NOT (indisvalid AND indisready AND indislive)
AND EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = c.oid)
AND NOT EXISTS (
    SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE l.relation IN (SELECT relid FROM pg_partition_tree(i.indrelid))
    AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted AND a.backend_type = 'client backend')
"""
"""Which of them have an index of some partitions attached, and not of all, though nobody works on any.

One to which none is attached was only announced; one that is half attached was forgotten. What is being built
concurrently on a partition holds that lock from its beginning to its end.
"""
