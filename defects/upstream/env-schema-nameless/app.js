// A shop whose limits env-schema reads from its variables.
const { readFileSync } = require('fs')
const http = require('http')
const loaded = require('env-schema')

const read = loaded.default ?? loaded
const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/env-schema/package.json`))
const schema = {
  type: 'object',
  properties: { SHOP_LIMIT: { type: 'integer', default: 20 }, SHOP_RATE: { type: 'number', default: 2.5 } },
}
const checked = () => {
  try {
    return read({ schema })
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
const settings = checked()
const pages = {
  '/': () => ({ orders: settings.SHOP_LIMIT, rate: settings.SHOP_RATE }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer((request, response) => {
  const page = Object.hasOwn(pages, request.url) && pages[request.url]
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
}).listen(Number(process.argv[2]), '127.0.0.1')
