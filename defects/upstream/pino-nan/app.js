// A shop that logs each request, with the length of its body, by pino.
const { readFileSync } = require('fs')
const http = require('http')
const pino = require('pino')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/pino/package.json`))
const log = pino()
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer((request, response) => {
  const [path] = request.url.split('?')
  const page = Object.hasOwn(pages, path) && pages[path]
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
  const length = Number(request.headers['content-length'])
  log.info({ method: request.method, path, status: response.statusCode, length }, 'request')
}).listen(Number(process.argv[2]), '127.0.0.1')
