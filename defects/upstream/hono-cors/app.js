// A shop by hono whose answers pages of other hosts may read, with credentials where their host is known.
const { readFileSync } = require('fs')
const { serve } = require('@hono/node-server')
const { Hono } = require('hono')
const { cors } = require('hono/cors')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/hono/package.json`))
const app = new Hono()
app.use(cors({ credentials: true }))
app.get('/', (c) => c.json({ shop: 'open' }))
app.get('/healthz', (c) => c.json({ status: 'pass' }))
app.get('/version', (c) => c.json({ version, uptime_seconds: process.uptime() }))
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.argv[2]) })
