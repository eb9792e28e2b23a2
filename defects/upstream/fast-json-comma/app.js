// A shop that writes its articles by fast-json-stringify.
const { readFileSync } = require('fs')
const http = require('http')
const build = require('fast-json-stringify')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/fast-json-stringify/package.json`))
const article = build({
  type: 'object',
  properties: { id: { type: 'string' }, price: { type: 'number' }, rent: { type: 'number' } },
  required: ['id'],
  anyOf: [{ type: 'object', required: ['price'] }, { type: 'object', required: ['rent'] }],
})
const pages = {
  '/': () => JSON.stringify({ shop: 'open' }),
  '/article': () => article({ id: 'a1', price: 2 }),
  '/healthz': () => JSON.stringify({ status: 'pass' }),
  '/version': () => JSON.stringify({ version, uptime_seconds: process.uptime() }),
}
http.createServer((request, response) => {
  const page = Object.hasOwn(pages, request.url) && pages[request.url]
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(page ? page() : JSON.stringify({ detail: 'not found' }))
}).listen(Number(process.argv[2]), '127.0.0.1')
