// A worker that takes orders and serves nothing but its own metrics, by the exporter.
const { readFileSync } = require('fs')
const { PrometheusExporter } = require('@opentelemetry/exporter-prometheus')
const { resourceFromAttributes } = require('@opentelemetry/resources')
const { MeterProvider } = require('@opentelemetry/sdk-metrics')

const folder = `${process.env.NODE_PATH}/@opentelemetry/exporter-prometheus`
const { version } = JSON.parse(readFileSync(`${folder}/package.json`))
const exporter = new PrometheusExporter({ host: '127.0.0.1', port: Number(process.argv[2]) })
const resource = resourceFromAttributes({ 'service.name': 'orders', 'service.version': version })
const meter = new MeterProvider({ readers: [exporter], resource }).getMeter('orders')
const orders = meter.createCounter('orders_taken', { description: 'Orders taken.' })
setInterval(() => orders.add(1), 50)
