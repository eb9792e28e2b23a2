// An echo over engine.io, beside a page.
const { readFileSync } = require('fs')
const http = require('http')
const engine = require('engine.io')
const { Server } = require('ws') // the one that engine.io brings has a fault of its own

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/engine.io/package.json`))
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const server = http.createServer((request, response) => {
  const found = Object.hasOwn(pages, request.url)
  response.writeHead(found ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(found ? pages[request.url]() : { detail: 'not found' }))
})
const echo = engine.attach(server, { wsEngine: Server })
echo.on('connection', (socket) => socket.on('message', (message) => socket.send(message)))
server.listen(Number(process.argv[2]), '127.0.0.1')
