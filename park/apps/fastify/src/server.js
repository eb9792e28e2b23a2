import closeWithGrace from 'close-with-grace';
import envSchema from 'env-schema';
import { build } from './app.js';

const config = envSchema({
  schema: {
    type: 'object',
    required: ['API_KEYS'],
    properties: {
      HOST: { type: 'string', default: '127.0.0.1' },
      PORT: { type: 'integer', minimum: 1, maximum: 65535, default: 3000 },
      API_KEYS: { type: 'string', minLength: 24 },
      LOG_LEVEL: { type: 'string', enum: ['fatal', 'error', 'warn', 'info', 'debug'], default: 'info' },
      GIT_SHA: { type: 'string', default: 'unknown' },
    },
  },
});
const app = await build(config);
closeWithGrace({ delay: 10000 }, async ({ err }) => {
  if (err) app.log.error(err);
  await app.close();
});
await app.listen({ host: config.HOST, port: config.PORT });
