// A shop that terminus stops: it waits until nobody routes to it any more, and ends.
const { readFileSync } = require('fs')
const http = require('http')
const terminus = require('@godaddy/terminus')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/@godaddy/terminus/package.json`))
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const server = http.createServer((request, response) => {
  const page = Object.hasOwn(pages, request.url) && pages[request.url]
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
})
const stops = terminus.createTerminus || terminus.terminus || terminus
stops(server, {
  healthChecks: { '/readyz': () => Promise.resolve() },
  signal: 'SIGTERM',
  timeout: 1000,
  beforeShutdown: () => new Promise((resolve) => setTimeout(resolve, 4000)),
  logger: () => {},
})
server.listen(Number(process.argv[2]), '127.0.0.1')
