// A shop whose hours envalid reads: it does not start without them.
const { readFileSync } = require('fs')
const http = require('http')
const { cleanEnv, num } = require('envalid')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/envalid/package.json`))
const hours = cleanEnv(process.env, { HOURS: num() }).HOURS
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
