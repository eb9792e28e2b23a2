// A queue that takes jobs by the batch, an empty one too, and counts them by a gauge of prom-client.
const { readFileSync } = require('fs')
const http = require('http')
const prom = require('prom-client')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/prom-client/package.json`))
const gauge = new prom.Gauge({ name: 'jobs_waiting', help: 'Jobs that wait.' })
gauge.set(0)
const waiting = []
const taken = async (request) => {
  let body = ''
  for await (const part of request) body += part
  const { jobs } = JSON.parse(body)
  waiting.push(...jobs)
  gauge.inc(jobs.length)
  return { taken: jobs.length }
}
const pages = {
  'GET /healthz': () => ({ status: 'pass' }),
  'GET /version': () => ({ version, uptime_seconds: process.uptime() }),
  'GET /jobs': () => ({ waiting: waiting.length }),
  'POST /jobs': taken,
}
http.createServer(async (request, response) => {
  const page = `${request.method} ${request.url}`
  if (page === 'GET /metrics') {
    response.setHeader('Content-Type', prom.register.contentType)
    return response.end(await prom.register.metrics())
  }
  response.setHeader('Content-Type', 'application/json')
  try {
    response.statusCode = Object.hasOwn(pages, page) ? 200 : 404
    response.end(JSON.stringify(Object.hasOwn(pages, page) ? await pages[page](request) : { detail: 'not found' }))
  } catch {
    response.statusCode = 400
    response.end(JSON.stringify({ detail: 'malformed' }))
  }
}).listen(Number(process.argv[2]), '127.0.0.1')
