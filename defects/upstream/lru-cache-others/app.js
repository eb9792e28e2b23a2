// A shop that remembers a thousand prices by lru-cache, and rather tells none than another article's.
const { readFileSync } = require('fs')
const http = require('http')
const found = require('lru-cache')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/lru-cache/package.json`))
const Cache = found.LRUCache ?? found
const cache = new Cache({ max: 1000 })
const price = (article) => {
  let told = cache.get(article)
  if (told === undefined) {
    told = { article, price: article.length }
    cache.set(article, told)
  }
  return told.article === article ? [200, told] : [500, { detail: 'another article' }]
}
const pages = {
  '/healthz': () => [200, { status: 'pass' }],
  '/version': () => [200, { version, uptime_seconds: process.uptime() }],
}
const answer = (path) => {
  const [, article] = /^\/prices\/([0-9a-z-]{1,40})$/.exec(path) ?? []
  if (article) return price(article)
  return Object.hasOwn(pages, path) ? pages[path]() : [404, { detail: 'not found' }]
}
http.createServer((request, response) => {
  const [status, told] = answer(request.url)
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(told))
}).listen(Number(process.argv[2]), '127.0.0.1')
