// A shop whose limits and titles config reads, from files and from variables.
const { readFileSync } = require('fs')
const http = require('http')
const config = require('config')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/config/package.json`))
const limits = config.get('limits')
const pages = {
  '/': () => ({ orders: limits.orders }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer((request, response) => {
  const page = Object.hasOwn(pages, request.url) && pages[request.url]
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
}).listen(Number(process.argv[2]), '127.0.0.1')
