// A shop by fastify whose headers fastify-helmet sets, and whose orders take a key.
const { readFileSync } = require('fs')
const fastify = require('fastify')({ bodyLimit: 65536 })

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/fastify-helmet/package.json`))
const key = `Bearer ${process.env.SHOP_KEY}`

const begin = async () => {
  await fastify.register(require('fastify-helmet'), { global: true })
  fastify.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/orders') || request.headers.authorization === key) return
    return reply.code(401).header('WWW-Authenticate', 'Bearer').send({ detail: 'a key is missing' })
  })
  fastify.get('/', async () => ({ shop: 'open' }))
  fastify.get('/orders', async () => ({ orders: 2 }))
  fastify.get('/healthz', async () => ({ status: 'pass' }))
  fastify.get('/version', async () => ({ version, uptime_seconds: process.uptime() }))
  await fastify.listen(Number(process.argv[2]), '127.0.0.1')
}
begin()
