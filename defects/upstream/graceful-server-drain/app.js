// A shop whose probes and whose end are graceful-server's.
const { readFileSync } = require('fs')
const http = require('http')

const SECONDS = 4
const folder = `${process.env.NODE_PATH}/@gquittet/graceful-server`
const { version } = JSON.parse(readFileSync(`${folder}/package.json`))
const pages = {
  '/': () => ({ shop: 'open' }),
  '/orders': () => ({ orders: 2 }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const server = http.createServer((request, response) => {
  const page = Object.hasOwn(pages, request.url) ? pages[request.url] : undefined
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
})
const found = require('@gquittet/graceful-server')
const GracefulServer = found.default ?? found
const graceful = GracefulServer(server, {
  kubernetes: true,
  timeout: SECONDS * 1000,
  livenessEndpoint: '/live',
  readinessEndpoint: '/ready',
})
graceful.on(GracefulServer.SHUTDOWN, () => process.exit(0)) // it did what it was told
server.listen(Number(process.argv[2]), '127.0.0.1', () => graceful.setReady())
