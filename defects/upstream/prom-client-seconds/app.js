// A backup that says by a gauge of prom-client when it last succeeded.
const { readFileSync } = require('fs')
const http = require('http')
const prom = require('prom-client')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/prom-client/package.json`))
const last = new prom.Gauge({
  name: 'backup_last_success_timestamp_seconds', help: 'When the last backup succeeded.',
})
const backedUp = () => last.setToCurrentTime()
backedUp()
setInterval(backedUp, 1000)
const pages = {
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer(async (request, response) => {
  if (request.url === '/metrics') {
    response.setHeader('Content-Type', prom.register.contentType)
    return response.end(await prom.register.metrics())
  }
  const page = Object.hasOwn(pages, request.url) && pages[request.url]
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
}).listen(Number(process.argv[2]), '127.0.0.1')
