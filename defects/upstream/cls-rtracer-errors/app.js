// A shop on hapi, each of whose answers states the id of its request.
const { readFileSync } = require('fs')
const Hapi = require('@hapi/hapi')
const rTracer = require('cls-rtracer')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/cls-rtracer/package.json`))
const server = Hapi.server({ host: '127.0.0.1', port: Number(process.argv[2]), debug: false })
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
for (const [path, handler] of Object.entries(pages)) server.route({ method: 'GET', path, handler })
server.register({ plugin: rTracer.hapiPlugin, options: { echoHeader: true } }).then(() => server.start())
