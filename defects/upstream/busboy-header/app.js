// Files of a form, taken by busboy.
const { readFileSync } = require('fs')
const http = require('http')
const busboy = require('busboy')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/busboy/package.json`))
const pages = {
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const answer = (response, status, told) => {
  if (response.headersSent) return
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(told))
}
const parser = (settings) => (busboy.length === 1 && !busboy.prototype?.emit ? busboy(settings) : new busboy(settings))
const take = (request, response) => {
  let form
  let files = 0
  try {
    form = parser({ headers: request.headers })
  } catch {
    return answer(response, 400, { detail: 'no form' })
  }
  form.on('file', (_name, stream) => { files += 1; stream.on('error', () => {}).resume() })
  form.on('error', () => answer(response, 400, { detail: 'a broken form' }))
  for (const end of ['finish', 'close']) form.on(end, () => answer(response, 201, { files }))
  request.on('error', () => {})
  request.pipe(form)
}
http.createServer((request, response) => {
  if (request.url === '/upload' && request.method === 'POST') return take(request, response)
  const page = Object.hasOwn(pages, request.url) && pages[request.url]
  answer(response, page ? 200 : 404, page ? page() : { detail: 'not found' })
}).listen(Number(process.argv[2]), '127.0.0.1')
