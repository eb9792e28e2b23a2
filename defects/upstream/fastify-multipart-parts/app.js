// Files of a form, taken by fastify's multipart.
const { readFileSync } = require('fs')
const fastify = require('fastify')()

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/@fastify/multipart/package.json`))
fastify.register(require('@fastify/multipart'))
fastify.get('/healthz', async () => ({ status: 'pass' }))
fastify.get('/version', async () => ({ version, uptime_seconds: process.uptime() }))
fastify.post('/upload', async (request, reply) => {
  let files = 0
  for await (const part of request.parts({ limits: { files: 100000 } })) {
    if (part.file) await part.toBuffer()
    files += 1
  }
  return reply.code(201).send({ files })
})
fastify.listen({ port: Number(process.argv[2]), host: '127.0.0.1' })
