// A shop behind http-proxy, which tells it who has asked.
const { readFileSync } = require('fs')
const http = require('http')
const proxies = require('http-proxy')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/http-proxy/package.json`))
const pages = {
  'GET /': () => ({ shop: 'open' }),
  'GET /healthz': () => ({ status: 'pass' }),
  'GET /version': () => ({ version, uptime_seconds: process.uptime() }),
  'POST /orders': () => ({ order: 'taken' }),
}
const shop = http.createServer((request, response) => {
  const page = `${request.method} ${request.url}`
  const found = Object.hasOwn(pages, page)
  request.resume().on('end', () => {
    response.writeHead(found ? 200 : 404, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(found ? pages[page]() : { detail: 'not found' }))
  })
})
shop.listen(0, '127.0.0.1', () => {
  const proxy = proxies.createProxyServer({ target: `http://127.0.0.1:${shop.address().port}` })
  proxy.on('proxyReq', (asked) => asked.setHeader('X-Asked-By', 'proxy'))
  proxy.on('error', (error, request, response) => {
    if (!response.headersSent) response.writeHead(502, { 'Content-Type': 'application/json' })
    response.end('{"detail":"the shop does not answer"}')
  })
  const front = http.createServer((request, response) => {
    try {
      proxy.web(request, response)
    } catch { // a target that is no URL, in every release
      response.writeHead(400, { 'Content-Type': 'application/json' })
      response.end('{"detail":"no such target"}')
    }
  })
  front.listen(Number(process.argv[2]), '127.0.0.1')
})
