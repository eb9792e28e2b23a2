// A shop that @cloudnative/health calls ready once it has its prices, which takes seconds, and its texts.
const { readFileSync } = require('fs')
const http = require('http')
const health = require('@cloudnative/health')

const SECONDS = 3
const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/@cloudnative/health/package.json`))
const later = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds) })
let prices
const loaded = later(SECONDS * 1000).then(() => { prices = { pen: 3, ink: 5 } })
const translated = later(10)

const checker = new health.HealthChecker()
const checks = { prices: loaded, texts: translated }
for (const [name, done] of Object.entries(checks)) {
  if (health.StartupCheck) checker.registerStartupCheck(new health.StartupCheck(name, () => done))
  else checker.registerReadinessCheck(new health.ReadinessCheck(name, done)) // which meant a start before 2.0
}
const ready = async () => {
  const { status } = await checker.getStatus()
  return status === 'UP' ? [200, { status: 'pass' }] : [503, { status: 'fail' }]
}
const pages = {
  '/': async () => prices ? [200, { shop: 'open', prices }] : [503, { detail: 'not yet' }],
  '/ready': ready,
  '/healthz': async () => [200, { status: 'pass' }],
  '/version': async () => [200, { version, uptime_seconds: process.uptime() }],
}
const server = http.createServer(async (request, response) => {
  const page = Object.hasOwn(pages, request.url) ? pages[request.url] : undefined
  const [status, told] = page ? await page() : [404, { detail: 'not found' }]
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(told))
})
process.on('SIGTERM', () => {
  server.close(() => process.exit(0))
  server.closeIdleConnections()
})
server.listen(Number(process.argv[2]), '127.0.0.1')
