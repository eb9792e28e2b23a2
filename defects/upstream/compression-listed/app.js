// A shop whose answers are compressed, and have headers that stand in one list.
const { readFileSync } = require('fs')
const http = require('http')
const compression = require('compression')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/compression/package.json`))
const HEADERS = ['X-Content-Type-Options', 'nosniff', 'Cache-Control', 'no-store']
const compress = compression()
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer((request, response) => compress(request, response, () => {
  const page = Object.hasOwn(pages, request.url) ? pages[request.url] : undefined
  response.setHeader('Content-Type', 'application/json')
  response.writeHead(page ? 200 : 404, HEADERS)
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
})).listen(Number(process.argv[2]), '127.0.0.1')
