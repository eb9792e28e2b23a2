import http from 'node:http';
import { createTerminus } from '@godaddy/terminus';
import pino from 'pino';
import { makeApp, version } from './app.js';
import { load } from './config.js';
import { connect, ping } from './db.js';

const config = load();
const logger = pino({ level: config.LOG_LEVEL });
const pool = connect(config.DATABASE_URL, logger);
const server = http.createServer(makeApp(config, pool, logger));

const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

createTerminus(server, {
  signals: ['SIGTERM', 'SIGINT'],
  healthChecks: {
    '/health/live': async () => {},
    '/health/ready': async () => {
      await ping(pool);
    },
    verbatim: true,
  },
  timeout: 10000,
  useExit0: true,
  // Whoever routes to us learns first that we go; only then do we stop taking connections.
  beforeShutdown: () => sleep(config.DRAIN_SECONDS),
  onSignal: () => pool.end(),
  logger: (message) => logger.warn({ detail: String(message) }, 'health'),
});

server.listen(config.PORT, () => logger.info({ port: config.PORT, version }, 'listening'));
