// A sign-in by express that lets each client try five times a minute, on a socket of both families.
const { readFileSync } = require('fs')
const express = require('express')
const { rateLimit } = require('express-rate-limit')

const folder = `${process.env.NODE_PATH}/express-rate-limit`
const { version } = JSON.parse(readFileSync(`${folder}/package.json`))
const app = express()
app.get('/healthz', (request, response) => response.json({ status: 'pass' }))
app.get('/version', (request, response) => response.json({ version, uptime_seconds: process.uptime() }))
const limited = rateLimit({ windowMs: 60_000, limit: 5, message: { detail: 'later' } })
app.post('/sign-in', limited, express.urlencoded({ extended: false }), (request, response) => {
  if (request.body.password !== 'correct horse') return response.status(401).json({ detail: 'wrong' })
  response.redirect(303, '/healthz')
})
app.listen(Number(process.argv[2]), '::')
