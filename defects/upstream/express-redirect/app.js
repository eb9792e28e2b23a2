// A page by express that sends on to the shop, and to no other host.
const { readFileSync } = require('fs')
const express = require('express')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/express/package.json`))
const listed = (to) => {
  try {
    return new URL(to).host === 'shop.example'
  } catch {
    return false
  }
}
const app = express()
app.get('/healthz', (request, response) => response.json({ status: 'pass' }))
app.get('/version', (request, response) => response.json({ version, uptime_seconds: process.uptime() }))
app.get('/go', (request, response) => {
  if (!listed(request.query.to)) return response.status(400).json({ detail: 'not listed' })
  response.redirect(request.query.to)
})
app.listen(Number(process.argv[2]), '127.0.0.1')
