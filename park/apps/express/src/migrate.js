import pg from 'pg';
import { load } from './config.js';

const client = new pg.Client({ connectionString: load().DATABASE_URL });
await client.connect();
await client.query('BEGIN');
await client.query('SELECT pg_advisory_xact_lock(58112)');
await client.query(`
  CREATE TABLE IF NOT EXISTS parcels (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recipient TEXT NOT NULL,
    state TEXT NOT NULL,
    announced TIMESTAMPTZ NOT NULL DEFAULT now()
  )`);
await client.query('COMMIT');
await client.end();
