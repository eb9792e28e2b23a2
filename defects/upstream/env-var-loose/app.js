// A shop whose hours env-var reads: it does not start with odd ones.
const { readFileSync } = require('fs')
const http = require('http')
const env = require('env-var')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/env-var/package.json`))
const hours = env.get('HOURS').default('8').asIntPositive()
const pages = {
  '/': () => ({ hours }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer((request, response) => {
  const page = Object.hasOwn(pages, request.url) && pages[request.url]
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
}).listen(Number(process.argv[2]), '127.0.0.1')
