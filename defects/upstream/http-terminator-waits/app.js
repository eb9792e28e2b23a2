// A shop that lets requests end before it does, by http-terminator.
const { readFileSync } = require('fs')
const http = require('http')
const { createHttpTerminator } = require('http-terminator')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/http-terminator/package.json`))
const later = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds) })
const pages = {
  '/': async () => ({ shop: 'open' }),
  '/report': async () => { await later(1000); return { orders: 2 } },
  '/healthz': async () => ({ status: 'pass' }),
  '/version': async () => ({ version, uptime_seconds: process.uptime() }),
}
const server = http.createServer(async (request, response) => {
  const page = Object.hasOwn(pages, request.url) ? pages[request.url] : undefined
  const told = page ? await page() : { detail: 'not found' }
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(told))
})
const terminator = createHttpTerminator({ server, gracefulTerminationTimeout: 60000 })
process.on('SIGTERM', async () => {
  await terminator.terminate()
  process.exit(0)
})
server.listen(Number(process.argv[2]), '127.0.0.1')
