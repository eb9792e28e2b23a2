import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text) => createHash('sha256').update(text).digest();

export const requireKey = (keys) => {
  const known = keys.map(digest);
  return (req, res, next) => {
    const [scheme, given = ''] = (req.get('Authorization') ?? '').split(' ');
    const right = known.filter((key) => timingSafeEqual(key, digest(given))).length > 0;
    if (scheme === 'Bearer' && right) return next();
    res.set('WWW-Authenticate', 'Bearer').status(401).json({ error: 'unauthorized' });
  };
};
