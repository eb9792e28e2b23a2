// A shop with a sign-in, whose sessions are express-session's.
const { readFileSync } = require('fs')
const http = require('http')
const session = require('express-session')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/express-session/package.json`))
const sessions = session({
  cookie: { httpOnly: true, sameSite: 'lax', secure: true },
  name: 'shop',
  proxy: true, // what stands before it speaks TLS
  resave: false,
  saveUninitialized: false,
  secret: 'not one of production',
})
const read = async (request) => {
  let body = ''
  for await (const part of request) body += part
  return new URLSearchParams(body)
}
const renewed = (request) => new Promise((resolve, reject) => {
  request.session.regenerate((error) => (error ? reject(error) : resolve()))
})
const signIn = async (request) => {
  if ((await read(request)).get('password') !== 'right') return 401
  await renewed(request)
  request.session.user = 'ann'
  return 303
}
const pages = {
  'GET /': () => ({ shop: 'open' }),
  'GET /healthz': () => ({ status: 'pass' }),
  'GET /version': () => ({ version, uptime_seconds: process.uptime() }),
}
const serve = async (request, response) => {
  const asked = `${request.method} ${request.url}`
  const page = Object.hasOwn(pages, asked) ? pages[asked] : undefined
  const status = asked === 'POST /sign-in' ? await signIn(request) : page ? 200 : 404
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json')
  if (status === 303) response.setHeader('Location', '/')
  response.end(JSON.stringify(page ? page() : { status }))
}
http.createServer((request, response) => {
  request.headers['x-forwarded-proto'] = 'https'
  try {
    sessions(request, response, () => serve(request, response).catch(() => response.destroy()))
  } catch { // a target that is no URL, which a framework would answer
    response.writeHead(400, { 'Content-Type': 'application/json' })
    response.end(JSON.stringify({ status: 400 }))
  }
}).listen(Number(process.argv[2]), '127.0.0.1')
