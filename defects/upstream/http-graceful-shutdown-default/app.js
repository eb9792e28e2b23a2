// A shop that counts its stock every second, and is told to end by http-graceful-shutdown.
const { readFileSync } = require('fs')
const http = require('http')
const found = require('http-graceful-shutdown')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/http-graceful-shutdown/package.json`))
let counted = 0
const pages = {
  '/': () => ({ shop: 'open' }),
  '/stock': () => ({ counted }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const server = http.createServer((request, response) => {
  const page = Object.hasOwn(pages, request.url) ? pages[request.url] : undefined
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
})
setInterval(() => { counted += 1 }, 1000)
;(found.default ?? found)(server, { timeout: 5000 })
server.listen(Number(process.argv[2]), '127.0.0.1')
