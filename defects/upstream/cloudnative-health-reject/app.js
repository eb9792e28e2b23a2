// A shop whose probes are @cloudnative/health-connect's: it is ready once its stock is read, seconds later.
const { readFileSync } = require('fs')
const http = require('http')
const health = require('@cloudnative/health-connect')

const SECONDS = 4
const folder = `${process.env.NODE_PATH}/@cloudnative/health`
const { version } = JSON.parse(readFileSync(`${folder}/package.json`))
let stock = null
setTimeout(() => { stock = { apples: 12, pears: 14 } }, SECONDS * 1000)

const checker = new health.HealthChecker()
const read = () => new Promise((resolve, reject) => { if (stock) resolve(); else reject() })
checker.registerReadinessCheck(new health.ReadinessCheck('stock', read))
const probes = { '/live': health.LivenessEndpoint(checker), '/ready': health.ReadinessEndpoint(checker) }
const pages = {
  '/': () => ({ shop: 'open' }),
  '/stock': () => stock,
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer((request, response) => {
  const tell = (status, told) => {
    response.writeHead(status, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify(told))
  }
  if (request.method === 'GET' && Object.hasOwn(probes, request.url)) {
    response.setHeader('Content-Type', 'application/json')
    probes[request.url](request, response)
  } else if (!Object.hasOwn(pages, request.url)) tell(404, { detail: 'not found' })
  else if (pages[request.url]()) tell(200, pages[request.url]())
  else tell(503, { detail: 'not yet' })
}).listen(Number(process.argv[2]), '127.0.0.1')
