// A shop whose receipts are printed by generic-pool: by four printers at most, each of which prints once and is given up.
const { readFileSync } = require('fs')
const http = require('http')
const { createPool } = require('generic-pool')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/generic-pool/package.json`))
const MILLISECONDS = 30
const later = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds) })
let made = 0
const printers = createPool(
  { create: async () => ({ number: ++made }), destroy: async () => {} },
  { min: 0, max: 4 },
)
const print = async (name) => {
  const printer = await printers.acquire()
  await later(MILLISECONDS)
  printers.destroy(printer).catch(() => {})
  return { receipt: name, printer: printer.number }
}
const pages = {
  '/healthz': async () => ({ status: 'pass' }),
  '/version': async () => ({ version, uptime_seconds: process.uptime() }),
}
const found = (path) => {
  const [, name] = /^\/receipts\/([0-9a-z-]{1,40})$/.exec(path) ?? []
  return name ? () => print(name) : Object.hasOwn(pages, path) ? pages[path] : undefined
}
http.createServer(async (request, response) => {
  const page = found(request.url)
  const told = page ? await page() : { detail: 'not found' }
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(told))
}).listen(Number(process.argv[2]), '127.0.0.1')
