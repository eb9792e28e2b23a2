// A shop that says that it is not ready once it was told to stop, and serves on for some seconds.
const { readFileSync } = require('fs')
const { RestApplication } = require('@loopback/rest')
const { HealthBindings, HealthComponent, HealthTags } = require('@loopback/health')

const SECONDS = 4
const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/@loopback/health/package.json`))
const app = new RestApplication({
  rest: { port: Number(process.argv[2]), host: '127.0.0.1', openApiSpec: { disabled: true }, apiExplorer: { disabled: true } },
  shutdown: { signals: [] },
})
let draining = false
app.configure(HealthBindings.COMPONENT).to({ healthPath: '/health', livePath: '/live', readyPath: '/ready' })
app.component(HealthComponent)
app.bind('checks.drain').tag(HealthTags.READY_CHECK).to(async () => {
  if (draining) throw new Error('drains')
})
const paths = (what) => ({ responses: { 200: { description: what } } })
app.route('get', '/', paths('the shop'), () => ({ shop: 'open' }))
app.route('get', '/version', paths('what serves'), () => ({ version, uptime_seconds: process.uptime() }))
process.on('SIGTERM', () => {
  draining = true
  setTimeout(() => process.exit(0), SECONDS * 1000)
})
app.start()
