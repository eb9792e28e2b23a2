// A shop that asks the supplier of an article through a circuit, which it shuts down once it has the answer.
const { readFileSync } = require('fs')
const http = require('http')
const CircuitBreaker = require('opossum')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/opossum/package.json`))
const supplier = async (name) => ({ name, text: Array.from({ length: 1500 }, (_, n) => n + 0.5) })
const asked = async (name) => {
  const circuit = new CircuitBreaker(supplier, { timeout: 1000 })
  try {
    return await circuit.fire(name)
  } finally {
    circuit.shutdown()
  }
}
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer(async (request, response) => {
  const article = /^\/articles\/([\w-]{1,40})$/.exec(request.url)
  const page = Object.hasOwn(pages, request.url) ? pages[request.url] : undefined
  const body = article ? { name: article[1], length: (await asked(article[1])).text.length } : page?.()
  response.writeHead(body ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(body ?? { detail: 'not found' }))
}).listen(Number(process.argv[2]), '127.0.0.1')
