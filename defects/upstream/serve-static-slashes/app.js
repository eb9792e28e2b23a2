// A shop whose files serve-static serves.
const { readFileSync } = require('fs')
const http = require('http')
const path = require('path')
const serveStatic = require('serve-static')

const { version } = JSON.parse(readFileSync(`${process.env.NODE_PATH}/serve-static/package.json`))
const charset = (response) => {
  const type = response.getHeader('Content-Type')
  if (/^text\/(css|html)$/i.test(type)) response.setHeader('Content-Type', `${type}; charset=utf-8`)
}
const files = serveStatic(path.join(__dirname, 'public'), { index: false, setHeaders: charset })
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
  try {
    files(request, response, (error) => answer(response, error?.status ?? 404, { detail: 'not found' }))
  } catch { // a target that is no URL, which a framework would answer
    answer(response, 400, { detail: 'no URL' })
  }
}).listen(Number(process.argv[2]), '127.0.0.1')
