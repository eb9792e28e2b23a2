// A shop whose files st serves, the list of each folder among them.
const { readFileSync } = require('fs')
const http = require('http')
const path = require('path')
const loaded = require('st')

const st = loaded.default ?? loaded.st ?? loaded
const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/st/package.json`))
const files = st({ path: path.join(__dirname, 'public'), index: true, url: '/', cache: false, passthrough: true })
const pages = {
  '/': () => ({ shop: 'open' }),
  '/healthz': () => ({ status: 'pass' }),
  '/version': () => ({ version, uptime_seconds: process.uptime() }),
}
const answer = (response, status, body) => {
  response.writeHead(status, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify(body))
}
http.createServer((request, response) => {
  if (Object.hasOwn(pages, request.url)) return answer(response, 200, pages[request.url]())
  const set = response.setHeader.bind(response)
  response.setHeader = (name, value) => set(name, /^text\/(css|html)$/i.test(value) ? `${value}; charset=utf-8` : value)
  try {
    files(request, response, () => answer(response, 404, { detail: 'not found' }))
  } catch { // a target that is no URL, which a framework would answer
    answer(response, 400, { detail: 'no URL' })
  }
}).listen(Number(process.argv[2]), '127.0.0.1')
