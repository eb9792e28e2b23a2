// An echo over sockjs, beside a page.
const { readFileSync } = require('fs')
const http = require('http')
const sockjs = require('sockjs')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/sockjs/package.json`))
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const server = http.createServer((request, response) => {
  if (request.url.startsWith('/echo')) return
  const found = Object.hasOwn(pages, request.url)
  response.writeHead(found ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(found ? pages[request.url]() : { detail: 'not found' }))
})
const echo = sockjs.createServer({ log: () => {} })
echo.on('connection', (socket) => socket && socket.on('data', (message) => socket.write(message)))
echo.installHandlers(server, { prefix: '/echo' })
server.listen(Number(process.argv[2]), '127.0.0.1')
