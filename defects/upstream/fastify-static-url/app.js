// A page of a shop, served by fastify-static, which sends browsers on to folders.
const { readFileSync } = require('fs')
const path = require('path')
const fastify = require('fastify')()

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/fastify-static/package.json`))
fastify.register(require('fastify-static'), { root: path.join(__dirname, 'static'), redirect: true })
fastify.get('/healthz', async () => ({ status: 'pass' }))
fastify.get('/version', async () => ({ version, uptime_seconds: process.uptime() }))
fastify.listen(Number(process.argv[2]), '127.0.0.1')
