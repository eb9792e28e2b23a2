// A shop that remembers its prices for an hour. Told to stop, it takes nothing more, and ends once nothing is left.
const { readFileSync } = require('fs')
const http = require('http')
const memoize = require('memoizee')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/memoizee/package.json`))
const prices = memoize((currency) => ({ currency, tea: 3 }), { maxAge: 3600000 })
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/prices': () => prices('EUR'),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const server = http.createServer((request, response) => {
  const page = Object.hasOwn(pages, request.url) ? pages[request.url] : undefined
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
})
process.on('SIGTERM', () => {
  server.close()
  server.closeIdleConnections()
})
server.listen(Number(process.argv[2]), '127.0.0.1')
