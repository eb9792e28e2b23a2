// A shop that counts its orders by a counter of prom-client.
const { readFileSync } = require('fs')
const http = require('http')
const prom = require('prom-client')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/prom-client/package.json`))
const orders = new prom.Counter({ name: 'orders_total', help: 'Orders taken.' })
orders.inc({}, 1)
const pages = {
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer(async (request, response) => {
  if (request.url === '/metrics') {
    response.setHeader('Content-Type', prom.register.contentType)
    return response.end(await prom.register.metrics())
  }
  const page = Object.hasOwn(pages, request.url) && pages[request.url]
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
}).listen(Number(process.argv[2]), '127.0.0.1')
