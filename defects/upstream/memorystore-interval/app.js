// A shop with sessions, which memorystore keeps. Told to stop, it takes nothing more, and ends once nothing is left.
const { readFileSync } = require('fs')
const http = require('http')
const session = require('express-session')
const MemoryStore = require('memorystore')(session)

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/memorystore/package.json`))
const DAY = 86400000
const sessions = session({
  cookie: { httpOnly: true, maxAge: DAY, sameSite: 'lax', secure: true },
  resave: false,
  saveUninitialized: false,
  secret: 'not one of production',
  store: new MemoryStore({ checkPeriod: DAY }),
})
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const answer = (response, status, body) => {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(body))
}
const server = http.createServer((request, response) => {
  const serve = () => {
    const page = Object.hasOwn(pages, request.url) ? pages[request.url] : undefined
    answer(response, page ? 200 : 404, page ? page() : { detail: 'not found' })
  }
  try {
    sessions(request, response, serve)
  } catch { // a target that is no URL, which a framework would answer
    answer(response, 400, { detail: 'no URL' })
  }
})
process.on('SIGTERM', () => {
  server.close()
  server.closeIdleConnections()
})
server.listen(Number(process.argv[2]), '127.0.0.1')
