// A shop by express whose requests prometheus-api-metrics counts.
const { readFileSync } = require('fs')
const express = require('express')
const counted = require('prometheus-api-metrics')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/prometheus-api-metrics/package.json`))
const app = express()
app.disable('x-powered-by')
app.use(counted())
app.get('/', (_request, response) => response.json({ shop: 'open' }))
app.get('/orders/:id', (request, response) => {
  if (!/^\d{1,9}$/.test(request.params.id)) return response.status(422).json({ detail: 'no number' })
  response.json({ id: Number(request.params.id), lines: 2 })
})
app.get('/healthz', (_request, response) => response.json({ status: 'pass' }))
app.get('/version', (_request, response) => response.json({ version, uptime_seconds: process.uptime() }))
app.use((_request, response) => response.status(404).json({ detail: 'not found' }))
app.use((error, _request, response, _next) => {
  const status = error.status ?? 500
  response.status(status).json({ detail: status < 500 ? 'malformed' : 'failed' })
})
app.listen(Number(process.argv[2]), '127.0.0.1')
