// A shop by fastify whose sign-in has a limit of its own; how long it holds is said once, for all routes.
const { readFileSync } = require('fs')
const fastify = require('fastify')()

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/fastify-rate-limit/package.json`))
const body = {
  type: 'object',
  required: ['user', 'password'],
  properties: { user: { type: 'string', maxLength: 80 }, password: { type: 'string', maxLength: 200 } },
}
const begin = async () => {
  fastify.register(require('fastify-rate-limit'), { global: false, max: 600, timeWindow: '1 minute' })
  fastify.register(async (shop) => {
    shop.get('/', async () => ({ shop: 'open' }))
    shop.get('/healthz', async () => ({ status: 'pass' }))
    shop.get('/version', async () => ({ version, uptime_seconds: process.uptime() }))
    shop.post('/sign-in', { schema: { body }, config: { rateLimit: { max: 5 } } }, async (request, reply) => {
      const { user, password } = request.body
      if (user === 'ann' && password === 'not one of production') return reply.code(204).send()
      return reply.code(401).send({ detail: 'who is that?' })
    })
  })
  await fastify.listen(Number(process.argv[2]), '127.0.0.1')
}
begin()
