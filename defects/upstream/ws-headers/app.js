// A greeting over a WebSocket by ws, beside a few pages of Node.js itself.
const { readFileSync } = require('fs')
const http = require('http')
const { WebSocketServer } = require('ws')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/ws/package.json`))
const pages = {
  '/': () => ({ greeting: 'at a WebSocket' }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const server = http.createServer((request, response) => {
  const page = Object.hasOwn(pages, request.url) && pages[request.url]
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
})
new WebSocketServer({ server }).on('connection', (socket) => {
  socket.on('error', () => socket.terminate()) // as ws says: an error that nobody hears ends the process
  socket.send('hello')
})
server.listen(Number(process.argv[2]), '127.0.0.1')
