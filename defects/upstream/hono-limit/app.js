// Events, taken note of by hono: a body has a limit, and the handler does not read it.
const { readFileSync } = require('fs')
const { serve } = require('@hono/node-server')
const { Hono } = require('hono')
const { bodyLimit } = require('hono/body-limit')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/hono/package.json`))
const app = new Hono()
app.use(bodyLimit({ maxSize: 1000, onError: (c) => c.json({ detail: 'too large' }, 413) }))
app.get('/healthz', (c) => c.json({ status: 'pass' }))
app.get('/version', (c) => c.json({ version, uptime_seconds: process.uptime() }))
app.post('/events', (c) => c.json({ events: 'noted' }, 202))
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.argv[2]) })
