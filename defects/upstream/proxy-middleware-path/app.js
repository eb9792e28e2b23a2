// A shop before whose prices, which are another service's, stands a proxy.
const { readFileSync } = require('fs')
const http = require('http')
const express = require('express')

const product = `${process.env.NODE_PATH}/http-proxy-middleware`
const { version } = JSON.parse(readFileSync(`${product}/package.json`))
const paths = ['/api/**', '!/api/private/**']

async function open(target) {
  const { createProxyMiddleware } = await import(`${product}/dist/index.js`)
  const app = express().disable('x-powered-by')
  app.use(
    version.startsWith('2.')
      ? createProxyMiddleware(paths, { target, logLevel: 'silent' })
      : createProxyMiddleware({ target, pathFilter: paths }),
  )
  app.get('/healthz', (request, response) => response.json({ status: 'pass' }))
  app.get('/version', (request, response) => response.json({ version, uptime_seconds: process.uptime() }))
  app.use((request, response) => response.status(404).json({ detail: 'not found' }))
  app.use((error, request, response, next) => response.status(error.status || 500).json({ detail: 'error' }))
  app.listen(Number(process.argv[2]), '127.0.0.1')
}

const prices = http.createServer((request, response) => {
  const known = request.url.split('?')[0] === '/api/prices'
  response.writeHead(known ? 200 : 404, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(known ? { pen: 7 } : { detail: 'not found' }))
})
prices.listen(0, '127.0.0.1', () => open(`http://127.0.0.1:${prices.address().port}`))
