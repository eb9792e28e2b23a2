// A shop by hono whose requests @hono/otel counts and times, for Prometheus to read.
const { randomUUID } = require('crypto')
const { readFileSync } = require('fs')
const http = require('http')
const { getRequestListener } = require('@hono/node-server')
const { httpInstrumentationMiddleware } = require('@hono/otel')
const { PrometheusExporter } = require('@opentelemetry/exporter-prometheus')
const metrics = require('@opentelemetry/sdk-metrics')
const { AggregationType, MeterProvider, createAllowListAttributesProcessor } = metrics
const { Hono } = require('hono')
const { bodyLimit } = require('hono/body-limit')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/@hono/otel/package.json`))
const told = { preventServerStart: true, withoutScopeInfo: true, withoutTargetInfo: true }
const exporter = new PrometheusExporter(told)
const labels = ['http.request.method', 'http.response.status_code', 'http.route']
const attributesProcessors = [createAllowListAttributesProcessor(labels)]
const boundaries = [0.01, 0.05, 0.1, 0.5, 1, 5]
const meterProvider = new MeterProvider({
  readers: [exporter],
  views: [
    { instrumentName: 'http.server.active_requests', attributesProcessors },
    {
      instrumentName: 'http.server.request.duration',
      attributesProcessors,
      aggregation: { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM, options: { boundaries } },
    },
  ],
})

const app = new Hono()
app.use(httpInstrumentationMiddleware({ meterProvider }))
app.use(bodyLimit({ maxSize: 65536, onError: (context) => context.json({ detail: 'too large' }, 413) }))
app.get('/', (context) => context.json({ shop: 'open' }))
app.get('/orders/:id', (context) => context.json({ id: context.req.param('id'), lines: 2 }))
app.post('/orders', async (context) => {
  const order = await context.req.json().catch(() => null)
  if (typeof order?.title !== 'string') return context.json({ detail: 'a title is missing' }, 422)
  return context.json({ id: randomUUID(), title: order.title.slice(0, 80) }, 201)
})
app.get('/healthz', (context) => context.json({ status: 'pass' }))
app.get('/version', (context) => context.json({ version, uptime_seconds: process.uptime() }))
app.notFound((context) => context.json({ detail: 'not found' }, 404))
app.onError((_error, context) => context.json({ detail: 'internal error' }, 500))

const answer = getRequestListener(app.fetch)
http.createServer((request, response) => {
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) {
    response.writeHead(405, { 'Content-Type': 'application/json', Connection: 'close' })
    response.end(JSON.stringify({ detail: 'method not allowed' }))
  } else if (request.url === '/metrics' && request.method === 'GET') {
    exporter.getMetricsRequestHandler(request, response)
  } else answer(request, response)
}).listen(Number(process.argv[2]), '127.0.0.1')
