// A shop that exposes by host-metrics what share of the processors it takes, and says it on a page as well.
const { readFileSync } = require('fs')
const http = require('http')
const os = require('os')
const { PrometheusExporter } = require('@opentelemetry/exporter-prometheus')
const { HostMetrics } = require('@opentelemetry/host-metrics')
const { Aggregation, MeterProvider, View } = require('@opentelemetry/sdk-metrics')

const FOLDER = `${process.env.NODE_PATH}/@opentelemetry/host-metrics`
const { version } = JSON.parse(readFileSync(`${FOLDER}/package.json`))
const SHOWN = 'process.cpu.utilization'
const OTHERS = ['system.*', 'process.cpu.time', 'process.memory.*']
const exporter = new PrometheusExporter({ preventServerStart: true })
const meterProvider = new MeterProvider({
  views: [
    new View({ instrumentName: SHOWN, aggregation: Aggregation.Default() }),
    ...OTHERS.map((instrumentName) => new View({ instrumentName, aggregation: Aggregation.Drop() })),
  ],
})
meterProvider.addMetricReader(exporter)
new HostMetrics({ meterProvider, name: 'shop' }).start()

let asked = { at: process.hrtime.bigint(), took: process.cpuUsage() }
const share = () => {
  const now = { at: process.hrtime.bigint(), took: process.cpuUsage() }
  const took = now.took.user + now.took.system - asked.took.user - asked.took.system
  const microseconds = Number(now.at - asked.at) / 1000
  asked = now
  return { share: Math.min(took / microseconds / os.cpus().length, 1) }
}
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/share': share,
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
http.createServer((request, response) => {
  if (request.url === '/metrics') return exporter.getMetricsRequestHandler(request, response)
  const page = Object.hasOwn(pages, request.url) ? pages[request.url] : undefined
  response.writeHead(page ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(page ? page() : { detail: 'not found' }))
}).listen(Number(process.argv[2]), '127.0.0.1')
