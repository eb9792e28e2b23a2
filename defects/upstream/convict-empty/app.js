// A shop whose hours convict reads: it does not start with odd ones.
const { readFileSync } = require('fs')
const http = require('http')
const convict = require('convict')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/convict/package.json`))
const settings = convict({ hours: { doc: 'How long it is open.', format: 'int', default: 8, env: 'HOURS' } })
try {
  settings.validate()
} catch (error) {
  console.error(`HOURS: ${error.message}`)
  process.exit(1)
}
const pages = {
  '/': () => ({ hours: settings.get('hours') }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer((request, response) => {
  const page = Object.hasOwn(pages, request.url) && pages[request.url]
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
}).listen(Number(process.argv[2]), '127.0.0.1')
