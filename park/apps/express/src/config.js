// Settings come from the environment alone, and are checked before anything else happens.
import { cleanEnv, makeValidator, num, port, str } from 'envalid';

const postgresUrl = makeValidator((value) => {
  const url = new URL(value);
  if (!['postgres:', 'postgresql:'].includes(url.protocol)) throw new Error('a postgres:// URL is wanted');
  return value;
});

const keys = makeValidator((value) => {
  const found = value.split(',').map((key) => key.trim());
  if (found.some((key) => key.length < 24)) throw new Error('keys of at least 24 characters are wanted');
  return found;
});

export const load = (env = process.env) =>
  cleanEnv(env, {
    NODE_ENV: str({ choices: ['production', 'development', 'test'], default: 'production' }),
    PORT: port({ default: 3000 }),
    DATABASE_URL: postgresUrl({ desc: 'PostgreSQL' }),
    API_KEYS: keys({ desc: 'keys of clients, divided by commas' }),
    LOG_LEVEL: str({ choices: ['fatal', 'error', 'warn', 'info', 'debug'], default: 'info' }),
    DRAIN_SECONDS: num({ default: 3 }),
    GIT_SHA: str({ default: 'unknown' }),
  });
