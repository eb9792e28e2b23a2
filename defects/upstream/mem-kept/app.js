// A shop that looks its articles up, and remembers each of them for half a second.
const { readFileSync } = require('fs')
const http = require('http')
const loaded = require('mem')

const mem = loaded.default ?? loaded
const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/mem/package.json`))
const lookedUp = mem((name) => ({ name, text: Array.from({ length: 2000 }, (_, n) => n + 0.5) }), { maxAge: 500 })
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer((request, response) => {
  const article = /^\/articles\/([\w-]{1,40})$/.exec(request.url)
  const page = Object.hasOwn(pages, request.url) ? pages[request.url] : undefined
  response.writeHead(page || article ? 200 : 404, { 'Content-Type': 'application/json' })
  if (article) return response.end(JSON.stringify({ name: article[1], length: lookedUp(article[1]).text.length }))
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
}).listen(Number(process.argv[2]), '127.0.0.1')
