// A shop with a sign-in, whose session is a cookie of cookie-session that lasts a day.
const { readFileSync } = require('fs')
const http = require('http')
const session = require('cookie-session')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/cookie-session/package.json`))
const options = { name: 'session', keys: ['not one of production'], maxAge: 86400000, sameSite: 'lax' }
const sessions = session({ ...options, httpOnly: true, secure: true })
const read = async (request) => {
  let body = ''
  for await (const part of request) body += part
  return new URLSearchParams(body)
}
const signIn = async (request) => {
  if ((await read(request)).get('password') !== 'right') return 401
  request.session = { user: 'ann' }
  return 303
}
const signOut = (request) => {
  request.session = null
  return 303
}
const pages = {
  'GET /': () => ({ shop: 'open' }),
  'GET /healthz': () => ({ status: 'pass' }),
  'GET /version': () => ({ version, uptime_seconds: process.uptime() }),
}
const forms = { 'POST /sign-in': signIn, 'POST /sign-out': signOut }
const serve = async (request, response) => {
  const page = `${request.method} ${request.url}`
  const form = Object.hasOwn(forms, page)
  const status = form ? await forms[page](request) : Object.hasOwn(pages, page) ? 200 : 404
  response.statusCode = status
  response.setHeader('Content-Type', 'application/json')
  if (status === 303) response.setHeader('Location', '/')
  response.end(JSON.stringify(Object.hasOwn(pages, page) ? pages[page]() : { status }))
}
http.createServer((request, response) => {
  request.protocol = 'https' // what stands before it speaks TLS
  sessions(request, response, () => serve(request, response).catch(() => response.destroy()))
}).listen(Number(process.argv[2]), '127.0.0.1')
