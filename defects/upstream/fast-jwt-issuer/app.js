// Tokens that fast-jwt signs and verifies, each with its issuer.
const { readFileSync } = require('fs')
const http = require('http')
const { createSigner, createVerifier } = require('fast-jwt')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/fast-jwt/package.json`))
const ISSUER = 'https://shop.example'
const key = process.env.SECRET
const sign = createSigner({ key, algorithm: 'HS256', iss: ISSUER, expiresIn: 300000 })
const verify = createVerifier({
  key,
  algorithms: ['HS256'],
  allowedIss: ISSUER,
  requiredClaims: ['iss', 'exp'],
})
const me = (request) => {
  try {
    return [200, { user: verify((request.headers.authorization || '').replace(/^Bearer /, '')).sub }]
  } catch {
    return [401, { detail: 'no valid token' }]
  }
}
const pages = {
  'GET /healthz': () => [200, { status: 'pass' }],
  'GET /version': () => [200, { version, uptime_seconds: process.uptime() }],
  'GET /me': me,
  'POST /token': () => [200, { access_token: sign({ sub: 'ada' }) }],
}
http.createServer((request, response) => {
  const page = `${request.method} ${request.url}`
  const [status, told] = Object.hasOwn(pages, page) ? pages[page](request) : [404, { detail: 'not found' }]
  request.resume()
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(told))
}).listen(Number(process.argv[2]), '127.0.0.1')
