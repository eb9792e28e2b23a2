// A shop that asks once for each price at a time, by async-cache-dedupe, and remembers a thousand for a minute.
const { readFileSync } = require('fs')
const http = require('http')
const { createCache } = require('async-cache-dedupe')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/async-cache-dedupe/package.json`))
const cache = createCache({ ttl: 60, storage: { type: 'memory', options: { size: 1000 } } })
cache.define('price', async ({ article }) => ({ article, price: article.length }))
const pages = {
  '/healthz': async () => ({ status: 'pass' }),
  '/version': async () => ({ version, uptime_seconds: process.uptime() }),
}
const found = (path) => {
  const [, article] = /^\/prices\/([0-9a-z-]{1,80})$/.exec(path) ?? []
  return article ? () => cache.price({ article, currency: 'EUR', market: 'everybody' }) : pages[path]
}
http.createServer(async (request, response) => {
  const page = Object.hasOwn(pages, request.url) || request.url.startsWith('/prices/') ? found(request.url) : undefined
  const told = page ? await page() : { detail: 'not found' }
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(told))
}).listen(Number(process.argv[2]), '127.0.0.1')
