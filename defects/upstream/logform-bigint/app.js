// A shop that logs each request by winston, as logform writes it; an order has a number beyond 2 ** 53.
const { readFileSync } = require('fs')
const http = require('http')
const winston = require('winston')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/logform/package.json`))
const log = winston.createLogger({
  format: winston.format.json(),
  transports: [new winston.transports.Console()],
})
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/orders': () => ({ number: '9007199254740993' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer((request, response) => {
  const page = Object.hasOwn(pages, request.url) && pages[request.url]
  const status = page ? 200 : 404
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
  const order = request.url === '/orders' ? { order: 9007199254740993n } : {}
  log.info('answered', { path: request.url, method: request.method, status, ...order })
}).listen(Number(process.argv[2]), '127.0.0.1')
