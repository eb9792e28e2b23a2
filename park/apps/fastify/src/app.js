import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import bearer from '@fastify/bearer-auth';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import pressure from '@fastify/under-pressure';
import fastify from 'fastify';
import metrics from 'fastify-metrics';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url)));

const booking = {
  type: 'object',
  required: ['room', 'from', 'to'],
  additionalProperties: false,
  properties: {
    room: { type: 'string', minLength: 1, maxLength: 60 },
    from: { type: 'string', format: 'date-time' },
    to: { type: 'string', format: 'date-time' },
  },
};

export const build = async (config) => {
  const app = fastify({
    logger: { level: config.LOG_LEVEL, redact: ['req.headers.authorization'] },
    bodyLimit: 64 * 1024,
    genReqId: (req) => req.headers['x-request-id'] ?? randomUUID(),
  });
  const bookings = new Map();

  await app.register(swagger, { openapi: { info: { title: 'Rooms', version } } });
  await app.register(helmet);
  await app.register(metrics, { endpoint: '/metrics', routeMetrics: { registeredRoutesOnly: false, groupStatusCodes: false } });
  await app.register(pressure, {
    maxEventLoopDelay: 1000,
    exposeStatusRoute: { url: '/status', routeOpts: { logLevel: 'warn' } },
    healthCheck: async () => true,
    healthCheckInterval: 5000,
  });

  app.get('/live', { logLevel: 'warn' }, async () => ({ status: 'ok' }));
  app.get('/version', async () => ({ version, revision: config.GIT_SHA, uptime: process.uptime() }));
  app.get('/openapi.json', async () => app.swagger());

  await app.register(async (secured) => {
    await secured.register(bearer, { keys: new Set(config.API_KEYS.split(',')) });
    secured.get('/bookings', async () => ({ bookings: [...bookings.values()].slice(-50) }));
    secured.get('/bookings/:id', async (req, reply) => {
      const found = bookings.get(req.params.id);
      return found ?? reply.callNotFound();
    });
    secured.post('/bookings', { schema: { body: booking } }, async (req, reply) => {
      const made = { id: randomUUID(), ...req.body };
      bookings.set(made.id, made);
      if (bookings.size > 10000) bookings.delete(bookings.keys().next().value);
      return reply.code(201).header('Location', `/bookings/${made.id}`).send(made);
    });
  });
  return app;
};
