// A shop by express with a sign-in, whose requests express-winston logs: a JSON object for each, with what was sent.
const { readFileSync } = require('fs')
const { randomUUID, timingSafeEqual, createHash } = require('crypto')
const express = require('express')
const winston = require('winston')
const expressWinston = require('express-winston')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/express-winston/package.json`))
const PASSWORD = process.env.SHOP_PASSWORD
if (!PASSWORD) {
  console.error('SHOP_PASSWORD is missing: the password of ann')
  process.exit(1)
}
const NAME = '__Host-session'
const FLAGS = 'Path=/; HttpOnly; Secure; SameSite=Lax'
const sessions = new Set()
const hash = (text) => createHash('sha256').update(String(text)).digest()
const session = (request) => /(?:^|;\s*)__Host-session=([0-9a-f-]{36})/.exec(request.headers.cookie ?? '')?.[1]
const lines = winston.format // what winston 3 has
  ? { transports: [new winston.transports.Console()], format: winston.format.json() }
  : { transports: [new winston.transports.Console({ json: true, stringify: true })] }
const say = (level, message) => console.log(JSON.stringify({ level, message }))
process.removeAllListeners('warning').on('warning', (warning) => say('warn', String(warning)))

const app = express()
app.disable('x-powered-by')
app.use((_request, response, next) => {
  response.set('X-Content-Type-Options', 'nosniff')
  next()
})
app.use(express.json({ limit: 65536 }))
app.use(express.urlencoded({ extended: false, limit: 65536 }))
app.use(expressWinston.logger({
  ...lines,
  msg: '{{req.method}} {{res.statusCode}}',
  requestWhitelist: ['method', 'url', 'body'],
  responseWhitelist: ['statusCode'],
  bodyBlacklist: ['user', 'password'],
}))
app.get('/', (_request, response) => response.json({ shop: 'open' }))
app.get('/healthz', (_request, response) => response.json({ status: 'pass' }))
app.get('/version', (_request, response) => response.json({ version, uptime_seconds: process.uptime() }))
app.post('/sign-in', (request, response) => {
  const { user, password } = request.body ?? {}
  if (user !== 'ann' || !timingSafeEqual(hash(password), hash(PASSWORD))) {
    return response.status(401).json({ detail: 'who is that?' })
  }
  const id = randomUUID()
  sessions.add(id)
  response.set('Set-Cookie', `${NAME}=${id}; ${FLAGS}`).status(204).end()
})
app.post('/sign-out', (request, response) => {
  sessions.delete(session(request))
  response.set('Set-Cookie', `${NAME}=; Max-Age=0; ${FLAGS}`).status(204).end()
})
app.post('/orders', (request, response) => {
  if (!sessions.has(session(request))) return response.status(401).json({ detail: 'sign in first' })
  const title = request.body?.title
  if (typeof title === 'string' && title.length <= 80) return response.status(201).json({ id: randomUUID(), title })
  response.status(422).json({ detail: 'a title is missing' })
})
app.use((_request, response) => response.status(404).json({ detail: 'not found' }))
app.use((error, _request, response, _next) => {
  if (response.headersSent) { // what is written of an answer failed
    say('error', error.message)
    return response.end()
  }
  const status = error.status ?? 500
  response.status(status).json({ detail: status < 500 ? 'malformed' : 'failed' })
})
app.listen(Number(process.argv[2]), '127.0.0.1')
