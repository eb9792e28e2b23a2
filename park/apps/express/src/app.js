import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import express from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { requireKey } from './auth.js';
import { makeMetrics } from './metrics.js';
import { parcels } from './parcels.js';

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url)));
export const { version } = read('../package.json');

export const makeApp = (config, pool, logger) => {
  const app = express();
  const metrics = makeMetrics(version, config.GIT_SHA);
  const quiet = (req) => req.url.startsWith('/metrics');
  app.use(pinoHttp({ logger, autoLogging: { ignore: quiet }, redact: ['req.headers.authorization'] }));
  app.use(metrics.middleware);
  app.use(helmet());

  app.get('/metrics', metrics.handler);
  app.get('/version', (req, res) => {
    res.json({ name: 'parcels', version, revision: config.GIT_SHA, instance: hostname(), uptime: process.uptime() });
  });
  app.get('/openapi.json', (req, res) => res.json(read('../openapi.json')));
  app.use('/parcels', parcels(pool, requireKey(config.API_KEYS)));

  app.use((req, res) => res.status(404).json({ error: 'not found' }));
  // eslint-disable-next-line no-unused-vars
  app.use((error, req, res, next) => {
    const status = error.status ?? (isAway(error) ? 503 : 500);
    if (status >= 500) req.log.error({ code: error.code, message: error.message }, 'request failed');
    if (res.headersSent) return res.destroy();
    res.status(status).json({ error: status < 500 ? error.type ?? 'bad request' : 'try again later' });
  });
  return app;
};

const isAway = (error) =>
  ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '57P01', '57P03'].includes(error.code) ||
  /timeout|terminated/i.test(error.message);
