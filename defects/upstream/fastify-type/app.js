// Notes in JSON, taken by fastify.
const { readFileSync } = require('fs')
const fastify = require('fastify')()

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/fastify/package.json`))
fastify.get('/healthz', async () => ({ status: 'pass' }))
fastify.get('/version', async () => ({ version, uptime_seconds: process.uptime() }))
fastify.post('/notes', async (request, reply) => reply.code(201).send({ noted: Object.keys(request.body) }))
fastify.listen({ host: '127.0.0.1', port: Number(process.argv[2]) })
