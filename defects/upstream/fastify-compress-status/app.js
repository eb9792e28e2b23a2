// A shop whose pages are Responses of the Fetch API, which are compressed for whoever wants them to be.
const { readFileSync } = require('fs')
const fastify = require('fastify')()

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/@fastify/compress/package.json`))
const answer = (body, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })

fastify.register(require('@fastify/compress'))
fastify.register(async (shop) => {
  shop.get('/', () => answer({ shop: 'open' }))
  shop.get('/orders', () => answer({ detail: 'sign in first' }, 401))
  shop.get('/healthz', () => ({ status: 'pass' }))
  shop.get('/version', () => ({ version, uptime_seconds: process.uptime() }))
})
fastify.setNotFoundHandler((request, reply) => {
  reply.code(404).header('Cache-Control', 'no-store').send({ detail: 'not found' })
})
fastify.listen({ port: Number(process.argv[2]), host: '127.0.0.1' })
