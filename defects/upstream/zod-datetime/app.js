// A shop whose settings zod reads: it does not start without the moment at which its sale ends.
const { readFileSync } = require('fs')
const http = require('http')
const { z } = require('zod')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/zod/package.json`))
const read = z.object({ SALE_ENDS: z.string().datetime() }).safeParse(process.env)
if (!read.success) {
  const wrong = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  process.stderr.write(`${wrong.join('\n')}\n`)
  process.exit(2)
}
const ends = read.data.SALE_ENDS
const pages = {
  '/': () => ({ sale: Date.now() < Date.parse(ends) }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer((request, response) => {
  const page = Object.hasOwn(pages, request.url) && pages[request.url]
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
}).listen(Number(process.argv[2]), '127.0.0.1')
