// A shop by fastify with a sign-in; what all of its cookies have is said once, where @fastify/cookie is registered.
const { readFileSync } = require('fs')
const { randomUUID } = require('crypto')
const fastify = require('fastify')({ trustProxy: '127.0.0.1' })

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/@fastify/cookie/package.json`))
const NAME = '__Host-session'
const sessions = new Map()

fastify.register(require('@fastify/cookie'), {
  parseOptions: { path: '/', secure: true, httpOnly: true, sameSite: 'lax' },
})
fastify.addHook('onRequest', async (request, reply) => {
  reply.headers({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' })
})
const read = (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body)))
fastify.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, read)
const form = {
  type: 'object',
  required: ['user', 'password'],
  properties: { user: { type: 'string' }, password: { type: 'string' } },
}
fastify.get('/', async () => ({ shop: 'open' }))
fastify.get('/healthz', async () => ({ status: 'pass' }))
fastify.get('/version', async () => ({ version, uptime_seconds: process.uptime() }))
fastify.get('/orders', async (request, reply) => {
  const user = sessions.get(request.cookies[NAME])
  return user ? { user, orders: 0 } : reply.code(401).send({ detail: 'sign in first' })
})
fastify.post('/sign-in', { schema: { body: form } }, async (request, reply) => {
  const { user, password } = request.body
  if (user !== 'ann' || password !== 'right') return reply.code(401).send({ detail: 'who is that?' })
  const session = randomUUID()
  sessions.set(session, user)
  return reply.setCookie(NAME, session, { maxAge: 3600 }).code(204).send()
})
fastify.post('/sign-out', async (request, reply) => {
  sessions.delete(request.cookies[NAME])
  return reply.clearCookie(NAME).code(204).send()
})
fastify.listen({ host: '127.0.0.1', port: Number(process.argv[2]) })
