// A shop with a page for those who have a password, whose log is morgan's, as Apache writes one.
const { readFileSync } = require('fs')
const http = require('http')
const morgan = require('morgan')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/morgan/package.json`))
const PASSWORD = `Basic ${Buffer.from('ann:not one of production').toString('base64')}`
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/orders': () => ({ orders: 0 }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const log = morgan('combined')
http.createServer((request, response) => log(request, response, () => {
  const page = request.method === 'GET' && Object.hasOwn(pages, request.url) ? pages[request.url] : undefined
  const strange = request.url === '/orders' && request.headers.authorization !== PASSWORD
  response.statusCode = !page ? 404 : strange ? 401 : 200
  response.setHeader('Content-Type', 'application/json')
  if (strange) response.setHeader('WWW-Authenticate', 'Basic realm="shop"')
  response.end(JSON.stringify(response.statusCode === 200 ? page() : { status: response.statusCode }))
})).listen(Number(process.argv[2]), '127.0.0.1')
