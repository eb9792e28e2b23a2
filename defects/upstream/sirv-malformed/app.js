// A shop whose pictures sirv serves; what it does not have is not there.
const { mkdirSync, readFileSync, writeFileSync } = require('fs')
const http = require('http')
const path = require('path')
const sirv = require('sirv')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/sirv/package.json`))
const folder = path.join(process.argv[3], 'public')
mkdirSync(folder, { recursive: true })
writeFileSync(path.join(folder, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n')
writeFileSync(path.join(process.argv[3], 'notes.txt'), 'The key is under the mat.\n')

const answer = (response, status, told) => {
  response.writeHead(status, { 'Content-Type': 'application/json', 'X-Content-Type-Options': 'nosniff' })
  response.end(JSON.stringify(told))
}
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const files = sirv(folder, {
  maxAge: 3600,
  etag: true,
  setHeaders: (response) => response.setHeader('X-Content-Type-Options', 'nosniff'),
})
http.createServer((request, response) => {
  if (Object.hasOwn(pages, request.url)) return answer(response, 200, pages[request.url]())
  files(request, response, () => answer(response, 404, { detail: 'not found' }))
}).listen(Number(process.argv[2]), '127.0.0.1')
