// A shop by fastify whose headers fastify-helmet sets, and whose orders take a key.
const { existsSync, readFileSync } = require('fs')
const fastify = require('fastify')({ bodyLimit: 65536 })

const named = ['@fastify/helmet', 'fastify-helmet'].find((name) => existsSync(`${process.env.NODE_PATH}/${name}`))
const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/${named}/package.json`))
const key = `Bearer ${process.env.SHOP_KEY}`

const begin = async () => {
  await fastify.register(require(named), { global: true })
  fastify.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/orders') || request.headers.authorization === key) return
    return reply.code(401).header('WWW-Authenticate', 'Bearer').send({ detail: 'a key is missing' })
  })
  fastify.get('/', async () => ({ shop: 'open' }))
  fastify.get('/orders', async () => ({ orders: 2 }))
  fastify.get('/healthz', async () => ({ status: 'pass' }))
  fastify.get('/version', async () => ({ version, uptime_seconds: process.uptime() }))
  const [host, port] = ['127.0.0.1', Number(process.argv[2])]
  await (fastify.version.startsWith('3.') ? fastify.listen(port, host) : fastify.listen({ host, port }))
}
begin()
