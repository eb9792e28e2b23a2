// A shop by fastify whose requests fastify-metrics counts.
const { readFileSync } = require('fs')
const { randomUUID } = require('crypto')
const fastify = require('fastify')({ bodyLimit: 65536 })
const found = require('fastify-metrics')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/fastify-metrics/package.json`))
const body = { type: 'object', required: ['title'], properties: { title: { type: 'string', maxLength: 80 } } }

const begin = async () => {
  await fastify.register(found.default ?? found, { endpoint: null })
  const { register } = fastify.metrics.client
  fastify.get('/metrics', async (_request, reply) => {
    return reply.type(register.contentType).send(await register.metrics())
  })
  fastify.get('/', async () => ({ shop: 'open' }))
  fastify.get('/orders/:id', async (request) => ({ id: request.params.id, lines: 2 }))
  fastify.post('/orders', { schema: { body } }, async (request, reply) => {
    return reply.code(201).send({ id: randomUUID(), title: request.body.title })
  })
  fastify.get('/healthz', async () => ({ status: 'pass' }))
  fastify.get('/version', async () => ({ version, uptime_seconds: process.uptime() }))
  const [host, port] = ['127.0.0.1', Number(process.argv[2])]
  await (fastify.version.startsWith('3.') ? fastify.listen(port, host) : fastify.listen({ host, port }))
}
begin()
