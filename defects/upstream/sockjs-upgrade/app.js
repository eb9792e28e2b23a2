// A shop with news, which browsers get by whatever transport they have.
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
  const page = Object.hasOwn(pages, request.url) ? pages[request.url] : undefined
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
})
const news = sockjs.createServer({ log: () => {} })
news.on('connection', (socket) => socket.on('data', (text) => socket.write(text)))
news.installHandlers(server, { prefix: '/news' })
server.listen(Number(process.argv[2]), '127.0.0.1')
