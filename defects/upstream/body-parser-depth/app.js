// Notes by a form, read by body-parser.
const { readFileSync } = require('fs')
const http = require('http')
const { urlencoded } = require('body-parser')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/body-parser/package.json`))
const read = urlencoded({ extended: true, limit: '1mb' })
const pages = {
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const answer = (response, status, told) => {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(told))
}
http.createServer((request, response) => {
  if (request.url === '/notes' && request.method === 'POST') {
    return read(request, response, (error) => {
      if (error) return answer(response, error.status || 400, { detail: 'no form' })
      answer(response, 201, { fields: Object.keys(request.body || {}).length })
    })
  }
  const page = Object.hasOwn(pages, request.url) && pages[request.url]
  answer(response, page ? 200 : 404, page ? page() : { detail: 'not found' })
}).listen(Number(process.argv[2]), '127.0.0.1')
