import pg from 'pg';

// A query that hangs is given up here as well as there: a database that is frozen ends nothing by itself.
export const connect = (url, logger) => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 1000,
    query_timeout: 2000,
    statement_timeout: 5000,
    idleTimeoutMillis: 30000,
  });
  pool.on('error', (error) => logger.warn({ code: error.code }, 'an idle connection broke'));
  return pool;
};

export const ping = (pool) =>
  Promise.race([
    pool.query('SELECT 1 FROM parcels LIMIT 1'),
    new Promise((_, reject) => setTimeout(() => reject(new Error('no answer in time')), 800).unref()),
  ]);
